/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Host } from './host';
import { Keep } from './keep';
import { countUnread, newestSeq, State } from './state';
import { Store } from './store';
import { AppView } from './views/app-view';
import { Visit } from './visit';
import { Language, loadLanguage } from './words';

// Puts the parts together: the state, the visitor's doings, the views, and the page around.

const LAPSE_MS = 500;

function addView(language: Language, visit: Visit, host: Host): AppView {
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

  document.documentElement.lang = language.tag;
  document.documentElement.dir = language.direction;
  document.title = language.words.chat;
  return view;
}

// The words are on their way while the desk is asked; the page around is heard from the start.
async function start(): Promise<void> {
  const query = new URLSearchParams(location.search);
  const organization = query.get('organization') || '';
  const store = new Store();
  const keep = new Keep(organization);
  const visit = new Visit(store, keep, organization);
  let view: AppView | null = null;
  let wantsFocus = false;
  const host = new Host({
    hello: (page) => {
      visit.hostPage = page;
    },
    panel: (open, focus) => {
      store.dispatch({ do: 'panel', open });
      wantsFocus = focus;
      if (focus) {
        view?.focus();
      }
    },
  });

  function look(): void {
    if (store.state.open && document.visibilityState === 'visible' && newestSeq(store.state) > store.state.seen) {
      store.dispatch({ do: 'seen', seq: newestSeq(store.state) });
      keep.set('seen', String(store.state.seen));
    }
  }

  if (!host.isEmbedded) {
    store.dispatch({ do: 'panel', open: true });
  }
  void visit.boot();
  view = addView(await loadLanguage([query.get('language') || '', ...navigator.languages]), visit, host);
  function show(state: State): void {
    view?.update(state);
    look();
    host.setUnread(state.screen === 'chat' ? countUnread(store.state) : 0);
    if (state.screen === 'chat' || state.screen === 'form') {
      host.setKnown(state.screen === 'chat');
    }
  }
  store.watch(show);
  show(store.state);
  if (wantsFocus) {
    view.focus();
  }
  window.addEventListener('online', () => visit.networkChanged());
  window.addEventListener('offline', () => visit.networkChanged());
  document.addEventListener('visibilitychange', look);
  setInterval(() => store.dispatch({ do: 'lapse', now: Date.now() }), LAPSE_MS);
}

void start();
