/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { HostPage } from '../bridge';
import { Conversation, Page } from '../protocol';
import { readContact } from '../records';
import { Api, ApiError, codeOf } from './api';
import { CallBack } from './call-back';
import { Feed } from './feed';
import { newId } from './id';
import { Keep } from './keep';
import { metadata } from './metadata';
import { Offers } from './offers';
import { Outbox } from './outbox';
import { FormErrors, isFinished, newestSeq, oldestSeq } from './state';
import { Store } from './store';
import { TypingSignal } from './typing-signal';

// What the visitor does, and what follows from it: the only place where calls become actions.

const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

export class Visit {
  hostPage: HostPage | null = null;
  readonly callBack: CallBack;
  readonly offers: Offers;
  private readonly api = new Api();
  private readonly feed: Feed;
  private readonly outbox: Outbox;
  private readonly typingSignal: TypingSignal;

  constructor(private readonly store: Store, private readonly keep: Keep, private readonly organization: string) {
    this.feed = new Feed(this.api, {
      after: () => store.state.seq,
      frame: (frame) => this.hear(() => store.dispatch({ do: 'frame', frame, now: Date.now() })),
      reset: () => this.catchUp(),
      link: (link) => {
        store.dispatch({ do: 'link', link });
        if (link === 'live') {
          void this.outbox.pump();
        }
      },
      expired: () => this.expire(),
    });
    this.outbox = new Outbox(this.api, keep, {
      delivery: (id, delivery, reason) => store.dispatch({ do: 'delivery', id, delivery, reason }),
      stored: (message) => store.dispatch({ do: 'stored', message }),
      refused: (code) => this.onRefused(code),
      wait: (until) => store.dispatch({ do: 'wait', until, now: Date.now() }),
    });
    this.callBack = new CallBack(this.api, store, (code) => this.onRefused(code));
    this.offers = new Offers(this.api, store, (code) => this.onRefused(code));
    this.typingSignal = new TypingSignal((on) => this.sendTyping(on));
  }

  async boot(): Promise<void> {
    if (this.organization === '') {
      this.store.dispatch({ do: 'failed', code: 'missing' });
      return;
    }
    try {
      this.store.dispatch({ do: 'step', step: 'organization' });
      this.store.dispatch({ do: 'organization', organization: await this.api.organization(this.organization) });
      this.store.dispatch({ do: 'draft', draft: this.keep.get('draft') });
      this.store.dispatch({ do: 'seen', seq: Number(this.keep.get('seen')) || 0 });
      await this.resume();
    } catch (error) {
      this.onBootError(error);
    }
  }

  async submit(name: string, email: string): Promise<void> {
    const contact = { name: name.trim(), email: email.trim() };
    const errors: FormErrors = {};

    if (contact.name === '') {
      errors.name = 'missing';
    }
    if (!EMAIL.test(contact.email)) {
      errors.email = contact.email === '' ? 'missing' : 'bad';
    }
    if (errors.name !== undefined || errors.email !== undefined) {
      this.store.dispatch({ do: 'form-errors', errors });
      return;
    }
    this.store.dispatch({ do: 'form-busy' });
    try {
      const stored = await this.api.openSession(this.organization, contact, metadata(this.hostPage));
      this.keep.set('token', this.api.token);
      this.keep.setJson('contact', stored);
      this.store.dispatch({ do: 'contact', contact: stored });
      await this.open();
    } catch (error) {
      this.onFormError(error);
    }
  }

  send(text: string): void {
    const { conversation, contact } = this.store.state;

    if (conversation === null || isFinished(this.store.state)) {
      return;
    }
    const line = {
      id: newId(), conversation_id: conversation.id, seq: 0, author: 'visitor' as const, author_name: contact.name,
      notice: '', body: text, sources: [], choices: [], action: null, created_us: Date.now() * 1000, delivery: 'waiting' as const, reason: '',
    };
    this.store.dispatch({ do: 'queue', line });
    this.setDraft('');
    this.outbox.add(line);
  }

  retry(id: string): void {
    this.outbox.retry(id);
  }

  setDraft(draft: string): void {
    this.store.dispatch({ do: 'draft', draft });
    this.keep.set('draft', draft);
    this.typingSignal.set(draft.trim() !== '');
  }

  async person(): Promise<void> {
    const { conversation } = this.store.state;

    if (conversation === null || this.store.state.asking) {
      return;
    }
    this.store.dispatch({ do: 'trouble', code: '' });
    this.store.dispatch({ do: 'asking', on: true });
    try {
      this.store.dispatch({ do: 'conversation', conversation: await this.api.person(conversation.id) });
    } catch (error) {
      this.onTrouble(error, 'person');
    }
    this.store.dispatch({ do: 'asking', on: false });
  }

  async older(): Promise<void> {
    const { conversation, older } = this.store.state;

    if (conversation === null || older === 'none' || older === 'loading') {
      return;
    }
    this.store.dispatch({ do: 'older', older: 'loading' });
    try {
      const page = await this.api.messages(conversation.id, `&before=${oldestSeq(this.store.state)}`);
      if (this.isCurrent(page)) {
        this.store.dispatch({ do: 'older-page', page });
      }
    } catch (error) {
      this.store.dispatch({ do: 'older', older: 'failed' });
    }
  }

  async fresh(): Promise<void> {
    this.store.dispatch({ do: 'trouble', code: '' });
    try {
      const page = await this.create(newId());
      this.keepTyped();
      this.store.dispatch({ do: 'opened', page, waiting: [] });
    } catch (error) {
      this.onTrouble(error, 'fresh');
    }
  }

  networkChanged(): void {
    if (this.store.state.screen === 'chat') {
      this.feed.retry();
    }
  }

  private async resume(): Promise<void> {
    this.api.token = this.keep.get('token');
    if (this.api.token === '') {
      this.showForm(false);
      return;
    }
    this.store.dispatch({ do: 'step', step: 'session' });
    this.store.dispatch({ do: 'contact', contact: await this.api.session() });
    this.store.dispatch({ do: 'step', step: 'conversation' });
    await this.open();
  }

  // The conversation this browser remembers, else the visitor's latest that goes on, else a new one.
  private async open(): Promise<void> {
    const id = this.keep.get('conversation') || this.findOpen(await this.api.conversations());
    const page = id === '' ? await this.create(newId()) : await this.fetchOrCreate(id);

    this.keep.set('conversation', page.conversation.id);
    this.store.dispatch({ do: 'opened', page, waiting: this.outbox.restore(page.conversation.id) });
    this.feed.start();
  }

  private findOpen(conversations: readonly Conversation[]): string {
    const latest = conversations.find((conversation) => conversation.status !== 'resolved');
    return latest === undefined ? '' : latest.id;
  }

  private async fetchOrCreate(id: string): Promise<Page> {
    try {
      return await this.api.messages(id);
    } catch (error) {
      if (codeOf(error) !== 'not_found') {
        throw error;
      }
      return this.create(newId());
    }
  }

  private create(id: string): Promise<Page> {
    return this.api.create(id).then((page) => {
      this.keep.set('conversation', page.conversation.id);
      return page;
    });
  }

  private hear(dispatch: () => void): void {
    dispatch();
    for (const line of this.store.state.lines) {
      if (line.author === 'visitor' && line.seq > 0) {
        this.outbox.settle(line.id);
      }
    }
  }

  private async catchUp(): Promise<void> {
    const { conversation } = this.store.state;
    let more = conversation !== null;

    while (more && conversation !== null) {
      const page = await this.api.messages(conversation.id, `&after=${newestSeq(this.store.state)}`);
      more = page.more && page.messages.length > 0 && this.isCurrent(page);
      if (this.isCurrent(page)) {
        this.hear(() => this.store.dispatch({ do: 'caught-up', page }));
      }
    }
  }

  private isCurrent(page: Page): boolean {
    const { conversation } = this.store.state;
    return conversation !== null && conversation.id === page.conversation.id;
  }

  private sendTyping(on: boolean): void {
    const { conversation, link } = this.store.state;

    if (conversation !== null && link === 'live' && conversation.status !== 'resolved') {
      this.api.typing(conversation.id, on).catch(() => undefined); // may be lost
    }
  }

  private showForm(expired: boolean): void {
    this.api.token = '';
    this.store.dispatch({ do: 'form', contact: readContact(this.keep.getJson('contact')), expired });
  }

  private keepTyped(): void {
    const typed = [...this.outbox.drain(), this.store.state.draft].filter((text) => text.trim() !== '');

    this.store.dispatch({ do: 'draft', draft: typed.join('\n') });
    this.keep.set('draft', typed.join('\n'));
  }

  // The session has ended.  What was typed or not yet sent waits in the composer for the next one.
  private expire(): void {
    this.feed.stop();
    this.keepTyped();
    this.keep.set('token', '');
    this.keep.set('conversation', '');
    this.keep.set('seen', '');
    this.showForm(true);
  }

  private onRefused(code: string): void {
    if (code === 'unauthorized') {
      this.expire();
    } else {
      void this.catchUp().catch(() => undefined); // the feed will tell as well
    }
  }

  private onTrouble(error: unknown, what: string): void {
    if (codeOf(error) === 'unauthorized') {
      this.expire();
    } else {
      this.store.dispatch({ do: 'trouble', code: what });
    }
  }

  private onBootError(error: unknown): void {
    if (codeOf(error) === 'unauthorized') {
      this.expire();
    } else {
      this.store.dispatch({ do: 'failed', code: codeOf(error) });
    }
  }

  private onFormError(error: unknown): void {
    const field = error instanceof ApiError ? error.field : '';
    const errors: FormErrors = field === 'name' || field === 'email' ? { [field]: 'bad' } : { form: codeOf(error) };

    this.store.dispatch({ do: 'form-errors', errors });
  }
}
