/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Conversation, Frame, Message, Page } from '../../protocol';
import { ChatState as State, Delivery, isFinished, Line, newestSeq, START } from './chat-state';
import { addPiece, startStream } from './stream';

// Pure functions from one state to the next.  Messages are keyed by id and ordered by seq, so that
// an answer, its event and a replay of the event may come in any order, any number of times.

export type Action =
  | { do: 'left'; id: string; isNew: boolean; draft: string; seen: number; waiting: readonly Line[] }
  | { do: 'opened'; page: Page }
  | { do: 'caught-up'; page: Page }
  | { do: 'older'; older: State['older'] }
  | { do: 'older-page'; page: Page }
  | { do: 'frame'; frame: Frame; now: number }
  | { do: 'lapse'; now: number }
  | { do: 'queue'; line: Line }
  | { do: 'delivery'; id: string; delivery: Delivery; reason: string }
  | { do: 'stored'; message: Message }
  | { do: 'conversation'; conversation: Conversation }
  | { do: 'draft'; draft: string }
  | { do: 'wait'; until: number; now: number }
  | { do: 'trouble'; code: string }
  | { do: 'pressed'; id: string }
  | { do: 'rated'; id: string; helpful: boolean | null }
  | { do: 'asking'; on: boolean }
  | { do: 'seen'; seq: number }
  | { do: 'mark'; seq: number };

export const STREAM_LAPSE_MS = 30000;
export const TYPING_LAPSE_MS = 6000;
const ENDED_MAX = 32;
const NEWS_MAX = 20;

function sentLine(message: Message): Line {
  return { ...message, delivery: 'sent', reason: '' };
}

function compare(a: Line, b: Line): number {
  if (a.seq === 0 || b.seq === 0) {
    return a.seq === b.seq ? 0 : a.seq === 0 ? 1 : -1;
  }
  return a.seq - b.seq;
}

function merge(lines: readonly Line[], messages: readonly Message[]): readonly Line[] {
  const byId = new Map(lines.map((line) => [line.id, line] as const));
  let changed = false;

  for (const message of messages) {
    const had = byId.get(message.id);
    if (had === undefined || had.seq !== message.seq) {
      byId.set(message.id, sentLine(message));
      changed = true;
    }
  }
  return changed ? [...byId.values()].sort(compare) : lines;
}

// A line that is there already, with other buttons.
function withUpdate(state: State, message: Message): State {
  return { ...state, lines: state.lines.map((line) => (line.id === message.id && line.seq > 0 ? { ...sentLine(message), seq: line.seq } : line)) };
}

function withRating(state: State, id: string, helpful: boolean | null): State {
  const rated = { ...state.rated };

  delete rated[id];
  return { ...state, rated: helpful === null ? rated : { ...rated, [id]: helpful } };
}

// The copy with the higher revision wins; an answer of the AI ends where the AI no longer speaks.
function withConversation(state: State, conversation: Conversation | null): State {
  if (conversation === null || state.conversation === null || conversation.id !== state.conversation.id ||
      conversation.seq < state.conversation.seq) {
    return state;
  }
  return {
    ...state,
    conversation,
    asking: state.asking && conversation.status === 'unresolved',
    stream: conversation.status === 'unresolved' ? state.stream : null,
    typing: conversation.status === 'resolved' ? null : state.typing,
  };
}

function endRun(state: State, run: string): State {
  const ended = [...state.ended, run].slice(-ENDED_MAX);
  return { ...state, ended, stream: state.stream !== null && state.stream.run_id === run ? null : state.stream };
}

function withMessage(state: State, message: Message, isNews: boolean): State {
  const known = state.lines.some((line) => line.id === message.id && line.seq > 0);
  let next: State = { ...state, lines: merge(state.lines, [message]) };

  if (message.author === 'ai' && state.stream !== null && state.stream.message_id === message.id) {
    next = endRun(next, state.stream.run_id);
  }
  if (message.author === 'operator') {
    next = { ...next, typing: null };
  }
  if (isNews && !known && message.author !== 'visitor') {
    next = { ...next, news: [...next.news, sentLine(message)].slice(-NEWS_MAX) };
  }
  return next;
}

// A text does not say the place in the line, which it does not change.
function keepPlace(state: State, frame: Frame & { op: 'event' }): Conversation | null {
  const { conversation, message } = frame;
  const place = state.conversation === null ? 0 : state.conversation.queue_position;

  return conversation !== null && message !== null && message.notice === '' && isWaiting(conversation) ?
    { ...conversation, queue_position: place } : conversation;
}

function isWaiting(conversation: Conversation): boolean {
  return conversation.status === 'escalated' && conversation.operator === null;
}

function onEvent(state: State, frame: Frame & { op: 'event' }): State {
  if (state.conversation === null || frame.conversation_id !== state.id) {
    return state;
  }
  const heard = frame.message === null ? state :
    frame.type === 'message.updated' ? withUpdate(state, frame.message) : withMessage(state, frame.message, true);
  return withConversation(heard, keepPlace(state, frame));
}

function onAi(state: State, frame: Frame & { op: 'ephemeral' }, now: number): State {
  const { run_id, message_id, offset, text } = frame.body;

  if (state.ended.includes(run_id) || state.lines.some((line) => line.id === message_id) ||
      state.conversation === null || state.conversation.status !== 'unresolved') {
    return state;
  }
  const same = state.stream !== null && state.stream.run_id === run_id;
  const stream = same && state.stream !== null ? state.stream : startStream(run_id, message_id, now);
  const grown = text === '' ? { ...stream, heard: now } : addPiece(stream, { offset, text }, now);
  return { ...state, stream: grown };
}

function onEphemeral(state: State, frame: Frame & { op: 'ephemeral' }, now: number): State {
  if (state.conversation === null || frame.conversation_id !== state.conversation.id || isFinished(state)) {
    return state;
  }
  switch (frame.type) {
    case 'ai.started':
    case 'ai.delta':
      return onAi(state, frame, now);
    case 'ai.discarded':
      return endRun(state, frame.body.run_id);
    case 'typing':
      if (frame.body.author !== 'operator') {
        return state;
      }
      return { ...state, typing: frame.body.on ? { name: frame.body.name, until: now + TYPING_LAPSE_MS } : null };
    case 'queue':
      return isWaiting(state.conversation) ?
        { ...state, conversation: { ...state.conversation, queue_position: frame.body.position } } : state;
    default:
      return state;
  }
}

function waitFor(until: number, now: number): State['wait'] {
  return now >= until ? null : { until, seconds: Math.ceil((until - now) / 1000) };
}

function onLapse(state: State, now: number): State {
  const stream = state.stream !== null && now - state.stream.heard >= STREAM_LAPSE_MS ? null : state.stream;
  const typing = state.typing !== null && now >= state.typing.until ? null : state.typing;
  const wait = state.wait === null ? null : waitFor(state.wait.until, now);
  const same = stream === state.stream && typing === state.typing && wait === state.wait;

  return same ? state : { ...state, stream, typing, wait };
}

// The last one the visitor has read, as the desk knows it: so many of the others' texts are not.
function seenOf(page: Page): number {
  const { unread } = page.conversation;
  const texts = page.messages.filter((message) => message.author !== 'visitor' && message.notice === '').map((message) => message.seq).sort((a, b) => a - b);
  const first = unread > 0 ? texts[Math.max(0, texts.length - unread)] : undefined;

  return first === undefined ? page.messages.reduce((seq, message) => Math.max(seq, message.seq), 0) : first - 1;
}

// What was written before the page came stays behind what it holds.
function onOpened(state: State, page: Page): State {
  const waiting = state.lines.filter((line) => line.seq === 0 && !page.messages.some((message) => message.id === line.id));
  const newest = page.messages.reduce((seq, message) => Math.max(seq, message.seq), 0);
  const seen = Math.max(state.seen, seenOf(page));

  return {
    ...state,
    id: page.conversation.id,
    conversation: page.conversation,
    lines: [...page.messages.map(sentLine).sort(compare), ...waiting],
    older: page.more ? 'more' : 'none',
    seen,
    mark: page.messages.some((message) => message.seq <= seen) && seen < newest ? seen : 0, // not where all of it is new
  };
}

// After a reset of the feed: what was missed has been fetched by number and joins what is there.
function onCaughtUp(state: State, page: Page): State {
  const before = newestSeq(state);
  const missed = page.messages.filter((message) => message.seq > before);
  const joined = missed.reduce((next, message) => withMessage(next, message, true), state);

  return withConversation(joined, page.conversation);
}

function changeLine(state: State, id: string, change: Partial<Line>): State {
  return { ...state, lines: state.lines.map((line) => (line.id === id && line.seq === 0 ? { ...line, ...change } : line)) };
}

export function reduce(state: State, action: Action): State {
  switch (action.do) {
    case 'left':
      return { ...START, id: action.id, isNew: action.isNew, draft: action.draft, seen: action.seen, lines: action.waiting };
    case 'opened':
      return onOpened(state, action.page);
    case 'caught-up':
      return onCaughtUp(state, action.page);
    case 'older':
      return { ...state, older: action.older };
    case 'older-page':
      return { ...state, lines: merge(state.lines, action.page.messages), older: action.page.more ? 'more' : 'none' };
    case 'frame':
      return action.frame.op === 'event' ? onEvent(state, action.frame) :
        action.frame.op === 'ephemeral' ? onEphemeral(state, action.frame, action.now) : state;
    case 'lapse':
      return onLapse(state, action.now);
    case 'queue':
      return { ...state, lines: [...state.lines, action.line], trouble: '', mark: 0 };
    case 'delivery':
      return changeLine(state, action.id, { delivery: action.delivery, reason: action.reason });
    case 'stored':
      return action.message.conversation_id === state.id ? withMessage(state, action.message, false) : state;
    case 'conversation':
      return withConversation(state, action.conversation);
    case 'draft':
      return { ...state, draft: action.draft };
    case 'wait':
      return { ...state, wait: waitFor(action.until, action.now) };
    case 'trouble':
      return { ...state, trouble: action.code };
    case 'pressed':
      return { ...state, pressed: action.id };
    case 'rated':
      return withRating(state, action.id, action.helpful);
    case 'asking':
      return { ...state, asking: action.on };
    case 'seen':
      return action.seq > state.seen ? { ...state, seen: action.seq } : state;
    case 'mark':
      return state.mark === action.seq ? state : { ...state, mark: action.seq };
  }
}
