/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { complain, Events } from './events';
import { findScript, Options, optionsOf, originOf } from './options';
import { Widget } from './widget';

// The one script a page embeds: window.Bellhop and the widgets behind it.  Bellhop('show') and
// Bellhop.show() are the same, so that a stub can keep calls until this has loaded:
//   window.Bellhop = window.Bellhop || function () { (Bellhop.q = Bellhop.q || []).push(arguments) };

type Api = Record<string, unknown> & ((name: string, ...rest: unknown[]) => unknown);
type Stub = { q?: ArrayLike<unknown>[]; create?: undefined };
type Mine = Api & { create(options: Options): Api; get(id: string): Api | undefined };

const PASSED = ['show', 'hide', 'toggle', 'open', 'openConversation', 'newConversation', 'identify', 'reset'];

const page = window as unknown as { Bellhop?: Stub | Mine };
const script = findScript();
const origin = originOf(script ? script.src : location.href);
const all = new Map<Api, Widget>(); // those that are on the page, the first one first

function idOf(options: Options): string {
  return (options.organizationId || options.apiKey || '').trim();
}

function find(id: string): Api | undefined {
  return Array.from(all.keys()).find((api) => idOf(all.get(api)!.options) === id);
}

// The functions of one widget.
function create(options: Options): Api {
  const events = new Events();
  const api = ((name: string, ...rest: unknown[]) =>
    typeof api[name] === 'function' ? (api[name] as (...rest: unknown[]) => unknown)(...rest) : complain(`there is no “${name}”`)) as Api;

  function destroy(): void {
    all.get(api)?.destroy();
    all.delete(api);
  }

  for (const name of PASSED) {
    api[name] = (...rest: unknown[]) => all.get(api)?.call(name, ...rest);
  }
  return Object.assign(api, {
    init(changed: Options = {}): void {
      options = { ...options, ...changed };
      destroy();
      if (idOf(options) === '') {
        complain('the script tag needs data-organization-id="…" (or data-api-key); nothing is shown without it');
      } else {
        all.set(api, new Widget(options, origin, events));
      }
    },
    destroy,
    setLanguage: (language: string) => all.get(api)?.setLanguage(language),
    on: events.on.bind(events),
    off: events.off.bind(events),
  });
}

// Another widget, of another organisation: a second tag, or Bellhop.create().
function add(options: Options): Api {
  const api = find(idOf(options)) || create(options);

  if (!all.has(api)) {
    (api.init as () => void)();
  }
  return api;
}

function start(): void {
  const options = optionsOf(script);
  const calls = Array.from((page.Bellhop as Stub | undefined)?.q || [], (call) => Array.from(call) as [string, ...unknown[]]);
  const first = create(options) as Mine;
  const { init, destroy } = first as unknown as { init(changed?: Options): void; destroy(): void };

  Object.assign(first, {
    create: add,
    get: find,
    init(changed?: Options) {
      page.Bellhop = first;
      init(changed);
    },
    destroy() {
      destroy();
      all.forEach((_, api) => (api.destroy as () => void)());
      if (page.Bellhop === first) {
        delete page.Bellhop;
      }
    },
  });
  page.Bellhop = first;
  // A page that calls init() itself needs nothing in its tag.
  if (script && !calls.some(([name]) => name === 'init')) {
    init();
  }
  calls.forEach((call) => first(...call));
}

// A tag that has gone again by now was taken back.
if (!script || script.isConnected) {
  const present = page.Bellhop;

  if (present && present.create) {
    present.create(optionsOf(script));
  } else {
    start();
  }
}
