/* SPDX-License-Identifier: AGPL-3.0-or-later */

// What the page's loader and the frame say to each other by postMessage.  Both sides look at the
// sender's window and origin before they look at the words.  The frame says that it is there; the
// loader answers hello, and its origin is then the only one the frame hears and speaks to.

export interface HostPage {
  url: string;
  title: string;
  referrer: string;
  viewport: string; // “1280x720”
}

// What the script tag says of the looks; it wins over what the organisation decided.
export interface Looks {
  title: string;
  welcome: string;
  placeholder: string;
  accent: string; // a colour, or empty
}

export interface Identity {
  id: string;
  name: string;
  email: string;
  hmac: string;
}

// Calls of the page have a number besides; the frame says when one is done, also where it failed.
export type ToFrame =
  | { bellhop: 1; say: 'hello'; page: HostPage; open: boolean; focus: boolean; looks: Looks; muted: boolean }
  | { bellhop: 1; say: 'panel'; open: boolean; focus: boolean }
  | { bellhop: 1; say: 'page'; page: HostPage } // the visitor has moved
  | { bellhop: 1; say: 'identify'; identity: Identity }
  | { bellhop: 1; say: 'reset' } // the visitor has signed out of the site
  | { bellhop: 1; say: 'conversation'; id: string }
  | { bellhop: 1; say: 'fresh'; greeting: string }; // id of the greeting that was taken up, or empty

export type ToHost =
  | { bellhop: 1; say: 'here' } // to anybody: it holds nothing
  | { bellhop: 1; say: 'done'; n: number } // the call of this number
  | { bellhop: 1; say: 'close' }
  | { bellhop: 1; say: 'unread'; count: number; label: string }
  | { bellhop: 1; say: 'visitor'; known: boolean } // whether there is a conversation to come back to
  | { bellhop: 1; say: 'muted'; muted: boolean }
  | { bellhop: 1; say: 'message'; id: string; conversation: string; author: string }
  | { bellhop: 1; say: 'conversation'; id: string; status: string }
  | { bellhop: 1; say: 'identified'; id: string; verified: boolean }
  | { bellhop: 1; say: 'error'; code: string };

export function isBridge(value: unknown): value is { bellhop: 1; say: string } {
  return typeof value === 'object' && value !== null && (value as { bellhop?: unknown }).bellhop === 1;
}
