/* SPDX-License-Identifier: AGPL-3.0-or-later */

// What a page may listen to.  Nothing a page does wrong may throw into it.

const EVENTS = ['ready', 'open', 'close', 'unread', 'message', 'conversation', 'identified', 'error'];

export type Listener = (detail: object) => void;

export function complain(text: string): void {
  console.error(`Bellhop: ${text}`);
}

export class Events {
  private listeners: [string, Listener][] = [];

  on(event: string, listener: Listener): void {
    if (EVENTS.includes(event) && typeof listener === 'function') {
      this.listeners.push([event, listener]);
    } else {
      complain(`on() takes one of ${EVENTS.join(', ')}, and a function`);
    }
  }

  off(event: string, listener?: Listener): void {
    this.listeners = this.listeners.filter(([name, known]) => name !== event || (listener !== undefined && known !== listener));
  }

  emit(event: string, detail: object = {}): void {
    for (const [name, listener] of this.listeners) {
      if (name === event) {
        try {
          listener(detail);
        } catch (error) {
          complain(`a listener of “${event}” failed: ${error}`);
        }
      }
    }
  }
}
