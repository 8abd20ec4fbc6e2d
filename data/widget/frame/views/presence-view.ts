/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { AppState } from '../app-state';
import { Language } from '../words';
import { avatar } from './avatar';
import { el } from './dom';
import { timeNext } from './times';

// What one may expect: who is there, how soon they answer, or when they are back.

const HOUR_S = 3600;
const DAY_S = 86400;

function replyText({ words }: Language, reply_time_s: number): string {
  if (reply_time_s <= 0 || reply_time_s > DAY_S) {
    return '';
  }
  return reply_time_s < HOUR_S ? words.replyMinutes({ count: Math.max(1, Math.ceil(reply_time_s / 60)) }) :
    words.replyHours({ count: Math.ceil(reply_time_s / HOUR_S) });
}

// When they are back, where they are away and it is known.
export function backText({ presence }: AppState, language: Language): string {
  return presence === null || presence.open || presence.next_open_us === 0 ? '' :
    language.words.presenceBack({ when: timeNext(presence.next_open_us, language.tag, new Date()) });
}

function presenceTexts(state: AppState, language: Language): string[] {
  const { presence, organization } = state;
  const { words } = language;

  if (presence === null || organization === null) {
    return [];
  }
  const isHere = presence.open && presence.online > 0;
  const ai = organization.ai_enabled ? words.presenceAi({ name: organization.ai_name }) : '';
  const reply = presence.open ? replyText(language, presence.reply_time_s) : '';

  return [isHere ? words.presenceHere : presence.open ? '' : words.presenceAway, backText(state, language), reply, ai].filter((text) => text !== '');
}

export function presenceView(state: AppState, language: Language): HTMLElement {
  const people = state.presence === null || !state.presence.open ? [] : state.presence.people;
  const faces = people.map((person) => {
    const face = avatar('operator', person.name, person.avatar);
    face.title = person.name;
    return face;
  });
  const ai = state.organization !== null && state.organization.ai_enabled ? [avatar('ai', state.organization.ai_name)] : [];
  const texts = presenceTexts(state, language).map((text) => el('p', {}, text));

  return el('div', { class: 'presence', ...(texts.length === 0 ? { hidden: '' } : {}) },
    el('div', { class: 'faces' }, ...faces, ...ai), el('div', { class: 'said' }, ...texts));
}
