/* SPDX-License-Identifier: AGPL-3.0-or-later */

import words from 'greeting-words';
import { HostPage, Looks, ToFrame } from '../../bridge';
import { colorOf } from '../options';
import type { More, Rule, Seat, Settings } from '../seat';
import { Alerts } from './alerts';
import { readConversation, readIdentity } from './arguments';
import { Bubble } from './bubble';
import { FrameLink, Heard } from './frame-link';
import { Greetings } from './greetings';
import { Memory } from './memory';
import { PageWatch } from './page-watch';
import { Panel } from './panel';

// The part of the loader that comes with the first use: the panel, the frame in it, and what the
// page's own calls do.

const SILENT_MS = 3000; // what a page of ours needs to say that it is there, and much more

type Doing = (...rest: unknown[]) => void;

class Chat implements More {
  private readonly memory: Memory;
  private readonly panel: Panel;
  private readonly link: FrameLink;
  private readonly alerts: Alerts;
  private readonly watch: PageWatch;
  private readonly bubble: Bubble;
  private greetings: Greetings | null = null;
  private open = false;
  private focus = false; // the frame may take it
  private unread = { count: 0, label: '' };
  private spoken = ''; // the language of the frame
  private asking: Promise<void> | null = null; // whose key it is

  private readonly doings: Record<string, Doing> = {
    show: () => this.setOpen(true),
    hide: () => this.setOpen(false),
    toggle: () => this.setOpen(!this.open),
    restore: () => this.setOpen(true, false),
    open: (id) => (id === undefined ? this.setOpen(true) : this.openConversation(id)),
    openConversation: (id) => this.openConversation(id),
    newConversation: () => this.begin(''),
    identify: (identity) => this.identify(identity),
    reset: () => this.reset(),
    wait: () => void this.addFrame(),
    greet: () => this.greet(),
  };

  constructor(private readonly seat: Seat) {
    this.memory = new Memory(`bellhop.${seat.organization || seat.options.apiKey}`);
    this.panel = new Panel(seat.launcher, () => this.setOpen(false));
    this.alerts = new Alerts(() => seat.settings.widget?.sound === true);
    this.alerts.muted = this.memory.get('localStorage', 'muted') !== '';
    this.link = new FrameLink(seat.origin, () => this.panel.frame, () => this.hello(), (heard) => this.hear(heard));
    this.watch = new PageWatch(() => this.moved());
    this.bubble = new Bubble(seat.launcher.root, this.words, () => this.dismiss());
    this.relabel();
  }

  call(name: string, ...rest: unknown[]): void {
    if (Object.prototype.hasOwnProperty.call(this.doings, name)) {
      this.doings[name](...rest);
    }
  }

  relabel(): void {
    const [open, close, chat] = this.seat.words;
    const { count, label } = this.unread;

    this.seat.launcher.button.setAttribute('aria-label', this.open ? close : count > 0 ? `${open}, ${label}` : open);
    if (this.panel.frame !== null && this.spoken !== this.seat.language) {
      this.spoken = this.seat.language;
      this.link.begin();
      this.addPanelFrame(chat); // its words come with its page
    }
  }

  destroy(): void {
    this.greetings?.stop();
    [this.panel, this.link, this.alerts, this.watch].forEach((part) => part.destroy());
  }

  private get words(): Record<'greeting' | 'dismiss' | 'title' | 'refused' | 'away', string> {
    const [greeting, dismiss, title, refused, away] = words[this.seat.language.split(/[-_]/)[0].toLowerCase()] || words.en;

    return { greeting, dismiss, title, refused, away };
  }

  private get address(): string {
    const query = new URLSearchParams({ organization: this.seat.organization, language: this.seat.language });

    return `${this.seat.origin}/widget/frame?${query}`;
  }

  private get page(): HostPage {
    return {
      url: location.href, title: this.alerts.title, referrer: document.referrer, viewport: `${innerWidth}x${innerHeight}`,
    };
  }

  private get looks(): Looks {
    const { title = '', welcomeMessage = '', inputPlaceholder = '', accentColor } = this.seat.options;

    return { title, welcome: welcomeMessage, placeholder: inputPlaceholder, accent: colorOf(accentColor) };
  }

  private hello(): ToFrame {
    return {
      bellhop: 1, say: 'hello', page: this.page, open: this.open, focus: this.focus, looks: this.looks, muted: this.alerts.muted,
    };
  }

  private setOpen(open: boolean, focus = true): void {
    if (open === this.open || (open && this.seat.launcher.host.hidden)) {
      return;
    }
    this.open = open;
    this.focus = focus && open;
    this.bubble.hide();
    this.panel.setOpen(open);
    this.memory.set('sessionStorage', 'open', open ? '1' : '');
    if (focus) {
      this.alerts.pressed();
    }
    void this.addFrame();
    this.link.mention({ bellhop: 1, say: 'panel', open, focus: this.focus });
    this.showUnread();
    if (focus) {
      (open && this.panel.frame || this.seat.launcher.button).focus();
    }
    this.seat.emit(open ? 'open' : 'close');
  }

  // A tag with a key alone asks whose it is now, and not before.
  private async addFrame(): Promise<void> {
    if (this.seat.organization === '') {
      this.asking = this.asking || this.lookUpKey();
      await this.asking;
    }
    if (this.panel.frame === null && this.seat.organization !== '' && this.seat.launcher.host.isConnected) {
      this.spoken = this.seat.language;
      this.addPanelFrame(this.seat.words[2]);
    }
  }

  private addPanelFrame(title: string): void {
    this.panel.addFrame(this.address, title, (frame) => setTimeout(() => void this.doubt(frame), SILENT_MS));
  }

  // Something has come that is no page of ours: the browser keeps the desk's page out of those that
  // the organisation does not name, or the desk cannot be reached.
  private async doubt(frame: HTMLIFrameElement): Promise<void> {
    const isSilent = (): boolean => frame === this.panel.frame && frame.isConnected && !this.link.isUp && frame.contentWindow?.length === 0;

    if (isSilent()) {
      const isReached = await import(`${this.seat.origin}/widget/chat-widget-more.js?at=${Date.now()}`).then(() => true, () => false);
      if (isSilent()) {
        this.refuse(isReached);
      }
    }
  }

  private refuse(isReached: boolean): void {
    const { title, refused, away } = this.words;

    this.panel.refuse(title, isReached ? refused : away);
    if (isReached) {
      this.seat.fail('origin_refused', `${location.origin} may not show this chat: the organisation has to name it among its allowed origins`);
    } else {
      this.seat.fail('offline', `the desk did not answer: ${this.seat.origin}`);
    }
  }

  private async lookUpKey(): Promise<void> {
    try {
      const answer = await fetch(`${this.seat.origin}/v1/widget/key`, {
        headers: { 'X-Api-Key': this.seat.options.apiKey || '' }, credentials: 'omit', referrerPolicy: 'no-referrer',
      });
      const settings = (answer.ok ? await answer.json() : {}) as Settings;

      this.seat.organization = settings.organization?.slug || '';
      if (this.seat.organization === '') {
        this.seat.fail('unauthorized', 'the desk does not know the key in data-api-key: make a widget key with bellhopctl or in the console');
      } else {
        this.seat.apply(settings);
      }
    } catch {
      this.asking = null;
      this.seat.fail('offline', `the desk did not answer: a content security policy has to allow ${this.seat.origin} in connect-src where the tag has data-api-key`);
    }
  }

  private openConversation(given: unknown): void {
    const id = readConversation(given);

    if (id === null) {
      this.seat.fail('invalid', 'openConversation() takes the id of a conversation, as the event “conversation” tells it');
      return;
    }
    this.link.say({ bellhop: 1, say: 'conversation', id });
    this.setOpen(true);
  }

  private begin(greeting: string): void {
    this.link.say({ bellhop: 1, say: 'fresh', greeting });
    this.setOpen(true);
  }

  private identify(given: unknown): void {
    const identity = readIdentity(given);

    if (identity === null) {
      this.seat.fail('invalid', 'identify() takes { id, name, email, hmac }, the hmac made by your server with the identity secret: 64 hexadecimal digits');
      return;
    }
    this.link.say({ bellhop: 1, say: 'identify', identity });
    void this.addFrame();
  }

  private reset(): void {
    this.memory.set('localStorage', 'known', '');
    this.memory.set('localStorage', 'greeted', '');
    this.link.say({ bellhop: 1, say: 'reset' });
    void this.addFrame();
  }

  private hear(heard: Heard): void {
    const { say, ...rest } = heard;
    const doings: Record<string, () => void> = {
      close: () => this.setOpen(false),
      unread: () => this.onUnread(Number(heard.count) || 0, String(heard.label || '')),
      visitor: () => this.memory.set('localStorage', 'known', heard.known === true ? '1' : ''),
      muted: () => this.onMuted(heard.muted === true),
    };

    delete rest.bellhop;
    if (Object.prototype.hasOwnProperty.call(doings, say)) {
      doings[say]();
    } else if (['message', 'conversation', 'identified', 'error'].includes(say)) {
      this.seat.emit(say, rest);
    }
  }

  private onUnread(count: number, label: string): void {
    if (count !== this.unread.count) {
      this.seat.emit('unread', { count });
    }
    this.unread = { count, label };
    this.alerts.setUnread(count);
    this.showUnread();
  }

  private onMuted(muted: boolean): void {
    this.alerts.muted = muted;
    this.memory.set('localStorage', 'muted', muted ? '1' : '');
  }

  private showUnread(): void {
    this.panel.setCount(this.open ? 0 : this.unread.count);
    this.relabel();
  }

  private moved(): void {
    this.link.mention({ bellhop: 1, say: 'page', page: this.page });
    this.greetings?.arrive();
  }

  private greet(): void {
    this.greetings = new Greetings(this.seat.settings.widget?.proactive || [], this.memory, (rule) => this.offer(rule));
    this.greetings.arrive();
  }

  private offer(rule: Rule): boolean {
    if (this.open || this.bubble.isShown || this.seat.launcher.host.hidden) {
      return false;
    }
    this.bubble.show(rule.text, () => {
      this.bubble.hide();
      this.begin(rule.id);
    });
    return true;
  }

  private dismiss(): void {
    this.bubble.hide();
    this.seat.launcher.button.focus();
  }
}

export function add(seat: Seat): More {
  return new Chat(seat);
}
