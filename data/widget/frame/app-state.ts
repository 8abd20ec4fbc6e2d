/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Contact, Conversation, Organization, Presence, Widget } from '../protocol';

// What every screen may see.  What only one of them shows is that screen's own.

export type Link = 'connecting' | 'live' | 'offline';

export interface AppState {
  organization: Organization | null;
  widget: Widget | null;
  presence: Presence | null;
  contact: Contact; // empty names: nobody has introduced themselves
  expired: boolean; // the last session has ended
  link: Link;
  open: boolean; // the panel can be seen
  conversations: readonly Conversation[]; // as far as they are known, newest activity first
  next: string; // cursor to those not fetched yet
  welcome: string; // the script tag's own, instead of the organisation's greeting
  unread: number; // of the conversation on the screen
  current: string; // its id, or empty
}

export const START: AppState = {
  organization: null,
  widget: null,
  presence: null,
  contact: { name: '', email: '', blocked: false },
  expired: false,
  link: 'connecting',
  open: false,
  conversations: [],
  next: '',
  welcome: '',
  unread: 0,
  current: '',
};
