/* SPDX-License-Identifier: AGPL-3.0-or-later */

const added = new Set<string>();

// The style of a chunk comes with it.  A constructed sheet passes the page's own strict policy.
export function addStyle(text: string): void {
  if (added.has(text)) {
    return;
  }
  added.add(text);
  const sheet = new CSSStyleSheet() as CSSStyleSheet & { replaceSync(text: string): void };
  const page = document as Document & { adoptedStyleSheets: CSSStyleSheet[] };

  sheet.replaceSync(text);
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
}
