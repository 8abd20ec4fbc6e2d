/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Action, reduce } from './reduce';
import { START, State } from './state';

// Holds the one state and tells its watchers, at most once per turn of the event loop's microtasks.

export class Store {
  state: State = START;
  private readonly watchers: ((state: State) => void)[] = [];
  private told = true;

  watch(watcher: (state: State) => void): void {
    this.watchers.push(watcher);
  }

  dispatch(action: Action): void {
    const next = reduce(this.state, action);

    if (next === this.state) {
      return;
    }
    this.state = next;
    if (this.told) {
      this.told = false;
      queueMicrotask(() => this.tell());
    }
  }

  private tell(): void {
    this.told = true;
    for (const watcher of this.watchers) {
      watcher(this.state);
    }
  }
}
