/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Field, FieldType } from '../../protocol';
import { el, setText } from '../views/dom';
import { Words } from '../words';

// One question of a form: its label, its input, its own error below.

const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const ATTRIBUTES: Record<FieldType, Record<string, string>> = {
  name: { type: 'text', autocomplete: 'name', maxlength: '80' },
  email: { type: 'email', autocomplete: 'email', inputmode: 'email', maxlength: '254' },
  phone: { type: 'tel', autocomplete: 'tel', maxlength: '64' },
  text: { type: 'text', maxlength: '200' },
  long_text: { rows: '3', maxlength: '2000' },
  choice: {},
  checkbox: { type: 'checkbox' },
};

function inputOf(field: Field, attributes: Record<string, string>): Input {
  if (field.type === 'long_text') {
    return el('textarea', attributes);
  }
  if (field.type === 'choice') {
    const empty = el('option', { value: '' });
    return el('select', attributes, empty, ...field.options.map((option) => el('option', { value: option }, option)));
  }
  return el('input', attributes);
}

export class FormControl {
  readonly node: HTMLElement;
  readonly input: Input;
  private readonly error: HTMLElement;

  constructor(readonly field: Field, private readonly words: Words) {
    const id = field.key;
    const required = field.required ? { required: '' } : undefined;
    const label = el('label', { for: id }, this.label(), ...(field.required ? [] : [el('span', { class: 'optional' }, ` ${words.optional}`)]));

    this.input = inputOf(field, { id, 'aria-describedby': `${id}-error`, ...ATTRIBUTES[field.type], ...required });
    this.error = el('p', { id: `${id}-error`, class: 'error' });
    this.node = field.type === 'checkbox' ?
      el('div', { class: 'field check' }, this.input, label, this.error) : el('div', { class: 'field' }, label, this.input, this.error);
    this.input.addEventListener('input', () => this.input.getAttribute('aria-invalid') === 'true' && this.judge());
  }

  // Empty where nothing was answered.
  get value(): string {
    if (this.field.type === 'checkbox') {
      return (this.input as HTMLInputElement).checked ? 'yes' : '';
    }
    return this.input.value.trim();
  }

  // Shows what is wrong.  Returns: whether all is well.
  judge(): boolean {
    const { words, value } = this;

    if (value === '') {
      this.setError(this.field.required ? this.missing() : '');
    } else {
      this.setError(this.field.type === 'email' && !EMAIL.test(value) ? words.emailBad : '');
    }
    return this.error.textContent === '';
  }

  // The desk did not take it.
  refuse(): void {
    const { name, email, phone } = { name: this.words.nameBad, email: this.words.emailBad, phone: this.words.phoneBad };
    const texts: Partial<Record<FieldType, string>> = { name, email, phone };

    this.setError(this.value === '' ? this.missing() : texts[this.field.type] || this.words.fieldBad);
  }

  private setError(text: string): void {
    setText(this.error, text);
    this.input.setAttribute('aria-invalid', String(text !== ''));
  }

  private label(): string {
    const own: Partial<Record<FieldType, string>> = { name: this.words.name, email: this.words.email, phone: this.words.phone };
    return this.field.label || own[this.field.type] || this.field.key;
  }

  private missing(): string {
    const texts: Partial<Record<FieldType, string>> = {
      name: this.words.nameMissing, email: this.words.emailMissing, phone: this.words.phoneMissing,
      choice: this.words.choiceMissing, checkbox: this.words.checkMissing,
    };
    return texts[this.field.type] || this.words.fieldMissing;
  }
}
