/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { addStyle, icon, Launcher } from '../launcher';
import css from './panel.css';

// The panel with the frame, and the badge on the launcher.

const CROSS = 'M6 6l12 12M18 6L6 18';

export class Panel {
  readonly box = document.createElement('div');
  frame: HTMLIFrameElement | null = null;
  private readonly badge = document.createElement('span');
  private readonly ending = new AbortController();

  constructor(private readonly launcher: Launcher, escaped: () => void) {
    const { signal } = this.ending;

    this.box.className = 'panel';
    this.badge.className = 'badge';
    this.badge.setAttribute('aria-hidden', 'true');
    addStyle(launcher.root, css);
    launcher.root.prepend(this.box);
    launcher.button.append(icon('cross', CROSS), this.badge);
    launcher.root.addEventListener('keydown', (event) => {
      if ((event as KeyboardEvent).key === 'Escape') {
        escaped();
      }
    }, { signal });
    visualViewport?.addEventListener('resize', () => this.fit(), { signal });
    visualViewport?.addEventListener('scroll', () => this.fit(), { signal });
    this.fit();
  }

  // In the place of a frame that did not come; the next one takes its place in turn.
  refuse(title: string, text: string): void {
    const note = document.createElement('div');
    const head = document.createElement('strong');

    note.className = 'refused';
    note.setAttribute('role', 'alert');
    head.textContent = title;
    note.append(head, text);
    this.frame = null;
    this.box.replaceChildren(note);
  }

  // Another one takes the place of the one there was: going on in it would be a step for the
  // visitor to go back, and who speaks for the old document could not be told from the new one.
  addFrame(source: string, title: string, loaded: (frame: HTMLIFrameElement) => void): void {
    const frame = document.createElement('iframe');
    const hadFocus = this.frame !== null && this.launcher.root.activeElement === this.frame;

    frame.title = title;
    frame.src = source;
    frame.addEventListener('load', () => loaded(frame));
    frame.allow = 'clipboard-write; autoplay';
    this.box.replaceChildren(frame);
    this.frame = frame;
    if (hadFocus) {
      frame.focus();
    }
  }

  setOpen(open: boolean): void {
    this.box.classList.toggle('open', open);
    this.launcher.button.classList.toggle('pressed', open);
    this.launcher.button.setAttribute('aria-expanded', String(open));
  }

  setCount(count: number): void {
    this.badge.textContent = count === 0 ? '' : count > 9 ? '9+' : String(count);
  }

  destroy(): void {
    this.ending.abort();
  }

  // What an on-screen keyboard leaves of the window; only a panel that fills the screen minds.
  private fit(): void {
    const view = visualViewport;

    if (view !== null) {
      this.box.style.setProperty('--top', `${view.offsetTop}px`);
      this.box.style.setProperty('--height', `${view.height}px`);
    }
  }
}
