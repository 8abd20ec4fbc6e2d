/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { State } from '../state';
import { Words } from '../words';
import { Actions } from './actions';
import { button, el, icon, ICONS, setText } from './dom';
import { field, Field, setError } from './field';

// Call me back: a button, and the small form that it opens.

export class CallView {
  readonly entry: HTMLButtonElement;
  readonly node: HTMLFormElement;
  private readonly phone: Field;
  private readonly submit = el('button', { type: 'submit', class: 'primary' });
  private readonly voice = el('p', { class: 'voice', role: 'status' });
  private shown: State['call'] | null = null;

  constructor(private readonly words: Words, private readonly actions: Actions) {
    this.phone = field('phone', words.phone, { type: 'tel', autocomplete: 'tel', maxlength: '64', placeholder: words.phoneSample });
    this.entry = button('person call', '', () => this.toggle());
    this.entry.title = words.call;
    this.entry.setAttribute('aria-controls', 'call');
    this.entry.append(icon(ICONS.phone), el('span', {}, words.call));
    this.node = el('form', { id: 'call', class: 'callback', novalidate: '' },
      this.phone.node, el('div', { class: 'answers' }, this.submit, button('quiet-button', words.cancel, () => this.close())));
    this.listen();
  }

  // What is said once the form has gone.
  get status(): HTMLElement {
    return this.voice;
  }

  update(state: State): void {
    const { call, conversation } = state;

    this.entry.hidden = conversation === null || conversation.status === 'resolved';
    if (call === this.shown) {
      return;
    }
    const { step: before } = this.shown || { step: 'closed' };
    this.shown = call;
    this.node.hidden = call.step !== 'open' && call.step !== 'sending';
    this.entry.setAttribute('aria-expanded', String(!this.node.hidden));
    this.submit.toggleAttribute('aria-disabled', call.step === 'sending');
    setText(this.submit, call.step === 'sending' ? this.words.calling : this.words.callSend);
    setText(this.voice, call.step === 'sent' ? this.words.called : '');
    setError(this.phone, this.errorText(call.error));
    if (call.step === 'open' && (before !== 'open' || call.error !== '')) {
      this.phone.input.focus();
    }
    if (call.step === 'sent') {
      this.phone.input.value = '';
    }
  }

  private errorText(code: string): string {
    const texts: Record<string, string> = {
      '': '', missing: this.words.phoneMissing, phone: this.words.phoneBad, offline: this.words.failedOffline,
    };
    return texts[code] === undefined ? this.words.callFailed : texts[code];
  }

  private toggle(): void {
    if (this.node.hidden) {
      this.actions.openCall(true);
    } else {
      this.close();
    }
  }

  private close(): void {
    this.actions.openCall(false);
    this.entry.focus();
  }

  private listen(): void {
    this.node.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!this.submit.hasAttribute('aria-disabled')) {
        this.actions.call(this.phone.input.value);
      }
    });
    this.node.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.isComposing) {
        event.stopPropagation(); // leaves the form, not the chat
        this.close();
      }
    });
  }
}
