/* SPDX-License-Identifier: AGPL-3.0-or-later */

// Holds one immutable value and tells its watchers of the next, at most once per turn of the event
// loop's microtasks.  Each screen has a store of its own; what all of them see is in app-state.ts.

export class Store<S extends object> {
  private readonly watchers = new Set<(state: S) => void>();
  private told = true;

  constructor(public state: S) {}

  // Calls at once, then after each change.  Returns: what ends it.
  watch(watcher: (state: S) => void): () => void {
    this.watchers.add(watcher);
    watcher(this.state);
    return () => this.watchers.delete(watcher);
  }

  set(change: Partial<S>): void {
    if ((Object.keys(change) as (keyof S)[]).some((key) => change[key] !== this.state[key])) {
      this.replace({ ...this.state, ...change });
    }
  }

  replace(next: S): void {
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
