/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"

G_BEGIN_DECLS

/* Somebody on the website, with one conversation: what their widget says and hears. */
typedef struct
{
  BhtApi *api;
  char *conversation;
  char *path; /* the conversation's, for operators: “/v1/desk/conversations/ID” */
} Visitor;

/* Writes @words (nullable: nothing yet), for the assistant or whoever answers. */
Visitor *visitor_new (BhtBellhopd *daemon, const char *name, const char *words);

/* The same, and asks for a person: the assistant is silent from now on. */
Visitor *visitor_new_waiting (BhtBellhopd *daemon, const char *name, const char *words);

/* Comes again, with another conversation, which it is about from now on. */
void visitor_begins_anew (Visitor *self, const char *words);
void visitor_free (Visitor *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Visitor, visitor_free)

void visitor_says (Visitor *self, const char *words);
void visitor_types (Visitor *self, gboolean on);
void visitor_asks_for_a_person (Visitor *self);

/* Has all before their eyes that there is, as operator @api knows. */
void visitor_reads (Visitor *self, BhtApi *api);

/* Until the visitor sees @words, or something else that stands in the messages they are given. */
void visitor_await (Visitor *self, const char *words);

void visitor_await_no (Visitor *self, const char *words); /* until they do not */

/* What operator @api does with it: “claim”, “resolve” … */
void visitor_is (Visitor *self, BhtApi *api, const char *verb);

/* Operator @api changes it: @json as in PATCH /v1/desk/conversations/:id. */
void visitor_is_marked (Visitor *self, BhtApi *api, const char *json, ...) G_GNUC_PRINTF (3, 4);

/* Until the daemon has @words in what it tells of the conversation, or of its messages. */
void visitor_await_desk (Visitor *self, BhtApi *api, const char *words);
void visitor_await_said (Visitor *self, BhtApi *api, const char *words);

/* A moment in what the daemon tells operator @api of it: “handoff.created_us”. */
gint64 visitor_read_us (Visitor *self, BhtApi *api, const char *field);

G_END_DECLS
