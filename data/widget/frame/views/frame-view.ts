/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Screen, ScreenName } from '../screens';
import { Visit } from '../visit';
import { failureText } from '../words/failures';
import { button, el, icon, setText } from './dom';
import { BACK, CLOSE, MUTED, SOUND } from './icons';

// The whole frame: its header, the place of the screens, and the one voice for screen readers.
// Waiting and failing are its own doing: they need no chunk.

const VOICE_MAX = 20; // announcements kept for a screen reader that is still busy

export class FrameView {
  private readonly title = el('h1', { tabindex: '-1', dir: 'auto' });
  private readonly head = el('div', { class: 'head' }, this.title);
  private readonly back: HTMLButtonElement;
  private readonly sound: HTMLButtonElement;
  private readonly main = el('main');
  private readonly voice = el('div', { class: 'voice', role: 'status', 'aria-live': 'polite', 'aria-atomic': 'false' });
  private screen: Screen | null = null;
  private backTo: ScreenName | '' = '';
  private wantsFocus = false;
  private busy = false;

  constructor(root: HTMLElement, private readonly visit: Visit) {
    this.back = this.tool('back', BACK, visit.language.words.back, () => this.goBack());
    const close = this.tool('close', CLOSE, visit.language.words.close, () => visit.host.close());
    close.hidden = !visit.host.isEmbedded;
    this.sound = this.tool('sound', SOUND, visit.language.words.sound, () => visit.host.setMuted(!visit.host.muted));
    visit.host.onMuted = () => this.showSound();
    visit.app.watch(() => this.showSound());
    this.back.hidden = true;
    root.replaceChildren(el('header', {}, this.back, this.head, this.sound, close), this.main, this.voice);
    root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.isComposing && !event.defaultPrevented) {
        visit.host.close();
      }
    });
  }

  // Nothing to see yet, and why.
  wait(text: string): void {
    const { words } = this.visit.language;

    if (!this.busy) {
      this.busy = true;
      this.screen = null;
      this.setHead(words.chat, '');
      this.main.replaceChildren(el('div', { class: 'screen still' },
        el('div', { class: 'pulse' }), el('p', { class: 'quiet', role: 'status' }, text)));
    }
    const status = this.main.querySelector<HTMLElement>('[role=status]');
    if (status !== null) {
      setText(status, text);
    }
  }

  fail(code: string, retry: (() => void) | null): void {
    const { words } = this.visit.language;
    const again = retry === null ? [] : [button('primary', words.tryAgain, () => {
      this.wait(words.loadingOrganization);
      retry();
    })];

    this.busy = false;
    this.screen = null;
    this.setHead(this.title.textContent || words.chat, '');
    this.main.replaceChildren(el('div', { class: 'screen still', role: 'alert' },
      el('h2', {}, words.failedTitle), el('p', { id: 'failure' }, failureText(words, code)), ...again));
  }

  show(screen: Screen, title: string, back: ScreenName | ''): void {
    this.busy = false;
    this.wantsFocus = this.wantsFocus || document.hasFocus();
    this.screen = screen;
    this.setHead(title, back);
    this.main.replaceChildren(screen.node);
  }

  // The screen that was shown is ready: the focus, which went with the one before, moves into it.
  settle(): void {
    if (this.wantsFocus && this.visit.app.state.open) {
      this.focus();
    }
    this.wantsFocus = false;
  }

  setHead(title: string, back: ScreenName | ''): void {
    const head = this.screen?.head || this.title;

    setText(this.title, title);
    this.backTo = back;
    this.back.hidden = back === '';
    if (this.head.firstElementChild !== head) {
      this.head.replaceChildren(head);
    }
  }

  // Puts the focus where the visitor goes on; while nothing can take it, later.
  focus(): void {
    this.wantsFocus = this.screen === null;
    this.screen?.focus();
  }

  focusTitle(): void {
    this.title.focus();
  }

  announce(text: string): void {
    this.voice.append(el('p', {}, text));
    while (this.voice.childElementCount > VOICE_MAX) {
      this.voice.firstElementChild?.remove();
    }
  }

  private tool(className: string, path: string, label: string, pressed: () => void): HTMLButtonElement {
    const node = button(`plain ${className}`, '', pressed);

    node.setAttribute('aria-label', label);
    node.append(icon(path));
    return node;
  }

  // A switch: on while new messages ring.
  private showSound(): void {
    const { host, app } = this.visit;

    this.sound.hidden = !host.isEmbedded || app.state.widget?.sound !== true;
    this.sound.setAttribute('aria-pressed', String(!host.muted));
    this.sound.replaceChildren(icon(host.muted ? MUTED : SOUND));
  }

  private goBack(): void {
    if (this.backTo !== '') {
      void this.visit.router.go(this.backTo);
    }
  }
}
