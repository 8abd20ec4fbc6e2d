/* SPDX-License-Identifier: AGPL-3.0-or-later */

import type { Rule } from '../seat';
import { Memory } from './memory';

// Which greeting is due, and when: once per visitor and rule, one at a time, never over an open chat.

const KEY = 'greeted';

function matches(pattern: string, address: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));

  return new RegExp(`^${parts.join('.*')}$`, 's').test(address);
}

export class Greetings {
  private timers: ReturnType<typeof setTimeout>[] = [];
  private returning: boolean;

  constructor(private readonly rules: readonly Rule[], private readonly memory: Memory,
              private readonly show: (rule: Rule) => boolean) {
    this.returning = memory.get('localStorage', 'known') !== '' || memory.get('localStorage', KEY) !== '';
  }

  // The visitor has come to a page: what counts the seconds counts anew.
  arrive(): void {
    this.stop();
    for (const rule of this.rules) {
      if (this.isMeant(rule)) {
        this.timers.push(setTimeout(() => this.offer(rule), Math.max(0, Number(rule.after_s) || 0) * 1000));
      }
    }
  }

  stop(): void {
    this.timers.forEach(clearTimeout);
    this.timers = [];
  }

  private get shown(): string[] {
    return this.memory.get('localStorage', KEY).split(' ');
  }

  private isMeant(rule: Rule): boolean {
    const pages = rule.pages || [];
    const visitor = this.returning ? 'returning' : 'new';

    return typeof rule.text === 'string' && rule.text !== '' && !this.shown.includes(rule.id) &&
      (rule.visitors === visitor || rule.visitors !== 'new' && rule.visitors !== 'returning') &&
      (pages.length === 0 || pages.some((pattern) => matches(pattern, location.href)));
  }

  private offer(rule: Rule): void {
    if (this.isMeant(rule) && this.show(rule)) {
      this.memory.set('localStorage', KEY, [...this.shown, rule.id].join(' ').trim());
    }
  }
}
