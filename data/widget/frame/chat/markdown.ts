/* SPDX-License-Identifier: AGPL-3.0-or-later */

// A small, safe Markdown: text becomes nodes and never markup; a link keeps its address only where
// its scheme is harmless.

const SCHEMES = ['http:', 'https:', 'mailto:'];
const NAMED_LINK = /\[([^\]\n]{1,300})\]\(([^()\s]{1,1000})\)/y;
const BARE_LINK = /https?:\/\/[^\s<>"'`]{1,1000}/y;
const BULLET = /^\s{0,8}[-*•]\s+(.*)$/;
const NUMBER = /^\s{0,8}\d{1,3}[.)]\s+(.*)$/;
const HEADING = /^#{1,6}\s+(.*)$/;
const QUOTE = /^>\s?(.*)$/;
const ROW = /^\s{0,3}\|(.*?)\|?\s*$/;
const RULE = /^[\s|:-]*$/;
const WORD = /[\p{L}\p{N}]/u;

function link(label: string, address: string): Node {
  let url: URL;

  try {
    url = new URL(address);
  } catch {
    return document.createTextNode(label);
  }
  if (!SCHEMES.includes(url.protocol)) {
    return document.createTextNode(label);
  }
  const anchor = document.createElement('a');
  anchor.href = url.href;
  anchor.target = '_blank';
  anchor.rel = 'noopener noreferrer nofollow';
  anchor.textContent = label;
  return anchor;
}

interface Found {
  node: Node;
  end: number;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function element(name: 'strong' | 'em' | 'code', ...children: Node[]): HTMLElement {
  const node = document.createElement(name);
  node.append(...children);
  return node;
}

function wrapped(text: string, at: number, mark: string, name: 'strong' | 'em' | 'code'): Found | null {
  const start = at + mark.length;
  const end = text.indexOf(mark, start);

  if (end <= start || /\s/.test(text[start]) || /\s/.test(text[end - 1])) {
    return null;
  }
  const inside = text.slice(start, end);
  const children = name === 'code' ? [document.createTextNode(inside)] : inline(inside);
  return { node: element(name, ...children), end: end + mark.length };
}

// Emphasis must not begin or end inside a word: snake_case and 2*3*4 stay as they are.
function emphasis(text: string, at: number): Found | null {
  const found = WORD.test(text[at - 1] || '') ? null : wrapped(text, at, text[at], 'em');
  return found !== null && WORD.test(text[found.end] || '') ? null : found;
}

function bareLink(text: string, at: number): Found | null {
  const found = WORD.test(text[at - 1] || '') ? null : match(BARE_LINK, text, at);

  if (found === null) {
    return null;
  }
  const address = found[0].replace(/[.,;:!?)\]*_]+$/, '');
  return { node: link(address, address), end: at + address.length };
}

function namedLink(text: string, at: number): Found | null {
  const found = match(NAMED_LINK, text, at);
  return found === null ? null : { node: link(found[1], found[2]), end: at + found[0].length };
}

const FINDERS: Record<string, (text: string, at: number) => Found | null> = {
  '`': (text, at) => wrapped(text, at, '`', 'code'),
  '*': (text, at) => (text[at + 1] === '*' ? wrapped(text, at, '**', 'strong') : emphasis(text, at)),
  _: emphasis,
  '[': namedLink,
  h: bareLink,
};

function inline(text: string): Node[] {
  const nodes: Node[] = [];
  let plain = 0;

  for (let at = 0; at < text.length; at += 1) {
    const finder = FINDERS[text[at]];
    const found = finder === undefined ? null : finder(text, at);
    if (found !== null) {
      nodes.push(document.createTextNode(text.slice(plain, at)), found.node);
      plain = found.end;
      at = found.end - 1;
    }
  }
  nodes.push(document.createTextNode(text.slice(plain)));
  return nodes;
}

function inlineLines(lines: readonly string[]): Node[] {
  return lines.flatMap((line, i) => (i === 0 ? inline(line) : [document.createElement('br'), ...inline(line)]));
}

function block(name: string, children: Node[]): HTMLElement {
  const node = document.createElement(name);
  node.append(...children);
  return node;
}

// Takes the lines from the front that match; answers what the pattern caught of each.
function take(lines: string[], pattern: RegExp): string[] {
  const taken: string[] = [];

  for (let found = pattern.exec(lines[0] || ''); found !== null; found = pattern.exec(lines[0] || '')) {
    taken.push(found[1]);
    lines.shift();
  }
  return taken;
}

function fence(lines: string[]): HTMLElement {
  const end = lines.findIndex((line, i) => i > 0 && line.startsWith('```'));
  const inside = lines.splice(0, end === -1 ? lines.length : end + 1).slice(1, end === -1 ? undefined : -1);

  return block('pre', [element('code', document.createTextNode(inside.join('\n')))]);
}

// The first row is the head where a rule follows it.
function table(lines: string[]): HTMLElement {
  const rows = take(lines, ROW);
  const hasHead = RULE.test(rows[1] || 'x');
  const cells = (row: string, name: string): Node[] => row.split('|').map((cell) => block(name, inline(cell.trim())));

  return block('table', rows.filter((row) => !RULE.test(row)).map((row, i) => block('tr', cells(row, i === 0 && hasHead ? 'th' : 'td'))));
}

const BLOCKS: readonly [RegExp, (lines: string[]) => HTMLElement][] = [
  [/^```/, fence],
  [HEADING, (lines) => block('p', [element('strong', ...inline(take([lines.shift() || ''], HEADING)[0]))])],
  [BULLET, (lines) => block('ul', take(lines, BULLET).map((item) => block('li', inline(item))))],
  [NUMBER, (lines) => block('ol', take(lines, NUMBER).map((item) => block('li', inline(item))))],
  [ROW, table],
  [QUOTE, (lines) => block('blockquote', inlineLines(take(lines, QUOTE)))],
];

function paragraph(lines: string[]): HTMLElement {
  const starts = (line: string): boolean => BLOCKS.some(([pattern]) => pattern.test(line));
  let end = 1;

  while (end < lines.length && lines[end].trim() !== '' && !starts(lines[end])) {
    end += 1;
  }
  return block('p', inlineLines(lines.splice(0, end)));
}

export function markdown(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const lines = text.replace(/\r\n?/g, '\n').split('\n');

  while (lines.length > 0) {
    const rule = BLOCKS.find(([pattern]) => pattern.test(lines[0]));
    if (lines[0].trim() === '') {
      lines.shift();
    } else {
      fragment.append(rule === undefined ? paragraph(lines) : rule[1](lines));
    }
  }
  return fragment;
}
