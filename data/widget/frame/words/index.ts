/* SPDX-License-Identifier: AGPL-3.0-or-later */

import type { en } from '../../words/en';
import { wordsOf } from '../../words/word';

// The words of the frame in the visitor's language, which comes as a chunk of its own: how to add a
// text is told in data/widget/words/en.ts.

export type Words = typeof en;

export interface Language {
  tag: string; // for dates and the document
  direction: 'ltr' | 'rtl';
  words: Words;
}

const LANGUAGES = {
  ar: () => import('words-ar'),
  de: () => import('words-de'),
  en: () => import('words-en'),
  es: () => import('words-es'),
  fr: () => import('words-fr'),
  ja: () => import('words-ja'),
};

type Name = keyof typeof LANGUAGES;

const FROM_RIGHT: readonly Name[] = ['ar'];

function nameOf(tag: string): Name | null {
  const name = tag.split(/[-_]/)[0].toLowerCase();
  return Object.prototype.hasOwnProperty.call(LANGUAGES, name) ? (name as Name) : null;
}

// The first of the visitor's wishes that there is, else English.
export async function loadLanguage(wished: readonly string[]): Promise<Language> {
  const tag = wished.find((wish) => nameOf(wish) !== null) || 'en';
  const name = nameOf(tag) || 'en';
  const file = await LANGUAGES[name]();

  return { tag, direction: FROM_RIGHT.includes(name) ? 'rtl' : 'ltr', words: wordsOf(file.default, file.plural, tag) as unknown as Words };
}
