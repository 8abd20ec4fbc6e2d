/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Contact, Conversation, Message, Organization } from '../protocol';
import { Stream } from './stream';

// Everything the frame shows, in one immutable value.  Views read it, reducers make the next one.

export type Delivery = 'sent' | 'sending' | 'waiting' | 'failed';
export type Link = 'connecting' | 'live' | 'offline';
export type Step = 'organization' | 'session' | 'conversation';

export interface Line extends Message {
  delivery: Delivery;
  reason: string; // code of the error of a failed one
}

export interface FormErrors {
  name?: string;
  email?: string;
  form?: string; // code of an error that is no field's fault
}

export interface Call {
  step: 'closed' | 'open' | 'sending' | 'sent';
  error: string; // code of what was wrong with the last try
}

export interface State {
  screen: 'loading' | 'failed' | 'form' | 'chat';
  step: Step;
  failure: string; // code of what stopped the boot
  organization: Organization | null;
  contact: Contact;
  form: { errors: FormErrors; busy: boolean; expired: boolean };
  conversation: Conversation | null;
  lines: readonly Line[]; // in order: announced ones by seq, then those still on their way
  older: 'none' | 'more' | 'loading' | 'failed';
  seq: number; // of the log: resume the feed after it
  stream: Stream | null;
  ended: readonly string[]; // runs of which nothing more is wanted
  typing: { name: string; until: number } | null;
  link: Link;
  draft: string;
  wait: { until: number; seconds: number } | null; // nothing is sent for so long
  trouble: string; // code of the last thing a button could not do
  pressed: string; // id of the line whose button waits for its answer
  rated: Readonly<Record<string, boolean>>; // what the visitor said of answers, by id of the line
  asking: boolean; // “talk to a person” is on its way
  call: Call; // the form that asks for a call back
  open: boolean; // the panel can be seen
  seen: number; // seq of the newest line the visitor has had before the eyes
  news: readonly Line[]; // the latest lines that came while the conversation was open, for announcing
}

export const START: State = {
  screen: 'loading',
  step: 'organization',
  failure: '',
  organization: null,
  contact: { name: '', email: '' },
  form: { errors: {}, busy: false, expired: false },
  conversation: null,
  lines: [],
  older: 'none',
  seq: 0,
  stream: null,
  ended: [],
  typing: null,
  link: 'connecting',
  draft: '',
  wait: null,
  trouble: '',
  pressed: '',
  rated: {},
  asking: false,
  call: { step: 'closed', error: '' },
  open: false,
  seen: 0,
  news: [],
};

export function isFinished(state: State): boolean {
  return state.conversation !== null && state.conversation.status === 'resolved';
}

export function countUnread(state: State): number {
  return state.lines.filter((line) => line.author !== 'visitor' && line.seq > state.seen).length;
}

export function newestSeq(state: State): number {
  return state.lines.reduce((newest, line) => Math.max(newest, line.seq), 0);
}

export function oldestSeq(state: State): number {
  const first = state.lines.find((line) => line.seq > 0);
  return first === undefined ? 0 : first.seq;
}
