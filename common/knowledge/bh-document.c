/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-reader.h"

#include "common/knowledge/bh-document.h"

BhDocument *
bh_document_new_take (BhDocument *fields)
{
  BhDocument *self = g_atomic_rc_box_new (BhDocument);

  *self = *fields;
  return self;
}

static void
document_clear (gpointer data)
{
  BhDocument *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self->category);
  g_free (self->format);
  g_free (self->source);
  g_free (self->file_name);
  g_free (self->url);
  g_free (self->blob);
  g_free (self->body);
  g_free (self->status);
  g_free (self->error);
}

void
bh_document_unref (BhDocument *self)
{
  g_atomic_rc_box_release_full (self, document_clear);
}

void
bh_document_write_json (const BhDocument *self, BhJsonWriter *json, const char *name)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", self->id);
  bh_json_string (json, "title", self->title);
  bh_json_string (json, "category", self->category);
  bh_json_string (json, "format", self->format);
  bh_json_string (json, "source", self->source);
  bh_json_string (json, "file_name", self->file_name);
  bh_json_string (json, "url", self->url);
  if (self->body != NULL)
    bh_json_string (json, "body", self->body);
  bh_json_int (json, "size", self->size);
  bh_json_string (json, "status", self->status);
  bh_json_string (json, "error", self->error);
  bh_json_int (json, "created_us", self->created_us);
  bh_json_int (json, "updated_us", self->updated_us);
  bh_json_end_object (json);
}

BhDocument *
bh_document_from_json (JsonObject *object, GError **error)
{
  BhDocument fields = { 0 };

  if (bh_json_get_string (object, "id", NULL) == NULL)
    {
      g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED, "a document without id");
      return NULL;
    }
  fields.id = g_strdup (bh_json_get_string (object, "id", NULL));
  fields.title = g_strdup (bh_json_get_string (object, "title", ""));
  fields.category = g_strdup (bh_json_get_string (object, "category", ""));
  fields.format = g_strdup (bh_json_get_string (object, "format", "text"));
  fields.source = g_strdup (bh_json_get_string (object, "source", "written"));
  fields.file_name = g_strdup (bh_json_get_string (object, "file_name", NULL));
  fields.url = g_strdup (bh_json_get_string (object, "url", NULL));
  fields.body = g_strdup (bh_json_get_string (object, "body", NULL));
  fields.size = bh_json_get_int (object, "size", 0);
  fields.status = g_strdup (bh_json_get_string (object, "status", "ready"));
  fields.error = g_strdup (bh_json_get_string (object, "error", NULL));
  fields.created_us = bh_json_get_int (object, "created_us", 0);
  fields.updated_us = bh_json_get_int (object, "updated_us", 0);
  return bh_document_new_take (&fields);
}
