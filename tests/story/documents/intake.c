/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/documents/intake.h"

#include "common/bh-id.h"
#include "common/bh-json-writer.h"

#include <string.h>

#define CHUNK (1024 * 1024)

guint
intake_announce (BhtApi *desk,
                 const char *id,
                 const char *file_name,
                 GBytes *bytes,
                 JsonNode **answer)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *body = NULL;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "id", id);
  bh_json_string (&json, "file_name", file_name);
  bh_json_int (&json, "size", (gint64) g_bytes_get_size (bytes));
  bh_json_string (&json, "hash", hash);
  bh_json_end_object (&json);
  body = bh_json_writer_steal (&json);
  return bht_api_call (desk, "POST", "/v1/desk/uploads", body, answer);
}

guint
intake_send (BhtApi *desk,
             const char *id,
             GBytes *bytes,
             gsize offset,
             gsize length,
             JsonNode **answer)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/desk/uploads/%s?offset=%" G_GSIZE_FORMAT, id, offset);
  gsize left = g_bytes_get_size (bytes) - offset;
  g_autoptr (GBytes) chunk = g_bytes_new_from_bytes (bytes, offset, MIN (left, length));

  return bht_api_send_bytes (desk, "PUT", path, chunk, answer);
}

/* The sender has lost its place: what it sends again is refused, and it is told where to go on. */
static void
lose_place (BhtApi *desk, const char *id, GBytes *bytes, gsize chunk, gsize received)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/uploads/%s", id);
  g_autoptr (JsonNode) refusal = NULL;
  g_autoptr (JsonNode) upload = NULL;

  g_assert_cmpuint (intake_send (desk, id, bytes, 0, chunk, &refusal), ==, 409);
  g_assert_cmpint (bht_json_int (refusal, "received"), ==, (gint64) received);
  upload = bht_api_expect (desk, "GET", path, NULL, 200);
  g_assert_cmpint (bht_json_int (upload, "upload.received"), ==, (gint64) received);
}

/* Returns: (transfer full): the answer to the last chunk. */
static JsonNode *
send_all (BhtApi *desk, const char *id, GBytes *bytes)
{
  gsize size = g_bytes_get_size (bytes), chunk = MIN (CHUNK, size / 3 + 1), sent = 0;
  gboolean lost = FALSE;
  JsonNode *answer = NULL;

  while (sent < size)
    {
      guint status = intake_send (desk, id, bytes, sent, chunk, &answer);

      sent = MIN (sent + chunk, size);
      g_assert_cmpuint (status, ==, sent < size ? 200 : 201);
      if (sent == size)
        break;
      g_assert_cmpint (bht_json_int (answer, "upload.received"), ==, (gint64) sent);
      g_clear_pointer (&answer, json_node_unref);
      if (!lost && sent >= size / 3)
        lose_place (desk, id, bytes, chunk, sent);
      lost = lost || sent >= size / 3;
    }
  return answer;
}

char *
intake_upload (BhtApi *desk, const char *file_name, GBytes *bytes, char **refusal)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (JsonNode) announced = NULL;
  g_autoptr (JsonNode) answer = NULL;
  guint status = intake_announce (desk, id, file_name, bytes, &announced);

  if (status == 400 || status == 413)
    {
      *refusal = g_strdup (bht_json_string (announced, "error"));
      return NULL;
    }
  if (status != 201)
    g_error ("%s: %u %s", file_name, status, json_to_string (announced, FALSE));
  answer = send_all (desk, id, bytes);
  return g_strdup (bht_json_string (answer, "document.id"));
}

static gboolean
holds (JsonObject *passage, const char *word)
{
  return strcasestr (json_object_get_string_member (passage, "body"), word) != NULL ||
         strcasestr (json_object_get_string_member (passage, "heading"), word) != NULL;
}

gboolean
intake_is_found (BhtApi *desk, const char *question, const char *document_id, const char *word)
{
  g_autofree char *escaped = g_uri_escape_string (question, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/v1/desk/search?q=%s", escaped);
  g_autoptr (JsonNode) answer = bht_api_expect (desk, "GET", path, NULL, 200);
  JsonArray *passages = json_object_get_array_member (json_node_get_object (answer), "passages");
  JsonObject *first =
      json_array_get_length (passages) > 0 ? json_array_get_object_element (passages, 0) : NULL;

  return first != NULL &&
         strcmp (json_object_get_string_member (first, "document_id"), document_id) == 0 &&
         (word == NULL || holds (first, word));
}
