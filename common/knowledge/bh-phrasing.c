/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/knowledge/bh-phrasing.h"

#include "common/bh-error.h"
#include "common/bh-json-reader.h"

BhPhrasing *
bh_phrasing_new_take (BhPhrasing *fields)
{
  BhPhrasing *self = g_atomic_rc_box_new (BhPhrasing);

  *self = *fields;
  return self;
}

static void
phrasing_clear (gpointer data)
{
  BhPhrasing *self = data;

  g_free (self->id);
  g_free (self->document_id);
  g_free (self->title);
  g_free (self->question);
  g_free (self->status);
  g_free (self->origin);
  g_free (self->conversation_id);
}

void
bh_phrasing_unref (BhPhrasing *self)
{
  g_atomic_rc_box_release_full (self, phrasing_clear);
}

void
bh_phrasing_write_json (const BhPhrasing *self, BhJsonWriter *json, const char *name)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", self->id);
  bh_json_string (json, "document_id", self->document_id);
  bh_json_string (json, "title", self->title);
  bh_json_string (json, "question", self->question);
  bh_json_string (json, "status", self->status);
  bh_json_string (json, "origin", self->origin);
  bh_json_int (json, "hits", self->hits);
  bh_json_string (json, "conversation_id", self->conversation_id);
  bh_json_int (json, "created_us", self->created_us);
  bh_json_end_object (json);
}

BhPhrasing *
bh_phrasing_from_json (JsonObject *object, GError **error)
{
  BhPhrasing fields = { 0 };

  if (bh_json_get_string (object, "id", NULL) == NULL)
    {
      g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED, "a phrasing without id");
      return NULL;
    }
  fields.id = g_strdup (bh_json_get_string (object, "id", NULL));
  fields.document_id = g_strdup (bh_json_get_string (object, "document_id", NULL));
  fields.title = g_strdup (bh_json_get_string (object, "title", ""));
  fields.question = g_strdup (bh_json_get_string (object, "question", ""));
  fields.status = g_strdup (bh_json_get_string (object, "status", "proposed"));
  fields.origin = g_strdup (bh_json_get_string (object, "origin", "operator"));
  fields.hits = bh_json_get_int (object, "hits", 0);
  fields.conversation_id = g_strdup (bh_json_get_string (object, "conversation_id", NULL));
  fields.created_us = bh_json_get_int (object, "created_us", 0);
  return bh_phrasing_new_take (&fields);
}
