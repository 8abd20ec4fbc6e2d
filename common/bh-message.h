/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define BH_MESSAGE_MAX 4000 /* characters of a body */

typedef enum
{
  BH_AUTHOR_VISITOR,
  BH_AUTHOR_AI,
  BH_AUTHOR_OPERATOR,
  BH_AUTHOR_SYSTEM,
} BhAuthor;

typedef enum
{
  BH_MESSAGE_TEXT,
  BH_MESSAGE_NOTE,   /* never leaves the desk */
  BH_MESSAGE_NOTICE, /* written by the system */
} BhMessageKind;

/* One line of a conversation: an immutable record, shared by reference between threads. */
typedef struct
{
  char *id;
  char *conversation_id;
  gint64 seq; /* 0: not announced yet (waits in an outbox) */
  BhAuthor author;
  char *author_id; /* (nullable) */
  char *author_name;
  BhMessageKind kind;
  char *notice; /* (nullable) a stable code, see PROTOCOL.md */
  char *body;
  char *sources; /* (nullable) a JSON array, as stored */
  char *extra;   /* (nullable) a JSON object, as stored: choices, an action; see PROTOCOL.md */
  gint64 created_us;
} BhMessage;

/* Takes ownership of every string of @fields, which lives on the caller's stack.
 * Returns: (transfer full) */
BhMessage *bh_message_new_take (BhMessage *fields);
BhMessage *bh_message_ref (BhMessage *self);
void bh_message_unref (BhMessage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhMessage, bh_message_unref)

void bh_message_write_json (const BhMessage *self, BhJsonWriter *json, const char *name);
BhMessage *bh_message_from_json (JsonObject *object, GError **error); /* (transfer full) */

/* Wire words, “visitor”, “text” …; a word nobody knows is FALSE. */
const char *bh_author_to_string (BhAuthor author);
gboolean bh_author_from_string (const char *word, BhAuthor *author);
const char *bh_message_kind_to_string (BhMessageKind kind);
gboolean bh_message_kind_from_string (const char *word, BhMessageKind *kind);

G_END_DECLS
