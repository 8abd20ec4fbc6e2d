/* SPDX-License-Identifier: AGPL-3.0-or-later */

import words from 'loader-words';
import { complain, Events } from './events';
import { Launcher } from './launcher';
import { colorOf, inkOn, isLeft, Options, originOf } from './options';
import type { More, Seat, Settings } from './seat';

// One widget of one organisation: its launcher and its settings.  Everything else comes with the
// first use, or in an idle moment where a conversation or a greeting waits.

const ACCENT = '#3a49c8';
const LATEST_MS = 2000; // the launcher shows, whether the desk has said how or not

// A page may forbid storage; then nothing is remembered, and nothing else changes.
function recalls(store: () => Storage, key: string): boolean {
  try {
    return store().getItem(key) !== null;
  } catch {
    return false;
  }
}

function idle(act: () => void): void {
  const later = (): unknown => (window.requestIdleCallback || setTimeout)(act, { timeout: LATEST_MS } as never);
  document.readyState === 'loading' ? addEventListener('DOMContentLoaded', later, { once: true }) : later();
}

export class Widget implements Seat {
  readonly launcher = new Launcher(() => this.call('toggle'), () => void this.load().catch(() => undefined));
  readonly origin: string;
  organization: string;
  language = '';
  settings: Settings = {};
  private tellShown: () => void = () => undefined;
  private readonly shown = new Promise<void>((resolve) => { this.tellShown = resolve; }); // the launcher is on the page
  private more: Promise<More> | undefined;
  private tries = 0;
  private isGone = false;

  constructor(readonly options: Options, origin: string, private readonly events: Events) {
    this.origin = (options.apiUrl && originOf(options.apiUrl)) || origin;
    this.organization = (options.organizationId || '').trim();
    this.setLanguage(options.language);
    idle(() => this.start());
  }

  get key(): string {
    return `bellhop.${this.organization || this.options.apiKey}`;
  }

  // A panel can be opened, and a frame loads, only in what is on the page: calls wait for that.
  call(name: string, ...rest: unknown[]): void {
    if (!this.isGone) {
      Promise.all([this.load(), this.shown]).then(([more]) => this.isGone || more.call(name, ...rest), () => undefined);
    }
  }

  emit(event: string, detail?: object): void {
    this.events.emit(event, detail);
  }

  fail(code: string, text: string): void {
    complain(text);
    this.emit('error', { code, message: text });
  }

  setLanguage(language?: string): void {
    this.language = language || document.documentElement.lang || navigator.language || 'en';
    this.label();
    void this.more?.then((more) => more.relabel());
  }

  get words(): readonly string[] {
    return words[this.language.split(/[-_]/)[0].toLowerCase()] || words.en;
  }

  // The tag wins over the organisation, the organisation over what is built in.
  apply(settings: Settings): void {
    const decided = settings.widget || {};
    const color = colorOf(this.options.accentColor) || colorOf(decided.accent_color) || ACCENT;

    this.settings = settings;
    this.launcher.place(isLeft(this.options.position || decided.position));
    this.launcher.paint(color, inkOn(color));
    this.launcher.host.hidden = decided.offline === 'hide' && settings.presence?.open === false;
  }

  destroy(): void {
    this.isGone = true;
    this.launcher.host.remove();
    void this.more?.then((more) => more.destroy(), () => undefined);
  }

  private label(): void {
    this.launcher.button.setAttribute('aria-label', this.words[0]);
  }

  private async start(): Promise<void> {
    if (this.isGone) {
      return;
    }
    this.apply({});
    const shown = setTimeout(() => this.show(), LATEST_MS);
    if (recalls(() => sessionStorage, `${this.key}.open`)) {
      this.call('restore');
    }
    if (this.organization !== '') {
      await import(`${this.origin}/widget/settings.js?organization=${encodeURIComponent(this.organization)}`).then(
        (file) => this.isGone || this.apply(file.default), () => undefined); // the chat says what is wrong
    }
    clearTimeout(shown);
    this.show();
    this.look();
  }

  private show(): void {
    if (!this.isGone && !this.launcher.host.isConnected) {
      this.launcher.show();
      this.tellShown();
      this.emit('ready');
    }
  }

  private look(): void {
    if (recalls(() => localStorage, `${this.key}.known`)) {
      idle(() => this.call('wait'));
    }
    if (this.settings.widget?.proactive?.length && !this.launcher.host.hidden) {
      idle(() => this.call('greet'));
    }
  }

  // A browser may remember that an address failed, so that each attempt has its own.
  private load(): Promise<More> {
    if (this.more === undefined) {
      this.more = import(`${this.origin}/widget/chat-widget-more.js${this.tries === 0 ? '' : `?${this.tries}`}`).then((file) => file.add(this));
      this.more.catch(() => {
        this.tries++;
        this.more = undefined;
        this.fail('offline', `the chat could not be loaded from ${this.origin}; a content security policy has to allow it in script-src and frame-src`);
      });
    }
    return this.more;
  }
}
