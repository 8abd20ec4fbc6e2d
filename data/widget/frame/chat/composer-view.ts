/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { MESSAGE_MAX } from '../../protocol';
import { el, icon, setText } from '../views/dom';
import { Language, Words } from '../words';
import { SEND } from './icons';

// Where the visitor writes.  Enter sends, Shift+Enter breaks the line; blank and too long are
// refused, the latter with a count.

export interface ComposerListener {
  draft(text: string): void;
  send(text: string): void;
}

// What goes with the text; a message may be nothing but that.
export interface ComposerFiles {
  readonly isBusy: boolean;
  readonly count: number;
}

const COUNT_FROM = MESSAGE_MAX - 500;
const HEIGHT_MAX = 144;

export class ComposerView {
  readonly node: HTMLFormElement;
  readonly tools = el('div', { class: 'tools' }); // buttons beside the text
  readonly input: HTMLTextAreaElement;
  files: ComposerFiles = { isBusy: false, count: 0 };
  private readonly words: Words;
  private readonly send: HTMLButtonElement;
  private readonly count = el('p', { class: 'count', id: 'count' });

  constructor(language: Language, private readonly listener: ComposerListener) {
    this.words = language.words;
    this.input = el('textarea', {
      rows: '1', 'aria-label': this.words.message, 'aria-describedby': 'hint count', placeholder: this.words.placeholder,
      enterkeyhint: 'send', autocomplete: 'off',
    });
    this.send = el('button', { type: 'submit', class: 'send', 'aria-label': this.words.send }, icon(SEND));
    this.node = el('form', { class: 'composer' },
      el('div', { class: 'box' }, this.input, this.tools, this.send), this.count, el('p', { id: 'hint', class: 'voice' }, this.words.hint));
    this.listen();
    this.showCount();
  }

  set placeholder(text: string) {
    this.input.placeholder = text || this.words.placeholder;
  }

  setText(text: string): void {
    if (this.input.value !== text) {
      this.input.value = text;
      this.grow();
    }
    this.showCount();
  }

  // Puts it where the caret is.
  insert(text: string): void {
    this.input.setRangeText(text, this.input.selectionStart, this.input.selectionEnd, 'end');
    this.changed();
  }

  focus(): void {
    this.input.focus({ preventScroll: true });
  }

  // Only what is laid out has a height to grow to.
  grow(): void {
    this.input.style.height = 'auto';
    this.input.style.height = `${Math.min(this.input.scrollHeight, HEIGHT_MAX)}px`;
  }

  private changed(): void {
    this.grow();
    this.showCount();
    this.listener.draft(this.input.value);
  }

  private listen(): void {
    this.input.addEventListener('input', () => this.changed());
    this.input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.submit();
      }
    });
    this.node.addEventListener('submit', (event) => {
      event.preventDefault();
      this.submit();
      this.input.focus();
    });
  }

  private submit(): void {
    const text = this.input.value.trim();

    if (!this.files.isBusy && (text !== '' || this.files.count > 0) && [...text].length <= MESSAGE_MAX) {
      this.listener.send(text);
    }
  }

  showCount(): void {
    const length = [...this.input.value.trim()].length;
    const over = length - MESSAGE_MAX;

    setText(this.count, over > 0 ? this.words.tooLong({ count: over }) :
      length >= COUNT_FROM ? this.words.left({ count: length, max: MESSAGE_MAX }) : '');
    this.count.classList.toggle('over', over > 0);
    this.input.setAttribute('aria-invalid', String(over > 0));
    this.send.toggleAttribute('aria-disabled', (length === 0 && this.files.count === 0) || over > 0 || this.files.isBusy);
  }
}
