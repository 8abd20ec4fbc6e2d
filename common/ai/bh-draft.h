/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What the AI would say where it only suggests: an immutable record. */
typedef struct
{
  char *conversation_id;
  char *run_id;
  char *body;
  char *sources; /* (nullable) a JSON array, as stored */
  gint64 created_us;
} BhDraft;

/* Takes ownership of every string of @fields.  Returns: (transfer full) */
BhDraft *bh_draft_new_take (BhDraft *fields);
BhDraft *bh_draft_ref (BhDraft *self);
void bh_draft_unref (BhDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhDraft, bh_draft_unref)

void bh_draft_write_json (const BhDraft *self, BhJsonWriter *json, const char *name);
BhDraft *bh_draft_from_json (JsonObject *object, GError **error); /* (transfer full) */

G_END_DECLS
