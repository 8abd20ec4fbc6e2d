/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Json } from '../records';
import { setAccent } from './accent';
import { boot, introduce } from './boot';
import { Host } from './host';
import { Visit } from './visit';
import { loadLanguage } from './words';

// Puts the parts together: one visit, the page around, and the network under it.

function connect(visit: Visit, host: Host, booted: Promise<void>): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let isTold = false; // where the visitor is
  let turn = booted; // one call after the other, the first when there is somebody to answer it

  function call(words: Json): void {
    turn = turn.then(() => import('./page/calls')).then(({ answerCall }) => answerCall(visit, words))
      .catch(() => host.say({ bellhop: 1, say: 'error', code: 'chunk' }))
      .then(() => host.done(words));
  }

  host.listen({
    hello: (page, looks) => {
      visit.hostPage = page;
      visit.dress(looks);
    },
    call,
    panel: (open, focus) => {
      visit.app.set({ open });
      if (focus) {
        visit.view.focus();
      }
    },
  });
  visit.app.watch(({ unread, current, widget }) => {
    const count = visit.session.countUnread(current) + (current === '' ? 0 : unread);

    if (visit.session.isOpen !== isTold && visit.hostPage !== null) {
      isTold = visit.session.isOpen;
      call({ say: 'page', page: visit.hostPage });
    }
    host.setUnread(count, visit.language.words.unread({ count }));
    setAccent(widget === null ? '' : widget.accent_color, document.documentElement, dark.matches);
    if (visit.router.current !== '') {
      host.setKnown(visit.session.isOpen);
      visit.router.refresh();
    }
  });
  visit.session.add({ frame: (frame) => host.tell(frame), missed: () => Promise.resolve(), live: () => undefined, expired: () => undefined });
  visit.session.onExpired = () => void introduce(visit);
  window.addEventListener('online', () => visit.session.networkChanged());
  window.addEventListener('offline', () => visit.session.networkChanged());
}

async function start(): Promise<void> {
  const query = new URLSearchParams(location.search);
  const host = new Host();
  const language = await loadLanguage([query.get('language') || '', ...navigator.languages]);
  const visit = new Visit(query.get('organization') || '', language, host);

  document.documentElement.lang = language.tag;
  document.documentElement.dir = language.direction;
  document.title = language.words.chat;
  if (!host.isEmbedded) {
    visit.app.set({ open: true });
  }
  const booted = boot(visit);
  connect(visit, host, booted);
  await booted;
}

// Without words there is nothing to say it with but what the page itself has brought.
start().catch(() => document.getElementById('unloaded')?.classList.add('now'));
