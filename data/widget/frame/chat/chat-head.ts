/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Conversation } from '../../protocol';
import { AppState } from '../app-state';
import type { MenuView } from '../menu/menu-view';
import { avatar } from '../views/avatar';
import { button, el, icon, setText } from '../views/dom';
import { Visit } from '../visit';
import { MORE } from './icons';
import type { Thread } from './thread';

// Who one is talking to, in the frame's header: the AI, named as such; a person; or nobody yet.

export class ChatHead {
  private readonly name = el('h1', { tabindex: '-1', dir: 'auto' });
  private readonly state = el('p', { class: 'state' });
  private readonly tag = el('span', { class: 'tag' });
  private readonly picture = el('div', { class: 'picture' });
  readonly node = el('div', { class: 'partner' }, this.picture, el('div', { class: 'names' }, this.name, el('div', { class: 'who' }, this.state, this.tag)));
  private readonly entry: HTMLButtonElement;
  private menu: MenuView | null = null;
  private thread: Thread | null = null;
  private shown = '';

  constructor(private readonly visit: Visit) {
    this.entry = button('plain more', '', () => void this.toggleMenu());
    this.entry.setAttribute('aria-label', visit.language.words.menu);
    this.entry.setAttribute('aria-expanded', 'false');
    this.entry.append(icon(MORE));
    this.entry.hidden = true;
    this.node.append(this.entry);
  }

  // From now on there is something to do with what was said.
  attach(thread: Thread): void {
    this.thread = thread;
  }

  update(conversation: Conversation | null, app: AppState): void {
    const person = conversation === null ? null : conversation.operator;
    const isAi = person === null && app.organization !== null && app.organization.ai_enabled && conversation?.status !== 'escalated';
    const title = app.widget?.title || app.organization?.name || '';
    const picture = person === null ? '' : person.avatar;
    const shown = [person?.name || title, picture, isAi].join('\n');

    setText(this.name, title);
    setText(this.tag, this.visit.language.words.ai);
    this.tag.hidden = !isAi || conversation?.status === 'resolved';
    setText(this.state, this.stateText(conversation, app));
    this.entry.hidden = this.thread === null || conversation === null || app.widget?.transcript !== true;
    if (this.menu !== null && (this.entry.hidden || this.menu.conversation !== conversation?.id)) {
      this.menu.close();
    }
    this.node.dataset.state = conversation === null ? 'unresolved' :
      conversation.status === 'escalated' && person !== null ? 'person' : conversation.status;
    if (shown !== this.shown) {
      this.shown = shown;
      this.picture.replaceChildren(avatar(isAi ? 'ai' : 'operator', person?.name || title, picture));
    }
  }

  private async toggleMenu(): Promise<void> {
    const { thread } = this;

    if (thread === null) {
      return;
    }
    try {
      if (this.menu === null) {
        const { MenuView: View } = await import('../menu/menu-view');
        this.menu = this.menu || new View(this.visit, thread, this.entry);
        this.node.append(this.menu.node);
      }
      this.menu.toggle();
    } catch {
      thread.store.dispatch({ do: 'trouble', code: 'chunk' });
    }
  }

  private stateText(conversation: Conversation | null, app: AppState): string {
    const { words } = this.visit.language;

    if (conversation !== null && conversation.status === 'resolved') {
      return words.stateEnded;
    }
    if (conversation !== null && conversation.operator !== null) {
      return words.statePerson({ name: conversation.operator.name });
    }
    if (conversation !== null && conversation.status === 'escalated') {
      return conversation.queue_position > 0 ?
        words.stateLine({ number: conversation.queue_position }) : words.stateWaiting;
    }
    return app.organization !== null && app.organization.ai_enabled ?
      words.stateAi({ name: conversation?.ai_name || app.organization.ai_name }) : words.stateTeam;
  }
}
