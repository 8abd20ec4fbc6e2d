/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { MESSAGE_MAX } from '../../protocol';
import { el, icon, setText } from '../views/dom';
import { Language, Words } from '../words';
import { ChatState } from './chat-state';
import { SEND } from './icons';
import { Writing } from './writing';

// Where the visitor writes.  Enter sends, Shift+Enter breaks the line; blank and too long are
// refused, the latter with a count.

const COUNT_FROM = MESSAGE_MAX - 500;
const HEIGHT_MAX = 144;

export class ComposerView {
  readonly node: HTMLFormElement;
  private readonly words: Words;
  private readonly input: HTMLTextAreaElement;
  private readonly send: HTMLButtonElement;
  private readonly count = el('p', { class: 'count', id: 'count' });

  constructor(language: Language, private readonly writing: Writing) {
    this.words = language.words;
    this.input = el('textarea', {
      rows: '1', 'aria-label': this.words.message, 'aria-describedby': 'hint count', placeholder: this.words.placeholder,
      enterkeyhint: 'send', autocomplete: 'off',
    });
    this.send = el('button', { type: 'submit', class: 'send', 'aria-label': this.words.send }, icon(SEND));
    this.node = el('form', { class: 'composer' },
      el('div', { class: 'box' }, this.input, this.send), this.count, el('p', { id: 'hint', class: 'voice' }, this.words.hint));
    this.listen();
  }

  update(state: ChatState): void {
    if (this.input.value !== state.draft) {
      this.input.value = state.draft;
      this.grow();
    }
    this.showCount();
  }

  focus(): void {
    this.input.focus({ preventScroll: true });
  }

  private listen(): void {
    this.input.addEventListener('input', () => {
      this.grow();
      this.writing.setDraft(this.input.value);
    });
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

    if (text !== '' && [...text].length <= MESSAGE_MAX) {
      this.writing.send(text);
    }
  }

  // Only what is laid out has a height to grow to.
  grow(): void {
    this.input.style.height = 'auto';
    this.input.style.height = `${Math.min(this.input.scrollHeight, HEIGHT_MAX)}px`;
  }

  private showCount(): void {
    const length = [...this.input.value.trim()].length;
    const over = length - MESSAGE_MAX;

    setText(this.count, over > 0 ? this.words.tooLong({ count: over }) :
      length >= COUNT_FROM ? this.words.left({ count: length, max: MESSAGE_MAX }) : '');
    this.count.classList.toggle('over', over > 0);
    this.input.setAttribute('aria-invalid', String(over > 0));
    this.send.toggleAttribute('aria-disabled', length === 0 || over > 0);
  }
}
