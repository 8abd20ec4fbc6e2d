/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { object, readConversation } from '../../records';
import { codeOf } from '../api/transport';
import { Thread } from '../chat/thread';
import { el, icon, setText } from '../views/dom';
import { addStyle } from '../views/style';
import { Visit } from '../visit';
import { Words } from '../words';
import style from './csat.css';

// How it was, asked once when a conversation has ended: five faces, a word if one likes, thanks.

const HEAD = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9 9.5v.01M15 9.5v.01';
const MOUTHS = ['M8 16.5q4-5 8 0', 'M8.5 16q3.5-2.5 7 0', 'M8.5 15.2h7', 'M8.5 14.5q3.5 2.8 7 0', 'M7.8 13.8q4.2 5.4 8.4 0'];
const COMMENT_MAX = 1000;

export class CsatView {
  readonly conversation: string;
  readonly node = el('form', { class: 'csat', novalidate: '' });
  private readonly words: Words;
  private readonly comment: HTMLTextAreaElement;
  private readonly rest: HTMLElement;
  private readonly submit: HTMLButtonElement;
  private readonly trouble = el('p', { class: 'error', role: 'alert' });
  private isBusy = false;

  constructor(private readonly visit: Visit, private readonly thread: Thread) {
    addStyle(style);
    this.words = visit.language.words;
    this.conversation = thread.store.state.id;
    this.comment = el('textarea', { id: 'csat-comment', rows: '2', maxlength: String(COMMENT_MAX) });
    this.submit = el('button', { type: 'submit', class: 'primary' }, this.words.csatSend);
    this.rest = el('div', { class: 'rest', hidden: '' },
      el('label', { for: 'csat-comment' }, this.words.csatComment), this.comment, this.submit, this.trouble);
    this.node.append(this.question(), this.rest);
    this.node.addEventListener('change', () => {
      this.rest.hidden = false;
      this.submit.scrollIntoView({ block: 'nearest' });
    });
    this.node.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.send();
    });
  }

  private question(): HTMLElement {
    const labels = [this.words.csat1, this.words.csat2, this.words.csat3, this.words.csat4, this.words.csat5];
    const faces = labels.map((label, i) => {
      const input = el('input', { type: 'radio', name: 'csat', value: String(i + 1), class: 'voice' });
      return el('label', { class: 'face' }, input, icon(`${HEAD}${MOUTHS[i]}`), el('span', {}, label));
    });

    return el('fieldset', {}, el('legend', {}, this.words.csatQuestion), el('div', { class: 'faces' }, ...faces));
  }

  private async send(): Promise<void> {
    const chosen = this.node.querySelector<HTMLInputElement>('input:checked');

    if (chosen === null || this.isBusy) {
      return;
    }
    this.isBusy = true;
    this.submit.toggleAttribute('aria-disabled', true);
    setText(this.trouble, '');
    try {
      await this.give(Number(chosen.value));
      this.thank();
    } catch (error) {
      this.onTrouble(codeOf(error));
    }
    this.isBusy = false;
    this.submit.toggleAttribute('aria-disabled', false);
  }

  private async give(score: number): Promise<void> {
    const answer = await this.visit.transport.request('POST', `conversations/${this.conversation}/csat`,
      { score, comment: this.comment.value.trim() });
    const conversation = readConversation(object(answer).conversation);

    if (conversation !== null) {
      this.thread.store.dispatch({ do: 'conversation', conversation });
    }
  }

  // Said already, perhaps from another tab: thanks for that.
  private onTrouble(code: string): void {
    if (code === 'conflict') {
      this.thank();
    } else {
      setText(this.trouble, code === 'offline' ? this.words.failedOffline : this.words.csatFailed);
    }
  }

  private thank(): void {
    const thanks = el('p', { class: 'thanks', tabindex: '-1' }, this.words.csatThanks);

    this.node.replaceChildren(thanks);
    this.visit.view.announce(this.words.csatThanks);
    thanks.focus();
  }
}
