/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Conversation, Message } from '../../protocol';
import { Stream } from './stream';

// What the chat shows, in one immutable value.  Views read it, reducers make the next one.

export type Delivery = 'sent' | 'sending' | 'waiting' | 'failed';

export interface Line extends Message {
  delivery: Delivery;
  reason: string; // code of the error of a failed one
}

export interface ChatState {
  id: string; // of the conversation; it may still have to be fetched, or made by the first message
  conversation: Conversation | null; // null: it has not come yet
  isNew: boolean; // there is nothing to come: the first message makes it
  lines: readonly Line[]; // in order: announced ones by seq, then those still on their way
  older: 'none' | 'more' | 'loading' | 'failed';
  stream: Stream | null;
  ended: readonly string[]; // runs of which nothing more is wanted
  typing: { name: string; until: number } | null;
  draft: string;
  wait: { until: number; seconds: number } | null; // nothing is sent for so long
  trouble: string; // code of the last thing a button could not do
  pressed: string; // id of the line whose button waits for its answer
  rated: Readonly<Record<string, boolean>>; // what the visitor said of answers, by id of the line
  asking: boolean; // “talk to a person” is on its way
  seen: number; // seq of the newest line the visitor has had before the eyes
  mark: number; // the lines after this seq were new when the visitor came to them; 0: no mark
  news: readonly Line[]; // the latest lines that came while the conversation was open, for announcing
}

export const START: ChatState = {
  id: '',
  conversation: null,
  isNew: false,
  lines: [],
  older: 'none',
  stream: null,
  ended: [],
  typing: null,
  draft: '',
  wait: null,
  trouble: '',
  pressed: '',
  rated: {},
  asking: false,
  seen: 0,
  mark: 0,
  news: [],
};

export function isFinished(state: ChatState): boolean {
  return state.conversation !== null && state.conversation.status === 'resolved';
}

export function countUnread(state: ChatState): number {
  return state.lines.filter((line) => line.author !== 'visitor' && line.seq > state.seen).length;
}

export function newestSeq(state: ChatState): number {
  return state.lines.reduce((newest, line) => Math.max(newest, line.seq), 0);
}

export function oldestSeq(state: ChatState): number {
  const first = state.lines.find((line) => line.seq > 0);
  return first === undefined ? 0 : first.seq;
}
