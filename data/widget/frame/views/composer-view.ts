/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { MESSAGE_MAX } from '../../protocol';
import { State } from '../state';
import { Language, Words } from '../words';
import { Actions } from './actions';
import { el, icon, ICONS, setText } from './dom';

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
  private readonly actions: Actions;

  constructor(language: Language, actions: Actions) {
    this.words = language.words;
    this.actions = actions;
    this.input = el('textarea', {
      rows: '1', 'aria-label': this.words.message, 'aria-describedby': 'hint count', placeholder: this.words.placeholder,
      enterkeyhint: 'send', autocomplete: 'off',
    });
    this.send = el('button', { type: 'submit', class: 'send', 'aria-label': this.words.send }, icon(ICONS.send));
    this.node = el('form', { class: 'composer' },
      el('div', { class: 'box' }, this.input, this.send), this.count, el('p', { id: 'hint', class: 'voice' }, this.words.hint));
    this.listen();
  }

  update(state: State): void {
    if (this.input.value !== state.draft) {
      this.input.value = state.draft;
      this.grow();
    }
    this.showCount();
  }

  // Only what is laid out has a height to grow to.
  shown(): void {
    this.grow();
  }

  focus(): void {
    this.input.focus({ preventScroll: true });
  }

  private listen(): void {
    this.input.addEventListener('input', () => {
      this.grow();
      this.actions.draft(this.input.value);
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
      this.actions.send(text);
    }
  }

  private grow(): void {
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
