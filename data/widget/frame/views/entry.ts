/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { el, icon } from './dom';

// A row one presses to go somewhere: a picture, a title, a line below, what waits there.

export interface Entry {
  title: string;
  line: string;
  picture: HTMLElement | string; // or an icon's path
  aside: string; // a time
  count: number; // what has not been read
  countText: string; // for those who do not see the number
  className: string;
}

export function entry(look: Entry, pressed: () => void): HTMLButtonElement {
  const picture = typeof look.picture === 'string' ? el('span', { class: 'sign' }, icon(look.picture)) : look.picture;
  const line = look.line === '' ? [] : [el('span', { class: 'line-text' }, el('bdi', {}, look.line))];
  const count = look.count === 0 ? [] : [el('span', { class: 'badge', 'aria-hidden': 'true' }, String(look.count)),
    el('span', { class: 'voice' }, look.countText)];
  const node = el('button', { type: 'button', class: `entry ${look.className}` }, picture,
    el('span', { class: 'texts' }, el('span', { class: 'title' }, look.title), ...line),
    el('span', { class: 'aside' }, look.aside, ...count));

  node.addEventListener('click', pressed);
  return node;
}
