/* SPDX-License-Identifier: AGPL-3.0-or-later */

// Reading foreign JSON into the records of protocol.ts.  What is missing or of a wrong type becomes
// the empty value, so that nothing behind this file has to ask; a record without its id is null.

import {
  Attachment, Author, Choice, Contact, Conversation, ConversationList, Csat, Frame, LastMessage, Message, Organization, Page, Person, Source, Status, ToolAction,
} from './protocol';

export type Json = Record<string, unknown>;

const AUTHORS: readonly string[] = ['visitor', 'ai', 'operator', 'system'];
const ACTION_STATES: readonly string[] = ['pending', 'done', 'failed', 'cancelled'];
const STATUSES: readonly string[] = ['unresolved', 'escalated', 'resolved'];

export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function integer(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

export function list<T>(value: unknown, read: (item: unknown) => T | null): T[] {
  return Array.isArray(value) ? value.map(read).filter((item): item is T => item !== null) : [];
}

function readSource(value: unknown): Source | null {
  const json = object(value);
  const title = text(json.title);

  return title === '' ? null : { title, heading: text(json.heading), quote: text(json.quote) };
}

function readChoice(value: unknown): Choice | null {
  const json = object(value);

  return text(json.document_id) === '' ? null : { document_id: text(json.document_id), title: text(json.title) };
}

function readAction(value: unknown): ToolAction | null {
  const json = object(value);
  const state = text(json.state);

  if (text(json.call_id) === '' || !ACTION_STATES.includes(state)) {
    return null;
  }
  return { call_id: text(json.call_id), token: text(json.token), text: text(json.text), state: state as ToolAction['state'] };
}

export function readAttachment(value: unknown): Attachment | null {
  const json = object(value);

  return text(json.id) === '' ? null : {
    id: text(json.id), name: text(json.name), media_type: text(json.media_type), size: integer(json.size),
    width: Math.max(integer(json.width), 0), height: Math.max(integer(json.height), 0),
  };
}

export function readMessage(value: unknown): Message | null {
  const json = object(value);
  const author = text(json.author);

  if (text(json.id) === '' || !AUTHORS.includes(author) || json.kind === 'note') {
    return null;
  }
  return {
    id: text(json.id),
    conversation_id: text(json.conversation_id),
    seq: integer(json.seq),
    author: author as Author,
    author_name: text(json.author_name),
    notice: text(json.notice),
    body: text(json.body),
    sources: list(json.sources, readSource),
    choices: list(object(json.extra).choices, readChoice),
    action: readAction(object(json.extra).action),
    attachments: list(object(json.extra).attachments, readAttachment),
    created_us: integer(json.created_us),
  };
}

function readCsat(value: unknown): Csat | null {
  const json = object(value);

  return integer(json.score) === 0 ? null : { score: integer(json.score), comment: text(json.comment) };
}

export function readPerson(value: unknown): Person | null {
  const json = object(value);

  return text(json.name) === '' ? null : { name: text(json.name), avatar: text(json.avatar) };
}

function readLast(value: unknown): LastMessage | null {
  const json = object(value);
  const author = text(json.author);

  return !AUTHORS.includes(author) ? null :
    { author: author as Author, author_name: text(json.author_name), body: text(json.body) };
}

export function readConversation(value: unknown): Conversation | null {
  const json = object(value);
  const status = text(json.status);

  if (text(json.id) === '' || !STATUSES.includes(status)) {
    return null;
  }
  return {
    id: text(json.id),
    status: status as Status,
    operator: readPerson(json.operator),
    ai_name: text(json.ai_name),
    queue_position: integer(json.queue_position),
    unread: integer(json.unread),
    operator_read_seq: integer(json.operator_read_seq),
    csat: readCsat(json.csat),
    seq: integer(json.seq),
    last_message: readLast(json.last_message),
    updated_us: integer(json.updated_us),
  };
}

export function readOrganization(value: unknown): Organization | null {
  const json = object(value);

  if (text(json.id) === '') {
    return null;
  }
  return {
    id: text(json.id),
    slug: text(json.slug),
    name: text(json.name),
    greeting: text(json.greeting),
    ai_enabled: json.ai_enabled === true,
    ai_name: text(json.ai_name),
  };
}

export function readContact(value: unknown): Contact {
  const json = object(value);

  return { name: text(json.name), email: text(json.email), blocked: json.blocked === true };
}

export function readPage(value: unknown): Page | null {
  const json = object(value);
  const conversation = readConversation(json.conversation);

  if (conversation === null) {
    return null;
  }
  return { conversation, messages: list(json.messages, readMessage), more: json.more === true, seq: integer(json.seq) };
}

export function readConversations(value: unknown): ConversationList {
  const json = object(value);

  return { conversations: list(json.conversations, readConversation), next: text(json.next), seq: integer(json.seq) };
}

export function readPoll(value: unknown): { frames: Frame[]; seq: number } {
  const json = object(value);

  return { frames: list(json.frames, readFrame), seq: integer(json.seq) };
}

export function readFrame(value: unknown): Frame | null {
  const json = object(value);
  const body = object(json.body);
  const named = { type: text(json.type), conversation_id: text(json.conversation_id) };

  switch (json.op) {
    case 'event':
      return { op: 'event', seq: integer(json.seq), ...named,
        message: readMessage(body.message), conversation: readConversation(body.conversation) };
    case 'ephemeral':
      return { op: 'ephemeral', ...named,
        body: {
          run_id: text(body.run_id), message_id: text(body.message_id),
          offset: integer(body.offset), text: text(body.text),
          author: text(body.author), name: text(body.name), on: body.on === true,
          position: integer(body.position),
        } };
    case 'live':
    case 'reset':
      return { op: json.op, seq: integer(json.seq) };
    default:
      return null;
  }
}
