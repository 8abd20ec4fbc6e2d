/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { isBridge, ToFrame } from '../../bridge';

// The words with the frame.  What is said before it is there waits; what anybody else says is not
// heard.

export type Heard = Record<string, unknown> & { say: string };

export class FrameLink {
  private readonly ending = new AbortController();
  private waiting: ToFrame[] = [];
  private isThere = false;

  constructor(private readonly origin: string, private readonly frame: () => HTMLIFrameElement | null,
              private readonly hello: () => ToFrame, private readonly heard: (words: Heard) => void) {
    addEventListener('message', (event) => this.hear(event), { signal: this.ending.signal });
  }

  say(words: ToFrame): void {
    this.isThere ? this.post(words) : this.waiting.push(words);
  }

  // What hello says as well need not wait.
  mention(words: ToFrame): void {
    if (this.isThere) {
      this.post(words);
    }
  }

  // Another document comes into the frame.
  begin(): void {
    this.isThere = false;
  }

  destroy(): void {
    this.ending.abort();
  }

  private hear(event: MessageEvent): void {
    const frame = this.frame();

    if (frame === null || event.source !== frame.contentWindow || event.origin !== this.origin || !isBridge(event.data)) {
      return;
    }
    if (event.data.say === 'here') {
      this.isThere = true;
      [this.hello(), ...this.waiting.splice(0)].forEach((words) => this.post(words));
    } else {
      this.heard(event.data as Heard);
    }
  }

  private post(words: ToFrame): void {
    this.frame()?.contentWindow?.postMessage(words, this.origin);
  }
}
