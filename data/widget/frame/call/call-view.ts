/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Thread } from '../chat/thread';
import formStyle from '../form/form.css';
import { button, el, setText } from '../views/dom';
import { field, Field, setError } from '../views/field';
import { addStyle } from '../views/style';
import { Visit } from '../visit';
import { Words } from '../words';
import { Call, CallBack } from './call-back';
import style from './call.css';

// Call me back: the small form that the button above the chat opens.

export class CallView {
  readonly node: HTMLFormElement;
  private readonly words: Words;
  private readonly call: CallBack;
  private readonly phone: Field;
  private readonly submit = el('button', { type: 'submit', class: 'primary' });
  private before: Call['step'] = 'closed';

  // @entry: the button; @done: the focus has to go somewhere else.
  constructor(private readonly visit: Visit, thread: Thread, private readonly entry: HTMLElement, private readonly done: () => void) {
    addStyle(formStyle);
    addStyle(style);
    this.words = visit.language.words;
    this.call = new CallBack(visit, thread);
    this.phone = field('phone', this.words.phone, { type: 'tel', autocomplete: 'tel', maxlength: '64', placeholder: this.words.phoneSample });
    this.node = el('form', { id: 'call', class: 'callback', novalidate: '' },
      this.phone.node, el('div', { class: 'answers' }, this.submit, button('quiet-button', this.words.cancel, () => this.close())));
    this.listen();
    this.call.store.watch((state) => this.update(state));
  }

  open(): void {
    this.call.step('open');
  }

  toggle(): void {
    if (this.node.hidden) {
      this.open();
    } else {
      this.close();
    }
  }

  // The conversation has ended or is another one.
  withdraw(): void {
    this.call.step('closed');
  }

  private update(state: Call): void {
    this.node.hidden = state.step !== 'open' && state.step !== 'sending';
    this.entry.setAttribute('aria-expanded', String(!this.node.hidden));
    this.submit.toggleAttribute('aria-disabled', state.step === 'sending');
    setText(this.submit, state.step === 'sending' ? this.words.calling : this.words.callSend);
    setError(this.phone, this.errorText(state.error));
    if (state.step === 'open' && (this.before !== 'open' || state.error !== '')) {
      this.phone.input.focus();
    }
    if (state.step === 'sent' && this.before !== 'sent') {
      this.phone.input.value = '';
      this.visit.view.announce(this.words.called);
      this.done();
    }
    this.before = state.step;
  }

  private errorText(code: string): string {
    const texts: Record<string, string> = {
      '': '', missing: this.words.phoneMissing, phone: this.words.phoneBad, offline: this.words.failedOffline,
    };
    return texts[code] === undefined ? this.words.callFailed : texts[code];
  }

  private close(): void {
    this.call.step('closed');
    this.entry.focus();
  }

  private listen(): void {
    this.node.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!this.submit.hasAttribute('aria-disabled')) {
        void this.call.send(this.phone.input.value);
      }
    });
    this.node.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.isComposing) {
        event.preventDefault(); // leaves the form, not the chat
        this.close();
      }
    });
  }
}
