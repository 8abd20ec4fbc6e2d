/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Field, FieldType, Presence, Settings, Widget } from '../../protocol';
import { integer, list, object, readOrganization, readPerson, text } from '../../records';

// Reading what the organisation decided.  A daemon that says nothing of its widget asks for a name
// and an address, and is always open.

const TYPES: readonly string[] = ['name', 'email', 'phone', 'text', 'long_text', 'choice', 'checkbox'];
const OFFLINE: readonly string[] = ['chat', 'form', 'hide'];
const SUGGESTIONS_MAX = 3;
const PEOPLE_MAX = 3;

const OWN_FIELDS: Field[] = [
  { key: 'name', type: 'name', label: '', required: true, options: [] },
  { key: 'email', type: 'email', label: '', required: true, options: [] },
];

function readField(value: unknown): Field | null {
  const json = object(value);
  const type = text(json.type);

  if (text(json.key) === '' || !TYPES.includes(type)) {
    return null;
  }
  const options = list(json.options, (option) => text(option) || null);
  return { key: text(json.key), type: type as FieldType, label: text(json.label), required: json.required === true, options };
}

function readFields(value: unknown): Field[] {
  if (value === undefined || value === null) {
    return OWN_FIELDS;
  }
  const json = object(value);
  return json.enabled === true ? list(json.fields, readField) : [];
}

function readWidget(value: unknown): Widget {
  const json = object(value);
  const offline = text(json.offline);

  return {
    title: text(json.title),
    accent_color: text(json.accent_color),
    input_placeholder: text(json.input_placeholder),
    suggestions: list(json.suggestions, (suggestion) => text(suggestion) || null).slice(0, SUGGESTIONS_MAX),
    fields: readFields(json.pre_chat),
    offline: (OFFLINE.includes(offline) ? offline : 'chat') as Widget['offline'],
    csat: json.csat === true,
    transcript: json.transcript === true,
    sound: json.sound === true,
    phone: text(json.phone),
    attachments: {
      enabled: object(json.attachments).enabled === true,
      max_size: integer(object(json.attachments).max_size),
      extensions: list(object(json.attachments).extensions, (value) => text(value) || null),
    },
  };
}

function readPresence(value: unknown): Presence {
  const json = object(value);

  return {
    open: json.open !== false,
    next_open_us: integer(json.next_open_us),
    online: integer(json.online),
    people: list(json.people, readPerson).slice(0, PEOPLE_MAX),
    reply_time_s: integer(json.reply_time_s),
  };
}

export function readSettings(value: unknown): Settings | null {
  const json = object(value);
  const organization = readOrganization(json.organization);

  return organization === null ? null : { organization, widget: readWidget(json.widget), presence: readPresence(json.presence) };
}

// The daemon may have put them into the page itself, which saves asking.
export function settingsOfPage(): Settings | null {
  try {
    return readSettings(JSON.parse(document.getElementById('settings')?.textContent || 'null'));
  } catch {
    return null;
  }
}
