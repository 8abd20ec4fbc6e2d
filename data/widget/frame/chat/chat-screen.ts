/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Screen } from '../screens';
import { el } from '../views/dom';
import { addStyle } from '../views/style';
import { Visit } from '../visit';
import style from './chat.css';
import { ChatHead } from './chat-head';
import { ComposerView } from './composer-view';
import { addEmojiTool } from './emoji-tool';
import type { Talk } from './talk';

// The chat: whom one talks to, and the composer, which is there at once.  What was said, and what
// carries what is written, comes in a chunk of its own while the visitor may already write.

class ChatScreen implements Screen {
  readonly node: HTMLElement;
  readonly head: HTMLElement;
  private readonly headView: ChatHead;
  private readonly composer: ComposerView;
  private readonly place = el('div', { class: 'transcript' }, el('div', { class: 'pulse' }));
  private readonly early: string[] = []; // sent before there was anything to carry it
  private talk: Talk | null = null;
  private argument = '';

  constructor(private readonly visit: Visit) {
    this.headView = new ChatHead(visit);
    this.head = this.headView.node;
    this.composer = new ComposerView(visit.language, {
      draft: (text) => this.draft(text),
      send: (text) => this.send(text),
    });
    this.node = el('div', { class: 'chat' }, this.place, this.composer.node);
    addEmojiTool(visit, this.composer);
  }

  // @argument: a conversation, or empty for a new one; behind a blank what to open in it.
  show(argument: string): void {
    this.argument = argument;
    this.headView.update(null, this.visit.app.state);
    this.composer.placeholder = this.visit.app.state.widget?.input_placeholder || '';
    this.composer.setText(this.visit.keep.get('draft'));
    this.composer.grow();
    void this.begin();
  }

  leave(): void {
    this.talk?.leave();
  }

  focus(): void {
    if (this.talk === null) {
      this.composer.focus();
    } else {
      this.talk.focus();
    }
  }

  private async begin(): Promise<void> {
    try {
      const { Talk: Made } = await import('./talk');
      if (this.talk === null) {
        this.talk = new Made(this.visit, this.headView, this.composer);
        this.place.replaceWith(...this.talk.above);
        this.node.append(...this.talk.below);
      }
      if (this.visit.router.current === 'chat') {
        this.talk.show(this.argument);
        this.early.splice(0).forEach((text) => this.talk?.thread.writing.send(text));
      }
    } catch {
      this.visit.router.fail('chunk', () => location.reload());
    }
  }

  private draft(text: string): void {
    if (this.talk === null) {
      this.visit.keep.set('draft', text);
    } else {
      this.talk.thread.writing.setDraft(text);
    }
  }

  private send(text: string): void {
    if (this.talk === null) {
      this.early.push(text);
      this.visit.keep.set('draft', '');
      this.composer.setText('');
    } else {
      this.talk.send(text);
    }
  }
}

export function makeChat(visit: Visit): Screen {
  addStyle(style);
  return new ChatScreen(visit);
}
