/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Json, object, text } from '../../records';

// One request to the visitor's routes.  It answers the daemon's JSON or throws an ApiError with its
// code; `offline` is our own: no answer came.

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

export function must<T>(record: T | null): T {
  if (record === null) {
    throw new ApiError('internal', '', 0);
  }
  return record;
}

export interface Limits {
  signal?: AbortSignal;
  timeoutMs?: number;
}

export class Transport {
  token = '';

  async request(method: string, path: string, body?: Json | Blob, limits: Limits = {}): Promise<Json> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), limits.timeoutMs || TIMEOUT_MS); // of the answer's last byte

    limits.signal?.addEventListener('abort', () => limit.abort());
    try {
      return await this.answer(await this.fetch(method, path, body, limit.signal));
    } finally {
      clearTimeout(timer);
    }
  }

  // What is no JSON but a file to keep.
  async file(path: string): Promise<Blob> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), TIMEOUT_MS);

    try {
      const response = await this.fetch('GET', path, undefined, limit.signal);
      if (!response.ok) {
        await this.answer(response);
      }
      return await response.blob();
    } catch (error) {
      throw error instanceof ApiError ? error : new ApiError('offline', '', 0);
    } finally {
      clearTimeout(timer);
    }
  }

  private async answer(response: Response): Promise<Json> {
    let answer: Json = {};

    try {
      answer = response.status === 204 || response.status === 202 ? {} : object(await response.json());
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

  private async fetch(method: string, path: string, body: Json | Blob | undefined, signal: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = this.token === '' ? {} : { Authorization: `Bearer ${this.token}` };

    if (body !== undefined) {
      headers['Content-Type'] = body instanceof Blob ? 'application/octet-stream' : 'application/json';
    }
    try {
      return await fetch(`/v1/widget/${path}`, {
        method, headers, body: body === undefined || body instanceof Blob ? body : JSON.stringify(body),
        signal, cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer',
      });
    } catch {
      throw new ApiError('offline', '', 0);
    }
  }
}
