/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { boot, introduce } from './boot';
import { Host } from './host';
import { Visit } from './visit';
import { loadLanguage } from './words';

// Puts the parts together: one visit, the page around, and the network under it.

function connect(visit: Visit, host: Host): void {
  host.listen({
    hello: (page) => {
      visit.hostPage = page;
    },
    panel: (open, focus) => {
      visit.app.set({ open });
      if (focus) {
        visit.view.focus();
      }
    },
  });
  visit.app.watch(({ unread }) => {
    host.setUnread(unread);
    if (visit.router.current !== '') {
      host.setKnown(visit.session.isOpen);
      visit.router.refresh();
    }
  });
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
  connect(visit, host);
  await boot(visit);
}

// Without words there is nothing to say it with but what the page itself has brought.
start().catch(() => document.getElementById('unloaded')?.classList.add('now'));
