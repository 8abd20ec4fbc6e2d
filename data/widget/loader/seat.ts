/* SPDX-License-Identifier: AGPL-3.0-or-later */

import type { Launcher } from './launcher';
import type { Options } from './options';

// What the loader hands to the part that comes later (more/), and what that offers in return.

export interface Rule {
  id: string;
  pages: string[];
  after_s: number;
  visitors: string;
  text: string;
}

// Of what the organisation decided, what the page around needs; from the desk, so anything may be missing.
export interface Settings {
  organization?: { id?: string; slug?: string; name?: string };
  widget?: { accent_color?: string; position?: string; offline?: string; sound?: boolean; title?: string; proactive?: Rule[] };
  presence?: { open?: boolean };
}

export interface Seat {
  readonly origin: string;
  organization: string; // empty until a key has been looked up
  readonly options: Options;
  readonly launcher: Launcher;
  settings: Settings;
  readonly language: string; // a tag
  readonly words: readonly string[]; // open, close, chat
  emit(event: string, detail?: object): void;
  apply(settings: Settings): void;
  fail(code: string, text: string): void;
}

export interface More {
  call(name: string, ...rest: unknown[]): void;
  relabel(): void;
  destroy(): void;
}
