/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Attachment } from '../../protocol';
import type { AttachmentView } from '../files/attachment-view';
import { el } from '../views/dom';
import { Visit } from '../visit';

// Where the files of a message will be shown: as high as they will be, until what shows them has come.

const WIDTH_MAX = 240;
const HEIGHT_MAX = 200;
const CARD = 60;
const GAP = 6;

function heightOf(file: Attachment): number {
  return file.width > 0 && file.height > 0 ?
    Math.max(Math.round(file.height * Math.min(WIDTH_MAX / file.width, HEIGHT_MAX / file.height, 1)), 40) : CARD;
}

export class FilesPlace {
  private view: AttachmentView | null = null;

  constructor(private readonly visit: Visit) {}

  nodes(files: readonly Attachment[]): Node[] {
    if (files.length === 0) {
      return [];
    }
    if (this.view !== null) {
      return this.view.nodes(files);
    }
    const place = el('div', { class: 'files' });
    place.style.minHeight = `${files.reduce((sum, file) => sum + heightOf(file) + GAP, -GAP)}px`;
    void this.fill(place, files);
    return [place];
  }

  private async fill(place: HTMLElement, files: readonly Attachment[]): Promise<void> {
    try {
      const { AttachmentView: View } = await import('../files/attachment-view');
      this.view = this.view || new View(this.visit);
      place.replaceWith(...this.view.nodes(files));
    } catch {
      place.append(...files.map((file) => el('p', { dir: 'auto' }, file.name)));
    }
  }
}
