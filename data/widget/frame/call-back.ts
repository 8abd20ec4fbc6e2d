/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Api, ApiError, codeOf } from './api';
import { newId } from './id';
import { Call } from './state';
import { Store } from './store';

// The visitor's wish to be called back.  One number keeps its id through every attempt, so that
// trying again cannot ask twice.

const NO_WISH = { id: '', phone: '', conversation: '' };

export class CallBack {
  private wish = NO_WISH;

  constructor(private readonly api: Api, private readonly store: Store, private readonly refused: (code: string) => void) {}

  open(open: boolean): void {
    this.step(open ? 'open' : 'closed');
  }

  async send(phone: string): Promise<void> {
    const { conversation } = this.store.state;

    if (conversation === null || phone.trim() === '') {
      this.step('open', 'missing');
      return;
    }
    if (this.wish.phone !== phone || this.wish.conversation !== conversation.id) {
      this.wish = { id: newId(), phone, conversation: conversation.id };
    }
    this.step('sending');
    try {
      const answer = await this.api.call(conversation.id, this.wish.id, phone);
      this.wish = NO_WISH;
      if (this.isCurrent(conversation.id)) {
        this.store.dispatch({ do: 'stored', message: answer.message });
        this.store.dispatch({ do: 'conversation', conversation: answer.conversation });
        this.step('sent');
      }
    } catch (error) {
      this.onError(error, conversation.id);
    }
  }

  private step(step: Call['step'], error = ''): void {
    this.store.dispatch({ do: 'call', call: { step, error } });
  }

  private isCurrent(id: string): boolean {
    const { conversation } = this.store.state;
    return conversation !== null && conversation.id === id;
  }

  private onError(error: unknown, id: string): void {
    const code = codeOf(error);

    if (code === 'unauthorized' || code === 'closed') {
      this.step('closed');
      this.refused(code);
    } else if (this.isCurrent(id) && this.store.state.call.step === 'sending') {
      this.step('open', error instanceof ApiError && error.field === 'phone' ? 'phone' : code);
    }
  }
}
