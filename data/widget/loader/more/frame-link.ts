/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { isBridge, ToFrame } from '../../bridge';

// The words with the frame.  A call has a number and is kept until the frame says that it is done:
// a frame that comes, or begins anew, is told all that is not.  What anybody else says is not heard.

export type Heard = Record<string, unknown> & { say: string };

export class FrameLink {
  private readonly ending = new AbortController();
  private undone: (ToFrame & { n: number })[] = [];
  private last = 0;
  private isThere = false;

  constructor(private readonly origin: string, private readonly frame: () => HTMLIFrameElement | null,
              private readonly hello: () => ToFrame, private readonly heard: (words: Heard) => void) {
    addEventListener('message', (event) => this.hear(event), { signal: this.ending.signal });
  }

  say(words: ToFrame): void {
    const call = { ...words, n: ++this.last };

    this.undone.push(call);
    this.mention(call);
  }

  // What hello says as well need not wait.
  mention(words: ToFrame): void {
    if (this.isThere) {
      this.post(words);
    }
  }

  // Whether a document of ours is in the frame.
  get isUp(): boolean {
    return this.isThere;
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
      [this.hello(), ...this.undone].forEach((words) => this.post(words));
    } else if (event.data.say === 'done') {
      this.undone = this.undone.filter((call) => call.n !== (event.data as { n?: unknown }).n);
    } else {
      this.heard(event.data as Heard);
    }
  }

  private post(words: ToFrame): void {
    this.frame()?.contentWindow?.postMessage(words, this.origin);
  }
}
