/* SPDX-License-Identifier: AGPL-3.0-or-later */

import type { CsatView } from '../csat/csat-view';
import { button, el, setText } from '../views/dom';
import { Visit } from '../visit';
import { Words } from '../words';
import { noticeText } from '../words/notices';
import { ChatHead } from './chat-head';
import { ChatState, countUnread, isFinished, Line, newestSeq } from './chat-state';
import { ComposerView } from './composer-view';
import { FileEntry } from './file-entry';
import { ReadMark } from './read-mark';
import { Thread, threadOf } from './thread';
import { TranscriptView } from './transcript-view';
import { WaysView } from './ways-view';

export { threadOf };

// What is around the composer: the ways to a person, what is in the way, what was said; and where
// the conversation has ended, the way to a new one instead of the composer.

export class Talk {
  readonly thread: Thread;
  readonly above: readonly HTMLElement[];
  readonly below: readonly HTMLElement[];
  private readonly words: Words;
  private readonly ways: WaysView;
  private readonly banner = el('p', { class: 'banner', role: 'status' });
  private readonly trouble = el('p', { class: 'trouble', role: 'alert' });
  private readonly transcript: TranscriptView;
  private readonly closed: HTMLElement;
  private readonly blocked: HTMLElement;
  private readonly fresh: HTMLButtonElement;
  private readonly readMark: ReadMark;
  private readonly files: FileEntry;
  private readonly csatPlace = el('div', { class: 'csat-place' });
  private csat: CsatView | null = null;
  private csatComes = false;
  private isShown = false;
  private said: readonly Line[] = [];

  constructor(private readonly visit: Visit, private readonly head: ChatHead, private readonly composer: ComposerView) {
    this.words = visit.language.words;
    this.thread = threadOf(visit);
    this.readMark = new ReadMark(visit);
    head.attach(this.thread);
    this.ways = new WaysView(visit, this.thread, () => this.focus());
    this.transcript = new TranscriptView(visit, this.thread);
    this.fresh = button('primary', this.words.fresh, () => void this.thread.fresh());
    this.closed = el('div', { class: 'closed' }, this.csatPlace, el('p', {}, this.words.ended), this.fresh);
    this.blocked = el('p', { class: 'closed blocked', role: 'status', tabindex: '-1' });
    this.above = [this.ways.node, this.ways.form, this.banner, this.transcript.node, this.trouble];
    this.below = [this.closed, this.blocked];
    this.files = new FileEntry(visit, this.thread, () => composer.showCount());
    composer.files = this.files;
    composer.tools.prepend(this.files.button);
    composer.node.prepend(this.files.place);
    this.files.listen(composer.input, composer.node.parentElement || composer.node);
    this.thread.store.watch(() => this.update());
    visit.app.watch(() => this.update());
    document.addEventListener('visibilitychange', () => this.look());
  }

  show(argument: string): void {
    const [id, wish] = argument.split(' ');

    this.isShown = true;
    void this.open(id);
    this.update();
    this.transcript.toEnd();
    if (wish === 'call') {
      void this.ways.openCall();
    }
  }

  send(text: string): void {
    this.thread.writing.send(text, this.files.take());
  }

  // Who goes away does not come back here by a reload.
  leave(): void {
    this.isShown = false;
    this.visit.keep.set('conversation', '');
    this.visit.app.set({ unread: countUnread(this.thread.store.state), current: '' });
  }

  focus(): void {
    if (!this.blocked.hidden) {
      this.blocked.focus();
    } else if (this.composer.node.hidden) {
      this.fresh.focus();
    } else {
      this.composer.focus();
    }
  }

  private async open(id: string): Promise<void> {
    try {
      await this.thread.open(id);
    } catch (error) {
      const code = this.visit.session.judge(error);
      if (code !== '' && this.isShown) {
        this.visit.router.fail(code, () => void this.visit.router.go('chat', id));
      }
    }
  }

  private update(): void {
    const { state } = this.thread.store;
    const { app } = this.visit;

    if (!this.isShown) {
      return;
    }
    const active = document.activeElement;
    this.head.update(state.conversation, app.state);
    this.ways.update(state);
    setText(this.banner, this.bannerText(state));
    this.banner.className = `banner ${state.conversation === null ? '' : app.state.link}`;
    setText(this.trouble, this.troubleText(state.trouble));
    this.transcript.update(state);
    this.files.update(state.id);
    this.composer.setText(state.draft);
    this.showEnd(state);
    this.askHowItWas(state);
    this.keepFocus(active);
    this.announce(state);
    this.look();
  }

  // Instead of the composer: that it has ended, or that the visitor may read and not write.
  private showEnd(state: ChatState): void {
    const { blocked } = this.visit.app.state.contact;

    this.composer.node.hidden = blocked || isFinished(state);
    this.closed.hidden = blocked || !isFinished(state);
    this.blocked.hidden = !blocked;
    setText(this.blocked, blocked ? this.words.blocked : '');
    this.ways.node.hidden = this.ways.node.hidden || blocked;
  }

  // Once, and only where it has not been said; what thanks for it stays as long as the conversation.
  private askHowItWas(state: ChatState): void {
    const { conversation } = state;
    const isWanted = isFinished(state) && conversation !== null && conversation.csat === null && this.visit.app.state.widget?.csat === true;

    if (this.csat !== null && this.csat.conversation !== (isFinished(state) ? state.id : '')) {
      this.csat = null;
      this.csatPlace.replaceChildren();
    }
    if (isWanted && this.csat === null && !this.csatComes) {
      void this.addCsat();
    }
  }

  private async addCsat(): Promise<void> {
    this.csatComes = true;
    try {
      const { CsatView: View } = await import('../csat/csat-view');
      this.csat = new View(this.visit, this.thread);
      this.csatPlace.replaceChildren(this.csat.node);
      this.transcript.follow();
    } catch {
      // a question that could not be asked is none of the visitor's troubles
    }
    this.csatComes = false;
  }

  private bannerText(state: ChatState): string {
    const { link } = this.visit.app.state;

    if (state.wait !== null) {
      return this.words.wait({ count: state.wait.seconds });
    }
    return link === 'live' || state.conversation === null ? '' : link === 'offline' ? this.words.offline : this.words.connecting;
  }

  private troubleText(code: string): string {
    const texts: Record<string, string> = {
      person: this.words.personFailed, fresh: this.words.freshFailed, offer: this.words.offerFailed, chunk: this.words.failedChunk,
    };
    return texts[code] || '';
  }

  // What goes away must not take the focus with it.
  private keepFocus(active: Element | null): void {
    if (active !== null && active !== document.body && (!active.isConnected || active.closest('[hidden]') !== null)) {
      this.focus();
    }
  }

  // Each new line once; never the log as a whole.
  private announce(state: ChatState): void {
    const fresh = state.news.filter((line) => !this.said.includes(line));

    this.said = state.news;
    for (const line of fresh) {
      this.visit.view.announce(line.notice !== '' ? noticeText(this.words, line) : `${line.author_name}: ${[line.body, ...line.attachments.map((file) => file.name)].join(' ').trim()}`);
    }
  }

  // What stands before the visitor's eyes has been read; what comes meanwhile gets a mark.
  private look(): void {
    const { store } = this.thread;
    const { app, session, keep } = this.visit;
    const newest = newestSeq(store.state);
    const looks = this.isShown && app.state.open && document.visibilityState === 'visible';

    if (looks) {
      this.readMark.seen(store.state);
    }
    if (looks && newest > store.state.seen) {
      session.seen(store.state.id);
      store.dispatch({ do: 'seen', seq: newest });
      keep.set('seen', `${store.state.id} ${newest}`); // the desk is told a moment later
    } else if (!looks && countUnread(store.state) > 0 && store.state.mark === 0) {
      store.dispatch({ do: 'mark', seq: store.state.seen });
    }
    app.set({ unread: countUnread(store.state), current: store.state.id });
  }
}
