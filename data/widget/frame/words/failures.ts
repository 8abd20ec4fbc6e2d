/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Words } from '.';
import { pick } from './pick';

export function failureText(words: Words, code: string): string {
  const texts: Record<string, string> = {
    missing: words.failedMissing,
    not_found: words.failedNotFound,
    origin_refused: words.failedOrigin,
    forbidden: words.blocked,
    offline: words.failedOffline,
    timeout: words.failedOffline,
    chunk: words.failedChunk,
    rate_limited: words.failedBusy,
    unavailable: words.failedBusy,
  };
  return pick(texts, code, words.failedOther);
}
