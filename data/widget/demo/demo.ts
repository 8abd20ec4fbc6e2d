/* SPDX-License-Identifier: AGPL-3.0-or-later */

// The demo shop: goes from page to page without loading, as many shops do, and lets one try what a
// page can ask of the widget and hear from it.

export {};

interface Goods {
  kind: string;
  name: string;
  lead: string;
  price: string;
  note: string;
  facts: [string, string][];
  color: string;
}

interface Bellhop {
  (name: string, ...rest: unknown[]): void;
  q?: unknown[];
}

const GOODS: Record<string, Goods> = {
  touring: {
    kind: 'Touring · steel', name: 'Fjord 3', price: '€ 1,890', note: 'including VAT, delivered in five to eight working days', color: '',
    lead: 'A calm, tireless bicycle for long days: a steel frame that forgives bad roads, a hub gear that never skips, and room for everything you own.',
    facts: [['30 days', 'to send it back, no reason needed'], ['10 years', 'of warranty on the frame'], ['14.6 kg', 'with racks and mudguards']],
  },
  city: {
    kind: 'City · aluminium', name: 'Lagom 7', price: '€ 1,190', note: 'including VAT, delivered in five to eight working days', color: '#b4532a',
    lead: 'Upright, quiet and always ready: seven gears, a belt, lights that come on by themselves, and a basket for the shopping.',
    facts: [['30 days', 'to send it back, no reason needed'], ['Belt', 'no oil on any trousers'], ['16.2 kg', 'with lights and a lock']],
  },
  parts: {
    kind: 'Parts · luggage', name: 'Harbour panniers', price: '€ 149', note: 'the pair, delivered in two to four working days', color: '#3c6fa0',
    lead: 'Two bags that close watertight with a roll and open with one hand, for every rack with tubes of eight to sixteen millimetres.',
    facts: [['2 × 21 l', 'room for a week'], ['IP64', 'rain from all sides'], ['5 years', 'of warranty on the seams']],
  },
  workshop: {
    kind: 'Workshop · Bergen', name: 'Spring service', price: '€ 89', note: 'parts come on top, we call before we fit them', color: '#6b5aa8',
    lead: 'Bring it in the morning, ride it home in the evening: we true the wheels, bleed the brakes, and write down what will be due next.',
    facts: [['1 day', 'when you book ahead'], ['38 points', 'on our list'], ['6 weeks', 'to come back if something is off']],
  },
};

const EVENTS = ['ready', 'open', 'close', 'unread', 'conversation', 'message', 'identified', 'error'];
const LOG_MAX = 6;

const find = <T extends HTMLElement>(selector: string): T => document.querySelector<T>(selector) as T;
const page = window as unknown as { Bellhop: Bellhop };
let left = false;

page.Bellhop = page.Bellhop || function (...call: unknown[]): void {
  (page.Bellhop.q = page.Bellhop.q || []).push(call);
};

function nameOfPage(): string {
  const name = new URLSearchParams(location.search).get('page') || 'touring';
  return Object.prototype.hasOwnProperty.call(GOODS, name) ? name : 'touring';
}

function fact([strong, text]: [string, string]): HTMLLIElement {
  const item = document.createElement('li');
  const head = document.createElement('strong');

  head.textContent = strong;
  item.append(head, text);
  return item;
}

function show(): void {
  const name = nameOfPage();
  const goods = GOODS[name];

  document.title = `${goods.name} · Northwind Cycles`;
  find('.kind').textContent = goods.kind;
  find('h1').textContent = goods.name;
  find('.lead').textContent = goods.lead;
  find('.amount').textContent = goods.price;
  find('.price span').textContent = goods.note;
  find('.facts').replaceChildren(...goods.facts.map(fact));
  find('.picture').style.setProperty('--paint', goods.color || 'var(--brand)');
  document.querySelectorAll<HTMLAnchorElement>('nav a').forEach((link) => {
    link.dataset.page === name ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
  });
}

function go(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-page]');

  if (link !== null && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    history.pushState(null, '', link.href);
    show();
    scrollTo(0, 0);
  }
}

function log(name: string, detail: unknown): void {
  const line = document.createElement('li');
  const code = document.createElement('code');

  code.textContent = name;
  line.append(code, ` ${JSON.stringify(detail)}`);
  find('.log').prepend(line);
  [...find('.log').children].slice(LOG_MAX).forEach((old) => old.remove());
}

const TRIALS: Record<string, () => void> = {
  show: () => page.Bellhop('show'),
  hide: () => page.Bellhop('hide'),
  fresh: () => page.Bellhop('newConversation'),
  reset: () => page.Bellhop('reset'),
  side: () => {
    left = !left;
    page.Bellhop('init', { position: left ? 'bottom-left' : 'bottom-right' });
  },
};

document.addEventListener('click', go);
addEventListener('popstate', show);
document.querySelectorAll<HTMLButtonElement>('[data-try]').forEach((button) => {
  button.addEventListener('click', () => TRIALS[button.dataset.try || '']());
});
document.querySelectorAll<HTMLButtonElement>('.choice button').forEach((button) => {
  button.addEventListener('click', () => {
    document.querySelectorAll('.choice button').forEach((other) => other.setAttribute('aria-pressed', String(other === button)));
  });
});
find<HTMLSelectElement>('#language').addEventListener('change', (event) => {
  page.Bellhop('setLanguage', (event.target as HTMLSelectElement).value);
});
EVENTS.forEach((name) => page.Bellhop('on', name, (detail: unknown) => log(name, detail)));
show();
