/* SPDX-License-Identifier: AGPL-3.0-or-later */

// What the page's loader and the frame say to each other by postMessage.  Both sides look at the
// sender's window and origin before they look at the words.

export interface HostPage {
  url: string;
  referrer: string;
  viewport: string; // “1280x720”
}

export type ToFrame =
  | { bellhop: 1; say: 'hello'; page: HostPage; open: boolean; focus: boolean }
  | { bellhop: 1; say: 'panel'; open: boolean; focus: boolean };

export type ToHost =
  | { bellhop: 1; say: 'close' }
  | { bellhop: 1; say: 'unread'; count: number }
  | { bellhop: 1; say: 'visitor'; known: boolean }; // whether there is a conversation to come back to

export function isBridge(value: unknown): value is { bellhop: 1; say: string } {
  return typeof value === 'object' && value !== null && (value as { bellhop?: unknown }).bellhop === 1;
}
