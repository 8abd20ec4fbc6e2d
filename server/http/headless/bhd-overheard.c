/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/headless/bhd-overheard.h"

#include "common/bh-json-reader.h"

void
bhd_overheard_clear (BhdOverheard *self)
{
  g_clear_pointer (&self->type, g_free);
  g_clear_pointer (&self->conversation_id, g_free);
  g_clear_pointer (&self->text, g_free);
}

static void
keep (char **place, const BhJsonSpan *value)
{
  g_free (*place);
  *place = bh_json_span_dup_string (value);
}

static gboolean
read_body (const char *name, const BhJsonSpan *value, gpointer data, GError **error)
{
  BhdOverheard *self = data;

  if (g_str_equal (name, "text"))
    keep (&self->text, value);
  else if (g_str_equal (name, "offset") && !bh_json_span_get_int (value, &self->offset))
    self->offset = -1;
  return TRUE;
}

static gboolean
read_frame (const char *name, const BhJsonSpan *value, gpointer data, GError **error)
{
  BhdOverheard *self = data;

  if (g_str_equal (name, "type"))
    keep (&self->type, value);
  else if (g_str_equal (name, "conversation_id"))
    keep (&self->conversation_id, value);
  else if (g_str_equal (name, "body") && value->type == BH_JSON_OBJECT)
    return bh_json_each_member (value->text, value->length, value->length, read_body, self, error);
  return TRUE;
}

gboolean
bhd_overheard_read (BhdOverheard *self, const char *frame, gsize length)
{
  *self = (BhdOverheard){ .offset = -1 };
  return bh_json_each_member (frame, length, length, read_frame, self, NULL) && self->type != NULL;
}
