/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/writing/bhc-letter.h"

#include "common/bh-json-reader.h"
#include "common/bh-json-writer.h"

#include <string.h>

#define EXTRA_MAX (256 * 1024) /* bytes */
#define MENTIONS_MAX 200

BhcMention *
bhc_mention_new (const char *id, const char *name)
{
  BhcMention *self = g_new0 (BhcMention, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name);

  return self;
}

void
bhc_mention_free (BhcMention *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self);
}

BhcLetter *
bhc_letter_new (const char *body)
{
  BhcLetter *self = g_new0 (BhcLetter, 1);

  self->body = g_strdup (body);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_attachment_free);
  self->mentions = g_ptr_array_new_with_free_func ((GDestroyNotify) bhc_mention_free);

  return self;
}

BhcLetter *
bhc_letter_copy (const BhcLetter *self)
{
  g_autofree char *extra = bhc_letter_write_extra (self);
  BhcLetter *copy = bhc_letter_read (self->body, extra);

  copy->seen_seq = self->seen_seq;
  return copy;
}

void
bhc_letter_free (BhcLetter *self)
{
  g_free (self->body);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->mentions);
  g_free (self);
}

gboolean
bhc_letter_is_empty (const BhcLetter *self)
{
  return *self->body == '\0' && self->files->len == 0;
}

void
bhc_letter_trim_mentions (BhcLetter *self)
{
  for (guint i = self->mentions->len; i > 0; i--)
    {
      const BhcMention *mention = g_ptr_array_index (self->mentions, i - 1);
      g_autofree char *words = g_strconcat ("@", mention->name, NULL);

      if (strstr (self->body, words) == NULL)
        g_ptr_array_remove_index (self->mentions, i - 1);
    }
}

static void
write_file (BhJsonWriter *json, const BhAttachment *file)
{
  bh_json_begin_object (json, NULL);
  bh_json_string (json, "id", file->id);
  bh_json_string (json, "name", file->name);
  bh_json_string (json, "media_type", file->media_type);
  bh_json_int (json, "size", file->size);
  bh_json_int (json, "width", file->width);
  bh_json_int (json, "height", file->height);
  bh_json_end_object (json);
}

static void
write_mentions (BhJsonWriter *json, GPtrArray *mentions)
{
  if (mentions->len == 0)
    return;

  bh_json_begin_array (json, "mentions");
  for (guint i = 0; i < mentions->len; i++)
    bh_json_string (json, NULL, ((const BhcMention *) mentions->pdata[i])->id);
  bh_json_end_array (json);
  bh_json_begin_array (json, "mention_names");
  for (guint i = 0; i < mentions->len; i++)
    bh_json_string (json, NULL, ((const BhcMention *) mentions->pdata[i])->name);
  bh_json_end_array (json);
}

char *
bhc_letter_write_extra (const BhcLetter *self)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  if (self->files->len == 0 && self->mentions->len == 0)
    return NULL;

  bh_json_begin_object (&json, NULL);
  if (self->files->len > 0)
    {
      bh_json_begin_array (&json, "attachments");
      for (guint i = 0; i < self->files->len; i++)
        write_file (&json, self->files->pdata[i]);
      bh_json_end_array (&json);
    }
  write_mentions (&json, self->mentions);
  bh_json_end_object (&json);

  return bh_json_writer_steal (&json);
}

static const char *
string_at (JsonArray *array, guint i)
{
  JsonNode *node = i < json_array_get_length (array) ? json_array_get_element (array, i) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static void
read_mentions (BhcLetter *self, const char *extra)
{
  g_autoptr (JsonNode) root =
      extra != NULL ? bh_json_parse_object (extra, strlen (extra), EXTRA_MAX, NULL) : NULL;
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;
  JsonArray *ids = object != NULL ? bh_json_get_array (object, "mentions") : NULL;
  JsonArray *names = object != NULL ? bh_json_get_array (object, "mention_names") : NULL;
  guint n = ids != NULL && names != NULL ? MIN (json_array_get_length (ids), MENTIONS_MAX) : 0;

  for (guint i = 0; i < n; i++)
    {
      const char *id = string_at (ids, i);
      const char *name = string_at (names, i);

      if (id != NULL && name != NULL && *name != '\0')
        g_ptr_array_add (self->mentions, bhc_mention_new (id, name));
    }
}

BhcLetter *
bhc_letter_read (const char *body, const char *extra)
{
  BhcLetter *self = bhc_letter_new (body);

  g_ptr_array_unref (self->files);
  self->files = bh_attachments_read (extra);
  read_mentions (self, extra);

  return self;
}
