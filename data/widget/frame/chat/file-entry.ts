/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Attachment } from '../../protocol';
import type { Tray } from '../files/tray';
import { button, el, icon } from '../views/dom';
import { Visit } from '../visit';
import { CLIP } from './icons';
import type { Thread } from './thread';

// The ways by which files come: a button, the clipboard, dropping onto the chat.  What becomes of
// them is a chunk of its own, fetched with the first of them.

function hasFiles(data: DataTransfer | null): boolean {
  return data !== null && [...data.types].includes('Files');
}

export class FileEntry {
  readonly button: HTMLButtonElement;
  readonly place = el('div', { class: 'tray-place' });
  private readonly sign: HTMLElement;
  private tray: Tray | null = null;
  private coming: Promise<Tray | null> | null = null;
  private depth = 0; // of what the pointer drags over

  constructor(private readonly visit: Visit, private readonly thread: Thread, private readonly changed: () => void) {
    const { words } = visit.language;

    this.sign = el('p', { class: 'drop-sign', 'aria-hidden': 'true' }, words.fileDrop);
    this.sign.hidden = true;
    this.button = button('plain tool', '', () => void this.load().then((tray) => tray?.choose()));
    this.button.setAttribute('aria-label', words.fileAttach);
    this.button.append(icon(CLIP));
    this.place.append(this.sign);
  }

  // The files that wait from an earlier page come back by themselves.
  update(conversation: string): void {
    this.button.hidden = !this.isAllowed();
    if (this.tray !== null) {
      this.tray.turnTo(conversation);
    } else if (conversation !== '' && this.visit.keep.get('files').includes(conversation)) {
      void this.load().then((tray) => tray?.turnTo(conversation));
    }
  }

  get isBusy(): boolean {
    return this.tray?.isBusy === true;
  }

  get count(): number {
    return this.tray === null ? 0 : this.tray.count;
  }

  take(): Attachment[] {
    return this.tray === null ? [] : this.tray.take();
  }

  listen(input: HTMLElement, zone: HTMLElement): void {
    input.addEventListener('paste', (event) => {
      const files = [...event.clipboardData?.files || []];
      if (files.length > 0 && this.isAllowed()) {
        event.preventDefault();
        this.add(files);
      }
    });
    zone.append(this.sign);
    zone.addEventListener('dragenter', (event) => this.onDrag(event, 1));
    zone.addEventListener('dragleave', (event) => this.onDrag(event, -1));
    zone.addEventListener('dragover', (event) => this.onDrag(event, 0));
    zone.addEventListener('drop', (event) => {
      this.onDrag(event, -this.depth);
      if (this.isAllowed()) {
        this.add([...event.dataTransfer?.files || []]);
      }
    });
  }

  private isAllowed(): boolean {
    return this.visit.app.state.widget?.attachments.enabled === true;
  }

  // A file that is dropped beside must not replace the page either.
  private onDrag(event: DragEvent, step: number): void {
    if (hasFiles(event.dataTransfer)) {
      event.preventDefault();
      this.depth = Math.max(this.depth + step, 0);
      this.sign.hidden = this.depth === 0 || !this.isAllowed();
    }
  }

  private add(files: File[]): void {
    void this.load().then((tray) => tray?.add(files));
  }

  private load(): Promise<Tray | null> {
    this.coming = this.coming || this.fetch();
    return this.coming;
  }

  private async fetch(): Promise<Tray | null> {
    try {
      const { Tray: View } = await import('../files/tray');
      this.tray = new View(this.visit, this.thread, this.changed);
      this.tray.turnTo(this.thread.store.state.id);
      this.place.replaceChildren(this.tray.node);
      return this.tray;
    } catch {
      this.coming = null;
      this.thread.store.dispatch({ do: 'trouble', code: 'chunk' });
      return null;
    }
  }
}
