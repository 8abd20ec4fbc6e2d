/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Language } from '../words';
import { ChatState as State, Line } from './chat-state';
import { Row } from './line-view';

// From the state to the rows of the transcript: who stands beside whom, and where a day begins.

function dayOf(line: Line): string {
  return new Date(line.created_us / 1000).toDateString();
}

function dayText(line: Line, language: Language, now: Date): string {
  const day = new Date(line.created_us / 1000);
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);

  if (day.toDateString() === now.toDateString()) {
    return language.words.today;
  }
  if (day.toDateString() === yesterday.toDateString()) {
    return language.words.yesterday;
  }
  return new Intl.DateTimeFormat(language.tag, { weekday: 'long', day: 'numeric', month: 'long' }).format(day);
}

function isTogether(a: Line | undefined, b: Line | undefined): boolean {
  return a !== undefined && b !== undefined && a.author === b.author && a.author_name === b.author_name && dayOf(a) === dayOf(b);
}

function emptyRow(key: string): Row {
  return {
    key, line: null, stream: null, writer: '', day: '', isFirst: true, isLast: true, isNewestSent: false, isRead: false, isMarked: false, picture: '',
    isOpen: false, isPressed: false, helpful: null,
  };
}

// The line that nobody has answered yet, while the AI may: its buttons still mean something.
function openLine(state: State): string {
  const texts = state.lines.filter((line) => line.notice === '');
  const last = texts[texts.length - 1];
  const isOpen = last !== undefined && last.seq > 0 && state.conversation !== null && state.conversation.status === 'unresolved';

  return isOpen ? last.id : '';
}

// What every row is seen in the light of.
interface Scene {
  state: State;
  language: Language;
  now: Date;
  newestSent: string; // ids of lines, or empty
  read: string;
  open: string;
  marked: string;
}

// The desk says whose picture it is only of whoever has the conversation.
function pictureOf({ conversation }: State, line: Line): string {
  const person = conversation === null ? null : conversation.operator;
  return line.author === 'operator' && person !== null && person.name === line.author_name ? person.avatar : '';
}

function markedLine(state: State): string {
  const first = state.mark === 0 ? undefined : state.lines.find((line) => line.seq > state.mark && line.author !== 'visitor');
  return first === undefined ? '' : first.id;
}

function lineRow(scene: Scene, i: number): Row {
  const { lines, pressed, rated } = scene.state;
  const line = lines[i];
  const before = lines[i - 1];

  return {
    ...emptyRow(line.id),
    line,
    day: before === undefined || dayOf(before) !== dayOf(line) ? dayText(line, scene.language, scene.now) : '',
    isFirst: !isTogether(before, line),
    isLast: !isTogether(line, lines[i + 1]),
    isNewestSent: line.id === scene.newestSent,
    isRead: line.id === scene.read,
    isMarked: line.id === scene.marked,
    picture: pictureOf(scene.state, line),
    isOpen: line.id === scene.open,
    isPressed: line.id === pressed,
    helpful: line.id in rated ? rated[line.id] : null,
  };
}

// @greeting: stands where nothing has been said yet.
export function rowsOf(given: State, language: Language, greeting: Line | null): Row[] {
  const state = greeting === null || !given.isNew || given.conversation !== null ? given : { ...given, lines: [greeting, ...given.lines] };
  const sent = state.lines.filter((line) => line.author === 'visitor' && line.delivery === 'sent');
  const newestSent = sent.length === 0 ? '' : sent[sent.length - 1].id;
  const readSeq = state.conversation === null ? 0 : state.conversation.operator_read_seq;
  const seen = sent.filter((line) => line.seq > 0 && line.seq <= readSeq);
  const read = seen.length === 0 ? '' : seen[seen.length - 1].id;
  const scene = { state, language, now: new Date(), newestSent, read, open: openLine(state), marked: markedLine(state) };
  const rows = state.lines.map((_, i) => lineRow(scene, i));
  const last = state.lines[state.lines.length - 1];

  if (state.stream !== null) {
    const writer = state.conversation === null ? '' : state.conversation.ai_name;
    rows.push({ ...emptyRow(state.stream.message_id), stream: state.stream, writer, isFirst: last === undefined || last.author !== 'ai' });
  }
  if (state.typing !== null) {
    const picture = state.conversation?.operator?.name === state.typing.name ? state.conversation.operator.avatar : '';
    rows.push({ ...emptyRow('typing'), writer: state.typing.name, picture, isFirst: last === undefined || last.author !== 'operator' });
  }
  return rows;
}

export function isSameRow(a: Row, b: Row): boolean {
  return (Object.keys(a) as (keyof Row)[]).every((key) => a[key] === b[key]);
}
