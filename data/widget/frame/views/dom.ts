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

// Changes a text or an attribute only where it differs: what a screen reader has read stays read.
export function setText(node: HTMLElement, text: string): void {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}
