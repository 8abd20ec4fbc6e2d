/* SPDX-License-Identifier: AGPL-3.0-or-later */

import css from './loader.css';

// The button and the panel, in a shadow root of their own so that the page's style sheets cannot
// reach them.  Knows nothing of the frame's words.

export interface Words {
  open: string;
  close: string;
  chat: string;
  unread: (count: number) => string;
}

const SVG = 'http://www.w3.org/2000/svg';
const BUBBLE = 'M12 3c5 0 9 3.4 9 7.7s-4 7.7-9 7.7c-.9 0-1.8-.1-2.6-.3L4.6 20.7l.9-4C3.9 15.3 3 13.1 3 10.7 3 6.4 7 3 12 3z';
const CROSS = 'M6 6l12 12M18 6L6 18';

function icon(name: string, path: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const shape = document.createElementNS(SVG, 'path');

  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', name);
  svg.setAttribute('aria-hidden', 'true');
  shape.setAttribute('d', path);
  shape.setAttribute('fill', 'none');
  shape.setAttribute('stroke', 'currentColor');
  shape.setAttribute('stroke-width', '2');
  shape.setAttribute('stroke-linecap', 'round');
  shape.setAttribute('stroke-linejoin', 'round');
  svg.append(shape);
  return svg;
}

// A constructed sheet passes a strict Content-Security-Policy of the page; old browsers get an element.
function addStyle(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet() as CSSStyleSheet & { replaceSync(text: string): void };
    sheet.replaceSync(css);
    (root as ShadowRoot & { adoptedStyleSheets: CSSStyleSheet[] }).adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement('style');
    style.textContent = css;
    root.append(style);
  }
}

export class Launcher {
  readonly host = document.createElement('bellhop-widget');
  readonly button = document.createElement('button');
  private readonly panel = document.createElement('div');
  private readonly badge = document.createElement('span');
  private open = false;
  private count = 0;

  constructor(private readonly words: Words, position: string, toggled: () => void, escaped: () => void) {
    const root = this.host.attachShadow({ mode: 'open' });

    this.host.dataset.position = position;
    this.panel.className = 'panel';
    this.badge.className = 'badge';
    this.badge.setAttribute('aria-hidden', 'true');
    this.button.type = 'button';
    this.button.append(icon('bubble', BUBBLE), icon('cross', CROSS), this.badge);
    this.button.addEventListener('click', toggled);
    this.host.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        escaped();
      }
    });
    addStyle(root);
    root.append(this.panel, this.button);
    this.show();
    document.documentElement.append(this.host);
  }

  get frame(): HTMLIFrameElement | null {
    return this.panel.querySelector('iframe');
  }

  addFrame(source: string, loaded: () => void): void {
    const frame = document.createElement('iframe');

    frame.title = this.words.chat;
    frame.src = source;
    frame.allow = 'clipboard-write';
    frame.addEventListener('load', loaded);
    this.panel.append(frame);
  }

  setOpen(open: boolean): void {
    this.open = open;
    this.panel.classList.toggle('open', open);
    this.show();
  }

  setUnread(count: number): void {
    this.count = count;
    this.show();
  }

  private show(): void {
    const count = this.open ? 0 : this.count;
    const label = this.open ? this.words.close : this.words.open;

    this.badge.textContent = count === 0 ? '' : count > 9 ? '9+' : String(count);
    this.button.setAttribute('aria-expanded', String(this.open));
    this.button.setAttribute('aria-label', count === 0 ? label : `${label}, ${this.words.unread(count)}`);
  }
}
