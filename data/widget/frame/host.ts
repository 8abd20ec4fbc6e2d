/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { HostPage, isBridge, Looks, ToHost } from '../bridge';
import { Frame } from '../protocol';
import { Json, object, text } from '../records';

// The page this frame stands in.  The frame says that it is there, the loader answers hello, and its
// origin is then the only one heard, and the only one spoken to.

export interface HostListener {
  hello(page: HostPage, looks: Looks): void;
  panel(open: boolean, focus: boolean): void;
  call(words: Json): void; // what the page's own scripts want, and where the visitor has gone
}

export function readHostPage(value: unknown): HostPage {
  const page = object(value);

  return { url: text(page.url), title: text(page.title), referrer: text(page.referrer), viewport: text(page.viewport) };
}

function readLooks(value: unknown): Looks {
  const looks = object(value);

  return { title: text(looks.title), welcome: text(looks.welcome), placeholder: text(looks.placeholder), accent: text(looks.accent) };
}

export class Host {
  muted = false;
  onMuted: () => void = () => undefined;
  private origin = '';
  private unread: ToHost = { bellhop: 1, say: 'unread', count: 0, label: '' };
  private known: boolean | null = null;
  private listener: HostListener | null = null;
  private readonly early: (() => void)[] = []; // what was said before anybody listened

  constructor() {
    window.addEventListener('message', (event) => this.hear(event));
    if (this.isEmbedded) {
      window.parent.postMessage({ bellhop: 1, say: 'here' } as ToHost, '*');
    }
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

  // A call of the page has been seen to, and need not be said again to a frame that begins anew.
  done(call: Json): void {
    if (typeof call.n === 'number') {
      this.say({ bellhop: 1, say: 'done', n: call.n });
    }
  }

  setUnread(count: number, label: string): void {
    if (this.unread.say === 'unread' && count !== this.unread.count) {
      this.unread = { bellhop: 1, say: 'unread', count, label };
      this.say(this.unread);
    }
  }

  setKnown(known: boolean): void {
    if (known !== this.known) {
      this.known = known;
      this.say({ bellhop: 1, say: 'visitor', known });
    }
  }

  setMuted(muted: boolean): void {
    this.muted = muted;
    this.onMuted();
    this.say({ bellhop: 1, say: 'muted', muted });
  }

  // What has happened, for the page's own listeners: never what was written.
  tell(frame: Frame): void {
    if (frame.op === 'event' && frame.message !== null && frame.type === 'message.created') {
      this.say({ bellhop: 1, say: 'message', id: frame.message.id, conversation: frame.conversation_id, author: frame.message.author });
    }
    if (frame.op === 'event' && frame.conversation !== null && frame.type.startsWith('conversation.')) {
      this.say({ bellhop: 1, say: 'conversation', id: frame.conversation.id, status: frame.conversation.status });
    }
  }

  say(words: ToHost): void {
    if (this.origin !== '' && this.origin !== 'null' && this.isEmbedded) {
      window.parent.postMessage(words, this.origin);
    }
  }

  private hear(event: MessageEvent): void {
    const data: unknown = event.data;

    if (event.source !== window.parent || !this.isEmbedded || !isBridge(data) ||
        (this.origin !== '' ? event.origin !== this.origin : data.say !== 'hello')) {
      return;
    }
    const words = object(data);
    if (words.say === 'hello') {
      this.onHello(event.origin, words);
    }
    if (words.say === 'hello' || words.say === 'panel') {
      this.pass((listener) => listener.panel(words.open === true, words.focus === true));
    } else {
      this.pass((listener) => listener.call(words));
    }
  }

  private onHello(origin: string, words: Json): void {
    this.origin = origin;
    this.muted = words.muted === true;
    this.onMuted();
    this.pass((listener) => listener.hello(readHostPage(words.page), readLooks(words.looks)));
    this.say(this.unread);
    if (this.known !== null) {
      this.say({ bellhop: 1, say: 'visitor', known: this.known });
    }
  }

  private pass(say: (listener: HostListener) => void): void {
    const { listener } = this;

    if (listener === null) {
      this.early.push(() => this.listener !== null && say(this.listener));
    } else {
      say(listener);
    }
  }
}
