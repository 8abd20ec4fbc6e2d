/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/media/bh-attachment.h"

#include "common/bh-json-reader.h"
#include "common/media/bh-media.h"
#include "common/media/bh-picture.h"

#include <string.h>

#define EXTRA_MAX 65536 /* bytes */

void
bh_attachment_free (BhAttachment *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->media_type);
  g_free (self);
}

gboolean
bh_attachment_is_picture (const BhAttachment *self)
{
  const BhMedia *media = bh_media_for_type (self->media_type);

  return media != NULL && media->picture && self->width > 0 && self->height > 0 &&
         self->width <= BH_PICTURE_MAX_SIDE && self->height <= BH_PICTURE_MAX_SIDE &&
         bh_picture_is_reasonable ((guint) self->width, (guint) self->height);
}

/* Returns: (transfer full) (nullable): NULL where it is none. */
static BhAttachment *
read_one (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *id = object != NULL ? bh_json_get_string (object, "id", NULL) : NULL;
  BhAttachment *self;

  if (id == NULL)
    return NULL;
  self = g_new0 (BhAttachment, 1);
  self->id = g_strdup (id);
  self->name = g_strdup (bh_json_get_string (object, "name", ""));
  self->media_type = g_strdup (bh_json_get_string (object, "media_type", ""));
  self->size = bh_json_get_int (object, "size", 0);
  self->width = bh_json_get_int (object, "width", 0);
  self->height = bh_json_get_int (object, "height", 0);
  return self;
}

GPtrArray *
bh_attachments_read (const char *extra)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_attachment_free);
  g_autoptr (JsonNode) node =
      extra != NULL ? bh_json_parse_object (extra, strlen (extra), EXTRA_MAX, NULL) : NULL;
  JsonArray *array =
      node != NULL ? bh_json_get_array (json_node_get_object (node), "attachments") : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      BhAttachment *one = read_one (json_array_get_element (array, i));

      if (one != NULL)
        g_ptr_array_add (list, one);
    }
  return list;
}

char *
bh_message_to_words (const BhMessage *message)
{
  g_autoptr (GPtrArray) files = bh_attachments_read (message->extra);
  g_autoptr (GString) words = g_string_new (message->body);

  for (guint i = 0; i < files->len; i++)
    {
      const BhAttachment *file = g_ptr_array_index (files, i);

      g_string_append_printf (words, "%s[attached: %s]", words->len > 0 ? "\n" : "", file->name);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}
