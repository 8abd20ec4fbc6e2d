/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Attachment } from '../../protocol';
import { button, el, icon } from '../views/dom';
import { addStyle } from '../views/style';
import { Visit } from '../visit';
import style from './attachment.css';
import { FILE, sizeText } from './looks';

// The files of a message: pictures in a place that is theirs from the start, other files as cards.
// The bytes need the visitor's credential, so that they are fetched and shown from memory.

const WIDTH_MAX = 240;
const HEIGHT_MAX = 200;
const KEPT_MAX = 40; // pictures whose bytes stay in memory

export class AttachmentView {
  private readonly pictures = new Map<string, Promise<string>>();
  private readonly watch: IntersectionObserver;
  private readonly wanted = new Map<Element, () => void>();

  constructor(private readonly visit: Visit) {
    addStyle(style);
    this.watch = new IntersectionObserver((entries) => entries.forEach((entry) => this.onSeen(entry)), { root: document, rootMargin: '200px' });
    window.addEventListener('pagehide', () => this.forget(0));
  }

  nodes(files: readonly Attachment[]): Node[] {
    return files.length === 0 ? [] :
      [el('ul', { class: 'files' }, ...files.map((file) => el('li', {}, file.width > 0 && file.height > 0 ? this.picture(file) : this.card(file))))];
  }

  private picture(file: Attachment): HTMLElement {
    const scale = Math.min(WIDTH_MAX / file.width, HEIGHT_MAX / file.height, 1);
    const image = el('img', { alt: file.name, decoding: 'async' });
    const node = button('picture-file', '', () => void this.save(file, node));

    image.width = Math.max(Math.round(file.width * scale), 40);
    image.height = Math.max(Math.round(file.height * scale), 40);
    node.style.aspectRatio = `${image.width} / ${image.height}`;
    node.style.width = `${image.width}px`;
    node.setAttribute('aria-label', this.visit.language.words.fileSave({ name: file.name }));
    node.append(image);
    this.wanted.set(node, () => void this.show(file, image, node));
    this.watch.observe(node);
    return node;
  }

  private onSeen(entry: IntersectionObserverEntry): void {
    if (entry.isIntersecting) {
      this.watch.unobserve(entry.target);
      this.wanted.get(entry.target)?.();
      this.wanted.delete(entry.target);
    }
  }

  private async show(file: Attachment, image: HTMLImageElement, node: HTMLElement): Promise<void> {
    try {
      image.src = await this.addressOf(file);
      await image.decode();
    } catch {
      node.replaceWith(this.card(file));
    }
  }

  private addressOf(file: Attachment): Promise<string> {
    const known = this.pictures.get(file.id);

    if (known !== undefined) {
      return known;
    }
    const address = this.visit.transport.file(`attachments/${file.id}`).then((bytes) => URL.createObjectURL(bytes));
    this.pictures.set(file.id, address);
    address.catch(() => this.pictures.delete(file.id));
    this.forget(KEPT_MAX);
    return address;
  }

  private forget(keep: number): void {
    for (const [id, address] of this.pictures) {
      if (this.pictures.size <= keep) {
        return;
      }
      this.pictures.delete(id);
      address.then((known) => URL.revokeObjectURL(known), () => undefined);
    }
  }

  private card(file: Attachment): HTMLElement {
    const { words, tag } = this.visit.language;
    const node = button('card-file', '', () => void this.save(file, node));

    const size = sizeText(file.size, tag);
    node.setAttribute('aria-label', `${words.fileSave({ name: file.name })} ${size}`); // says all that is seen
    node.append(icon(FILE), el('span', { class: 'file-words' }, el('b', { dir: 'auto' }, file.name), ' ', el('small', {}, size)));
    return node;
  }

  private async save(file: Attachment, node: HTMLElement): Promise<void> {
    const { words } = this.visit.language;

    node.parentElement?.querySelector('.error')?.remove();
    try {
      const address = URL.createObjectURL(await this.visit.transport.file(`attachments/${file.id}`));
      el('a', { href: address, download: file.name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 60000);
    } catch {
      node.after(el('p', { class: 'error', role: 'alert' }, words.fileGone({ name: file.name })));
    }
  }
}
