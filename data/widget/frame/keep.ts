/* SPDX-License-Identifier: AGPL-3.0-or-later */

// What outlives a reload, per organisation.  Where the browser forbids storage it lasts as long as
// the page.

export type Key = 'token' | 'conversation' | 'contact' | 'draft' | 'outbox' | 'seen' | 'files';

export class Keep {
  private readonly memory = new Map<string, string>();

  constructor(private readonly organization: string) {}

  get(key: Key): string {
    const name = this.name(key);

    try {
      return localStorage.getItem(name) || this.memory.get(name) || '';
    } catch {
      return this.memory.get(name) || '';
    }
  }

  set(key: Key, value: string): void {
    const name = this.name(key);

    this.memory.set(name, value);
    try {
      value === '' ? localStorage.removeItem(name) : localStorage.setItem(name, value);
    } catch {
      // forbidden or full: the copy in memory serves
    }
  }

  getJson(key: Key): unknown {
    try {
      return JSON.parse(this.get(key) || 'null');
    } catch {
      return null;
    }
  }

  setJson(key: Key, value: unknown): void {
    this.set(key, JSON.stringify(value));
  }

  private name(key: Key): string {
    return `bellhop.${this.organization}.${key}`;
  }
}
