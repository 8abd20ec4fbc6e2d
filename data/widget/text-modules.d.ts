/* SPDX-License-Identifier: AGPL-3.0-or-later */

// The bundler turns a style sheet that is imported into its text.
declare module '*.css' {
  const text: string;
  export default text;
}

// The texts of one language, as data/widget/words/compile-words writes them.
declare module 'words-*' {
  export const plural: (count: number) => number;
  const file: Record<string, string | readonly string[]>;
  export default file;
}

// Made of the translations by words/compile-words: language → texts, in the order meson.build names.
declare module 'loader-words' {
  const words: Record<string, readonly string[]>;
  export default words;
}

declare module 'greeting-words' {
  const words: Record<string, readonly string[]>;
  export default words;
}
