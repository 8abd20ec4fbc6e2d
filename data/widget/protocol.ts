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

export interface Attachment {
  id: string;
  name: string;
  media_type: string;
  size: number; // bytes
  width: number; // 0: no picture
  height: number;
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
  attachments: Attachment[];
  created_us: number;
}

export interface Person {
  name: string;
  avatar: string; // hash of a picture, or empty
}

export interface LastMessage {
  author: Author;
  author_name: string;
  body: string; // its beginning
}

export interface Conversation {
  id: string;
  status: Status;
  operator: Person | null; // null until somebody has claimed it
  ai_name: string;
  queue_position: number; // 1 is next; 0: it does not wait, or nobody knows
  unread: number; // the others' texts that this visitor has not read
  operator_read_seq: number; // as far as an operator has read
  csat: Csat | null;
  seq: number;
  last_message: LastMessage | null;
  updated_us: number;
}

export interface Csat {
  score: number; // 1 to 5
  comment: string;
}

export interface Organization {
  id: string;
  slug: string;
  name: string;
  greeting: string;
  ai_enabled: boolean;
  ai_name: string;
}

export type FieldType = 'name' | 'email' | 'phone' | 'text' | 'long_text' | 'choice' | 'checkbox';

export interface Field {
  key: string;
  type: FieldType;
  label: string; // empty: the widget's own word for it
  required: boolean;
  options: string[];
}

// What the organisation decided about its widget.  Empty texts mean: our own words.
export interface Widget {
  title: string;
  accent_color: string;
  input_placeholder: string;
  suggestions: string[];
  fields: Field[]; // of the form before a chat; none: no form
  offline: 'chat' | 'form' | 'hide';
  csat: boolean; // ask how it was
  transcript: boolean; // offer the conversation as text
  sound: boolean; // the page around rings for new messages
  phone: string;
  attachments: { enabled: boolean; max_size: number; extensions: string[] };
}

// What a visitor may expect.
export interface Presence {
  open: boolean;
  next_open_us: number; // 0: not known
  online: number;
  people: Person[];
  reply_time_s: number; // 0: not known
}

export interface Settings {
  organization: Organization;
  widget: Widget;
  presence: Presence;
}

export interface Contact {
  name: string;
  email: string;
  blocked: boolean; // may read, and not write
}

export interface Page {
  conversation: Conversation;
  messages: Message[];
  more: boolean;
  seq: number;
}

export interface ConversationList {
  conversations: Conversation[];
  next: string; // cursor, or empty
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
  position: number;
}

export const MESSAGE_MAX = 4000; // Unicode characters of a body
export const FEED_PROTOCOL = 'bellhop.feed.1';
export const BEARER_PROTOCOL = 'bellhop.bearer.';
