/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "common/bh-words.h"

#include "common/bh-message.h"

static const BhWords authors = BH_WORDS ("visitor", "ai", "operator", "system");
static const BhWords kinds = BH_WORDS ("text", "note", "notice");

const char *
bh_author_to_string (BhAuthor author)
{
  return bh_words_get (&authors, author);
}

gboolean
bh_author_from_string (const char *word, BhAuthor *author)
{
  guint value = 0;
  gboolean found = bh_words_find (&authors, word, &value);

  *author = (BhAuthor) value;
  return found;
}

const char *
bh_message_kind_to_string (BhMessageKind kind)
{
  return bh_words_get (&kinds, kind);
}

gboolean
bh_message_kind_from_string (const char *word, BhMessageKind *kind)
{
  guint value = 0;
  gboolean found = bh_words_find (&kinds, word, &value);

  *kind = (BhMessageKind) value;
  return found;
}

BhMessage *
bh_message_new_take (BhMessage *fields)
{
  BhMessage *self = g_atomic_rc_box_new (BhMessage);

  *self = *fields;
  return self;
}

BhMessage *
bh_message_ref (BhMessage *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
message_clear (gpointer data)
{
  BhMessage *self = data;

  g_free (self->id);
  g_free (self->conversation_id);
  g_free (self->author_id);
  g_free (self->author_name);
  g_free (self->notice);
  g_free (self->body);
  g_free (self->sources);
  g_free (self->extra);
}

void
bh_message_unref (BhMessage *self)
{
  g_atomic_rc_box_release_full (self, message_clear);
}

void
bh_message_write_json (const BhMessage *self, BhJsonWriter *json, const char *name)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", self->id);
  bh_json_string (json, "conversation_id", self->conversation_id);
  bh_json_int (json, "seq", self->seq);
  bh_json_string (json, "author", bh_author_to_string (self->author));
  bh_json_string (json, "author_id", self->author_id);
  bh_json_string (json, "author_name", self->author_name);
  bh_json_string (json, "kind", bh_message_kind_to_string (self->kind));
  bh_json_string (json, "notice", self->notice);
  bh_json_string (json, "body", self->body);
  bh_json_int (json, "created_us", self->created_us);
  bh_json_raw (json, "sources", self->sources != NULL ? self->sources : "[]");
  if (self->extra != NULL)
    bh_json_raw (json, "extra", self->extra);
  bh_json_end_object (json);
}

/* An empty list is nothing worth keeping. */
static char *
read_sources (JsonObject *object)
{
  JsonArray *array = bh_json_get_array (object, "sources");

  if (array == NULL || json_array_get_length (array) == 0)
    return NULL;
  return json_to_string (json_object_get_member (object, "sources"), FALSE);
}

static char *
read_extra (JsonObject *object)
{
  if (bh_json_get_object (object, "extra") == NULL)
    return NULL;
  return json_to_string (json_object_get_member (object, "extra"), FALSE);
}

BhMessage *
bh_message_from_json (JsonObject *object, GError **error)
{
  const char *id = bh_json_get_string (object, "id", NULL);
  const char *conversation = bh_json_get_string (object, "conversation_id", NULL);
  BhMessage fields = { 0 };

  if (id == NULL || conversation == NULL ||
      !bh_author_from_string (bh_json_get_string (object, "author", NULL), &fields.author) ||
      !bh_message_kind_from_string (bh_json_get_string (object, "kind", NULL), &fields.kind))
    {
      g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED,
                           "a message without id, conversation, author or kind");
      return NULL;
    }

  fields.id = g_strdup (id);
  fields.conversation_id = g_strdup (conversation);
  fields.seq = bh_json_get_int (object, "seq", 0);
  fields.author_id = g_strdup (bh_json_get_string (object, "author_id", NULL));
  fields.author_name = g_strdup (bh_json_get_string (object, "author_name", ""));
  fields.notice = g_strdup (bh_json_get_string (object, "notice", NULL));
  fields.body = g_strdup (bh_json_get_string (object, "body", ""));
  fields.sources = read_sources (object);
  fields.extra = read_extra (object);
  fields.created_us = bh_json_get_int (object, "created_us", 0);
  return bh_message_new_take (&fields);
}
