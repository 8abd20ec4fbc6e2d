/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { icon } from '../launcher';

// A greeting beside the launcher: its text is a button that takes it up, and it can be dismissed.
// The region is there before the text, so that screen readers say the text when it comes.

const CROSS = 'M6 6l12 12M18 6L6 18';

export class Bubble {
  private readonly region = document.createElement('div');
  private readonly box = document.createElement('div');

  constructor(root: ShadowRoot, private readonly words: { greeting: string; dismiss: string }, private readonly dismissed: () => void) {
    this.region.setAttribute('role', 'status');
    this.box.className = 'greeting';
    this.region.append(this.box);
    this.box.hidden = true;
    this.box.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        this.dismissed();
      }
    });
    root.append(this.region);
  }

  get isShown(): boolean {
    return !this.box.hidden;
  }

  show(text: string, taken: () => void): void {
    const take = document.createElement('button');
    const dismiss = document.createElement('button');

    take.type = dismiss.type = 'button';
    take.className = 'take';
    take.dir = 'auto';
    take.textContent = text;
    take.addEventListener('click', taken);
    dismiss.className = 'dismiss';
    dismiss.setAttribute('aria-label', this.words.dismiss);
    dismiss.append(icon('cross', CROSS));
    dismiss.addEventListener('click', this.dismissed);
    this.box.setAttribute('role', 'group');
    this.box.setAttribute('aria-label', this.words.greeting);
    this.box.hidden = false;
    this.box.replaceChildren(take, dismiss);
  }

  hide(): void {
    this.box.hidden = true;
    this.box.replaceChildren();
  }
}
