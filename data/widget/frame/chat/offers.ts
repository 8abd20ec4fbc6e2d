/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Message } from '../../protocol';
import { Json, readMessage } from '../../records';
import { codeOf, must, Transport } from '../api/transport';
import { newId } from '../id';
import { ChatStore } from './chat-store';

// The buttons below an answer: which article was meant, whether a tool may run, whether it helped.

export class Offers {
  private readonly ids = new Map<string, string>(); // a choice keeps its id through every attempt

  constructor(private readonly transport: Transport, private readonly store: ChatStore, private readonly refused: (code: string) => void) {}

  // @document empty: none of them.
  async choose(message: Message, document: string): Promise<void> {
    const key = `${message.id} ${document}`;
    const id = this.ids.get(key) || newId();

    this.ids.set(key, id);
    await this.press(message, `${message.conversation_id}/choose`, { id, message_id: message.id, document_id: document || null });
  }

  async confirm(message: Message, yes: boolean): Promise<void> {
    const { action } = message;

    if (action !== null) {
      await this.press(message, `${message.conversation_id}/actions/${action.call_id}`, { token: action.token, confirm: yes });
    }
  }

  async rate(message: Message, helpful: boolean): Promise<void> {
    this.store.dispatch({ do: 'rated', id: message.id, helpful });
    try {
      await this.transport.request('POST', `conversations/${message.conversation_id}/messages/${message.id}/rating`, { helpful });
    } catch (error) {
      this.store.dispatch({ do: 'rated', id: message.id, helpful: null });
      this.fail(codeOf(error));
    }
  }

  private async press(message: Message, path: string, body: Json): Promise<void> {
    if (this.store.state.pressed !== '') {
      return;
    }
    this.store.dispatch({ do: 'trouble', code: '' });
    this.store.dispatch({ do: 'pressed', id: message.id });
    try {
      const answer = await this.transport.request('POST', `conversations/${path}`, body);
      this.store.dispatch({ do: 'stored', message: must(readMessage(answer.message)) });
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
