/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { ComposerView } from '../chat/composer-view';
import { el } from '../views/dom';
import { addStyle } from '../views/style';
import { Visit } from '../visit';
import style from './emoji.css';
import { EMOJI } from './emoji-rows';

// A small sheet of emoji above the composer.  One of them is in the order of Tab; the arrow keys go
// through them, Escape and a choice lead back to the text.  Screen readers know their names.

const STEPS: Record<string, number | 'row' | '-row' | 'first' | 'last'> = {
  ArrowRight: 1, ArrowLeft: -1, ArrowDown: 'row', ArrowUp: '-row', Home: 'first', End: 'last',
};

export class EmojiView {
  private readonly node: HTMLElement;
  private readonly buttons: HTMLButtonElement[];

  constructor(visit: Visit, private readonly composer: ComposerView, private readonly tool: HTMLElement) {
    addStyle(style);
    this.buttons = EMOJI.map((emoji, i) => {
      const node = el('button', { type: 'button', tabindex: i === 0 ? '0' : '-1', class: 'emoji' }, emoji);
      node.addEventListener('click', () => this.choose(emoji));
      return node;
    });
    this.node = el('div', { class: 'sheet', role: 'group', 'aria-label': visit.language.words.emoji, hidden: '' }, ...this.buttons);
    this.node.addEventListener('keydown', (event) => this.onKey(event));
    document.addEventListener('pointerdown', (event) => {
      if (event.target instanceof Node && !this.node.contains(event.target) && !this.tool.contains(event.target)) {
        this.setOpen(false);
      }
    });
    composer.node.prepend(this.node);
  }

  toggle(): void {
    this.setOpen(this.node.hidden);
    if (!this.node.hidden) {
      this.buttons.find((one) => one.tabIndex === 0)?.focus();
    }
  }

  private setOpen(open: boolean): void {
    this.node.hidden = !open;
    this.tool.setAttribute('aria-expanded', String(open));
  }

  private choose(emoji: string): void {
    this.setOpen(false);
    this.composer.insert(emoji);
    this.composer.focus();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault(); // leaves the sheet, not the chat
      this.setOpen(false);
      this.tool.focus();
    } else if (STEPS[event.key] !== undefined) {
      event.preventDefault();
      this.step(STEPS[event.key]);
    }
  }

  private step(step: typeof STEPS[string]): void {
    const at = this.buttons.indexOf(document.activeElement as HTMLButtonElement);
    const row = this.buttons.findIndex((one) => one.offsetTop > this.buttons[0].offsetTop);
    const mirrored = getComputedStyle(this.node).direction === 'rtl' ? -1 : 1;
    const to = step === 'first' ? 0 : step === 'last' ? this.buttons.length - 1 :
      at + (step === 'row' ? row : step === '-row' ? -row : step * mirrored);
    const next = this.buttons[to];

    if (next !== undefined) {
      this.buttons[at].tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    }
  }
}
