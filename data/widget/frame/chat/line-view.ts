/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Source } from '../../protocol';
import { avatar } from '../views/avatar';
import { button, el } from '../views/dom';
import { Visit } from '../visit';
import { Words } from '../words';
import { noticeText } from '../words/notices';
import { Line } from './chat-state';
import { FilesPlace } from './files-place';
import { markdown } from './markdown';
import { Offer, OfferView } from './offer-view';
import { Offers } from './offers';
import { Stream } from './stream';

// One row of the transcript: a bubble with its author, or a notice across the width.

export interface Row extends Offer {
  key: string;
  line: Line | null;
  stream: Stream | null; // instead of a line
  writer: string; // instead of both: somebody is writing
  day: string; // a heading above, or empty
  isFirst: boolean; // of those the same author wrote in a row
  isLast: boolean;
  isNewestSent: boolean;
  isRead: boolean; // the last one a person has read
  isMarked: boolean; // the news begin here
  picture: string; // of the person who wrote it, or empty
}

function dots(label: string): HTMLElement {
  return el('span', { class: 'dots', role: 'img', 'aria-label': label }, el('i'), el('i'), el('i'));
}

function sourceView(source: Source): HTMLElement {
  const title = source.heading === '' || source.heading === source.title ? source.title : `${source.title} › ${source.heading}`;
  const quote = source.quote === '' ? [] : [el('blockquote', {}, source.quote)];

  return el('li', {}, el('strong', {}, title), ...quote);
}

function sourcesView(words: Words, sources: readonly Source[]): Node[] {
  const titles = [...new Set(sources.map((source) => source.title))];

  if (titles.length === 0) {
    return [];
  }
  const label = titles.length === 1 ? words.source : words.sources;
  return [el('details', { class: 'sources' },
    el('summary', {}, `${label}: ${titles.join(', ')}`), el('ul', {}, ...sources.map(sourceView)))];
}

/** Whose look a line has: what the organisation itself says, as its greeting, looks like the team's. */
function voiceOf(line: Line): string {
  return line.author === 'system' && line.notice === '' ? 'operator' : line.author;
}

export class LineView {
  private readonly words: Words;
  private readonly time: Intl.DateTimeFormat;
  private readonly offers: OfferView;
  private readonly files: FilesPlace;

  constructor(visit: Visit, offers: Offers, private readonly retry: (id: string) => void) {
    const { language } = visit;

    this.words = language.words;
    this.files = new FilesPlace(visit);
    this.offers = new OfferView(language.words, offers);
    this.time = new Intl.DateTimeFormat(language.tag, { hour: 'numeric', minute: '2-digit' });
  }

  fill(node: HTMLLIElement, row: Row): void {
    const wasOpen = node.querySelector('details[open]') !== null;
    const day = row.day === '' ? [] : [el('p', { class: 'day' }, row.day)];
    const content = row.line === null ? this.writing(row) : row.line.notice !== '' ? [this.notice(row.line)] : this.bubble(row, row.line);

    const mark = row.isMarked ? [el('p', { class: 'mark' }, this.words.newest)] : [];

    node.className = this.className(row);
    node.replaceChildren(...day, ...mark, ...content);
    node.querySelector('details')?.toggleAttribute('open', wasOpen);
  }

  private className(row: Row): string {
    const kind = row.line !== null ? voiceOf(row.line) : row.stream !== null ? 'ai' : 'operator';
    return ['line', kind, row.isFirst ? 'first' : '', row.isLast ? 'last' : '', row.line !== null ? row.line.delivery : 'live'].join(' ');
  }

  private notice(line: Line): HTMLElement {
    return el('p', { class: 'notice' }, noticeText(this.words, line));
  }

  private bubble(row: Row, line: Line): Node[] {
    const mine = line.author === 'visitor';
    const body = el('div', { class: 'bubble' });

    body.append(mine ? line.body : markdown(line.body));
    return [
      ...(row.isFirst ? [this.author(voiceOf(line), mine ? this.words.you : line.author_name, row.picture)] : []),
      ...(line.body === '' && line.attachments.length > 0 ? [] : [el('div', { class: 'row' }, body)]),
      ...this.files.nodes(line.attachments),
      ...sourcesView(this.words, line.sources),
      ...this.offers.nodes(line, row),
      ...this.below(row, line),
    ];
  }

  private author(kind: string, name: string, picture: string): HTMLElement {
    const tag = kind === 'ai' ? this.words.ai : this.words.team;

    if (kind === 'visitor') {
      return el('p', { class: 'voice' }, name);
    }
    return el('p', { class: 'author' }, avatar(kind === 'ai' ? 'ai' : 'operator', name, picture), el('b', {}, name), el('span', { class: 'tag' }, tag));
  }

  private writing(row: Row): Node[] {
    const kind = row.stream !== null ? 'ai' : 'operator';
    const text = row.stream === null ? '' : row.stream.text;
    const body = el('div', { class: 'bubble' });

    body.append(text === '' ? dots(this.words.writing({ name: row.writer })) : markdown(text));
    return [...(row.isFirst ? [this.author(kind, row.writer, row.picture)] : []), el('div', { class: 'row' }, body)];
  }

  private below(row: Row, line: Line): Node[] {
    if (line.delivery === 'failed') {
      const reasons: Record<string, string> = { closed: this.words.failedClosed, too_large: this.words.failedTooLong, invalid: this.words.failedTooLong };
      const retry = button('retry', this.words.retry, () => this.retry(line.id));
      return [el('p', { class: 'meta failed' }, `${reasons[line.reason] || this.words.failed} `, ...(line.reason === 'closed' ? [] : [retry]))];
    }
    if (line.delivery !== 'sent') {
      return [el('p', { class: 'meta' }, line.delivery === 'sending' ? this.words.sending : this.words.waiting)];
    }
    if (!row.isLast && !row.isRead) {
      return [];
    }
    const time = this.time.format(line.created_us / 1000);
    const state = row.isRead ? this.words.read : row.isNewestSent ? this.words.delivered : '';
    return [el('p', { class: 'meta' }, state === '' ? time : `${state} · ${time}`)];
  }
}
