/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Message } from '../protocol';
import { Api, codeOf } from './api';
import { newId } from './id';
import { Store } from './store';

// The buttons below an answer: which article was meant, whether a tool may run, whether it helped.

export class Offers {
  private readonly ids = new Map<string, string>(); // a choice keeps its id through every attempt

  constructor(private readonly api: Api, private readonly store: Store, private readonly refused: (code: string) => void) {}

  // @document empty: none of them.
  async choose(message: Message, document: string): Promise<void> {
    const key = `${message.id} ${document}`;
    const id = this.ids.get(key) || newId();

    this.ids.set(key, id);
    await this.press(message, () => this.api.choose(message.conversation_id, id, message.id, document));
  }

  async confirm(message: Message, yes: boolean): Promise<void> {
    const { action } = message;

    if (action !== null) {
      await this.press(message, () => this.api.confirm(message.conversation_id, action.call_id, action.token, yes));
    }
  }

  async rate(message: Message, helpful: boolean): Promise<void> {
    this.store.dispatch({ do: 'rated', id: message.id, helpful });
    try {
      await this.api.rate(message.conversation_id, message.id, helpful);
    } catch (error) {
      this.store.dispatch({ do: 'rated', id: message.id, helpful: null });
      this.fail(codeOf(error));
    }
  }

  private async press(message: Message, call: () => Promise<Message>): Promise<void> {
    if (this.store.state.pressed !== '') {
      return;
    }
    this.store.dispatch({ do: 'trouble', code: '' });
    this.store.dispatch({ do: 'pressed', id: message.id });
    try {
      this.store.dispatch({ do: 'stored', message: await call() });
    } catch (error) {
      this.fail(codeOf(error));
    }
    this.store.dispatch({ do: 'pressed', id: '' });
  }

  private fail(code: string): void {
    if (code === 'unauthorized' || code === 'closed') {
      this.refused(code);
    } else {
      this.store.dispatch({ do: 'trouble', code: 'offer' });
    }
  }
}
