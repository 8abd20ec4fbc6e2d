/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Screen } from '../screens';
import { el, setText } from '../views/dom';
import { addStyle } from '../views/style';
import { Visit } from '../visit';
import { FormBody } from './form-body';
import style from './form.css';

// Who are you?  What the organisation wants to know before a chat.

class FormScreen implements Screen {
  readonly node: HTMLElement;
  private readonly intro = el('p', { class: 'quiet' });
  private readonly body: FormBody;
  private wish = ''; // what to open in the chat

  constructor(private readonly visit: Visit) {
    const { words } = visit.language;

    this.body = new FormBody(words, { send: words.start, sending: words.starting }, async (answers) => {
      await visit.session.open(answers);
      await visit.router.go('chat', this.wish === '' ? '' : ` ${this.wish}`);
    });
    this.node = el('div', { class: 'screen form' }, el('h2', {}, words.formTitle), this.intro, this.body.node);
  }

  show(wish: string): void {
    const { widget, contact, expired } = this.visit.app.state;
    const { words } = this.visit.language;

    this.wish = wish;
    setText(this.intro, expired ? words.formExpired : words.formIntro);
    this.body.ask(widget === null ? [] : widget.fields);
    this.body.fill('name', contact.name);
    this.body.fill('email', contact.email);
  }

  focus(): void {
    this.body.focus();
  }
}

export function makeForm(visit: Visit): Screen {
  addStyle(style);
  return new FormScreen(visit);
}
