/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { PHONE } from '../home/icons';
import { Screen } from '../screens';
import { button, el, icon, setText } from '../views/dom';
import { addStyle } from '../views/style';
import { Visit } from '../visit';
import style from './contact.css';

// The organisation's number: to read, to copy, to call; or to be called.

const SAID_MS = 2000;

class ContactScreen implements Screen {
  readonly node: HTMLElement;
  private readonly number = el('p', { class: 'number', dir: 'ltr' });
  private readonly dial = el('a', { class: 'primary dial' });
  private readonly copy: HTMLButtonElement;
  private timer = 0;

  constructor(private readonly visit: Visit) {
    const { words } = visit.language;

    this.copy = button('quiet-button', words.copy, () => void this.copyNumber());
    this.node = el('div', { class: 'screen contact' }, el('span', { class: 'sign' }, icon(PHONE)), el('p', { class: 'quiet' }, words.contactIntro),
      this.number, this.dial, this.copy, button('quiet-button', words.call, () => this.callBack()));
  }

  show(): void {
    const phone = this.visit.app.state.widget?.phone || '';
    const { words } = this.visit.language;

    setText(this.number, phone);
    this.dial.href = `tel:${phone.replace(/[^\d+]/g, '')}`;
    setText(this.dial, words.contactCall({ phone }));
    setText(this.copy, words.copy);
  }

  leave(): void {
    clearTimeout(this.timer);
  }

  focus(): void {
    this.dial.focus();
  }

  private callBack(): void {
    const ongoing = this.visit.app.state.conversations.find((conversation) => conversation.status !== 'resolved');
    const { widget } = this.visit.app.state;

    if (this.visit.session.isOpen || widget === null || widget.fields.length === 0) {
      void this.visit.router.go('chat', `${ongoing?.id || ''} call`);
    } else {
      void this.visit.router.go('form', 'call');
    }
  }

  private async copyNumber(): Promise<void> {
    const { words } = this.visit.language;
    let text = words.copied;

    try {
      await navigator.clipboard.writeText(this.number.textContent || '');
    } catch {
      text = words.copyFailed;
    }
    setText(this.copy, text);
    this.visit.view.announce(text);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => setText(this.copy, words.copy), SAID_MS);
  }
}

export function makeContact(visit: Visit): Screen {
  addStyle(style);
  return new ContactScreen(visit);
}
