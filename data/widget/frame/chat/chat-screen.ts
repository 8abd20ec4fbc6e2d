/* SPDX-License-Identifier: AGPL-3.0-or-later */

import type { CsatView } from '../csat/csat-view';
import { Screen } from '../screens';
import { button, el, setText } from '../views/dom';
import { addStyle } from '../views/style';
import { Visit } from '../visit';
import { Words } from '../words';
import { noticeText } from '../words/notices';
import style from './chat.css';
import { ChatHead } from './chat-head';
import { ChatState, countUnread, isFinished, Line, newestSeq } from './chat-state';
import { ComposerView } from './composer-view';
import { ReadMark } from './read-mark';
import { Thread } from './thread';
import type { TranscriptView } from './transcript-view';
import { WaysView } from './ways-view';

// The conversation: who answers, the ways to a person, the transcript, what is in the way, and the
// composer or, where it has ended, the way to a new one.  The composer comes first; what was said
// is fetched while the visitor may already write.

class ChatScreen implements Screen {
  readonly node: HTMLElement;
  readonly head: HTMLElement;
  private readonly words: Words;
  private readonly thread: Thread;
  private readonly headView: ChatHead;
  private readonly ways: WaysView;
  private readonly banner = el('p', { class: 'banner', role: 'status' });
  private readonly trouble = el('p', { class: 'trouble', role: 'alert' });
  private readonly place = el('div', { class: 'transcript' }, el('div', { class: 'pulse' }));
  private readonly composer: ComposerView;
  private readonly closed: HTMLElement;
  private readonly fresh: HTMLButtonElement;
  private readonly readMark: ReadMark;
  private readonly csatPlace = el('div', { class: 'csat-place' });
  private csat: CsatView | null = null;
  private csatComes = false;
  private transcript: TranscriptView | null = null;
  private isShown = false;
  private said: readonly Line[] = [];

  constructor(private readonly visit: Visit) {
    this.words = visit.language.words;
    this.thread = new Thread(visit);
    this.headView = new ChatHead(visit, this.thread);
    this.readMark = new ReadMark(visit);
    this.head = this.headView.node;
    this.ways = new WaysView(visit, this.thread, () => this.focus());
    this.composer = new ComposerView(visit.language, this.thread.writing);
    this.fresh = button('primary', this.words.fresh, () => void this.thread.fresh());
    this.closed = el('div', { class: 'closed' }, this.csatPlace, el('p', {}, this.words.ended), this.fresh);
    this.node = el('div', { class: 'chat' }, this.ways.node, this.ways.form, this.banner, this.place, this.trouble,
      this.composer.node, this.closed);
    this.thread.store.watch(() => this.update());
    visit.app.watch(() => this.update());
    document.addEventListener('visibilitychange', () => this.look());
    void this.addTranscript();
  }

  show(id: string): void {
    this.isShown = true;
    void this.open(id);
    this.transcript?.toEnd();
    this.composer.grow();
    this.update();
  }

  leave(): void {
    this.isShown = false;
  }

  focus(): void {
    if (this.composer.node.hidden) {
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

  private async addTranscript(): Promise<void> {
    try {
      const { TranscriptView: View } = await import('./transcript-view');
      this.transcript = new View(this.visit, this.thread);
      this.place.replaceWith(this.transcript.node);
      this.update();
      this.transcript.toEnd();
    } catch {
      this.visit.router.fail('chunk', () => location.reload());
    }
  }

  private update(): void {
    const { state } = this.thread.store;
    const { app } = this.visit;

    if (!this.isShown) {
      return;
    }
    const active = this.node.contains(document.activeElement) ? document.activeElement : null;
    this.headView.update(state, app.state);
    this.ways.update(state);
    setText(this.banner, this.bannerText(state));
    this.banner.className = `banner ${state.conversation === null ? '' : app.state.link}`;
    setText(this.trouble, this.troubleText(state.trouble));
    this.transcript?.update(state);
    this.composer.update(state);
    this.composer.node.hidden = isFinished(state);
    this.closed.hidden = !isFinished(state);
    this.askHowItWas(state);
    this.keepFocus(active);
    this.announce(state);
    this.look();
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
      this.transcript?.follow();
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
    if (active !== null && (!active.isConnected || active.closest('[hidden]') !== null)) {
      this.focus();
    }
  }

  // Each new line once; never the log as a whole.
  private announce(state: ChatState): void {
    const fresh = state.news.filter((line) => !this.said.includes(line));

    this.said = state.news;
    for (const line of fresh) {
      this.visit.view.announce(line.notice !== '' ? noticeText(this.words, line) : `${line.author_name}: ${line.body}`);
    }
  }

  // What stands before the visitor's eyes has been read.
  private look(): void {
    const { store } = this.thread;
    const { app, keep } = this.visit;

    if (this.isShown && app.state.open && document.visibilityState === 'visible') {
      this.readMark.seen(store.state);
      if (newestSeq(store.state) > store.state.seen) {
        store.dispatch({ do: 'seen', seq: newestSeq(store.state) });
        keep.set('seen', `${store.state.id} ${store.state.seen}`);
      }
    }
    app.set({ unread: countUnread(store.state) });
  }
}

export function makeChat(visit: Visit): Screen {
  addStyle(style);
  return new ChatScreen(visit);
}
