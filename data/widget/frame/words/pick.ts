/* SPDX-License-Identifier: AGPL-3.0-or-later */

// A code comes from outside: it must not find what every object has.
export function pick(texts: Record<string, string>, code: string, otherwise: string): string {
  return Object.prototype.hasOwnProperty.call(texts, code) ? texts[code] : otherwise;
}
