/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Identity } from '../../bridge';

// What a page may hand over, looked at: null, and what to do instead is said.

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const HMAC = /^[0-9a-f]{64}$/i;

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

export function readConversation(value: unknown): string | null {
  return typeof value === 'string' && ID.test(value) ? value : null;
}

export function readIdentity(value: unknown): Identity | null {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const identity = { id: text(given.id), name: text(given.name), email: text(given.email), hmac: text(given.hmac) };

  return identity.id !== '' && HMAC.test(identity.hmac) ? identity : null;
}
