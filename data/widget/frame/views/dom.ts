/* SPDX-License-Identifier: AGPL-3.0-or-later */

// Making elements without markup, so that no text can become any.

type Attributes = Record<string, string>;

export function el<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Attributes = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const node = document.createElement(name);

  for (const key of Object.keys(attributes)) {
    node.setAttribute(key, attributes[key]);
  }
  node.append(...children);
  return node;
}

export function button(className: string, label: string, pressed: () => void): HTMLButtonElement {
  const node = el('button', { type: 'button', class: className }, label);
  node.addEventListener('click', pressed);
  return node;
}

const SVG = 'http://www.w3.org/2000/svg';

export function icon(path: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const shape = document.createElementNS(SVG, 'path');

  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}

export const ICONS = {
  bell: 'M4 17h16M6 17a6 6 0 0 1 12 0M12 11V8M10 7.5h4M3 20h18',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M12 19V5M6 11l6-6 6 6',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20a7.5 7.5 0 0 1 15 0',
  phone: 'M7 3.5H4.5a1.5 1.5 0 0 0-1.5 1.6A17 17 0 0 0 18.9 21a1.5 1.5 0 0 0 1.6-1.5V16.5l-5-2-2 2.5a13 13 0 0 1-6.5-6.5l2.5-2z',
  up: 'M8 20V10l4-7a2 2 0 0 1 2 2v5h5a1.5 1.5 0 0 1 1.5 1.8l-1.4 7A1.5 1.5 0 0 1 17.6 20zM4 10v10',
  downThumb: 'M8 4v10l4 7a2 2 0 0 0 2-2v-5h5a1.5 1.5 0 0 0 1.5-1.8l-1.4-7A1.5 1.5 0 0 0 17.6 4zM4 14V4',
  down: 'M12 5v14M6 13l6 6 6-6',
};

// Changes a text or an attribute only where it differs: what a screen reader has read stays read.
export function setText(node: HTMLElement, text: string): void {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}
