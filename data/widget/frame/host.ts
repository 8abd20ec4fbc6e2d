/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { HostPage, isBridge, ToHost } from '../bridge';
import { object, text } from '../records';

// The page this frame stands in.  The loader speaks first; its origin is then the only one heard,
// and the only one spoken to.

export interface HostListener {
  hello(page: HostPage): void;
  panel(open: boolean, focus: boolean): void;
}

export class Host {
  private origin = '';
  private unread = 0;
  private known: boolean | null = null;
  private listener: HostListener | null = null;
  private readonly early: (() => void)[] = []; // what was said before anybody listened

  constructor() {
    window.addEventListener('message', (event) => this.hear(event));
  }

  listen(listener: HostListener): void {
    this.listener = listener;
    this.early.splice(0).forEach((say) => say());
  }

  get isEmbedded(): boolean {
    return window.parent !== window;
  }

  close(): void {
    this.say({ bellhop: 1, say: 'close' });
  }

  setUnread(count: number): void {
    if (count !== this.unread) {
      this.unread = count;
      this.say({ bellhop: 1, say: 'unread', count });
    }
  }

  setKnown(known: boolean): void {
    if (known !== this.known) {
      this.known = known;
      this.say({ bellhop: 1, say: 'visitor', known });
    }
  }

  private hear(event: MessageEvent): void {
    const data: unknown = event.data;

    if (event.source !== window.parent || !this.isEmbedded || !isBridge(data) ||
        (this.origin !== '' && event.origin !== this.origin)) {
      return;
    }
    const words = object(data);
    if (words.say === 'hello' && this.origin === '') {
      this.onHello(event.origin, object(words.page));
    }
    if (words.say === 'hello' || words.say === 'panel') {
      this.tell((listener) => listener.panel(words.open === true, words.focus === true));
    }
  }

  private onHello(origin: string, page: Record<string, unknown>): void {
    this.origin = origin;
    const host = { url: text(page.url), referrer: text(page.referrer), viewport: text(page.viewport) };
    this.tell((listener) => listener.hello(host));
    this.say({ bellhop: 1, say: 'unread', count: this.unread });
    if (this.known !== null) {
      this.say({ bellhop: 1, say: 'visitor', known: this.known });
    }
  }

  private tell(say: (listener: HostListener) => void): void {
    const { listener } = this;

    if (listener === null) {
      this.early.push(() => this.listener !== null && say(this.listener));
    } else {
      say(listener);
    }
  }

  private say(words: ToHost): void {
    if (this.origin !== '' && this.origin !== 'null' && this.isEmbedded) {
      window.parent.postMessage(words, this.origin);
    }
  }
}
