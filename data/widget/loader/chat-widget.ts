/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { isBridge, ToFrame } from '../bridge';
import { Launcher, Words } from './launcher';

// The one script a page embeds.  It draws the launcher; the chat itself is a frame of the daemon's
// origin, made when it is first opened, or in an idle moment where a conversation waits in it.

interface Options {
  organizationId?: string;
  position?: string;
  language?: string;
}

interface Api {
  init(options?: Options): void;
  show(): void;
  hide(): void;
  toggle(): void;
  destroy(): void;
}

const POSITIONS = ['bottom-right', 'bottom-left'];
const WORDS: Record<string, Words> = {
  en: { open: 'Open chat', close: 'Close chat', chat: 'Chat', unread: (n) => (n === 1 ? '1 unread message' : `${n} unread messages`) },
  de: { open: 'Chat öffnen', close: 'Chat schließen', chat: 'Chat', unread: (n) => (n === 1 ? '1 ungelesene Nachricht' : `${n} ungelesene Nachrichten`) },
};

// A page may forbid storage; then nothing is remembered, and nothing else changes.
function recall(store: () => Storage, key: string): string | null {
  try {
    return store().getItem(key);
  } catch {
    return null;
  }
}

function remember(store: () => Storage, key: string, on: boolean): void {
  try {
    on ? store().setItem(key, '1') : store().removeItem(key);
  } catch {
    // see above
  }
}

class Widget {
  private readonly launcher: Launcher;
  private readonly openKey: string;
  private readonly knownKey: string;
  private open = false;
  private loaded = false;
  private focus = false; // the frame may take it

  constructor(private readonly origin: string, private readonly organization: string, position: string, private readonly language: string) {
    this.openKey = `bellhop.${organization}.open`;
    this.knownKey = `bellhop.${organization}.known`;
    this.launcher = new Launcher(WORDS[language.slice(0, 2)] || WORDS.en, position, () => this.toggle(), () => this.setOpen(false));
    window.addEventListener('message', this.heard);
    if (recall(() => sessionStorage, this.openKey)) {
      this.setOpen(true, false);
    } else if (recall(() => localStorage, this.knownKey)) {
      const idle = window.requestIdleCallback || setTimeout;
      idle(() => this.addFrame());
    }
  }

  destroy(): void {
    window.removeEventListener('message', this.heard);
    this.launcher.host.remove();
  }

  toggle(): void {
    this.setOpen(!this.open);
  }

  setOpen(open: boolean, focus = true): void {
    if (open === this.open) {
      return;
    }
    this.open = open;
    this.focus = focus && open;
    this.launcher.setOpen(open);
    remember(() => sessionStorage, this.openKey, open);
    if (open) {
      this.addFrame();
    }
    this.say({ bellhop: 1, say: 'panel', open, focus: this.focus });
    if (focus) {
      this.moveFocus(open);
    }
  }

  private moveFocus(open: boolean): void {
    const frame = this.launcher.frame;

    if (open && frame !== null) {
      frame.focus();
    } else {
      this.launcher.button.focus();
    }
  }

  private addFrame(): void {
    if (this.launcher.frame !== null || !this.launcher.host.isConnected) {
      return;
    }
    const query = new URLSearchParams({ organization: this.organization, language: this.language });
    this.launcher.addFrame(`${this.origin}/widget/frame?${query}`, () => {
      this.loaded = true;
      this.say({
        bellhop: 1, say: 'hello', open: this.open, focus: this.focus,
        page: { url: location.href, referrer: document.referrer, viewport: `${innerWidth}x${innerHeight}` },
      });
    });
  }

  private say(words: ToFrame): void {
    const frame = this.launcher.frame;

    if (this.loaded && frame !== null && frame.contentWindow !== null) {
      frame.contentWindow.postMessage(words, this.origin);
    }
  }

  private readonly heard = (event: MessageEvent): void => {
    const frame = this.launcher.frame;
    const data: unknown = event.data;

    if (frame === null || event.source !== frame.contentWindow || event.origin !== this.origin || !isBridge(data)) {
      return;
    }
    const words = data as { say: string; count?: unknown; known?: unknown };
    if (words.say === 'close') {
      this.setOpen(false);
    } else if (words.say === 'unread' && typeof words.count === 'number') {
      this.launcher.setUnread(words.count);
    } else if (words.say === 'visitor') {
      remember(() => localStorage, this.knownKey, words.known === true);
    }
  };
}

function start(script: HTMLScriptElement | null): Api {
  const origin = new URL(script !== null ? script.src : location.href, location.href).origin;
  let options: Options = script === null ? {} : {
    organizationId: script.dataset.organizationId, position: script.dataset.position, language: script.dataset.language,
  };
  let widget: Widget | null = null;
  let wanted = true;

  function mount(): void {
    const organization = (options.organizationId || '').trim();
    const position = POSITIONS.find((known) => known === options.position) || POSITIONS[0];
    const language = options.language || document.documentElement.lang || navigator.language || 'en';

    if (organization === '') {
      console.error('Bellhop: the script tag needs data-organization-id="…"; nothing is shown without it');
      return;
    }
    widget = new Widget(origin, organization, position, language);
  }

  function destroy(): void {
    wanted = false;
    if (widget !== null) {
      widget.destroy();
      widget = null;
    }
  }

  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', () => wanted && widget === null && mount(), { once: true });
  } else {
    mount();
  }
  return {
    init(changed = {}) {
      destroy();
      options = { ...options, ...changed };
      mount();
    },
    show: () => widget?.setOpen(true),
    hide: () => widget?.setOpen(false),
    toggle: () => widget?.toggle(),
    destroy,
  };
}

const page = window as Window & { Bellhop?: Api };
if (page.Bellhop === undefined) {
  page.Bellhop = start(document.currentScript as HTMLScriptElement | null);
}
