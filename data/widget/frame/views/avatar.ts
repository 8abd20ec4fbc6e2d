/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { el, icon } from './dom';
import { BELL } from './icons';

// The picture of whoever speaks: the bell of the AI, a person's own, or the first letter of a name.

export function avatar(kind: 'ai' | 'operator', name: string, picture = ''): HTMLElement {
  const node = el('span', { class: `avatar ${kind}`, 'aria-hidden': 'true' });

  if (picture !== '') {
    const image = el('img', { src: `/v1/avatars/${encodeURIComponent(picture)}`, alt: '' });
    image.addEventListener('error', () => node.replaceChildren(initial(name)));
    node.append(image);
  } else {
    node.append(kind === 'ai' ? icon(BELL) : initial(name));
  }
  return node;
}

function initial(name: string): string {
  return [...name.trim()].slice(0, 1).join('').toUpperCase();
}
