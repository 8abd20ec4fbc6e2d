/* SPDX-License-Identifier: AGPL-3.0-or-later */

// Tells when the visitor has moved within the page.  Browsers with the Navigation API say so
// themselves; for the others history's two functions are wrapped, and put back when it ends.

const SETTLE_MS = 250; // a router sets the title a moment after the address

type Move = typeof history.pushState;

export class PageWatch {
  private readonly ending = new AbortController();
  private readonly restores: (() => void)[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last = location.href;

  constructor(private readonly moved: () => void) {
    const look = (): void => this.look();
    const { navigation } = window as unknown as { navigation?: EventTarget };

    if (navigation) {
      navigation.addEventListener('currententrychange', look, { signal: this.ending.signal });
      return;
    }
    addEventListener('popstate', look, { signal: this.ending.signal });
    addEventListener('hashchange', look, { signal: this.ending.signal });
    this.wrap('pushState');
    this.wrap('replaceState');
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.ending.abort();
    this.restores.forEach((restore) => restore());
  }

  // Who has wrapped ours in turn keeps it: it does nothing more then than what it wraps.
  private wrap(name: 'pushState' | 'replaceState'): void {
    const own = Object.getOwnPropertyDescriptor(history, name);
    const before = history[name];
    const look = (): void => this.look();
    const wrapped: Move = function (this: History, ...rest) {
      before.apply(this, rest);
      look();
    };

    history[name] = wrapped;
    this.restores.push(() => {
      if (history[name] === wrapped && own === undefined) {
        delete (history as unknown as Record<string, unknown>)[name];
      } else if (history[name] === wrapped) {
        history[name] = before;
      }
    });
  }

  private look(): void {
    if (!this.ending.signal.aborted && location.href !== this.last) {
      this.last = location.href;
      clearTimeout(this.timer);
      this.timer = setTimeout(this.moved, SETTLE_MS);
    }
  }
}
