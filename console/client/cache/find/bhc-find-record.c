/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-json-reader.h"

#include <string.h>

#include "console/client/cache/find/bhc-find-record.h"

static gboolean
each_member (const char *record, BhJsonMemberFunc func, gpointer data, GError **error)
{
  gsize length = strlen (record);

  return bh_json_each_member (record, length, length, func, data, error);
}

/* ---- messages ---- */

static gboolean
extra_cb (const char *name, const BhJsonSpan *value, gpointer data, GError **error)
{
  BhcFindSaying *self = data;

  if (g_str_equal (name, "attachments"))
    self->has_files = value->type == BH_JSON_ARRAY && value->length > strlen ("[]");
  return TRUE;
}

static gboolean
saying_cb (const char *name, const BhJsonSpan *value, gpointer data, GError **error)
{
  BhcFindSaying *self = data;
  g_autofree char *word = NULL;

  if (g_str_equal (name, "body"))
    self->body = bh_json_span_dup_string (value);
  else if (g_str_equal (name, "author_id"))
    self->author_id = bh_json_span_dup_string (value);
  else if (g_str_equal (name, "created_us"))
    bh_json_span_get_int (value, &self->created_us);
  else if (g_str_equal (name, "extra") && value->type == BH_JSON_OBJECT)
    return bh_json_each_member (value->text, value->length, value->length, extra_cb, self, error);
  else if (g_str_equal (name, "author") && (word = bh_json_span_dup_string (value)) != NULL)
    bh_author_from_string (word, &self->author);
  else if (g_str_equal (name, "kind") && (word = bh_json_span_dup_string (value)) != NULL)
    bh_message_kind_from_string (word, &self->kind);

  return TRUE;
}

gboolean
bhc_find_saying_read (BhcFindSaying *self, const char *record, GError **error)
{
  memset (self, 0, sizeof *self);
  if (!each_member (record, saying_cb, self, error))
    {
      bhc_find_saying_clear (self);
      return FALSE;
    }

  if (self->body == NULL)
    self->body = g_strdup ("");
  return TRUE;
}

void
bhc_find_saying_clear (BhcFindSaying *self)
{
  g_clear_pointer (&self->author_id, g_free);
  g_clear_pointer (&self->body, g_free);
}

/* ---- conversations ---- */

/* Members of the record, or of an object in it. */
static const struct
{
  const char *object; /* (nullable) */
  const char *name;
  gsize offset;
} texts[] = {
  { NULL, "status", G_STRUCT_OFFSET (BhcFindCase, status) },
  { NULL, "channel", G_STRUCT_OFFSET (BhcFindCase, channel) },
  { NULL, "priority", G_STRUCT_OFFSET (BhcFindCase, priority) },
  { "contact", "id", G_STRUCT_OFFSET (BhcFindCase, contact_id) },
  { "contact", "name", G_STRUCT_OFFSET (BhcFindCase, contact_name) },
  { "contact", "email", G_STRUCT_OFFSET (BhcFindCase, contact_email) },
  { "contact", "external_id", G_STRUCT_OFFSET (BhcFindCase, contact_external_id) },
  { "assignee", "id", G_STRUCT_OFFSET (BhcFindCase, assignee_id) },
  { "team", "id", G_STRUCT_OFFSET (BhcFindCase, team_id) },
};

/* Where in a record one is. */
typedef struct
{
  BhcFindCase *self;
  const char *object; /* (nullable) */
} Reading;

static gboolean
take_text (const Reading *reading, const char *name, const BhJsonSpan *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      char **text = G_STRUCT_MEMBER_P (reading->self, texts[i].offset);

      if (g_strcmp0 (texts[i].object, reading->object) != 0 || !g_str_equal (texts[i].name, name))
        continue;
      g_free (*text);
      *text = bh_json_span_dup_string (value);
      return TRUE;
    }

  return FALSE;
}

static gboolean
part_cb (const char *name, const BhJsonSpan *value, gpointer data, GError **error)
{
  take_text (data, name, value);
  return TRUE;
}

static gboolean
case_cb (const char *name, const BhJsonSpan *value, gpointer data, GError **error)
{
  Reading *reading = data;
  Reading inner = { reading->self, name };

  if (value->type == BH_JSON_NULL || take_text (reading, name, value))
    return TRUE;
  if (g_str_equal (name, "csat"))
    reading->self->rated = TRUE;
  else if (g_str_equal (name, "labels") && value->type == BH_JSON_ARRAY)
    reading->self->labels = g_strndup (value->text, value->length);
  else if (value->type == BH_JSON_OBJECT)
    return bh_json_each_member (value->text, value->length, value->length, part_cb, &inner, error);

  return TRUE;
}

gboolean
bhc_find_case_read (BhcFindCase *self, const char *record, GError **error)
{
  Reading reading = { self, NULL };

  memset (self, 0, sizeof *self);
  if (each_member (record, case_cb, &reading, error))
    return TRUE;

  bhc_find_case_clear (self);
  return FALSE;
}

void
bhc_find_case_clear (BhcFindCase *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer ((char **) G_STRUCT_MEMBER_P (self, texts[i].offset), g_free);
  g_clear_pointer (&self->labels, g_free);
}
