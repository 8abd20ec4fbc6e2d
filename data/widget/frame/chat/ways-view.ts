/* SPDX-License-Identifier: AGPL-3.0-or-later */

import type { CallView } from '../call/call-view';
import { button, el, icon, setText } from '../views/dom';
import { Visit } from '../visit';
import { ChatState } from './chat-state';
import { PERSON, PHONE } from './icons';
import { Thread } from './thread';

// The ways to a person: asking for one here, or being called back.

export class WaysView {
  readonly node: HTMLElement;
  readonly form = el('div', { class: 'form-place' });
  private readonly person: HTMLButtonElement;
  private readonly personLabel = el('span');
  private readonly call: HTMLButtonElement;
  private callView: CallView | null = null;
  private id = '';

  constructor(private readonly visit: Visit, private readonly thread: Thread, private readonly done: () => void) {
    const { words } = visit.language;

    this.person = button('person', '', () => void thread.person());
    this.person.append(icon(PERSON), this.personLabel);
    this.call = button('person call', '', () => void this.toggleCall());
    this.call.title = words.call;
    this.call.setAttribute('aria-expanded', 'false');
    this.call.append(icon(PHONE), el('span', {}, words.call));
    this.node = el('div', { class: 'status' }, el('div', { class: 'ways' }, this.person, this.call));
  }

  update(state: ChatState): void {
    const { words } = this.visit.language;
    const status = state.conversation === null ? 'unresolved' : state.conversation.status;

    setText(this.personLabel, state.asking ? words.asking : words.person);
    this.person.hidden = status !== 'unresolved';
    this.person.toggleAttribute('aria-disabled', state.asking);
    this.call.hidden = status === 'resolved';
    this.node.hidden = status === 'resolved';
    this.node.dataset.state = status;
    if (status === 'resolved' || state.id !== this.id) {
      this.callView?.withdraw();
    }
    this.id = state.id;
  }

  async openCall(): Promise<void> {
    (await this.fetchCall())?.open();
  }

  private async toggleCall(): Promise<void> {
    (await this.fetchCall())?.toggle();
  }

  private async fetchCall(): Promise<CallView | null> {
    try {
      const { CallView: View } = await import('../call/call-view');
      if (this.callView === null) {
        this.callView = new View(this.visit, this.thread, this.call, this.done);
        this.form.replaceChildren(this.callView.node);
      }
    } catch {
      this.thread.store.dispatch({ do: 'trouble', code: 'chunk' });
    }
    return this.callView;
  }
}
