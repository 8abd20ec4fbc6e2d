/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A question the knowledge base had no answer to: an immutable record. */
typedef struct
{
  char *id;
  char *question;
  gint64 hits;
  gint64 first_us;
  gint64 last_us;
  char *conversation_id; /* (nullable) the latest example */
} BhGap;

BhGap *bh_gap_new_take (BhGap *fields);
void bh_gap_unref (BhGap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhGap, bh_gap_unref)
void bh_gap_write_json (const BhGap *self, BhJsonWriter *json, const char *name);
BhGap *bh_gap_from_json (JsonObject *object, GError **error);

G_END_DECLS
