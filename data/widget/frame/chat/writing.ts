/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Attachment } from '../../protocol';
import { newId } from '../id';
import { Visit } from '../visit';
import { isFinished } from './chat-state';
import { Outbox } from './outbox';
import type { Thread } from './thread';
import { TypingSignal } from './typing-signal';

// What the visitor writes: the draft, and what has been sent off.

export class Writing {
  readonly outbox: Outbox;
  private readonly typing: TypingSignal;

  constructor(private readonly visit: Visit, private readonly thread: Thread) {
    const { transport, keep } = visit;

    this.typing = new TypingSignal((on) => this.sendTyping(on));
    this.outbox = new Outbox(transport, keep, {
      ready: (conversation) => thread.ready(conversation),
      delivery: (id, delivery, reason) => thread.store.dispatch({ do: 'delivery', id, delivery, reason }),
      stored: (message) => thread.store.dispatch({ do: 'stored', message }),
      refused: (code) => thread.refused(code),
      wait: (until) => thread.store.dispatch({ do: 'wait', until, now: Date.now() }),
    });
  }

  send(text: string, attachments: Attachment[] = []): void {
    const { store } = this.thread;

    if (isFinished(store.state)) {
      return;
    }
    const line = {
      id: newId(), conversation_id: store.state.id, seq: 0, author: 'visitor' as const, author_name: this.visit.app.state.contact.name,
      notice: '', body: text, sources: [], choices: [], action: null, attachments, created_us: Date.now() * 1000, delivery: 'waiting' as const, reason: '',
    };
    store.dispatch({ do: 'queue', line });
    this.setDraft('');
    this.outbox.add(line);
    this.visit.keep.set('conversation', store.state.id);
  }

  setDraft(draft: string): void {
    this.thread.store.dispatch({ do: 'draft', draft });
    this.visit.keep.set('draft', draft);
    this.typing.set(draft.trim() !== '');
  }

  // What was typed or not yet sent waits in the composer for the next conversation.
  keepTyped(): void {
    const typed = [...this.outbox.drain(), this.thread.store.state.draft].filter((text) => text.trim() !== '');

    this.thread.store.dispatch({ do: 'draft', draft: typed.join('\n') });
    this.visit.keep.set('draft', typed.join('\n'));
  }

  private sendTyping(on: boolean): void {
    const { id, conversation } = this.thread.store.state;

    if (conversation !== null && conversation.status !== 'resolved' && this.visit.app.state.link === 'live') {
      this.visit.transport.request('POST', `conversations/${id}/typing`, { on }).catch(() => undefined); // may be lost
    }
  }
}
