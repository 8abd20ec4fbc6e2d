/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Conversation, Frame } from '../../protocol';
import { Json, readContact, readConversations, text } from '../../records';
import { readSettings } from '../api/settings';
import { codeOf } from '../api/transport';
import { metadata } from '../metadata';
import { Visit } from '../visit';
import type { Feed } from './feed';

// Who the visitor is to the desk: the token, the contact, its conversations, and the feed.

// Somebody who listens to the feed.
export interface Ear {
  frame(frame: Frame): void;
  missed(): Promise<void>; // fetches what the log no longer holds; rejects where that failed
  live(): void;
  expired(): void;
}

const PAGE = 10;
const CHUNK_PAUSE_MS = 5000;

export class Session {
  onExpired: () => void = () => undefined;
  private readonly ears = new Set<Ear>();
  private feed: Feed | null = null;
  private seq = 0; // of the log: resume the feed after it

  constructor(private readonly visit: Visit) {}

  get isOpen(): boolean {
    return this.visit.transport.token !== '';
  }

  // Returns: whether this browser remembers a session.
  recall(): boolean {
    const { keep, transport, app } = this.visit;

    transport.token = keep.get('token');
    app.set({ contact: readContact(keep.getJson('contact')) });
    return this.isOpen;
  }

  async check(): Promise<void> {
    const answer = await this.visit.transport.request('GET', 'session');

    this.visit.app.set({ contact: readContact(answer.contact) });
    this.visit.know(readSettings(answer));
  }

  // @answers: of the form, by key; name and e-mail are the contact's own.
  async open(answers: Json): Promise<void> {
    const { transport, organization, hostPage, identity } = this.visit;
    const { name, email, ...fields } = answers;
    const body = { organization, name, email, fields, metadata: metadata(hostPage), identity: identity === null ? undefined : { ...identity } };

    this.take(await transport.request('POST', 'sessions', body));
  }

  // What an answer says of a new session.
  take(answer: Json): void {
    const { transport, keep, app } = this.visit;

    transport.token = text(answer.token);
    keep.set('token', transport.token);
    keep.setJson('contact', readContact(answer.contact));
    app.set({ contact: readContact(answer.contact), expired: false });
  }

  // The first page of the visitor's conversations, or the next.
  async fetchConversations(more = false): Promise<readonly Conversation[]> {
    const { app, transport } = this.visit;
    const before = more ? `&before=${encodeURIComponent(app.state.next)}` : '';
    const list = readConversations(await transport.request('GET', `conversations?limit=${PAGE}${before}`));

    app.set({ next: list.next });
    this.know(list.conversations, more ? app.state.conversations : []);
    return app.state.conversations;
  }

  // A conversation as it now is.
  hearOf(conversation: Conversation): void {
    this.know([conversation], this.visit.app.state.conversations);
  }

  private forget(id: string): void {
    this.visit.app.set({ conversations: this.visit.app.state.conversations.filter((one) => one.id !== id) });
  }

  // A conversation has been before the visitor's eyes.
  seen(id: string): void {
    const conversation = this.visit.app.state.conversations.find((one) => one.id === id);

    if (conversation !== undefined && conversation.unread > 0) {
      this.hearOf({ ...conversation, unread: 0 });
    }
  }

  // What waits unread, but in @except.
  countUnread(except: string): number {
    return this.visit.app.state.conversations.reduce((sum, one) => sum + (one.id === except ? 0 : one.unread), 0);
  }

  // From @seq on, unless it listens already: a page of one conversation must not carry the place in
  // the log over what others have yet to say.
  listen(seq: number): void {
    if (this.feed !== null) {
      return;
    }
    this.seq = this.seq === 0 ? seq : Math.min(this.seq, seq);
    import('./feed').then(({ Feed }) => {
      if (this.feed === null && this.isOpen) {
        this.feed = new Feed(this.visit.transport, this);
        this.feed.start();
      }
    }).catch(() => {
      this.visit.app.set({ link: 'offline' });
      setTimeout(() => this.isOpen && this.listen(seq), CHUNK_PAUSE_MS);
    });
  }

  add(ear: Ear): void {
    this.ears.add(ear);
  }

  // The network went away or came back.
  networkChanged(): void {
    this.feed?.retry();
  }

  // The session has ended.
  expire(): void {
    this.feed?.stop();
    this.feed = null;
    this.seq = 0;
    this.ears.forEach((ear) => ear.expired());
    this.visit.transport.token = '';
    this.visit.keep.set('token', '');
    this.visit.keep.set('conversation', '');
    this.visit.app.set({ expired: true, conversations: [], next: '', unread: 0, link: 'connecting' });
    this.onExpired();
  }

  // Returns: the error's code, unless it was that the session has ended, which is seen to.
  judge(error: unknown): string {
    const code = codeOf(error);

    if (code === 'unauthorized') {
      this.expire();
      return '';
    }
    return code;
  }

  /* What the feed asks of its listener. */

  after(): number {
    return this.seq;
  }

  heard(frame: Frame): void {
    if (frame.op === 'event') {
      if (frame.seq <= this.seq) {
        return;
      }
      this.seq = frame.seq;
      if (frame.type === 'conversation.erased') {
        this.forget(frame.conversation_id);
      } else if (frame.conversation !== null) {
        this.hearOf(frame.conversation);
      }
    }
    this.ears.forEach((ear) => ear.frame(frame));
  }

  async missed(): Promise<void> {
    const list = await this.visit.transport.request('GET', `conversations?limit=${PAGE}`);
    const { conversations, seq } = readConversations(list);

    this.know(conversations, this.visit.app.state.conversations);
    await Promise.all([...this.ears].map((ear) => ear.missed()));
    this.seq = Math.max(this.seq, seq);
  }

  linked(link: 'connecting' | 'live' | 'offline'): void {
    this.visit.app.set({ link });
    if (link === 'live') {
      this.ears.forEach((ear) => ear.live());
    }
  }

  // The copy with the higher revision wins.
  private know(news: readonly Conversation[], had: readonly Conversation[]): void {
    const byId = new Map(had.map((conversation) => [conversation.id, conversation] as const));

    for (const conversation of news) {
      const known = byId.get(conversation.id);
      if (known === undefined || known.seq <= conversation.seq) {
        byId.set(conversation.id, conversation);
      }
    }
    this.visit.app.set({ conversations: [...byId.values()].sort((a, b) => b.updated_us - a.updated_us || b.seq - a.seq) });
  }
}

