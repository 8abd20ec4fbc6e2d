/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { AppState } from '../app-state';
import type { MenuView } from '../menu/menu-view';
import { avatar } from '../views/avatar';
import { button, el, icon, setText } from '../views/dom';
import { Visit } from '../visit';
import { ChatState } from './chat-state';
import { MORE } from './icons';
import { Thread } from './thread';

// Who one is talking to, in the frame's header: the AI, named as such; a person; or nobody yet.

export class ChatHead {
  private readonly name = el('h1', { tabindex: '-1' });
  private readonly state = el('p', { class: 'state' });
  private readonly picture = el('div', { class: 'picture' });
  readonly node = el('div', { class: 'partner' }, this.picture, el('div', { class: 'names' }, this.name, this.state));
  private readonly entry: HTMLButtonElement;
  private menu: MenuView | null = null;
  private shown = '';

  constructor(private readonly visit: Visit, private readonly thread: Thread) {
    this.entry = button('plain more', '', () => void this.toggleMenu());
    this.entry.setAttribute('aria-label', visit.language.words.menu);
    this.entry.setAttribute('aria-expanded', 'false');
    this.entry.append(icon(MORE));
    this.node.append(this.entry);
  }

  update(state: ChatState, app: AppState): void {
    const { conversation } = state;
    const person = conversation === null ? null : conversation.operator;
    const isAi = person === null && app.organization !== null && app.organization.ai_enabled && conversation?.status !== 'escalated';
    const title = app.widget?.title || app.organization?.name || '';
    const picture = person === null ? '' : person.avatar;
    const shown = [person?.name || title, picture, isAi].join('\n');

    setText(this.name, title);
    setText(this.state, this.stateText(state, app));
    this.entry.hidden = conversation === null || app.widget?.transcript !== true;
    if (this.menu !== null && (this.entry.hidden || this.menu.conversation !== state.id)) {
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
    try {
      if (this.menu === null) {
        const { MenuView: View } = await import('../menu/menu-view');
        this.menu = this.menu || new View(this.visit, this.thread, this.entry);
        this.node.append(this.menu.node);
      }
      this.menu.toggle();
    } catch {
      this.thread.store.dispatch({ do: 'trouble', code: 'chunk' });
    }
  }

  private stateText(state: ChatState, app: AppState): string {
    const { words } = this.visit.language;
    const { conversation } = state;

    if (conversation !== null && conversation.status === 'resolved') {
      return words.stateEnded;
    }
    if (conversation !== null && conversation.operator !== null) {
      return words.statePerson({ name: conversation.operator.name });
    }
    if (conversation !== null && conversation.status === 'escalated') {
      return words.stateWaiting;
    }
    return app.organization !== null && app.organization.ai_enabled ?
      words.stateAi({ name: conversation?.ai_name || app.organization.ai_name }) : words.stateTeam;
  }
}
