/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/knowledge/bht-books-private.h"

#include "common/bh-id.h"
#include "common/bh-json-reader.h"

#include <string.h>

static void
answer_upload (const BhtRequest *request, guint status, const char *id, const BhtUpload *upload)
{
  g_autofree char *json =
      g_strdup_printf ("{\"upload\":{\"id\":\"%s\",\"received\":%u}}", id, upload->bytes->len);

  bht_mock_answer (request->message, status, json);
}

static void
begin_upload (BhtBooks *self, const BhtRequest *request)
{
  const char *id = bh_json_get_string (request->body, "id", "");
  const char *hash = bh_json_get_string (request->body, "hash", "");
  BhtUpload *upload;

  for (guint i = 0; i < self->documents->len; i++)
    {
      const BhDocument *document = self->documents->pdata[i];

      if (g_strcmp0 (document->blob, hash) != 0)
        continue;
      bht_books_answer (request, 200, "document", bht_write_document, document);
      return;
    }

  upload = g_new0 (BhtUpload, 1);
  upload->title = g_strdup (bh_json_get_string (request->body, "title", ""));
  upload->category = g_strdup (bh_json_get_string (request->body, "category", ""));
  upload->file_name = g_strdup (bh_json_get_string (request->body, "file_name", ""));
  upload->hash = g_strdup (hash);
  upload->size = bh_json_get_int (request->body, "size", 0);
  upload->bytes = g_byte_array_new ();
  g_hash_table_insert (self->uploads, g_strdup (id), upload);
  answer_upload (request, 201, id, upload);
}

/* The bytes have to be those that were announced. */
static void
end_upload (BhtBooks *self, const BhtRequest *request, BhtUpload *upload)
{
  g_autofree char *hash =
      g_compute_checksum_for_data (G_CHECKSUM_SHA256, upload->bytes->data, upload->bytes->len);
  BhDocument fields = { 0 };

  g_assert_cmpstr (hash, ==, upload->hash);
  fields.id = bh_id_new ();
  fields.title = g_strdup (upload->title);
  fields.category = g_strdup (upload->category);
  fields.format = g_strdup ("text");
  fields.source = g_strdup ("upload");
  fields.file_name = g_strdup (upload->file_name);
  fields.blob = g_strdup (hash);
  fields.size = upload->size;
  fields.status = g_strdup (self->stays_queued ? "queued" : "ready");
  bht_books_answer (request, 201, "document", bht_write_document,
                    bht_books_put_document (self, &fields));
  g_hash_table_remove (self->uploads, request->path[1]);
}

static gboolean
hang_up (guint *times, const BhtRequest *request)
{
  if (*times == 0)
    return FALSE;

  (*times)--;
  g_socket_close (soup_server_message_get_socket (request->message), NULL);
  return TRUE;
}

static void
take_part (BhtBooks *self, const BhtRequest *request, BhtUpload *upload)
{
  const char *offset = bht_books_get_query (request, "offset");
  gsize length;
  const guint8 *data = g_bytes_get_data (request->bytes, &length);

  self->n_parts++;
  g_assert_cmpuint (length, <=, self->chunk);
  if (hang_up (&self->forget_parts, request))
    return;
  if (g_ascii_strtoull (offset, NULL, 10) != upload->bytes->len)
    {
      bht_mock_refuse (request->message, BH_ERROR_CONFLICT, "the upload stands elsewhere");
      return;
    }

  g_byte_array_append (upload->bytes, data, (guint) length);
  if (hang_up (&self->drop_parts, request))
    return;
  if (upload->bytes->len == upload->size)
    end_upload (self, request, upload);
  else
    answer_upload (request, 200, request->path[1], upload);
}

void
bht_books_serve_upload (BhtBooks *self, const BhtRequest *request)
{
  BhtUpload *upload =
      request->path[1] != NULL ? g_hash_table_lookup (self->uploads, request->path[1]) : NULL;

  if (request->path[1] == NULL)
    begin_upload (self, request);
  else if (upload == NULL)
    bht_mock_refuse (request->message, BH_ERROR_NOT_FOUND, "there is no such upload");
  else if (strcmp (request->method, "PUT") == 0)
    take_part (self, request, upload);
  else if (strcmp (request->method, "DELETE") == 0)
    {
      g_hash_table_remove (self->uploads, request->path[1]);
      soup_server_message_set_status (request->message, 204, NULL);
    }
  else
    {
      self->n_looks++;
      answer_upload (request, 200, request->path[1], upload);
    }
}
