/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Visit } from '../visit';
import { ChatState, newestSeq } from './chat-state';

// Tells the desk how far the visitor has read: a moment after it came before the eyes, and only
// where the desk counts something as unread.

const PAUSE_MS = 600;

export class ReadMark {
  private timer = 0;
  private told = ''; // conversation and seq

  constructor(private readonly visit: Visit) {}

  // What stands before the visitor's eyes.
  seen(state: ChatState): void {
    const mark = `${state.id} ${newestSeq(state)}`;

    if (state.conversation === null || state.conversation.unread === 0 || mark === this.told) {
      return;
    }
    clearTimeout(this.timer);
    this.told = mark;
    this.timer = window.setTimeout(() => void this.tell(state.id, newestSeq(state)), PAUSE_MS);
  }

  private async tell(id: string, seq: number): Promise<void> {
    try {
      await this.visit.transport.request('POST', `conversations/${id}/read`, { seq });
    } catch {
      this.told = ''; // with the next look
    }
  }
}
