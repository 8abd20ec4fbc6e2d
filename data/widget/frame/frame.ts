/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Host } from './host';
import { Keep } from './keep';
import { countUnread, newestSeq } from './state';
import { Store } from './store';
import { AppView } from './views/app-view';
import { Visit } from './visit';
import { chooseLanguage } from './words';

// Puts the parts together: the state, the visitor's doings, the views, and the page around.

const LAPSE_MS = 500;

function start(): void {
  const query = new URLSearchParams(location.search);
  const organization = query.get('organization') || '';
  const language = chooseLanguage([query.get('language') || '', ...navigator.languages]);
  const store = new Store();
  const keep = new Keep(organization);
  const visit = new Visit(store, keep, organization);
  const host = new Host({
    hello: (page) => {
      visit.hostPage = page;
    },
    panel: (open, focus) => {
      store.dispatch({ do: 'panel', open });
      if (focus) {
        view.focus();
      }
    },
  });
  const view = new AppView(document.body, language, {
    close: () => host.close(),
    boot: () => void visit.boot(),
    submit: (name, email) => void visit.submit(name, email),
    draft: (text) => visit.setDraft(text),
    send: (text) => visit.send(text),
    retry: (id) => visit.retry(id),
    person: () => void visit.person(),
    openCall: (open) => visit.callBack.open(open),
    call: (phone) => void visit.callBack.send(phone),
    choose: (line, document) => void visit.offers.choose(line, document),
    confirm: (line, yes) => void visit.offers.confirm(line, yes),
    rate: (line, helpful) => void visit.offers.rate(line, helpful),
    older: () => void visit.older(),
    fresh: () => void visit.fresh(),
  }, host.isEmbedded);

  function look(): void {
    if (store.state.open && document.visibilityState === 'visible' && newestSeq(store.state) > store.state.seen) {
      store.dispatch({ do: 'seen', seq: newestSeq(store.state) });
      keep.set('seen', String(store.state.seen));
    }
  }

  document.documentElement.lang = language.tag;
  document.title = language.words.chat;
  store.watch((state) => {
    view.update(state);
    look();
    host.setUnread(state.screen === 'chat' ? countUnread(store.state) : 0);
    if (state.screen === 'chat' || state.screen === 'form') {
      host.setKnown(state.screen === 'chat');
    }
  });
  if (!host.isEmbedded) {
    store.dispatch({ do: 'panel', open: true });
  }
  window.addEventListener('online', () => visit.networkChanged());
  window.addEventListener('offline', () => visit.networkChanged());
  document.addEventListener('visibilitychange', look);
  setInterval(() => store.dispatch({ do: 'lapse', now: Date.now() }), LAPSE_MS);
  void visit.boot();
}

start();
