/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Message } from '../../protocol';
import { readMessage } from '../../records';
import { ApiError, codeOf, must, Transport } from '../api/transport';
import { Keep } from '../keep';
import { Delivery, Line } from './chat-state';

// Messages on their way, sent one after the other in the order they were written.  Each keeps its id
// through every attempt and every reload, so that no attempt can double it.

export interface OutboxListener {
  ready(conversation: string): Promise<void>; // it is there and takes messages; rejects where not
  delivery(id: string, delivery: Delivery, reason: string): void;
  stored(message: Message): void;
  refused(code: string): void; // the conversation or the session does not take messages any more
  wait(until: number): void;
}

interface Entry {
  line: Line;
  tries: number;
}

const TRIES_MAX = 4; // of errors on the daemon's side; a missing network is waited for
const PAUSE_MS = 1000;
const LATER = ['offline', 'timeout', 'unavailable'];

export class Outbox {
  private entries: Entry[] = [];
  private busy = false;
  private timer = 0;

  constructor(private readonly transport: Transport, private readonly keep: Keep, private readonly listener: OutboxListener) {}

  // What an earlier page could not send any more.
  restore(): void {
    const stored = this.keep.getJson('outbox');
    const messages = (Array.isArray(stored) ? stored : []).map(readMessage);
    const isNew = (message: Message | null): message is Message =>
      message !== null && !this.entries.some((entry) => entry.line.id === message.id);

    this.entries.push(...messages.filter(isNew).map((message) => (
      { line: { ...message, seq: 0, delivery: 'waiting' as const, reason: '' }, tries: 0 })));
  }

  linesOf(conversation: string): readonly Line[] {
    return this.entries.map((entry) => entry.line).filter((line) => line.conversation_id === conversation);
  }

  add(line: Line): void {
    this.entries.push({ line, tries: 0 });
    this.save();
    void this.pump();
  }

  retry(id: string): void {
    const entry = this.entries.find((known) => known.line.id === id);

    if (entry !== undefined) {
      entry.tries = 0;
      entry.line = { ...entry.line, delivery: 'waiting' };
      this.listener.delivery(id, 'waiting', '');
      void this.pump();
    }
  }

  // The message came back over the feed before its answer did, or instead of it.
  settle(id: string): void {
    if (this.entries.some((entry) => entry.line.id === id)) {
      this.entries = this.entries.filter((entry) => entry.line.id !== id);
      this.save();
    }
  }

  // Empties the box. Returns the texts that were in it.
  drain(): string[] {
    const texts = this.entries.map((entry) => entry.line.body);

    clearTimeout(this.timer);
    this.entries = [];
    this.save();
    return texts;
  }

  async pump(): Promise<void> {
    if (this.busy) {
      return;
    }
    this.busy = true;
    clearTimeout(this.timer);
    for (let entry = this.next(); entry !== undefined; entry = this.next()) {
      if (!await this.send(entry)) {
        break;
      }
    }
    this.busy = false;
  }

  // A failed one waits for the visitor; those behind it go on.
  private next(): Entry | undefined {
    return this.entries.find((entry) => entry.line.delivery !== 'failed');
  }

  private mark(entry: Entry, delivery: Delivery, reason = ''): void {
    entry.line = { ...entry.line, delivery, reason };
    this.listener.delivery(entry.line.id, delivery, reason);
  }

  private async send(entry: Entry): Promise<boolean> {
    const { id, conversation_id, body } = entry.line;
    const attachments = entry.line.attachments.map((file) => file.id);

    this.mark(entry, 'sending');
    try {
      await this.listener.ready(conversation_id);
      const answer = await this.transport.request('POST', `conversations/${conversation_id}/messages`, { id, body, ...attachments.length > 0 && { attachments } });
      const message = must(readMessage(answer.message));
      if (this.entries.includes(entry)) {
        this.settle(id);
        this.listener.stored(message);
      }
      return true;
    } catch (error) {
      return this.onError(entry, error);
    }
  }

  // Returns: whether the next one may be tried at once.
  private onError(entry: Entry, error: unknown): boolean {
    const code = codeOf(error);

    if (!this.entries.includes(entry)) {
      return true; // settled in the meantime
    }
    if (code === 'rate_limited' && error instanceof ApiError) {
      this.listener.wait(Date.now() + error.retryAfterMs);
      return this.later(entry, error.retryAfterMs);
    }
    if (LATER.includes(code)) {
      return this.later(entry, PAUSE_MS * 2 ** Math.min(entry.tries, 4));
    }
    if (code === 'internal' && entry.tries + 1 < TRIES_MAX) {
      return this.later(entry, PAUSE_MS * 2 ** entry.tries);
    }
    this.mark(entry, 'failed', code);
    if (['closed', 'unauthorized', 'not_found', 'forbidden'].includes(code)) {
      this.listener.refused(code);
      return false;
    }
    return true;
  }

  private later(entry: Entry, pause: number): boolean {
    entry.tries += 1;
    this.mark(entry, 'waiting');
    this.timer = window.setTimeout(() => void this.pump(), pause);
    return false;
  }

  private save(): void {
    this.keep.setJson('outbox', this.entries.map((entry) => ({ ...entry.line, kind: 'text', extra: { attachments: entry.line.attachments } })));
  }
}
