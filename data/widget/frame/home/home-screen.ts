/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Conversation } from '../../protocol';
import { conversationEntry } from '../inbox/conversation-entry';
import entryStyle from '../inbox/entry.css';
import { beginning } from '../places';
import { Screen } from '../screens';
import { el, setText } from '../views/dom';
import { entry } from '../views/entry';
import { presenceView } from '../views/presence-view';
import { addStyle } from '../views/style';
import { Visit } from '../visit';
import style from './home.css';
import { LIST, PEN, PHONE } from './icons';

// Where one chooses: going on, writing anew, what was said before, calling.

const PLAIN = { line: '', aside: '', count: 0, countText: '' };

class HomeScreen implements Screen {
  readonly node: HTMLElement;
  private readonly title = el('h2', { tabindex: '-1' });
  private readonly presence = el('div');
  private readonly entries = el('div', { class: 'entries' });
  private isShown = false;
  private shown: unknown[] = [];

  constructor(private readonly visit: Visit) {
    this.node = el('div', { class: 'screen home' }, el('div', { class: 'welcome' }, this.title, this.presence), this.entries);
    visit.app.watch(() => this.update());
  }

  show(): void {
    this.isShown = true;
    this.shown = [];
    this.update();
    if (this.visit.session.isOpen) {
      this.visit.session.fetchConversations().catch((error) => this.visit.session.judge(error)); // what is known stays
    }
  }

  leave(): void {
    this.isShown = false;
  }

  focus(): void {
    this.title.focus();
  }

  private update(): void {
    const { state } = this.visit.app;
    const now = [state.conversations, state.presence, state.widget, state.organization, state.contact];

    if (!this.isShown || now.every((part, i) => part === this.shown[i])) {
      return;
    }
    const focused = [...this.entries.children].indexOf(document.activeElement as Element);
    const { words } = this.visit.language;
    this.shown = now;
    setText(this.title, state.contact.name !== '' && this.visit.session.isOpen && state.contact.email !== '' ?
      words.homeKnown({ name: state.contact.name }) : words.homeTitle);
    this.presence.replaceChildren(presenceView(state, this.visit.language));
    this.entries.replaceChildren(...this.choices());
    if (focused >= 0) {
      (this.entries.children[focused] as HTMLElement | undefined)?.focus();
    }
  }

  private choices(): HTMLElement[] {
    const { conversations, widget } = this.visit.app.state;
    const ongoing = conversations.find((conversation) => conversation.status !== 'resolved');
    const others = conversations.filter((conversation) => conversation !== ongoing);

    return [
      ...(ongoing === undefined ? [] : [this.goingOn(ongoing)]),
      this.writing(),
      ...(others.length === 0 ? [] : [this.before(others)]),
      ...(widget === null || widget.phone === '' ? [] : [this.calling(widget.phone)]),
    ];
  }

  private goingOn(conversation: Conversation): HTMLElement {
    const node = conversationEntry(this.visit, conversation, { title: this.visit.language.words.homeContinue });
    node.querySelector('.state-tag')?.remove();
    return node;
  }

  private writing(): HTMLElement {
    const { words } = this.visit.language;
    return entry({ ...PLAIN, title: words.homeWrite, picture: PEN, className: 'write' }, () => void this.visit.router.go(beginning(this.visit)));
  }

  private before(others: readonly Conversation[]): HTMLElement {
    const { words } = this.visit.language;
    const count = others.reduce((sum, conversation) => sum + conversation.unread, 0);

    return entry({ ...PLAIN, title: words.inbox, picture: LIST, className: '', count, countText: words.unread({ count }) },
      () => void this.visit.router.go('inbox'));
  }

  private calling(phone: string): HTMLElement {
    return entry({ ...PLAIN, title: this.visit.language.words.contact, line: phone, picture: PHONE, className: '' },
      () => void this.visit.router.go('contact'));
  }
}

export function makeHome(visit: Visit): Screen {
  addStyle(entryStyle);
  addStyle(style);
  return new HomeScreen(visit);
}
