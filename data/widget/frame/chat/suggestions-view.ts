/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { button, el } from '../views/dom';
import { Visit } from '../visit';
import { ChatState, isFinished } from './chat-state';
import { Thread } from './thread';

// What one might ask, while the greeting stands alone; pressing says it.

export class SuggestionsView {
  readonly node: HTMLElement;
  private shown: readonly string[] = [];

  constructor(private readonly visit: Visit, private readonly thread: Thread) {
    this.node = el('div', { class: 'suggestions', role: 'group', 'aria-label': visit.language.words.suggestions, hidden: '' });
  }

  update(state: ChatState): void {
    const suggestions = this.visit.app.state.widget?.suggestions || [];
    const isAlone = state.lines.length <= 1 && state.lines.every((line) => line.author !== 'visitor' && line.notice === '') &&
      (state.isNew || state.conversation !== null);

    this.node.hidden = !isAlone || suggestions.length === 0 || state.stream !== null || isFinished(state);
    if (suggestions !== this.shown) {
      this.shown = suggestions;
      this.node.replaceChildren(...suggestions.map((text) => button('choice', text, () => this.thread.writing.send(text))));
    }
  }
}
