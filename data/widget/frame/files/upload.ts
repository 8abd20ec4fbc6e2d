/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Attachment } from '../../protocol';
import { Json, object, readAttachment } from '../../records';
import { ApiError, codeOf } from '../api/transport';
import { newId } from '../id';
import { Visit } from '../visit';

// One file on its way to the desk, piece by piece.  After a lost connection it goes on from where
// the desk stands; what the desk does not want is said and not tried again.

const PIECE = 512 * 1024;
const TIMEOUT_MS = 60000;
const PAUSE_MS = 1500;
const PASSING = ['offline', 'timeout', 'unavailable', 'internal'];

export type UploadState = 'sending' | 'waiting' | 'done' | 'failed';

export class Upload {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  state: UploadState = 'sending';
  problem = ''; // code of what went wrong
  sent = 0;
  attachment: Attachment | null = null;
  private abort = new AbortController();
  private timer = 0;
  private tries = 0;
  private isAnnounced = false;

  constructor(private readonly visit: Visit, private readonly conversation: string, readonly file: File | null,
      known: { id: string; name: string; size: number } | null, private readonly changed: () => void) {
    this.id = known?.id || newId();
    this.name = file?.name || known?.name || '';
    this.size = file?.size || known?.size || 0;
  }

  // @ready: the conversation is there.
  async run(ready: () => Promise<void>): Promise<void> {
    clearTimeout(this.timer);
    this.abort = new AbortController();
    this.set('sending');
    try {
      await ready();
      this.take(await this.request('POST', `conversations/${this.conversation}/uploads`, { id: this.id, name: this.name, size: this.size }));
      this.isAnnounced = true;
      while (this.attachment === null && this.file !== null) {
        this.take(await this.request('PUT', `uploads/${this.id}?offset=${this.sent}`, this.file.slice(this.sent, this.sent + PIECE)));
        this.tries = 0;
      }
      this.set('done');
    } catch (error) {
      this.onError(error, ready);
    }
  }

  cancel(): void {
    clearTimeout(this.timer);
    this.abort.abort();
    this.visit.transport.request('DELETE', `uploads/${this.id}`).catch(() => undefined); // else it goes after a day
  }

  fail(problem: string): void {
    this.problem = problem;
    this.set('failed');
  }

  private request(method: string, path: string, body: Json | Blob): Promise<Json> {
    return this.visit.transport.request(method, path, body, { signal: this.abort.signal, timeoutMs: TIMEOUT_MS });
  }

  private take(answer: Json): void {
    this.attachment = readAttachment(answer.attachment);
    this.sent = this.attachment !== null ? this.size : Math.min(Math.max(Number(object(answer.upload).received) || 0, 0), this.size);
    this.changed();
  }

  private onError(error: unknown, ready: () => Promise<void>): void {
    const code = codeOf(error);

    if (this.abort.signal.aborted) {
      return;
    }
    if (PASSING.includes(code) || code === 'rate_limited' || (code === 'conflict' && this.isAnnounced)) {
      const pause = code === 'rate_limited' && error instanceof ApiError ? error.retryAfterMs : PAUSE_MS * 2 ** Math.min(this.tries, 4);
      this.tries += 1;
      this.set('waiting');
      this.timer = window.setTimeout(() => void this.run(ready), pause);
    } else {
      this.fail(code === 'invalid' && this.isAnnounced ? 'damaged' : code);
    }
  }

  private set(state: UploadState): void {
    this.state = state;
    this.changed();
  }
}
