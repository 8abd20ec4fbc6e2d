/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One way in which the question of a gap was asked. */
typedef struct
{
  char *question;
  char *conversation_id;
  gint64 created_us;
} BhGapExample;

BhGapExample *
bh_gap_example_new (const char *question, const char *conversation_id, gint64 created_us);
void bh_gap_example_free (BhGapExample *self);

/* A question the knowledge base had no answer to: an immutable record. */
typedef struct
{
  char *id;
  char *question;
  gint64 hits;
  char *status;      /* “open”, “closed” */
  char *resolution;  /* (nullable) while open; “article”, “linked”, “dismissed” */
  char *document_id; /* (nullable) of the article that closed it */
  gint64 first_us;
  gint64 last_us;
  char *conversation_id; /* (nullable) where an operator answered it, or else the latest example */
  gboolean answered;     /* an operator has answered it there, nobody has written it down yet */
  GPtrArray *examples;   /* (nullable) of BhGapExample, newest first */
} BhGap;

BhGap *bh_gap_new_take (BhGap *fields);
void bh_gap_unref (BhGap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhGap, bh_gap_unref)
void bh_gap_write_json (const BhGap *self, BhJsonWriter *json, const char *name);
BhGap *bh_gap_from_json (JsonObject *object, GError **error);

G_END_DECLS
