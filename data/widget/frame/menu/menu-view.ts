/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { codeOf } from '../api/transport';
import { Thread } from '../chat/thread';
import { button, el, setText } from '../views/dom';
import { addStyle } from '../views/style';
import { Visit } from '../visit';
import { Words } from '../words';
import style from './menu.css';

// What can be done with the whole conversation: keeping it as a text, or having it sent.

export class MenuView {
  conversation = '';
  readonly node = el('div', { class: 'menu', hidden: '' });
  private readonly words: Words;
  private readonly mail: HTMLButtonElement;
  private readonly said = el('p', { class: 'said', role: 'status' });
  private isBusy = false;

  constructor(private readonly visit: Visit, private readonly thread: Thread, private readonly entry: HTMLElement) {
    addStyle(style);
    this.words = visit.language.words;
    this.mail = button('item', '', () => void this.act(() => this.sendMail()));
    this.node.append(button('item', this.words.transcriptDownload, () => void this.act(() => this.download())), this.mail, this.said);
    this.node.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.isComposing) {
        event.preventDefault(); // leaves the menu, not the chat
        this.close();
        this.entry.focus();
      }
    });
    document.addEventListener('pointerdown', (event) => this.onPress(event));
  }

  toggle(): void {
    if (!this.node.hidden) {
      this.close();
      return;
    }
    const { email } = this.visit.app.state.contact;

    this.conversation = this.thread.store.state.id;
    this.mail.hidden = email === '';
    setText(this.mail, this.words.transcriptMail({ address: email }));
    setText(this.said, '');
    this.show(true);
    this.node.querySelector('button')?.focus();
  }

  close(): void {
    this.show(false);
  }

  private show(isOpen: boolean): void {
    this.node.hidden = !isOpen;
    this.entry.setAttribute('aria-expanded', String(isOpen));
  }

  private onPress(event: Event): void {
    if (!this.node.hidden && !(event.target instanceof Node && (this.node.contains(event.target) || this.entry.contains(event.target)))) {
      this.close();
    }
  }

  private async act(work: () => Promise<string>): Promise<void> {
    if (this.isBusy) {
      return;
    }
    this.isBusy = true;
    setText(this.said, this.words.calling);
    try {
      setText(this.said, await work());
    } catch (error) {
      setText(this.said, this.failure(codeOf(error)));
    }
    this.isBusy = false;
  }

  private failure(code: string): string {
    const texts: Record<string, string> = {
      unavailable: this.words.transcriptNoMail, rate_limited: this.words.transcriptOften, offline: this.words.failedOffline,
    };
    return texts[code] || this.words.transcriptFailed;
  }

  private async download(): Promise<string> {
    const file = await this.visit.transport.file(`conversations/${this.conversation}/transcript`);
    const address = URL.createObjectURL(file);
    const link = el('a', { href: address, download: `${this.words.conversation}.txt` });

    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    return this.words.transcriptSaved;
  }

  private async sendMail(): Promise<string> {
    await this.visit.transport.request('POST', `conversations/${this.conversation}/transcript`, {});
    return this.words.transcriptSent({ address: this.visit.app.state.contact.email });
  }
}
