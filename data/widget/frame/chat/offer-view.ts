/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { ToolAction } from '../../protocol';
import { button, el, icon } from '../views/dom';
import { Words } from '../words';
import { Line } from './chat-state';
import { DOWN_THUMB, UP_THUMB } from './icons';
import { Offers } from './offers';

// What an answer offers below it.  Buttons that are pressed stay in place until the desk has
// answered, so that the focus does.

export interface Offer {
  isOpen: boolean; // nobody has written since
  isPressed: boolean;
  helpful: boolean | null; // what the visitor said of it
}

export class OfferView {
  constructor(private readonly words: Words, private readonly offers: Offers) {}

  nodes(line: Line, offer: Offer): Node[] {
    return [
      ...(line.choices.length > 0 && offer.isOpen ? [this.choices(line, offer)] : []),
      ...(line.action !== null ? [this.action(line, line.action, offer)] : []),
      ...(line.author === 'ai' && line.sources.length > 0 && line.choices.length === 0 ? this.rating(line, offer) : []),
    ];
  }

  private press(className: string, label: string, offer: Offer, pressed: () => void): HTMLButtonElement {
    const node = button(className, label, () => {
      if (!node.hasAttribute('aria-disabled')) {
        pressed();
      }
    });
    node.toggleAttribute('aria-disabled', offer.isPressed);
    return node;
  }

  private choices(line: Line, offer: Offer): HTMLElement {
    const choose = (document: string) => () => void this.offers.choose(line, document);
    const list = line.choices.map((choice) => this.press('choice', choice.title, offer, choose(choice.document_id)));

    return el('div', { class: 'choices', role: 'group', 'aria-label': this.words.choices },
      ...list, this.press('choice none', this.words.noneOfThese, offer, choose('')));
  }

  private action(line: Line, action: ToolAction, offer: Offer): HTMLElement {
    const states: Record<ToolAction['state'], string> = {
      pending: '', done: this.words.actionDone, failed: this.words.actionFailed, cancelled: this.words.actionCancelled,
    };
    const buttons = action.state !== 'pending' ? [el('p', { class: 'meta' }, states[action.state])] : [
      this.press('primary', this.words.confirm, offer, () => void this.offers.confirm(line, true)),
      this.press('quiet-button', this.words.decline, offer, () => void this.offers.confirm(line, false)),
    ];
    return el('div', { class: 'action', role: 'group', 'aria-label': action.text },
      el('p', {}, action.text), el('div', { class: 'answers' }, ...buttons));
  }

  private rating(line: Line, offer: Offer): Node[] {
    if (offer.helpful !== null) {
      return [el('p', { class: 'meta', role: 'status' }, this.words.rated)];
    }
    if (!offer.isOpen) {
      return [];
    }
    const thumb = (label: string, path: string, helpful: boolean): HTMLButtonElement => {
      const node = button('plain thumb', '', () => void this.offers.rate(line, helpful));
      node.title = label;
      node.setAttribute('aria-label', label);
      node.append(icon(path));
      return node;
    };
    return [el('p', { class: 'rating' }, this.words.helpful,
      thumb(this.words.helpfulYes, UP_THUMB, true), thumb(this.words.helpfulNo, DOWN_THUMB, false))];
  }
}
