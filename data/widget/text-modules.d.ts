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
