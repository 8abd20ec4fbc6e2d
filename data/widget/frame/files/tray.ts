/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Attachment } from '../../protocol';
import { list, object, readAttachment, text } from '../../records';
import { Thread } from '../chat/thread';
import { button, el, icon, setText } from '../views/dom';
import { CLOSE } from '../views/icons';
import { addStyle } from '../views/style';
import { Visit } from '../visit';
import { FILE, sizeText } from './looks';
import style from './tray.css';
import { Upload } from './upload';

// The files that go with the next message, above the line one writes in.  What has been uploaded
// outlives a reload; what had not is named, so that it can be chosen again.

const FILES_MAX = 5;

interface Item {
  upload: Upload;
  node: HTMLElement;
  bar: HTMLProgressElement;
  said: HTMLElement;
  again: HTMLButtonElement;
  picture: string; // address in memory, or empty
}

export class Tray {
  readonly node = el('div', { class: 'tray' });
  private readonly items: Item[] = [];
  private readonly row = el('ul', {});
  private readonly problem = el('p', { class: 'error', role: 'alert' });
  private readonly input = el('input', { type: 'file', multiple: '', hidden: '', tabindex: '-1' });
  private conversation = '';

  constructor(private readonly visit: Visit, private readonly thread: Thread, private readonly changed: () => void) {
    addStyle(style);
    this.row.setAttribute('aria-label', visit.language.words.filesToSend);
    this.input.accept = this.rules().extensions.map((extension) => `.${extension}`).join(',');
    this.input.addEventListener('change', () => {
      this.add([...this.input.files || []]);
      this.input.value = '';
    });
    this.node.append(this.row, this.problem, this.input);
    window.addEventListener('online', () => this.goOn());
  }

  // What stands in the way of sending: something is on its way.
  get isBusy(): boolean {
    return this.items.some(({ upload }) => upload.state === 'sending' || upload.state === 'waiting');
  }

  get count(): number {
    return this.items.filter(({ upload }) => upload.state === 'done').length;
  }

  choose(): void {
    this.input.click();
  }

  add(files: readonly File[]): void {
    setText(this.problem, '');
    this.turnTo(this.thread.store.state.id);
    for (const file of files) {
      const refusal = this.refusal(file);
      if (refusal === '') {
        this.start(file);
      } else {
        this.problem.append(el('span', {}, refusal));
      }
    }
  }

  // Takes what is complete for a message; what failed goes away.
  take(): Attachment[] {
    const taken = this.items.map(({ upload }) => upload.attachment).filter((one): one is Attachment => one !== null);

    [...this.items].forEach((item) => this.drop(item));
    setText(this.problem, '');
    this.save();
    return taken;
  }

  turnTo(conversation: string): void {
    if (conversation !== this.conversation) {
      [...this.items].forEach((item) => this.drop(item));
      this.conversation = conversation;
      this.restore();
    }
  }

  private rules(): { max_size: number; extensions: readonly string[] } {
    return this.visit.app.state.widget?.attachments || { max_size: 0, extensions: [] };
  }

  private refusal(file: File): string {
    const { words, tag } = this.visit.language;
    const { max_size, extensions } = this.rules();
    const name = file.name;

    if (this.items.length >= FILES_MAX) {
      return words.fileMany({ name, max: FILES_MAX });
    }
    if (!extensions.includes(name.slice(name.lastIndexOf('.') + 1).toLowerCase())) {
      return words.fileKind({ name, kinds: extensions.join(', ') });
    }
    return file.size === 0 ? words.fileEmpty({ name }) : file.size > max_size ? words.fileLarge({ name, size: sizeText(max_size, tag) }) : '';
  }

  private start(file: File): void {
    const item = this.show(new Upload(this.visit, this.conversation, file, null, () => this.update(item)));

    void item.upload.run(() => this.thread.ready(this.conversation));
  }

  private goOn(): void {
    for (const { upload } of this.items) {
      if (upload.state === 'waiting') {
        void upload.run(() => this.thread.ready(this.conversation));
      }
    }
  }

  private show(upload: Upload): Item {
    const { words } = this.visit.language;
    const isPicture = upload.file !== null && /^image\/(png|jpeg|gif|webp)$/.test(upload.file.type);
    const picture = isPicture && upload.file !== null ? URL.createObjectURL(upload.file) : '';
    const bar = el('progress', { max: '1' });
    const said = el('small', {});
    const again = button('retry', words.tryAgain, () => void upload.run(() => this.thread.ready(this.conversation)));
    const away = button('plain', '', () => this.remove(item));
    const node = el('li', {}, picture === '' ? icon(FILE) : el('img', { src: picture, alt: '', width: '36', height: '36' }),
      el('span', { class: 'tray-words' }, el('b', { dir: 'auto' }, upload.name), bar, said, again), away);
    const item = { upload, node, bar, said, again, picture };

    away.setAttribute('aria-label', words.fileRemove({ name: upload.name }));
    away.append(icon(CLOSE));
    bar.setAttribute('aria-label', upload.name);
    this.items.push(item);
    this.row.append(node);
    return item;
  }

  private update(item: Item): void {
    const { upload } = item;
    const { words, tag } = this.visit.language;
    const failed = upload.state === 'failed';

    item.bar.hidden = upload.state === 'done' || failed;
    item.bar.value = upload.size === 0 ? 0 : upload.sent / upload.size;
    item.again.hidden = !failed || upload.file === null || !['closed', 'damaged', 'invalid', 'too_large', 'forbidden'].every((code) => code !== upload.problem);
    item.node.classList.toggle('failed', failed);
    setText(item.said, failed ? this.problemText(upload) : upload.state === 'waiting' ? words.waiting : sizeText(upload.size, tag));
    this.save();
    this.changed();
  }

  private problemText(upload: Upload): string {
    const { words, tag } = this.visit.language;
    const texts: Record<string, string> = {
      lost: words.fileLost, damaged: words.fileDamaged, invalid: words.fileRefused, forbidden: words.fileRefused,
      too_large: words.fileLarge({ name: upload.name, size: sizeText(this.rules().max_size, tag) }),
    };
    return texts[upload.problem] || words.fileFailed;
  }

  private remove(item: Item): void {
    item.upload.cancel();
    this.drop(item);
    this.save();
    this.changed();
  }

  private drop(item: Item): void {
    this.items.splice(this.items.indexOf(item), 1);
    item.node.remove();
    if (item.picture !== '') {
      URL.revokeObjectURL(item.picture);
    }
  }

  private save(): void {
    const items = this.items.map(({ upload }) => ({ id: upload.id, name: upload.name, size: upload.size, attachment: upload.attachment }));

    this.visit.keep.set('files', items.length === 0 ? '' : JSON.stringify({ conversation: this.conversation, items }));
  }

  private restore(): void {
    const kept = object(this.visit.keep.getJson('files'));

    if (text(kept.conversation) !== this.conversation) {
      return;
    }
    for (const value of list(kept.items, object)) {
      const known = { id: text(value.id), name: text(value.name), size: Number(value.size) || 0 };
      const item: Item = this.show(new Upload(this.visit, this.conversation, null, known, () => this.update(item)));
      item.upload.attachment = readAttachment(value.attachment);
      item.upload.state = 'done';
      if (item.upload.attachment === null) {
        item.upload.fail('lost');
      }
      this.update(item);
    }
  }
}
