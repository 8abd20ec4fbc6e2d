/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { State } from '../state';
import { failureText, Words } from '../words';
import { Actions } from './actions';
import { el, setText } from './dom';
import { field, Field, setError } from './field';

// Who are you?  Two fields, each with its own error under it.

export class FormView {
  readonly node: HTMLElement;
  private readonly name: Field;
  private readonly email: Field;
  private readonly intro = el('p', { class: 'quiet' });
  private readonly error = el('p', { class: 'error', role: 'alert' });
  private readonly start = el('button', { type: 'submit', class: 'primary' });
  private filled = false;
  private shown: State['form'] | null = null;

  constructor(private readonly words: Words, actions: Actions) {
    this.name = field('name', words.name, { type: 'text', autocomplete: 'name', maxlength: '80' });
    this.email = field('email', words.email, { type: 'email', autocomplete: 'email', inputmode: 'email', maxlength: '254' });
    this.node = el('form', { class: 'screen form', novalidate: '' },
      el('h2', {}, words.formTitle), this.intro, this.name.node, this.email.node, this.error, this.start);
    this.node.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!this.start.hasAttribute('aria-disabled')) {
        actions.submit(this.name.input.value, this.email.input.value);
      }
    });
  }

  update(state: State): void {
    if (state.screen !== 'form' || state.form === this.shown) {
      return;
    }
    const { errors, busy, expired } = state.form;
    this.shown = state.form;
    this.fill(state);
    setText(this.intro, expired ? this.words.formExpired : this.words.formIntro);
    setText(this.start, busy ? this.words.starting : this.words.start);
    this.start.toggleAttribute('aria-disabled', busy);
    this.judge(this.name, errors.name, { missing: this.words.nameMissing, bad: this.words.nameBad });
    this.judge(this.email, errors.email, { missing: this.words.emailMissing, bad: this.words.emailBad });
    setText(this.error, errors.form === undefined ? '' : failureText(this.words, errors.form));
    if (errors.name !== undefined) {
      this.name.input.focus();
    } else if (errors.email !== undefined) {
      this.email.input.focus();
    }
  }

  focus(): void {
    (this.name.input.value === '' ? this.name.input : this.email.input.value === '' ? this.email.input : this.start).focus();
  }

  private fill(state: State): void {
    if (!this.filled) {
      this.filled = true;
      this.name.input.value = state.contact.name;
      this.email.input.value = state.contact.email;
    }
  }

  private judge(target: Field, error: string | undefined, texts: { missing: string; bad: string }): void {
    setError(target, error === undefined ? '' : error === 'missing' ? texts.missing : texts.bad);
  }
}
