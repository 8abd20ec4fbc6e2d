/* SPDX-License-Identifier: AGPL-3.0-or-later */

// What a text of en.ts is to whoever uses it: itself, or a function of what its {places} want.

type Place<T> = T extends `${string}{${infer P}}${infer Rest}` ? P | Place<Rest> : never;
export type Values<P extends string> = Record<P, string | number>;

export type Word<T> = [Place<T>] extends [never] ? string : (values: Values<Place<T> & string>) => string;
export type Plural<T> = (values: Values<Place<T> & string> & { count: number }) => string;

export declare function C_<T extends string>(context: 'widget', text: T): Word<T>;
export declare function npgettext<T extends string>(context: 'widget', one: string, many: T): Plural<T>;

// A language's file, as compile-words writes it: texts by key, lists of them where a count decides.
export type WordFile = Record<string, string | readonly string[]>;
export type PluralRule = (count: number) => number;

type Filled = string | ((values: Record<string, string | number>) => string);

// Among words that run from right to left a name or a number keeps its own way.
const ISOLATED = ['\u2068', '\u2069'];
const FROM_RIGHT = /^(ar|fa|he|ur)\b/i;

function fill(text: string, values: Record<string, string | number>, numbers: Intl.NumberFormat): string {
  const around = FROM_RIGHT.test(numbers.resolvedOptions().locale) ? ISOLATED : ['', ''];

  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? numbers.format(value) : around[0] + value + around[1];
  });
}

// The words of a language's file.
export function wordsOf(file: WordFile, plural: PluralRule, tag: string): Record<string, Filled> {
  const numbers = new Intl.NumberFormat(tag);
  const words: Record<string, Filled> = {};

  for (const key of Object.keys(file)) {
    const text = file[key];
    words[key] = typeof text !== 'string' ? (values) => fill(text[plural(values.count as number)], values, numbers) :
      text.includes('{') ? (values) => fill(text, values, numbers) : text;
  }
  return words;
}
