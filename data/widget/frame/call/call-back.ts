/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { readMessage, readPage } from '../../records';
import { ApiError, must } from '../api/transport';
import { Thread } from '../chat/thread';
import { newId } from '../id';
import { Store } from '../store';
import { Visit } from '../visit';

// The visitor's wish to be called back.  One number keeps its id through every attempt, so that
// trying again cannot ask twice.

export interface Call {
  step: 'closed' | 'open' | 'sending' | 'sent';
  error: string; // code of what was wrong with the last try
}

const NO_WISH = { id: '', phone: '', conversation: '' };

export class CallBack {
  readonly store = new Store<Call>({ step: 'closed', error: '' });
  private wish = NO_WISH;

  constructor(private readonly visit: Visit, private readonly thread: Thread) {}

  step(step: Call['step'], error = ''): void {
    this.store.set({ step, error });
  }

  async send(phone: string): Promise<void> {
    const { id } = this.thread.store.state;

    if (phone.trim() === '') {
      this.step('open', 'missing');
      return;
    }
    if (this.wish.phone !== phone || this.wish.conversation !== id) {
      this.wish = { id: newId(), phone, conversation: id };
    }
    this.step('sending');
    try {
      await this.thread.ready(id);
      const answer = await this.visit.transport.request('POST', `conversations/${id}/call`, { id: this.wish.id, phone });
      this.wish = NO_WISH;
      this.thread.store.dispatch({ do: 'stored', message: must(readMessage(answer.message)) });
      this.thread.store.dispatch({ do: 'conversation', conversation: must(readPage(answer)).conversation });
      this.step('sent');
    } catch (error) {
      this.onError(error);
    }
  }

  private onError(error: unknown): void {
    const code = this.visit.session.judge(error);

    if (code === '' || code === 'closed') {
      this.step('closed');
      if (code !== '') {
        this.thread.refused(code);
      }
    } else if (this.store.state.step === 'sending') {
      this.step('open', error instanceof ApiError && error.field === 'phone' ? 'phone' : code);
    }
  }
}
