/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { el, setText } from './dom';

// A labelled input with its own error under it.

export interface Field {
  node: HTMLElement;
  input: HTMLInputElement;
  error: HTMLElement;
}

export function field(id: string, label: string, attributes: Record<string, string>): Field {
  const input = el('input', { id, 'aria-describedby': `${id}-error`, required: '', ...attributes });
  const error = el('p', { id: `${id}-error`, class: 'error' });

  return { node: el('div', { class: 'field' }, el('label', { for: id }, label), input, error), input, error };
}

export function setError(target: Field, text: string): void {
  setText(target.error, text);
  target.input.setAttribute('aria-invalid', String(text !== ''));
}
