/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Message } from '../../protocol';
import { Words } from '.';
import { pick } from './pick';

export function noticeText(words: Words, message: Message): string {
  const name = message.author_name;
  const texts: Record<string, string> = {
    handoff_requested: words.noticeHandoff,
    operator_joined: words.noticeJoined({ name }),
    transferred: words.noticeTransferred({ name }),
    operator_left: words.noticeLeft({ name }),
    resolved: words.noticeResolved,
    reopened: words.noticeReopened,
    returned_to_ai: words.noticeReturned,
  };
  return pick(texts, message.notice, message.body);
}
