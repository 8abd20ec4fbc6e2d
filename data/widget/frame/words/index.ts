/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Message } from '../../protocol';
import { de } from './de';
import { en, Words } from './en';

// The words of the frame in the visitor's language.  A new language is one file and one row here.

export type { Words } from './en';

const LANGUAGES: Record<string, Words> = { de, en };

export interface Language {
  tag: string; // for dates and the document
  words: Words;
}

export function chooseLanguage(wished: readonly string[]): Language {
  const tag = wished.find((wish) => LANGUAGES[wish.slice(0, 2).toLowerCase()] !== undefined) || 'en';
  return { tag, words: LANGUAGES[tag.slice(0, 2).toLowerCase()] };
}

// A code comes from outside: it must not find what every object has.
function pick(texts: Record<string, string>, code: string, otherwise: string): string {
  return Object.prototype.hasOwnProperty.call(texts, code) ? texts[code] : otherwise;
}

export function noticeText(words: Words, message: Message): string {
  const texts: Record<string, string> = {
    handoff_requested: words.noticeHandoff,
    operator_joined: words.noticeJoined(message.author_name),
    operator_left: words.noticeLeft(message.author_name),
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
