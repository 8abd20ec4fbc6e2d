/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Conversation } from '../../protocol';
import { Screen } from '../screens';
import { button, el, setText } from '../views/dom';
import { addStyle } from '../views/style';
import { Visit } from '../visit';
import { conversationEntry } from './conversation-entry';
import style from './entry.css';

// The visitor's own conversations, the last one touched first, a page at a time.

class InboxScreen implements Screen {
  readonly node: HTMLElement;
  private readonly list = el('ul', { class: 'entries inbox' });
  private readonly empty = el('p', { class: 'quiet center' });
  private readonly trouble = el('p', { class: 'trouble', role: 'alert' });
  private readonly more: HTMLButtonElement;
  private readonly rows = new Map<string, { conversation: Conversation; node: HTMLLIElement }>();
  private readonly sight: IntersectionObserver;
  private isShown = false;
  private busy = false;
  private wasMore = true; // whether what was last asked for was the next page
  private wantsFocus = false;

  constructor(private readonly visit: Visit) {
    const { words } = visit.language;

    this.more = button('quiet-button', words.inboxMore, () => void this.load(this.visit.app.state.next !== '' && this.wasMore));
    this.node = el('div', { class: 'screen' }, this.list, this.empty, this.trouble, el('div', { class: 'center' }, this.more));
    visit.app.watch(() => this.update());
    this.sight = new IntersectionObserver((seen) => {
      if (seen.some((one) => one.isIntersecting) && this.trouble.textContent === '') {
        void this.load(true);
      }
    }, { root: document }); // a frame's own: of the page around it, Firefox tells frames nothing new
    this.sight.observe(this.more);
  }

  show(): void {
    this.isShown = true;
    this.update();
    void this.load(false);
  }

  leave(): void {
    this.isShown = false;
  }

  focus(): void {
    const first = this.list.querySelector('button');

    this.wantsFocus = first === null;
    if (first === null) {
      this.visit.view.focusTitle();
    } else {
      first.focus();
    }
  }

  private async load(more: boolean): Promise<void> {
    if (this.busy || (more && this.visit.app.state.next === '')) {
      return;
    }
    this.busy = true;
    this.wasMore = more;
    setText(this.trouble, '');
    this.update();
    try {
      await this.visit.session.fetchConversations(more);
    } catch (error) {
      setText(this.trouble, this.visit.session.judge(error) === '' ? '' : this.visit.language.words.inboxFailed);
    }
    this.busy = false;
    this.update();
    this.sight.unobserve(this.more); // it may still be seen, and has to say so again
    this.sight.observe(this.more);
  }

  private update(): void {
    const { conversations, next } = this.visit.app.state;
    const { words } = this.visit.language;

    if (!this.isShown) {
      return;
    }
    const nodes = conversations.map((conversation) => this.row(conversation));
    if (nodes.some((node, i) => this.list.children[i] !== node) || nodes.length !== this.list.childElementCount) {
      const focused = document.activeElement;
      this.list.replaceChildren(...nodes);
      if (focused instanceof HTMLElement && this.list.contains(focused)) {
        focused.focus();
      }
    }
    setText(this.empty, conversations.length > 0 || this.busy ? '' : words.inboxEmpty);
    this.more.hidden = next === '' && this.trouble.textContent === '';
    setText(this.more, this.trouble.textContent === '' ? words.inboxMore : words.tryAgain);
    if (this.wantsFocus && nodes.length > 0) {
      this.focus();
    }
  }

  private row(conversation: Conversation): HTMLLIElement {
    const had = this.rows.get(conversation.id);

    if (had !== undefined && had.conversation === conversation) {
      return had.node;
    }
    const node = had === undefined ? el('li') : had.node;
    const takesFocus = node.contains(document.activeElement);
    node.replaceChildren(conversationEntry(this.visit, conversation));
    if (takesFocus) {
      node.querySelector('button')?.focus();
    }
    this.rows.set(conversation.id, { conversation, node });
    return node;
  }
}

export function makeInbox(visit: Visit): Screen {
  addStyle(style);
  return new InboxScreen(visit);
}
