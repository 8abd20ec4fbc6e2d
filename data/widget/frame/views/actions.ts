/* SPDX-License-Identifier: AGPL-3.0-or-later */

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
  older(): void;
  fresh(): void;
}
