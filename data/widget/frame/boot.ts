/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { readSettings, settingsOfPage } from './api/settings';
import { codeOf, must } from './api/transport';
import { beginning } from './places';
import { Visit } from './visit';

// From the organisation over the session to the first screen.  Each step says what it does, has a
// time limit, and ends on a screen or on a failure with a name.

const STEP_MS = 10000;

export async function boot(visit: Visit): Promise<void> {
  const { view, language, transport, organization } = visit;
  const path = `organizations/${encodeURIComponent(organization)}`;

  if (organization === '') {
    visit.router.fail('missing', null);
    return;
  }
  view.wait(language.words.loadingOrganization);
  try {
    const settings = settingsOfPage() || must(readSettings(await transport.request('GET', path, undefined, { timeoutMs: STEP_MS })));
    visit.know(settings);
    await enter(visit);
    deliver(visit).catch(() => undefined); // it still waits for the chat
  } catch (error) {
    if (codeOf(error) === 'unauthorized') {
      visit.session.expire();
    } else {
      visit.router.fail(codeOf(error), () => void boot(visit));
    }
  }
}

// Somebody without a session.
export async function introduce(visit: Visit): Promise<void> {
  const screen = beginning(visit);

  await visit.router.go(screen, screen === 'chat' && waits(visit) ? visit.keep.get('conversation') : '');
}

// Whether an earlier page could not send all that was written.
function waits({ keep }: Visit): boolean {
  const outbox = keep.getJson('outbox');

  return Array.isArray(outbox) && outbox.length > 0;
}

// The chat itself sees to what waits; where one begins elsewhere it goes out all the same.
async function deliver(visit: Visit): Promise<void> {
  if (visit.session.isOpen && waits(visit)) {
    const { threadOf } = await import('./chat/talk');
    threadOf(visit).deliver();
  }
}

// Where nothing has to be chosen one is in the chat at once.
export async function enter(visit: Visit): Promise<void> {
  const { session, keep, router, view, language } = visit;

  if (!session.recall()) {
    await introduce(visit);
    return;
  }
  view.wait(language.words.loadingSession);
  const remembered = keep.get('conversation');
  if (remembered !== '') {
    await Promise.all([session.check(), router.go('chat', remembered)]);
    return;
  }
  const [conversations] = await Promise.all([session.fetchConversations(), session.check()]);
  const [only] = conversations;
  if (only === undefined) {
    await introduce(visit);
  } else if (conversations.length === 1 && only.status !== 'resolved' && visit.app.state.widget?.phone === '') {
    await router.go('chat', only.id);
  } else {
    await router.go('home');
  }
}
