/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/shapes/bhd-shapes.h"

static const BhdMember named_members[] = {
  { "id", BHD_IS_ID },
  { "name", BHD_IS_TEXT },
  { NULL },
};
const BhdShape bhd_shape_named = { "NamedOperator", "An operator, by id and name", named_members };

static const BhdMember audit_entry_members[] = {
  { "id", BHD_IS_ID },
  { "at_us", BHD_IS_TIME },
  { "operator", BHD_IS_OBJECT, BHD_OR_NULL,
    "Null: the administrator of the machine, or the daemon itself", &bhd_shape_named },
  { "action", BHD_IS_TEXT, 0, "“label.created”" },
  { "subject_id", BHD_IS_TEXT, BHD_OR_NULL, "What it was done to" },
  { "detail", BHD_IS_MAP, 0, "What was said; “also” names what is not told" },
  { NULL },
};
const BhdShape bhd_shape_audit_entry = { "AuditEntry", "One thing that was done",
                                         audit_entry_members };

static const BhdMember whisper_members[] = {
  { "id", BHD_IS_ID },           BHD_ONE ("from", named),
  BHD_ONE ("to", named),         { "conversation_id", BHD_IS_ID, BHD_OR_NULL, "What it is about" },
  { "body", BHD_IS_TEXT },       { "read_us", BHD_IS_TIME, BHD_OR_NULL },
  { "created_us", BHD_IS_TIME }, { NULL },
};
const BhdShape bhd_shape_whisper = { "Whisper", "What one operator said to another alone",
                                     whisper_members };

static const BhdMember attendance_members[] = {
  BHD_ONE ("operator", operator),
  { "connected", BHD_IS_BOOL, 0, "A console of theirs listens" },
  { "since_us", BHD_IS_TIME, BHD_OR_NULL, "Since when it does" },
  { "open", BHD_IS_INT, 0, "Conversations that are theirs and not resolved" },
  { "waiting", BHD_IS_INT, 0, "Of these, those where the visitor waits for an answer" },
  { NULL },
};
const BhdShape bhd_shape_attendance = { "Attendance", "Who is there, and what each has",
                                        attendance_members };

static const BhdMember running_members[] = {
  { "run_id", BHD_IS_ID },
  { "conversation_id", BHD_IS_ID },
  { "contact_name", BHD_IS_TEXT },
  { "question", BHD_IS_TEXT, 0, "What the visitor said last, its first 200 characters" },
  { "provider", BHD_IS_TEXT, BHD_OR_NULL },
  { "started_us", BHD_IS_TIME, BHD_OR_NULL, "Null: it has yet to begin" },
  { NULL },
};
const BhdShape bhd_shape_running = { "Running", "What the AI is at", running_members };
