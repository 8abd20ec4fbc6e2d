/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { State } from '../state';
import { Language, Words } from '../words';
import { Actions } from './actions';
import { CallView } from './call-view';
import { ComposerView } from './composer-view';
import { button, el, icon, ICONS, setText } from './dom';
import { TranscriptView } from './transcript-view';

// The conversation: who answers and the way to a person, the transcript, what is in the way, the
// composer or, where it has ended, the way to a new one.

export class ChatView {
  readonly node: HTMLElement;
  private readonly words: Words;
  private readonly state = el('p', { class: 'state' });
  private readonly person: HTMLButtonElement;
  private readonly personLabel = el('span');
  private readonly call: CallView;
  private readonly banner = el('p', { class: 'banner', role: 'status' });
  private readonly trouble = el('p', { class: 'trouble', role: 'alert' });
  private readonly transcript: TranscriptView;
  private readonly composer: ComposerView;
  private readonly closed: HTMLElement;
  private readonly fresh: HTMLButtonElement;

  constructor(language: Language, actions: Actions) {
    this.words = language.words;
    this.transcript = new TranscriptView(language, actions);
    this.composer = new ComposerView(language, actions);
    this.call = new CallView(language.words, actions);
    this.person = button('person', '', () => actions.person());
    this.person.append(icon(ICONS.person), this.personLabel);
    this.fresh = button('primary', this.words.fresh, () => actions.fresh());
    this.closed = el('div', { class: 'closed' }, el('p', {}, this.words.ended), this.fresh);
    this.node = el('div', { class: 'chat' },
      el('div', { class: 'status' }, this.state, el('div', { class: 'ways' }, this.person, this.call.entry)),
      this.call.node, this.call.status, this.banner, this.transcript.node, this.trouble,
      this.composer.node, this.closed);
  }

  update(state: State): void {
    if (state.screen !== 'chat' || state.conversation === null) {
      return;
    }
    const closed = state.conversation.status === 'resolved';
    const active = this.node.contains(document.activeElement) ? document.activeElement : null;
    this.updateStatus(state);
    setText(this.banner, this.bannerText(state));
    this.banner.className = `banner ${state.link}`;
    setText(this.trouble, this.troubleText(state.trouble));
    this.call.update(state);
    this.transcript.update(state);
    this.composer.update(state);
    this.composer.node.hidden = closed;
    this.closed.hidden = !closed;
    this.keepFocus(active);
  }

  shown(): void {
    this.transcript.shown();
    this.composer.shown();
  }

  focus(): void {
    if (this.composer.node.hidden) {
      this.fresh.focus();
    } else {
      this.composer.focus();
    }
  }

  private updateStatus(state: State): void {
    const conversation = state.conversation;

    if (conversation === null) {
      return;
    }
    setText(this.state, this.stateText(state));
    this.node.dataset.state = conversation.status === 'escalated' && conversation.operator !== '' ? 'person' : conversation.status;
    setText(this.personLabel, state.asking ? this.words.asking : this.words.person);
    this.person.hidden = conversation.status !== 'unresolved';
    this.person.toggleAttribute('aria-disabled', state.asking);
  }

  private stateText(state: State): string {
    const { conversation, organization } = state;

    if (conversation === null || conversation.status === 'resolved') {
      return this.words.stateEnded;
    }
    if (conversation.operator !== '') {
      return this.words.statePerson({ name: conversation.operator });
    }
    if (conversation.status === 'escalated') {
      return this.words.stateWaiting;
    }
    return organization !== null && organization.ai_enabled ?
      this.words.stateAi({ name: conversation.ai_name || organization.ai_name }) : this.words.stateTeam;
  }

  private bannerText(state: State): string {
    if (state.wait !== null) {
      return this.words.wait({ count: state.wait.seconds });
    }
    return state.link === 'live' ? '' : state.link === 'offline' ? this.words.offline : this.words.connecting;
  }

  private troubleText(code: string): string {
    const texts: Record<string, string> = {
      person: this.words.personFailed, fresh: this.words.freshFailed, offer: this.words.offerFailed,
    };
    return texts[code] || '';
  }

  // What goes away must not take the focus with it.
  private keepFocus(active: Element | null): void {
    if (active !== null && (!active.isConnected || active.closest('[hidden]') !== null)) {
      this.focus();
    }
  }
}
