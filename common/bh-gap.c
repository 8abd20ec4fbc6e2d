/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-reader.h"

#include "common/bh-gap.h"

BhGap *
bh_gap_new_take (BhGap *fields)
{
  BhGap *self = g_atomic_rc_box_new (BhGap);

  *self = *fields;
  return self;
}

static void
gap_clear (gpointer data)
{
  BhGap *self = data;

  g_free (self->id);
  g_free (self->question);
  g_free (self->conversation_id);
}

void
bh_gap_unref (BhGap *self)
{
  g_atomic_rc_box_release_full (self, gap_clear);
}

void
bh_gap_write_json (const BhGap *self, BhJsonWriter *json, const char *name)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", self->id);
  bh_json_string (json, "question", self->question);
  bh_json_int (json, "hits", self->hits);
  bh_json_int (json, "first_us", self->first_us);
  bh_json_int (json, "last_us", self->last_us);
  bh_json_string (json, "conversation_id", self->conversation_id);
  bh_json_end_object (json);
}

BhGap *
bh_gap_from_json (JsonObject *object, GError **error)
{
  BhGap fields = { 0 };

  if (bh_json_get_string (object, "id", NULL) == NULL)
    {
      g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED, "a gap without id");
      return NULL;
    }
  fields.id = g_strdup (bh_json_get_string (object, "id", NULL));
  fields.question = g_strdup (bh_json_get_string (object, "question", ""));
  fields.hits = bh_json_get_int (object, "hits", 0);
  fields.first_us = bh_json_get_int (object, "first_us", 0);
  fields.last_us = bh_json_get_int (object, "last_us", 0);
  fields.conversation_id = g_strdup (bh_json_get_string (object, "conversation_id", NULL));
  return bh_gap_new_take (&fields);
}
