/* SPDX-License-Identifier: AGPL-3.0-or-later */

// What the page's own storage remembers of one widget, and only once the visitor has used it or a
// greeting has been shown.  A page may forbid storage; then it lasts as long as the page.

export class Memory {
  private readonly kept = new Map<string, string>();

  constructor(private readonly prefix: string) {}

  get(store: 'localStorage' | 'sessionStorage', key: string): string {
    try {
      return window[store].getItem(`${this.prefix}.${key}`) || this.kept.get(key) || '';
    } catch {
      return this.kept.get(key) || '';
    }
  }

  set(store: 'localStorage' | 'sessionStorage', key: string, value: string): void {
    this.kept.set(key, value);
    try {
      value === '' ? window[store].removeItem(`${this.prefix}.${key}`) : window[store].setItem(`${this.prefix}.${key}`, value);
    } catch {
      // see above
    }
  }
}
