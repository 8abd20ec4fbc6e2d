/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Field } from '../../protocol';
import { Json, object, readConversation, text } from '../../records';
import { must } from '../api/transport';
import { FormBody } from '../form/form-body';
import formStyle from '../form/form.css';
import { newId } from '../id';
import { metadata } from '../metadata';
import { Screen } from '../screens';
import { button, el, setText } from '../views/dom';
import { backText } from '../views/presence-view';
import { addStyle } from '../views/style';
import { Visit } from '../visit';

// Outside business hours: a form instead of a chat, or nothing but word of when somebody is there.

function required(fields: readonly Field[], key: 'name' | 'email'): Field {
  const own = fields.find((field) => field.key === key);
  return { key, type: key, label: own === undefined ? '' : own.label, required: true, options: [] };
}

class OfflineScreen implements Screen {
  readonly node = el('div', { class: 'screen form' });
  private readonly back = el('p', { class: 'quiet' });
  private readonly body: FormBody;
  private readonly title = el('h2', { tabindex: '-1' });
  private id = newId();
  private message = newId();
  private isSent = false;

  constructor(private readonly visit: Visit) {
    const { words } = visit.language;
    this.body = new FormBody(words, { send: words.offlineSend, sending: words.sending }, (answers) => this.send(answers));
  }

  show(): void {
    const { words } = this.visit.language;
    const { widget, contact } = this.visit.app.state;
    const fields = widget === null ? [] : widget.fields;
    const body: Field = { key: 'body', type: 'long_text', label: words.offlineBody, required: true, options: [] };

    this.isSent = false;
    setText(this.title, words.offlineTitle);
    setText(this.back, backText(this.visit.app.state, this.visit.language));
    this.body.ask([required(fields, 'name'), required(fields, 'email'),
      ...fields.filter((field) => field.key !== 'name' && field.key !== 'email' && field.key !== 'body'), body]);
    this.body.fill('name', contact.name);
    this.body.fill('email', contact.email);
    this.body.fill('body', this.visit.keep.get('draft'));
    this.node.replaceChildren(this.title, el('p', { class: 'quiet' }, words.offlineIntro), this.back, this.body.node);
  }

  focus(): void {
    if (this.isSent) {
      this.title.focus();
    } else {
      this.body.focus();
    }
  }

  // The ids stay through every attempt, so that trying again cannot write twice.
  private async send(answers: Json): Promise<void> {
    const { organization, transport, session, keep, hostPage } = this.visit;
    const { name, email, body, ...fields } = answers;
    const answer = await transport.request('POST', 'offline', {
      organization, id: this.id, message_id: this.message, name, email, body, fields, metadata: metadata(hostPage),
    });

    session.take(answer);
    session.hearOf(must(readConversation(object(answer.conversation))));
    keep.set('draft', '');
    this.thank(text(email), this.id);
    this.id = newId();
    this.message = newId();
  }

  private thank(email: string, conversation: string): void {
    const { words } = this.visit.language;

    this.isSent = true;
    setText(this.title, words.offlineSent);
    this.node.replaceChildren(this.title, el('p', {}, words.offlineSentText({ email })), this.back,
      button('primary', words.offlineShow, () => void this.visit.router.go('chat', conversation)));
    this.title.focus();
  }
}

class AwayScreen implements Screen {
  private readonly title = el('h2', { tabindex: '-1' });
  private readonly back = el('p', { class: 'quiet' });
  readonly node = el('div', { class: 'screen still' }, this.title, this.back);

  constructor(private readonly visit: Visit) {
    setText(this.title, visit.language.words.awayTitle);
  }

  show(): void {
    setText(this.back, backText(this.visit.app.state, this.visit.language));
  }

  focus(): void {
    this.title.focus();
  }
}

export function makeOffline(visit: Visit): Screen {
  addStyle(formStyle);
  return new OfflineScreen(visit);
}

export function makeAway(visit: Visit): Screen {
  return new AwayScreen(visit);
}
