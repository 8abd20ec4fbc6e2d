/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { BEARER_PROTOCOL, FEED_PROTOCOL, Frame } from '../../protocol';
import { readFrame, readPoll } from '../../records';
import { codeOf, Transport } from '../api/transport';
import { Link } from '../app-state';
import { Pulse } from './pulse';

// Keeps the frame in step with the log: a WebSocket that resumes after the last number heard, else
// long polling; after every loss again, a little later each time, never all visitors at once.

export interface FeedListener {
  after(): number;
  heard(frame: Frame): void;
  missed(): Promise<void>; // fetches what the log no longer holds; rejects where that failed
  linked(link: Link): void;
  expire(): void;
}

const OPEN_MS = 8000;
const PAUSE_MS = 600;
const PAUSE_MAX_MS = 30000;
const REFUSED_MAX = 2; // refusals by a daemon that is there, before polling
const POLLS = 8; // before the WebSocket gets another chance
const POLL_WAIT_S = 25;
const POLL_TIMEOUT_MS = 40000;

export class Feed {
  private running = 0; // number of the loop that may go on
  private hangUp: () => void = () => undefined;
  private polling: AbortController | null = null;
  private wake: () => void = () => undefined;
  private losses = 0;
  private refused = 0;

  constructor(private readonly transport: Transport, private readonly listener: FeedListener) {}

  start(): void {
    this.stop();
    this.losses = 0;
    this.refused = 0;
    void this.run(this.running);
  }

  stop(): void {
    this.running += 1;
    this.cut();
    this.wake();
  }

  // The network went away or came back: do not wait for a timer to notice.
  retry(): void {
    this.losses = 0;
    this.cut();
    this.wake();
  }

  private cut(): void {
    this.hangUp();
    this.polling?.abort();
  }

  private async run(loop: number): Promise<void> {
    const goesOn = (): boolean => loop === this.running;

    while (goesOn()) {
      const lost = await (this.refused < REFUSED_MAX ? this.listen(goesOn) : this.poll(goesOn));
      if (lost && goesOn()) {
        this.listener.linked(this.losses > 1 || !navigator.onLine ? 'offline' : 'connecting');
        await this.pause();
      }
    }
  }

  private pause(): Promise<void> {
    const longest = Math.min(PAUSE_MAX_MS, PAUSE_MS * 2 ** this.losses);

    this.losses += 1;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, longest * (0.3 + 0.7 * Math.random()));
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  // Returns, as poll() does, whether the connection was lost.
  private async listen(goesOn: () => boolean): Promise<boolean> {
    if (await this.converse(goesOn) || !goesOn()) {
      return true;
    }
    // Refused before it opened; a browser does not say why, so ask.
    try {
      await this.transport.request('GET', 'session');
      this.refused += 1;
    } catch (error) {
      this.onError(error, goesOn);
    }
    return true;
  }

  // Resolves when the socket has closed: to true if it had been open.
  private converse(goesOn: () => boolean): Promise<boolean> {
    return new Promise((resolve) => {
      const address = `${location.origin.replace(/^http/, 'ws')}/v1/widget/feed`;
      let socket: WebSocket;
      let opened = false;

      try {
        socket = new WebSocket(address, [FEED_PROTOCOL, BEARER_PROTOCOL + this.transport.token]);
      } catch {
        resolve(false);
        return;
      }
      // Closing a socket takes both sides: over a stalled network that is not waited for.
      const end = (): void => {
        clearTimeout(timer);
        pulse.stop();
        socket.onopen = socket.onmessage = socket.onclose = null;
        socket.close();
        resolve(opened);
      };
      const timer = setTimeout(end, OPEN_MS);
      const pulse = new Pulse(() => this.resume(socket), end);
      this.hangUp = end;
      socket.onopen = () => {
        clearTimeout(timer);
        opened = true;
        pulse.beat();
        this.resume(socket);
      };
      socket.onmessage = (event) => {
        pulse.beat();
        if (goesOn()) {
          this.hear(socket, event.data);
        }
      };
      socket.onclose = end;
    });
  }

  private resume(socket: WebSocket): void {
    if (socket.readyState === WebSocket.OPEN) {
      socket.send(JSON.stringify({ op: 'resume', after: this.listener.after() }));
    }
  }

  private hear(socket: WebSocket, data: unknown): void {
    let frame: Frame | null = null;

    try {
      frame = readFrame(JSON.parse(String(data)));
    } catch {
      // not a frame of ours
    }
    if (frame === null) {
      return;
    }
    if (frame.op === 'reset') {
      this.listener.missed().then(() => this.resume(socket), () => socket.close());
    } else if (frame.op === 'live') {
      this.onLive();
      this.refused = 0;
    }
    this.listener.heard(frame);
  }

  private async poll(goesOn: () => boolean): Promise<boolean> {
    try {
      for (let i = 0; i < POLLS && goesOn(); i += 1) {
        this.polling = new AbortController();
        const { frames } = await this.ask(i === 0 ? 0 : POLL_WAIT_S, this.polling.signal);
        if (!goesOn()) {
          return false;
        }
        if (frames.some((frame) => frame.op === 'reset')) {
          await this.listener.missed();
        }
        frames.forEach((frame) => this.listener.heard(frame));
        this.onLive();
      }
      this.refused = REFUSED_MAX - 1;
      return false;
    } catch (error) {
      this.onError(error, goesOn);
      return true;
    }
  }

  private async ask(wait: number, signal: AbortSignal): Promise<{ frames: Frame[] }> {
    const path = `feed?after=${this.listener.after()}&wait=${wait}`;
    return readPoll(await this.transport.request('GET', path, undefined, { signal, timeoutMs: POLL_TIMEOUT_MS }));
  }

  private onLive(): void {
    this.losses = 0;
    this.listener.linked('live');
  }

  private onError(error: unknown, goesOn: () => boolean): void {
    if (codeOf(error) === 'unauthorized' && goesOn()) {
      this.listener.expire();
    }
  }
}
