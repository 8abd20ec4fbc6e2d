/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Field } from '../../protocol';
import { Json } from '../../records';
import { ApiError, codeOf } from '../api/transport';
import { button, el, setText } from '../views/dom';
import { Words } from '../words';
import { failureText } from '../words/failures';
import { FormControl } from './form-control';

// Questions, a button, and what became of pressing it.

export interface FormLabels {
  send: string;
  sending: string;
}

export class FormBody {
  readonly node: HTMLFormElement;
  private controls: FormControl[] = [];
  private readonly questions = el('div', { class: 'questions' });
  private readonly error = el('p', { class: 'error', role: 'alert' });
  private readonly submit: HTMLButtonElement;

  constructor(private readonly words: Words, private readonly labels: FormLabels, private readonly send: (answers: Json) => Promise<void>) {
    this.submit = button('primary', labels.send, () => undefined);
    this.submit.type = 'submit';
    this.node = el('form', { class: 'body', novalidate: '' }, this.questions, this.error, this.submit);
    this.node.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!this.submit.hasAttribute('aria-disabled')) {
        void this.go();
      }
    });
  }

  ask(fields: readonly Field[]): void {
    this.controls = fields.map((field) => new FormControl(field, this.words));
    this.questions.replaceChildren(...this.controls.map((control) => control.node));
    this.node.classList.toggle('short', fields.length < 4);
  }

  fill(key: string, value: string): void {
    const control = this.controls.find((one) => one.field.key === key);

    if (control !== undefined && control.input.value === '') {
      control.input.value = value;
    }
  }

  focus(): void {
    (this.controls.find((control) => control.value === '' && control.field.required)?.input || this.submit).focus();
  }

  private async go(): Promise<void> {
    const wrong = this.controls.filter((control) => !control.judge());

    setText(this.error, '');
    if (wrong.length > 0) {
      wrong[0].input.focus();
      return;
    }
    this.setBusy(true);
    try {
      const answers = this.controls.filter((control) => control.value !== '').map((control) => [control.field.key, control.value] as const);
      await this.send(Object.fromEntries(answers));
    } catch (error) {
      this.onError(error);
    }
    this.setBusy(false);
  }

  private setBusy(busy: boolean): void {
    this.submit.toggleAttribute('aria-disabled', busy);
    this.node.setAttribute('aria-busy', String(busy));
    setText(this.submit, busy ? this.labels.sending : this.labels.send);
  }

  private onError(error: unknown): void {
    const key = error instanceof ApiError ? error.field.replace(/^fields\./, '') : '';
    const blamed = this.controls.find((control) => control.field.key === key);

    if (blamed === undefined) {
      setText(this.error, failureText(this.words, codeOf(error)));
    } else {
      blamed.refuse();
      blamed.input.focus();
    }
  }
}
