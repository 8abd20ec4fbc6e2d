/* SPDX-License-Identifier: AGPL-3.0-or-later */

// Tells the other side that somebody is typing: at once, then now and then, and when it has stopped.

const REPEAT_MS = 4000;
const IDLE_MS = 5000;

export class TypingSignal {
  private said = 0; // milliseconds; 0: off
  private idle = 0;

  constructor(private readonly say: (on: boolean) => void) {}

  set(on: boolean): void {
    const now = Date.now();

    clearTimeout(this.idle);
    if (!on) {
      this.stop();
      return;
    }
    if (now - this.said >= REPEAT_MS) {
      this.said = now;
      this.say(true);
    }
    this.idle = window.setTimeout(() => this.stop(), IDLE_MS);
  }

  private stop(): void {
    if (this.said !== 0) {
      this.said = 0;
      this.say(false);
    }
  }
}
