/* SPDX-License-Identifier: AGPL-3.0-or-later */

import css from './launcher.css';

// The button, in a closed shadow root of its own so that the page's styles and scripts cannot reach
// into it.  It lies in the browser's top layer where there is one: above every z-index, and out of
// every transformed ancestor.

const SVG = 'http://www.w3.org/2000/svg';
const BUBBLE = 'M12 3c5 0 9 3.4 9 7.7s-4 7.7-9 7.7c-.9 0-1.8-.1-2.6-.3L4.6 20.7l.9-4C3.9 15.3 3 13.1 3 10.7 3 6.4 7 3 12 3z';

export function icon(name: string, path: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const shape = document.createElementNS(SVG, 'path');

  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', name);
  svg.setAttribute('aria-hidden', 'true');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}

// A constructed sheet passes a strict Content-Security-Policy of the page; old browsers get an element.
export function addStyle(root: ShadowRoot, text: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    const style = document.createElement('style');
    style.textContent = text;
    root.append(style);
  }
}

export class Launcher {
  readonly host = document.createElement('bellhop-widget') as HTMLElement & { showPopover?(): void };
  readonly root = this.host.attachShadow({ mode: 'closed' });
  readonly button = document.createElement('button');

  constructor(clicked: () => void, near: () => void) {
    this.button.type = 'button';
    this.button.append(icon('bubble', BUBBLE));
    this.button.addEventListener('click', clicked);
    this.button.addEventListener('pointerenter', near, { once: true });
    this.button.addEventListener('focus', near, { once: true });
    addStyle(this.root, css);
    this.root.append(this.button);
  }

  show(): void {
    document.documentElement.append(this.host);
    if (this.host.showPopover) {
      this.host.setAttribute('popover', 'manual');
      this.host.showPopover();
    }
  }

  // Widgets on the same side stand above each other.
  place(left: boolean): void {
    const side = left ? 'left' : 'right';

    this.host.dataset.side = '';
    const below = document.querySelectorAll(`bellhop-widget[data-side="${side}"]`).length;
    this.host.dataset.side = side;
    this.host.style.setProperty('--bellhop-up', `${below * 76}px`, 'important');
  }

  paint(color: string, ink: string): void {
    for (const [name, value] of [['--bellhop-accent', color], ['--bellhop-ink', ink]]) {
      this.host.style.setProperty(name, value, 'important');
    }
  }
}
