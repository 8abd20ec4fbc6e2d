/* SPDX-License-Identifier: AGPL-3.0-or-later */

// The records of common/PROTOCOL.md that a visitor meets.

export type Author = 'visitor' | 'ai' | 'operator' | 'system';
export type Status = 'unresolved' | 'escalated' | 'resolved';

export interface Source {
  title: string;
  heading: string;
  quote: string;
}

export interface Choice {
  document_id: string;
  title: string;
}

// A tool that runs only when the visitor says so.
export interface ToolAction {
  call_id: string;
  token: string;
  text: string;
  state: 'pending' | 'done' | 'failed' | 'cancelled';
}

export interface Message {
  id: string;
  conversation_id: string;
  seq: number; // 0: not announced yet
  author: Author;
  author_name: string;
  notice: string; // a stable code, or empty
  body: string;
  sources: Source[];
  choices: Choice[];
  action: ToolAction | null;
  created_us: number;
}

export interface Conversation {
  id: string;
  status: Status;
  operator: string; // empty until somebody has claimed it
  ai_name: string;
  unread: number; // the others' texts that this visitor has not read
  operator_read_seq: number; // as far as an operator has read
  csat: Csat | null;
  seq: number;
}

export interface Csat {
  score: number; // 1 to 5
  comment: string;
}

export interface Organization {
  id: string;
  slug: string;
  name: string;
  ai_enabled: boolean;
  ai_name: string;
}

export interface Contact {
  name: string;
  email: string;
}

export interface Page {
  conversation: Conversation;
  messages: Message[];
  more: boolean;
  seq: number;
}

export type Frame =
  | { op: 'event'; seq: number; type: string; conversation_id: string; message: Message | null; conversation: Conversation | null }
  | { op: 'live'; seq: number }
  | { op: 'reset'; seq: number }
  | { op: 'ephemeral'; type: string; conversation_id: string; body: EphemeralBody };

export interface EphemeralBody {
  run_id: string;
  message_id: string;
  offset: number; // Unicode characters before `text`
  text: string;
  author: string;
  name: string;
  on: boolean;
}

export const MESSAGE_MAX = 4000; // Unicode characters of a body
export const FEED_PROTOCOL = 'bellhop.feed.1';
export const BEARER_PROTOCOL = 'bellhop.bearer.';
