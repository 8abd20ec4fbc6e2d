/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/knowledge/bhc-answer.h"

#include "common/bh-json-reader.h"

/* What is sent at once, and how large a file may be, where the daemon does not say. */
#define CHUNK (1024 * 1024)
#define MAX_SIZE (40 * 1024 * 1024)

static void
format_free (gpointer data)
{
  BhcFormat *self = data;

  g_free (self->label);
  g_strfreev (self->extensions);
  g_free (self);
}

void
bhc_answer_free (BhcAnswer *self)
{
  for (guint kind = 0; kind < BHC_N_KINDS; kind++)
    {
      bhc_kind_unref ((BhcKind) kind, self->records[kind]);
      g_clear_pointer (&self->lists[kind], g_ptr_array_unref);
    }
  g_clear_pointer (&self->formats, g_ptr_array_unref);
  g_free (self->next);
  g_free (self->text);
  g_free (self->sources);
  g_free (self->upload_id);
  g_free (self);
}

static JsonObject *
get_element (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static GPtrArray *
read_list (BhcKind kind, JsonArray *array, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (bhc_kinds[kind].unref);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = get_element (array, i);
      gpointer record = object != NULL ? bhc_kinds[kind].read (object, error) : NULL;

      if (object != NULL && record == NULL)
        return NULL;
      if (record != NULL)
        g_ptr_array_add (list, record);
    }

  return g_steal_pointer (&list);
}

static gboolean
read_kind (BhcAnswer *self, BhcKind kind, JsonObject *object, GError **error)
{
  JsonObject *one = bh_json_get_object (object, bhc_kinds[kind].one);
  JsonArray *many = bh_json_get_array (object, bhc_kinds[kind].many);

  if (one != NULL && (self->records[kind] = bhc_kinds[kind].read (one, error)) == NULL)
    return FALSE;
  if (many != NULL && (self->lists[kind] = read_list (kind, many, error)) == NULL)
    return FALSE;

  return TRUE;
}

static char **
read_words (JsonArray *array)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (words, json_node_get_string (node));
    }

  return g_strv_builder_end (words);
}

static void
read_formats (BhcAnswer *self, JsonArray *array)
{
  self->formats = g_ptr_array_new_with_free_func (format_free);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = get_element (array, i);
      BhcFormat *format;

      if (object == NULL)
        continue;
      format = g_new0 (BhcFormat, 1);
      format->label = g_strdup (bh_json_get_string (object, "label", ""));
      format->extensions = read_words (bh_json_get_array (object, "extensions"));
      g_ptr_array_add (self->formats, format);
    }
}

static void
read_overview (BhcAnswer *self, JsonObject *object)
{
  JsonArray *formats = bh_json_get_array (object, "formats");
  JsonObject *phrasings = bh_json_get_object (object, "phrasings");

  if (formats == NULL)
    return;

  read_formats (self, formats);
  self->max_size = bh_json_get_int (object, "max_size", MAX_SIZE);
  self->chunk = CLAMP (bh_json_get_int (object, "chunk", CHUNK), 1, 16 * CHUNK);
  self->n_gaps = bh_json_get_int (object, "gaps", 0);
  self->n_proposed = phrasings != NULL ? bh_json_get_int (phrasings, "proposed", 0) : 0;
}

BhcAnswer *
bhc_answer_from_json (JsonObject *object, GError **error)
{
  g_autoptr (BhcAnswer) self = g_new0 (BhcAnswer, 1);
  JsonObject *upload = bh_json_get_object (object, "upload");
  JsonArray *sources = bh_json_get_array (object, "sources");

  for (guint kind = 0; kind < BHC_N_KINDS; kind++)
    if (!read_kind (self, (BhcKind) kind, object, error))
      return NULL;

  self->next = g_strdup (bh_json_get_string (object, "next", NULL));
  self->total = bh_json_get_int (object, "total", -1);
  self->text = g_strdup (bh_json_get_string (object, "text", NULL));
  if (sources != NULL)
    self->sources = json_to_string (json_object_get_member (object, "sources"), FALSE);
  if (upload != NULL)
    {
      self->upload_id = g_strdup (bh_json_get_string (upload, "id", NULL));
      self->received = bh_json_get_int (upload, "received", 0);
    }
  read_overview (self, object);

  return g_steal_pointer (&self);
}
