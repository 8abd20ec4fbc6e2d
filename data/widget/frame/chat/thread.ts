/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Frame, Page } from '../../protocol';
import { readPage } from '../../records';
import { codeOf, must } from '../api/transport';
import { newId } from '../id';
import { greeted } from '../page/looks';
import { Visit } from '../visit';
import { newestSeq, oldestSeq } from './chat-state';
import { ChatStore } from './chat-store';
import { Writing } from './writing';

// One conversation as the visitor reads it: opening, paging, staying in step with the feed.  A new
// one is made by the first message where there is no session yet, so that looking in leaves nothing.

const LAPSE_MS = 500;
const PAGE = 50;

let only: Thread | null = null;

// There is one, whether or not the chat has been before the eyes.
export function threadOf(visit: Visit): Thread {
  only = only || new Thread(visit);
  return only;
}

export class Thread {
  readonly store = new ChatStore();
  readonly writing: Writing;
  private coming: Promise<void> | null = null;

  constructor(private readonly visit: Visit) {
    this.writing = new Writing(visit, this);
    visit.session.add({
      frame: (frame) => this.hear(frame),
      missed: () => this.catchUp(),
      live: () => this.resume(),
      expired: () => this.writing.keepTyped(),
    });
    setInterval(() => this.store.dispatch({ do: 'lapse', now: Date.now() }), LAPSE_MS);
  }

  // @id empty: a new conversation.
  async open(id: string): Promise<void> {
    const { keep, session } = this.visit;

    if (id !== '' && id === this.store.state.id && this.store.state.conversation !== null) {
      return; // it has been kept in step
    }
    this.turnTo(id || newId(), id === '' && !session.isOpen);
    if (!session.isOpen) {
      void this.writing.outbox.pump(); // what an earlier page could not send makes what it needs
      return;
    }
    if (id !== '') {
      keep.set('conversation', id);
    }
    await this.comes(id === '' ? this.create(this.store.state.id) : this.fetchOrMake(id));
  }

  // The place in the line is told to those who listen.
  private resume(): void {
    void this.writing.outbox.pump();
    if (this.store.state.conversation !== null && this.store.state.conversation.queue_position > 0) {
      void this.catchUp().catch(() => undefined);
    }
  }

  // Sends what an earlier page could not send, whatever the visitor is looking at.
  deliver(): void {
    this.writing.outbox.restore();
    void this.writing.outbox.pump();
  }

  // Sees to it that the conversation is there.
  async ready(id: string): Promise<void> {
    if (id !== this.store.state.id) {
      await this.readyElsewhere(id);
      return;
    }
    if (this.store.state.conversation !== null) {
      return;
    }
    await (this.coming || this.comes(this.make(id)));
  }

  async older(): Promise<void> {
    const { id, conversation, older } = this.store.state;

    if (conversation === null || older === 'none' || older === 'loading') {
      return;
    }
    this.store.dispatch({ do: 'older', older: 'loading' });
    try {
      const page = await this.fetch(id, `&before=${oldestSeq(this.store.state)}`);
      if (this.isCurrent(page)) {
        this.store.dispatch({ do: 'older-page', page });
      }
    } catch (error) {
      this.store.dispatch({ do: 'older', older: 'failed' });
    }
  }

  async person(): Promise<void> {
    const { id, asking } = this.store.state;

    if (asking) {
      return;
    }
    this.store.dispatch({ do: 'trouble', code: '' });
    this.store.dispatch({ do: 'asking', on: true });
    try {
      await this.ready(id);
      const answer = await this.visit.transport.request('POST', `conversations/${id}/person`, {});
      this.store.dispatch({ do: 'conversation', conversation: must(readPage(answer)).conversation });
    } catch (error) {
      this.trouble(error, 'person');
    }
    this.store.dispatch({ do: 'asking', on: false });
  }

  async fresh(): Promise<void> {
    this.store.dispatch({ do: 'trouble', code: '' });
    try {
      const page = await this.create(newId());
      this.writing.keepTyped();
      this.turnTo(page.conversation.id, false);
      this.show(page);
    } catch (error) {
      this.trouble(error, 'fresh');
    }
  }

  refused(code: string): void {
    if (code === 'unauthorized') {
      this.visit.session.expire();
    } else if (code === 'forbidden') {
      this.visit.app.set({ contact: { ...this.visit.app.state.contact, blocked: true } });
    } else {
      void this.catchUp().catch(() => undefined); // the feed will tell as well
    }
  }

  trouble(error: unknown, what: string): void {
    if (this.visit.session.judge(error) !== '') {
      this.store.dispatch({ do: 'trouble', code: what });
    }
  }

  private async readyElsewhere(id: string): Promise<void> {
    const { session, transport, app } = this.visit;

    if (!session.isOpen) {
      await session.open({});
    }
    if (!app.state.conversations.some((conversation) => conversation.id === id)) {
      const page = must(readPage(await transport.request('POST', 'conversations', { id })));
      session.hearOf(page.conversation);
      session.listen(page.seq);
    }
  }

  private turnTo(id: string, isNew: boolean): void {
    const { keep } = this.visit;
    const [of, seen] = keep.get('seen').split(' ');

    this.writing.outbox.restore();
    this.store.dispatch({
      do: 'left', id, isNew, draft: keep.get('draft'), seen: of === id ? Number(seen) || 0 : 0, waiting: this.writing.outbox.linesOf(id),
    });
  }

  private show(page: Page): void {
    if (page.conversation.id === this.store.state.id) {
      this.store.dispatch({ do: 'opened', page });
      this.visit.session.hearOf(page.conversation);
      this.visit.session.listen(page.seq);
      void this.writing.outbox.pump();
    }
  }

  // One page is awaited at a time; whoever needs it waits for the same.
  private comes(page: Promise<Page>): Promise<void> {
    const coming = page.then((came) => this.show(came)).finally(() => {
      if (this.coming === coming) {
        this.coming = null;
      }
    });

    this.coming = coming;
    return coming;
  }

  private async make(id: string): Promise<Page> {
    if (!this.visit.session.isOpen) {
      await this.visit.session.open({});
    }
    return this.create(id);
  }

  private async fetch(id: string, range = ''): Promise<Page> {
    const page = must(readPage(await this.visit.transport.request('GET', `conversations/${id}/messages?limit=${PAGE}${range}`)));

    return page.more || range.startsWith('&after') ? page : this.greeted(page);
  }

  private async fetchOrMake(id: string): Promise<Page> {
    try {
      return await this.fetch(id);
    } catch (error) {
      if (codeOf(error) !== 'not_found') {
        throw error;
      }
      return this.create(id);
    }
  }

  private async create(id: string): Promise<Page> {
    const greeting = this.visit.greeting || undefined;
    const page = must(readPage(await this.visit.transport.request('POST', 'conversations', { id, greeting })));

    this.visit.greeting = '';
    this.visit.keep.set('conversation', page.conversation.id);
    return this.greeted(page);
  }

  private greeted(page: Page): Page {
    const { organization, welcome } = this.visit.app.state;

    return greeted(page, organization?.greeting || '', welcome);
  }

  private hear(frame: Frame): void {
    if (frame.op === 'event' && frame.type === 'conversation.erased') {
      this.forget(frame.conversation_id);
      return;
    }
    this.store.dispatch({ do: 'frame', frame, now: Date.now() });
    this.settle();
  }

  // It is gone for good: what is written next begins a new one.
  private forget(id: string): void {
    if (id === this.store.state.id) {
      this.visit.keep.set('conversation', '');
      this.turnTo(newId(), true);
    }
  }

  private settle(): void {
    for (const line of this.store.state.lines) {
      if (line.author === 'visitor' && line.seq > 0) {
        this.writing.outbox.settle(line.id);
      }
    }
  }

  private async catchUp(): Promise<void> {
    const { id, conversation } = this.store.state;
    let more = conversation !== null;

    while (more) {
      const page = await this.fetch(id, `&after=${newestSeq(this.store.state)}`);
      more = page.more && page.messages.length > 0 && this.isCurrent(page);
      if (this.isCurrent(page)) {
        this.store.dispatch({ do: 'caught-up', page });
        this.settle();
      }
    }
  }

  private isCurrent(page: Page): boolean {
    return this.store.state.id === page.conversation.id;
  }
}
