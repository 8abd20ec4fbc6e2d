/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Line } from '../state';

// What a view may ask for.
export interface Actions {
  close(): void;
  boot(): void;
  submit(name: string, email: string): void;
  draft(text: string): void;
  send(text: string): void;
  retry(id: string): void;
  person(): void;
  openCall(open: boolean): void;
  call(phone: string): void;
  choose(line: Line, document: string): void;
  confirm(line: Line, yes: boolean): void;
  rate(line: Line, helpful: boolean): void;
  older(): void;
  fresh(): void;
}
