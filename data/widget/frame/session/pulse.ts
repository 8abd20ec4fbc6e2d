/* SPDX-License-Identifier: AGPL-3.0-or-later */

// A network may stall without ending anything: the browser then believes in a socket that nothing
// comes through.  When nothing was heard for a while the other side is asked; no answer is a loss.

const QUIET_MS = 25000;
const ANSWER_MS = 8000;

export class Pulse {
  private timer = 0;

  constructor(private readonly ask: () => void, private readonly lose: () => void) {}

  // Something was heard.
  beat(): void {
    this.stop();
    this.timer = window.setTimeout(() => {
      this.timer = window.setTimeout(this.lose, ANSWER_MS);
      this.ask();
    }, QUIET_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
