/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Identity } from '../../bridge';
import { Json, object, readContact, text } from '../../records';
import { ApiError, codeOf } from '../api/transport';
import { enter, introduce } from '../boot';
import { readHostPage } from '../host';
import { Key } from '../keep';
import { metadata } from '../metadata';
import { Visit } from '../visit';

// What the page around wants of the frame: who the visitor is, another conversation, a new one, to
// forget everything; and where the visitor has gone, which the desk is told once it has settled.

const SETTLE_MS = 1000;
const KEYS: readonly Key[] = ['token', 'conversation', 'contact', 'draft', 'outbox', 'seen'];

let settling: ReturnType<typeof setTimeout> | undefined;

function forget({ keep, transport }: Visit): void {
  transport.token = '';
  KEYS.forEach((key) => keep.set(key, ''));
}

function readIdentity(value: unknown): Identity {
  const given = object(value);

  return { id: text(given.id), name: text(given.name), email: text(given.email), hmac: text(given.hmac) };
}

// Begins anew; what the page calls meanwhile is said again to whoever comes.
function reload(visit: Visit, call: Json): Promise<never> {
  visit.host.done(call);
  location.reload();
  return new Promise(() => undefined);
}

// Somebody else's conversations stay with them: this browser begins anew.
// Returns: whether it has to.
async function vouch(visit: Visit, identity: Identity): Promise<boolean> {
  const { transport, app } = visit;

  if (visit.session.isOpen) {
    try {
      const answer = await transport.request('PATCH', 'session', { identity: { ...identity } });
      app.set({ contact: readContact(answer.contact) });
      return false;
    } catch (error) {
      const isOver = error instanceof ApiError && error.code === 'unauthorized' && error.field === ''; // not the hash
      if (!isOver && codeOf(error) !== 'conflict') {
        throw error;
      }
    }
    forget(visit);
    await visit.session.open({});
    return true;
  }
  await visit.session.open({});
  await enter(visit);
  return false;
}

async function identify(visit: Visit, words: Json): Promise<void> {
  let isOther = false;

  visit.identity = readIdentity(words.identity);
  try {
    isOther = await vouch(visit, visit.identity);
  } catch (error) {
    if (error instanceof ApiError && error.code === 'invalid' && error.field !== '') {
      return; // the form asks for what is missing, and goes with the identity
    }
    visit.identity = null;
    throw error;
  }
  visit.host.say({ bellhop: 1, say: 'identified', id: text(object(words.identity).id), verified: true });
  if (isOther) {
    await reload(visit, words);
  }
}

async function reset(visit: Visit, words: Json): Promise<void> {
  if (visit.session.isOpen) {
    await visit.transport.request('DELETE', 'session').catch(() => undefined); // it ends by itself
  }
  forget(visit);
  visit.host.setKnown(false);
  await reload(visit, words);
}

async function open(visit: Visit, words: Json): Promise<void> {
  if (!visit.session.isOpen) {
    throw new ApiError('unauthorized', '', 0);
  }
  await visit.router.go('chat', text(words.id));
}

async function begin(visit: Visit, words: Json): Promise<void> {
  visit.greeting = text(words.greeting);
  if (visit.session.isOpen) {
    await visit.router.go('chat');
  } else {
    await introduce(visit);
  }
}

async function move(visit: Visit, words: Json): Promise<void> {
  visit.hostPage = readHostPage(words.page);
  clearTimeout(settling);
  settling = setTimeout(() => void tell(visit), SETTLE_MS);
}

// That this fails is nobody's loss.
async function tell(visit: Visit): Promise<void> {
  const { hostPage, transport } = visit;

  if (hostPage !== null && visit.session.isOpen) {
    const page = { url: hostPage.url.slice(0, 500), title: hostPage.title.slice(0, 200) };
    await transport.request('POST', 'session/page', page).catch(() => undefined);
    await transport.request('PATCH', 'session', { metadata: metadata(hostPage) }).catch(() => undefined);
  }
}

const CALLS: Record<string, (visit: Visit, words: Json) => Promise<void>> = {
  identify, reset, conversation: open, fresh: begin, page: move,
};

export async function answerCall(visit: Visit, words: Json): Promise<void> {
  const name = text(words.say);

  if (!Object.prototype.hasOwnProperty.call(CALLS, name)) {
    return;
  }
  try {
    await CALLS[name](visit, words);
  } catch (error) {
    visit.host.say({ bellhop: 1, say: 'error', code: codeOf(error) });
  }
}
