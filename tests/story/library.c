/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/library.h"
#include "tests/bht-patience.h"

#include "common/bh-id.h"

#include <glib/gstdio.h>
#include <string.h>

static void
write_extract (Library *self)
{
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\n"
                                             "[ ! -e '%s.slow' ] || exec sleep 25 2>/dev/null\n"
                                             "exec '%s' \"$@\"\n",
                                             self->extract, g_getenv ("BHT_EXTRACT"));

  g_assert_true (g_file_set_contents (self->extract, script, -1, NULL));
  g_assert_cmpint (g_chmod (self->extract, 0700), ==, 0);
}

void
library_open (Library *self, const char *setting)
{
  g_autofree char *directory = g_dir_make_tmp ("bellhop-library-XXXXXX", NULL);
  g_autofree char *extract = NULL;
  g_autofree char *token = NULL;
  g_autoptr (JsonNode) me = NULL;

  self->extract = g_build_filename (directory, "extract", NULL);
  write_extract (self);
  extract = g_strconcat ("BELLHOP_EXTRACT=", self->extract, NULL);
  self->daemon = bht_bellhopd_new ((const char *[]){ extract, setting, NULL });
  token = bht_bellhopd_furnish (self->daemon);
  self->desk = bht_api_new (bht_bellhopd_url (self->daemon), token);
  me = bht_api_expect (self->desk, "GET", "/v1/desk/me", NULL, 200);
  self->organization_id = g_strdup (bht_json_string (me, "organization.id"));
}

void
library_close (Library *self)
{
  g_autofree char *directory = g_path_get_dirname (self->extract);

  library_set_slow (self, FALSE);
  bht_bellhopd_kill (self->daemon);
  bht_bellhopd_free (self->daemon);
  bht_api_free (self->desk);
  g_unlink (self->extract);
  g_rmdir (directory);
  g_free (self->extract);
  g_free (self->organization_id);
}

void
library_set_slow (Library *self, gboolean slow)
{
  g_autofree char *flag = g_strconcat (self->extract, ".slow", NULL);

  if (slow)
    g_assert_true (g_file_set_contents (flag, "", 0, NULL));
  else
    g_unlink (flag);
}

void
library_crash (Library *self)
{
  bht_bellhopd_kill (self->daemon);
  bht_bellhopd_start (self->daemon);
}

char *
library_announce (Library *self, const char *file_name, const char *text)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *body =
      g_strdup_printf ("{\"id\":\"%s\",\"file_name\":\"%s\",\"size\":%zu,\"hash\":\"%s\"}", id,
                       file_name, strlen (text), hash);
  g_autoptr (JsonNode) answer = bht_api_expect (self->desk, "POST", "/v1/desk/uploads", body, 201);

  return g_steal_pointer (&id);
}

guint
library_send (Library *self,
              const char *upload_id,
              gsize offset,
              const char *text,
              JsonNode **answer)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/uploads/%s?offset=%zu", upload_id, offset);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return bht_api_send_bytes (self->desk, "PUT", path, bytes, answer);
}

char *
library_add (Library *self, const char *file_name, const char *text)
{
  g_autofree char *upload_id = library_announce (self, file_name, text);
  g_autoptr (JsonNode) answer = NULL;

  g_assert_cmpuint (library_send (self, upload_id, 0, text, &answer), ==, 201);
  return g_strdup (bht_json_string (answer, "document.id"));
}

static JsonNode *
get_document (Library *self, const char *document_id)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/documents/%s", document_id);

  return bht_api_expect (self->desk, "GET", path, NULL, 200);
}

char *
library_await (Library *self, const char *document_id)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  for (;;)
    {
      g_autoptr (JsonNode) answer = get_document (self, document_id);
      const char *status = bht_json_string (answer, "document.status");

      if (g_str_equal (status, "ready"))
        return NULL;
      if (g_str_equal (status, "error"))
        return g_strdup (bht_json_string (answer, "document.error"));
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (5000);
    }
}

void
library_await_status (Library *self, const char *document_id, const char *status)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  for (;;)
    {
      g_autoptr (JsonNode) answer = get_document (self, document_id);

      if (g_str_equal (status, bht_json_string (answer, "document.status")))
        return;
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (5000);
    }
}

guint
library_count_found (Library *self, const char *question, const char *document_id)
{
  g_autofree char *escaped = g_uri_escape_string (question, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/v1/desk/search?limit=50&q=%s", escaped);
  g_autoptr (JsonNode) answer = bht_api_expect (self->desk, "GET", path, NULL, 200);
  JsonArray *passages = json_object_get_array_member (json_node_get_object (answer), "passages");
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (passages); i++)
    {
      JsonObject *passage = json_array_get_object_element (passages, i);

      count += g_str_equal (json_object_get_string_member (passage, "document_id"), document_id);
    }
  return count;
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint count = 0;

  if (dir == NULL)
    return g_file_test (path, G_FILE_TEST_IS_REGULAR);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      count += count_files (inner);
    }
  return count;
}

guint
library_count_blobs (Library *self)
{
  g_autofree char *path =
      g_build_filename (bht_bellhopd_dir (self->daemon), "state", "blobs", NULL);

  return count_files (path);
}

gint64
library_health_us (Library *self)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (BhtApi) anyone = bht_api_new (bht_bellhopd_url (self->daemon), NULL);

  g_assert_cmpuint (bht_api_call (anyone, "GET", "/health", NULL, NULL), ==, 200);
  return g_get_monotonic_time () - start;
}
