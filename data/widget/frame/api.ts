/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Contact, Conversation, Frame, Message, Organization, Page } from '../protocol';
import { Json, object, readContact, readConversation, readConversations, readMessage, readOrganization, readPage, readPoll, text } from '../records';

// The visitor's routes.  Each call answers a record or throws an ApiError with the daemon's code;
// `offline` is our own: no answer came.

const TIMEOUT_MS = 20000;
const RETRY_AFTER_S = 5;
const RETRY_AFTER_MAX_S = 300;

export class ApiError extends Error {
  constructor(readonly code: string, readonly field: string, readonly retryAfterMs: number) {
    super(code);
  }
}

export function codeOf(error: unknown): string {
  return error instanceof ApiError ? error.code : 'internal';
}

function retryAfter(response: Response): number {
  const given = Number(response.headers.get('Retry-After'));
  const seconds = Number.isFinite(given) && given > 0 ? Math.min(given, RETRY_AFTER_MAX_S) : RETRY_AFTER_S;

  return seconds * 1000;
}

// A proxy in between may answer what is no JSON of ours: then the status has to do.
function codeOfStatus(status: number): string {
  const codes: Record<number, string> = { 401: 'unauthorized', 404: 'not_found', 429: 'rate_limited' };

  return codes[status] || (status >= 502 && status <= 504 ? 'unavailable' : 'internal');
}

function must<T>(record: T | null): T {
  if (record === null) {
    throw new ApiError('internal', '', 0);
  }
  return record;
}

export class Api {
  token = '';

  async organization(organization: string): Promise<Organization> {
    const answer = await this.request('GET', `organizations/${encodeURIComponent(organization)}`);
    return must(readOrganization(answer.organization));
  }

  async openSession(organization: string, contact: Contact, metadata: Json): Promise<Contact> {
    const answer = await this.request('POST', 'sessions', { organization, ...contact, metadata });
    this.token = text(answer.token);
    return readContact(answer.contact);
  }

  async session(): Promise<Contact> {
    return readContact((await this.request('GET', 'session')).contact);
  }

  async conversations(): Promise<Conversation[]> {
    return readConversations(await this.request('GET', 'conversations?limit=1'));
  }

  async create(id: string): Promise<Page> {
    return must(readPage(await this.request('POST', 'conversations', { id })));
  }

  // Without a range: the newest page.
  async messages(id: string, range = ''): Promise<Page> {
    return must(readPage(await this.request('GET', `conversations/${id}/messages?limit=50${range}`)));
  }

  async send(conversation: string, id: string, body: string): Promise<Message> {
    const answer = await this.request('POST', `conversations/${conversation}/messages`, { id, body });
    return must(readMessage(answer.message));
  }

  async person(conversation: string): Promise<Conversation> {
    const answer = await this.request('POST', `conversations/${conversation}/person`, {});
    return must(readConversation(answer.conversation));
  }

  async choose(conversation: string, id: string, message: string, document: string): Promise<Message> {
    const choice = { id, message_id: message, document_id: document || null };
    return must(readMessage((await this.request('POST', `conversations/${conversation}/choose`, choice)).message));
  }

  async confirm(conversation: string, call: string, token: string, confirm: boolean): Promise<Message> {
    const answer = await this.request('POST', `conversations/${conversation}/actions/${call}`, { token, confirm });
    return must(readMessage(answer.message));
  }

  async rate(conversation: string, message: string, helpful: boolean): Promise<void> {
    await this.request('POST', `conversations/${conversation}/messages/${message}/rating`, { helpful });
  }

  async call(conversation: string, id: string, phone: string): Promise<{ message: Message; conversation: Conversation }> {
    const answer = await this.request('POST', `conversations/${conversation}/call`, { id, phone });
    return { message: must(readMessage(answer.message)), conversation: must(readConversation(answer.conversation)) };
  }

  async typing(conversation: string, on: boolean): Promise<void> {
    await this.request('POST', `conversations/${conversation}/typing`, { on });
  }

  async poll(after: number, wait: number, signal: AbortSignal): Promise<{ frames: Frame[]; seq: number }> {
    return readPoll(await this.request('GET', `feed?after=${after}&wait=${wait}`, undefined, signal));
  }

  private async request(method: string, path: string, body?: Json, signal?: AbortSignal): Promise<Json> {
    const response = await this.fetch(method, path, body, signal);
    let answer: Json = {};

    try {
      answer = response.status === 204 ? {} : object(await response.json());
    } catch {
      if (response.ok) {
        throw new ApiError('offline', '', 0); // cut off in the middle
      }
    }
    if (!response.ok) {
      throw new ApiError(text(answer.code) || codeOfStatus(response.status), text(answer.field), retryAfter(response));
    }
    return answer;
  }

  private async fetch(method: string, path: string, body?: Json, signal?: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = this.token === '' ? {} : { Authorization: `Bearer ${this.token}` };
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), signal === undefined ? TIMEOUT_MS : 2 * TIMEOUT_MS);

    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    if (signal !== undefined) {
      signal.addEventListener('abort', () => limit.abort());
    }
    try {
      return await fetch(`/v1/widget/${path}`, {
        method, headers, body: body === undefined ? undefined : JSON.stringify(body),
        signal: limit.signal, cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer',
      });
    } catch {
      throw new ApiError('offline', '', 0);
    } finally {
      clearTimeout(timer);
    }
  }
}
