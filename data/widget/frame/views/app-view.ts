/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Line, State, Step } from '../state';
import { failureText, Language, noticeText, Words } from '../words';
import { Actions } from './actions';
import { ChatView } from './chat-view';
import { button, el, icon, ICONS, setText } from './dom';
import { FormView } from './form-view';

const VOICE_MAX = 20; // announcements kept for a screen reader that is still busy

// The whole frame: its header, one of four screens, and the one voice for screen readers.

export class AppView {
  private readonly words: Words;
  private readonly title = el('h1');
  private readonly loading = el('p', { class: 'center quiet', role: 'status' });
  private readonly failure = el('p', { id: 'failure' });
  private readonly again: HTMLButtonElement;
  private readonly screens: Record<State['screen'], HTMLElement>;
  private readonly form: FormView;
  private readonly chat: ChatView;
  private readonly voice = el('div', { class: 'voice', role: 'status', 'aria-live': 'polite', 'aria-atomic': 'false' });
  private said: readonly Line[] = [];
  private screen: State['screen'] | '' = '';
  private wantsFocus = false;

  constructor(root: HTMLElement, language: Language, actions: Actions, isEmbedded: boolean) {
    this.words = language.words;
    this.form = new FormView(language.words, actions);
    this.chat = new ChatView(language, actions);
    this.again = button('primary', this.words.tryAgain, () => actions.boot());
    this.screens = {
      loading: el('div', { class: 'screen' }, el('div', { class: 'pulse' }), this.loading),
      failed: el('div', { class: 'screen', role: 'alert' }, el('h2', {}, this.words.failedTitle), this.failure, this.again),
      form: this.form.node,
      chat: this.chat.node,
    };
    root.replaceChildren(this.header(actions, isEmbedded), el('main', {}, ...Object.values(this.screens)), this.voice);
    root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.isComposing) {
        actions.close();
      }
    });
  }

  update(state: State): void {
    setText(this.title, state.organization === null ? this.words.chat : state.organization.name);
    setText(this.loading, this.stepText(state.step));
    setText(this.failure, state.screen === 'failed' ? failureText(this.words, state.failure) : '');
    this.again.hidden = state.failure === 'missing';
    this.form.update(state);
    this.chat.update(state);
    this.show(state);
    this.announce(state);
  }

  // Puts the focus where the visitor goes on; while nothing can take it, later.
  focus(): void {
    this.wantsFocus = this.screen !== 'chat' && this.screen !== 'form';
    if (this.screen === 'chat') {
      this.chat.focus();
    } else if (this.screen === 'form') {
      this.form.focus();
    }
  }

  private header(actions: Actions, isEmbedded: boolean): HTMLElement {
    const mark = el('span', { class: 'mark' }, icon(ICONS.bell));
    const close = button('plain close', '', () => actions.close());

    close.setAttribute('aria-label', this.words.close);
    close.append(icon(ICONS.close));
    close.hidden = !isEmbedded;
    return el('header', {}, mark, this.title, close);
  }

  private stepText(step: Step): string {
    const texts: Record<Step, string> = {
      organization: this.words.loadingOrganization,
      session: this.words.loadingSession,
      conversation: this.words.loadingConversation,
    };
    return texts[step];
  }

  private show(state: State): void {
    if (state.screen === this.screen) {
      return;
    }
    const takesFocus = this.wantsFocus || document.hasFocus();
    this.screen = state.screen;
    for (const name of Object.keys(this.screens) as State['screen'][]) {
      this.screens[name].hidden = name !== state.screen;
    }
    this.chat.shown();
    if (takesFocus && state.open) {
      this.focus();
    }
  }

  // Each new line once; never the log as a whole.
  private announce(state: State): void {
    const fresh = state.news.filter((line) => !this.said.includes(line));

    this.said = state.news;
    for (const line of fresh) {
      const text = line.notice !== '' ? noticeText(this.words, line) : `${line.author_name}: ${line.body}`;
      this.voice.append(el('p', {}, text));
    }
    while (this.voice.childElementCount > VOICE_MAX) {
      this.voice.firstElementChild?.remove();
    }
  }
}
