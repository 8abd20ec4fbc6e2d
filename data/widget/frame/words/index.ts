/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Message } from '../../protocol';
import type { en } from '../../words/en';
import { PluralRule, WordFile, wordsOf } from '../../words/word';

// The words of the frame in the visitor's language, which comes as a file of its own: how to add a
// text is told in data/widget/words/en.ts.

export type Words = typeof en;

export interface Language {
  tag: string; // for dates and the document
  direction: 'ltr' | 'rtl';
  words: Words;
}

const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'ja'];
const FROM_RIGHT = ['ar'];
const AGAIN_MS = [500, 2000, 5000];

function primary(tag: string): string {
  return tag.split(/[-_]/)[0].toLowerCase();
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

// A browser may remember that an address failed, so that each attempt has its own.
async function fetchWords(name: string): Promise<{ default: WordFile; plural: PluralRule }> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await import(`/widget/words-${name}.js${attempt === 0 ? '' : `?${attempt}`}`);
    } catch {
      await pause(AGAIN_MS[Math.min(attempt, AGAIN_MS.length - 1)]);
    }
  }
}

// The first of the visitor's wishes that there is, else English.
export async function loadLanguage(wished: readonly string[]): Promise<Language> {
  const tag = wished.find((wish) => LANGUAGES.includes(primary(wish))) || 'en';
  const name = primary(tag);
  const file = await fetchWords(name);

  return {
    tag,
    direction: FROM_RIGHT.includes(name) ? 'rtl' : 'ltr',
    words: wordsOf(file.default, file.plural, tag) as unknown as Words,
  };
}

// A code comes from outside: it must not find what every object has.
function pick(texts: Record<string, string>, code: string, otherwise: string): string {
  return Object.prototype.hasOwnProperty.call(texts, code) ? texts[code] : otherwise;
}

export function noticeText(words: Words, message: Message): string {
  const name = message.author_name;
  const texts: Record<string, string> = {
    handoff_requested: words.noticeHandoff,
    operator_joined: words.noticeJoined({ name }),
    operator_left: words.noticeLeft({ name }),
    resolved: words.noticeResolved,
    reopened: words.noticeReopened,
    returned_to_ai: words.noticeReturned,
  };
  return pick(texts, message.notice, message.body);
}

export function failureText(words: Words, code: string): string {
  const texts: Record<string, string> = {
    missing: words.failedMissing,
    not_found: words.failedNotFound,
    origin_refused: words.failedOrigin,
    forbidden: words.failedOrigin,
    offline: words.failedOffline,
    timeout: words.failedOffline,
    rate_limited: words.failedBusy,
    unavailable: words.failedBusy,
  };
  return pick(texts, code, words.failedOther);
}
