/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { button, el, icon, setText } from '../views/dom';
import { addStyle } from '../views/style';
import { Visit } from '../visit';
import { Language, Words } from '../words';
import { ChatState as State, Line } from './chat-state';
import { DOWN } from './icons';
import { LineView, Row } from './line-view';
import { Offers } from './offers';
import { isSameRow, rowsOf } from './rows';
import { SuggestionsView } from './suggestions-view';
import { Thread } from './thread';
import style from './transcript.css';

// The scrolling part.  Follows the newest line while the visitor looks at it; keeps its place while
// older lines are put above or the visitor reads further up.

const NEAR_END = 80;
const NEAR_START = 120;
const LONG = 50; // lines from which it is worth saying where they begin

export class TranscriptView {
  readonly node: HTMLElement;
  private readonly language: Language;
  private readonly words: Words;
  private readonly scroller: HTMLElement;
  private readonly list = el('ol', { class: 'lines' });
  private readonly top: HTMLElement;
  private readonly topText = el('p', { class: 'quiet', role: 'status' });
  private readonly earlier: HTMLButtonElement;
  private readonly jump: HTMLButtonElement;
  private readonly lineView: LineView;
  private readonly nodes = new Map<string, { row: Row; node: HTMLLIElement }>();
  private readonly suggestions: SuggestionsView;
  private readonly jumpText = el('span');
  private readonly born_us = Date.now() * 1000;
  private follows = true;
  private size = ''; // of the scroller, when the end was last looked for
  private unseen = 0; // lines that came while the visitor read further up

  constructor(private readonly visit: Visit, private readonly thread: Thread) {
    const offers = new Offers(visit.transport, thread.store, (code) => thread.refused(code));

    addStyle(style);
    this.suggestions = new SuggestionsView(visit, thread);
    this.language = visit.language;
    this.words = visit.language.words;
    this.lineView = new LineView(visit, offers, (id) => thread.writing.outbox.retry(id));
    this.earlier = button('quiet-button', this.words.earlier, () => void thread.older());
    this.top = el('div', { class: 'top' }, this.topText, this.earlier);
    this.scroller = el('div', { class: 'scroller', role: 'region', 'aria-label': this.words.conversation, tabindex: '0' },
      this.top, this.list, this.suggestions.node);
    this.jump = button('jump', '', () => this.toEnd());
    this.jump.append(icon(DOWN), this.jumpText);
    this.jump.hidden = true;
    this.node = el('div', { class: 'transcript' }, this.scroller, this.jump);
    this.scroller.addEventListener('scroll', () => this.onScroll(), { passive: true });
    new ResizeObserver(() => this.follow()).observe(this.scroller);
  }

  update(state: State): void {
    const rows = rowsOf(state, this.language, this.greeting());
    const known = this.nodes.size;
    const first = this.list.firstElementChild;
    const before = this.scroller.scrollHeight - this.scroller.scrollTop;

    this.showTop(state);
    this.place(rows);
    this.suggestions.update(state);
    if (first !== null && first.isConnected && first !== this.list.firstElementChild) {
      this.scroller.scrollTop = this.scroller.scrollHeight - before;
    } else if (this.follows || rows[rows.length - 1]?.line?.delivery === 'waiting' && this.nodes.size > known) {
      this.toEnd();
    } else {
      this.showJump(Math.max(0, this.nodes.size - known));
    }
  }

  // What a new conversation will begin with, once there is one.
  private greeting(): Line | null {
    const { organization, welcome } = this.visit.app.state;
    const body = welcome || organization?.greeting || '';

    if (organization === null || body === '') {
      return null;
    }
    const isAi = organization.ai_enabled;
    return {
      id: 'greeting', conversation_id: '', seq: 0, author: isAi ? 'ai' : 'system', author_name: isAi ? organization.ai_name : organization.name,
      notice: '', body, sources: [], choices: [], action: null, attachments: [], created_us: this.born_us, delivery: 'sent', reason: '',
    };
  }

  private showJump(more: number): void {
    this.unseen = this.follows ? 0 : this.unseen + more;
    this.jump.hidden = this.follows;
    this.jump.classList.toggle('bare', this.unseen === 0);
    setText(this.jumpText, this.unseen === 0 ? this.words.toNewest : this.words.newestCount({ count: this.unseen }));
  }

  private place(rows: readonly Row[]): void {
    const keys = new Set(rows.map((row) => row.key));

    for (const [key, shown] of this.nodes) {
      if (!keys.has(key)) {
        shown.node.remove();
        this.nodes.delete(key);
      }
    }
    rows.forEach((row, i) => {
      const node = this.show(row);
      if (this.list.children[i] !== node) {
        this.list.insertBefore(node, this.list.children[i] || null);
      }
    });
  }

  private show(row: Row): HTMLLIElement {
    const shown = this.nodes.get(row.key);

    if (shown !== undefined && isSameRow(shown.row, row)) {
      return shown.node;
    }
    const node = shown === undefined ? el('li') : shown.node;
    this.lineView.fill(node, row);
    this.nodes.set(row.key, { row, node });
    return node;
  }

  private showTop(state: State): void {
    const texts: Record<State['older'], string> = {
      none: state.lines.length < LONG ? '' : this.words.beginning, more: '', loading: this.words.earlierLoading, failed: this.words.earlierFailed,
    };
    setText(this.topText, texts[state.older]);
    setText(this.earlier, state.older === 'failed' ? this.words.tryAgain : this.words.earlier);
    this.earlier.hidden = state.older === 'none' || state.older === 'loading';
  }

  private onScroll(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;

    if (this.size !== this.measure()) {
      this.follow(); // the place has changed, not the visitor's mind
      return;
    }
    this.follows = scrollHeight - clientHeight - scrollTop < NEAR_END;
    this.showJump(0);
    if (scrollTop < NEAR_START && scrollHeight > clientHeight && this.topText.textContent === '') {
      void this.thread.older();
    }
  }

  private measure(): string {
    return `${this.scroller.clientWidth} ${this.scroller.clientHeight}`;
  }

  follow(): void {
    this.size = this.measure();
    if (this.follows) {
      this.toEnd();
    }
  }

  toEnd(): void {
    this.follows = true;
    this.size = this.measure();
    this.showJump(0);
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }
}
