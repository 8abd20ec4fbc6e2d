/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Conversation } from '../../protocol';
import { avatar } from '../views/avatar';
import { Entry, entry } from '../views/entry';
import { timeAgo } from '../views/times';
import { Visit } from '../visit';

// A conversation in a list: who it is with, what was said last, when, and what is new.

const LINE_MAX = 200;

function lastText(conversation: Conversation, visit: Visit): string {
  const last = conversation.last_message;

  if (last === null) {
    return '';
  }
  const body = last.body.replace(/[*_`#>]+|\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\s+/g, ' ').slice(0, LINE_MAX);
  return last.author === 'visitor' ? visit.language.words.lastYou({ text: body }) : body;
}

export function conversationEntry(visit: Visit, conversation: Conversation, look: Partial<Entry> = {}): HTMLButtonElement {
  const { words, tag } = visit.language;
  const { organization } = visit.app.state;
  const { operator, status, unread } = conversation;
  const name = operator?.name || (organization?.ai_enabled ? conversation.ai_name || organization.ai_name : organization?.name) || words.conversation;
  const states = { unresolved: words.statusOpen, escalated: operator === null ? words.statusWaiting : words.statusOpen, resolved: words.statusEnded };
  const node = entry({
    title: name, line: lastText(conversation, visit), picture: avatar(operator === null && organization?.ai_enabled ? 'ai' : 'operator', name, operator?.avatar),
    aside: timeAgo(conversation.updated_us, tag, new Date()), count: unread, countText: words.unread({ count: unread }), className: status, ...look,
  }, () => void visit.router.go('chat', conversation.id));
  const state = document.createElement('span');

  state.className = 'state-tag';
  state.textContent = states[status];
  node.querySelector('.title')?.append(state);
  return node;
}
