/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Screen, ScreenName, SCREENS } from './screens';
import { Visit } from './visit';

// Goes from screen to screen: fetches their chunks, hands over the focus, knows the way back.

const LOAD_MS = 20000;

export class Router {
  current: ScreenName | '' = '';
  private readonly made = new Map<ScreenName, Screen>();
  private turn = 0; // the last one asked for wins

  constructor(private readonly visit: Visit) {}

  // Fetches what will be wanted soon; that this failed shows when it is wanted.
  prepare(name: ScreenName): void {
    SCREENS[name].load().catch(() => undefined);
  }

  async go(name: ScreenName, argument = ''): Promise<void> {
    const turn = this.next();
    const screen = await this.fetch(name);

    if (turn !== this.turn) {
      return;
    }
    if (screen === null) {
      this.fail('chunk', () => void this.again(name, argument));
      return;
    }
    this.current = name;
    this.visit.view.show(screen, SCREENS[name].title(this.visit), SCREENS[name].back(this.visit));
    screen.show?.(argument);
    this.visit.view.settle();
  }

  // What stands in the way, and what can be done about it; @retry null: nothing.
  fail(code: string, retry: (() => void) | null): void {
    this.next();
    this.current = '';
    this.visit.view.fail(code, retry);
  }

  // The header's words may have changed.
  refresh(): void {
    if (this.current !== '') {
      this.visit.view.setHead(SCREENS[this.current].title(this.visit), SCREENS[this.current].back(this.visit));
    }
  }

  private next(): number {
    if (this.current !== '') {
      this.made.get(this.current)?.leave?.();
    }
    this.turn += 1;
    return this.turn;
  }

  private async fetch(name: ScreenName): Promise<Screen | null> {
    const made = this.made.get(name);

    if (made !== undefined) {
      return made;
    }
    const late = new Promise<null>((resolve) => setTimeout(resolve, LOAD_MS, null));
    const make = await Promise.race([SCREENS[name].load().catch(() => null), late]);
    const screen = this.made.get(name) || (make === null ? null : make(this.visit));
    if (screen !== null) {
      this.made.set(name, screen);
    }
    return screen;
  }

  // A browser may remember that a script could not be had, and a newer daemon has other names for
  // them: only the page itself, fetched again, knows them.  Nothing that was typed is lost by it.
  private async again(name: ScreenName, argument: string): Promise<void> {
    if (await this.fetch(name) === null) {
      location.reload();
    } else {
      await this.go(name, argument);
    }
  }
}
