/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/bht-client.h"

#include "common/bh-id.h"
#include "server/http/bhd-library.h"

#include <string.h>

#define RAW "Content-Type: application/octet-stream\r\n"
#define TEXT "You may return what you bought."

typedef struct
{
  BhtTenant *a;
  BhtTenant *b;
  char *id;   /* of an upload that is announced as TEXT of a.txt */
  char *text; /* TEXT, and words that no other test uploads */
} Fixture;

/* One daemon for all tests, new organisations for each. */
static BhtDaemon *shared;

static BhtAnswer *
announce (const char *token, const char *id, const char *file_name, const char *text)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *body = g_strdup_printf (
      "{\"id\":\"%s\",\"file_name\":\"%s\",\"category\":\"Help\",\"size\":%zu,\"hash\":\"%s\"}", id,
      file_name, strlen (text), hash);

  return bht_call (shared, "POST", "/v1/desk/uploads", token, NULL, body);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  static guint count;
  g_autofree char *alpha = g_strdup_printf ("alpha-%u", ++count);
  g_autofree char *beta = g_strdup_printf ("beta-%u", count);
  g_autoptr (BhtAnswer) answer = NULL;

  if (shared == NULL)
    shared = bht_daemon_new (NULL);
  f->a = bht_daemon_add_tenant (shared, alpha);
  f->b = bht_daemon_add_tenant (shared, beta);
  f->id = bh_id_new ();
  f->text = g_strdup_printf (TEXT " %u", count);
  answer = announce (f->a->owner_token, f->id, "a.txt", f->text);
  g_assert_cmpuint (answer->status, ==, 201);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  bht_tenant_free (f->a);
  bht_tenant_free (f->b);
  g_free (f->id);
  g_free (f->text);
}

static BhtAnswer *
put (const char *token, const char *id, guint offset, const char *bytes)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/uploads/%s?offset=%u", id, offset);

  return bht_call (shared, "PUT", path, token, RAW, bytes);
}

static gint64
received (const BhtAnswer *answer)
{
  JsonObject *upload = json_object_get_object_member (bht_answer_object (answer), "upload");

  return json_object_get_int_member (upload, "received");
}

static JsonObject *
document (const BhtAnswer *answer)
{
  return json_object_get_object_member (bht_answer_object (answer), "document");
}

static gboolean
blob_is_there (const BhtTenant *tenant, const char *text)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *path = g_strdup_printf ("%s/blobs/%s/%.2s/%s", shared->directory,
                                           tenant->organization_id, hash, hash);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

static gboolean
part_is_there (const Fixture *f)
{
  g_autofree char *path =
      g_strdup_printf ("%s/uploads/%s/%s", shared->directory, f->a->organization_id, f->id);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

static void
test_one_chunk_is_a_document (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = put (f->a->owner_token, f->id, 0, f->text);

  g_assert_cmpuint (answer->status, ==, 201);
  g_assert_cmpstr (json_object_get_string_member (document (answer), "status"), ==, "queued");
  g_assert_cmpstr (json_object_get_string_member (document (answer), "file_name"), ==, "a.txt");
  g_assert_cmpstr (json_object_get_string_member (document (answer), "format"), ==, "text");
  g_assert_true (blob_is_there (f->a, f->text));
  g_assert_false (part_is_there (f));
}

static void
test_chunks_add_up (Fixture *f, gconstpointer data)
{
  g_autofree char *first = g_strndup (f->text, 10);
  g_autoptr (BhtAnswer) one = put (f->a->owner_token, f->id, 0, first);
  g_autoptr (BhtAnswer) two = put (f->a->owner_token, f->id, 10, f->text + 10);

  g_assert_cmpuint (one->status, ==, 200);
  g_assert_cmpint (received (one), ==, 10);
  g_assert_cmpuint (two->status, ==, 201);
  g_assert_true (blob_is_there (f->a, f->text));
}

static void
test_wrong_offset_says_where_to_go_on (Fixture *f, gconstpointer data)
{
  g_autofree char *first = g_strndup (f->text, 10);
  g_autofree char *path = g_strdup_printf ("/v1/desk/uploads/%s", f->id);
  g_autoptr (BhtAnswer) one = put (f->a->owner_token, f->id, 0, first);
  g_autoptr (BhtAnswer) again = put (f->a->owner_token, f->id, 0, first);
  g_autoptr (BhtAnswer) now = bht_call (shared, "GET", path, f->a->owner_token, NULL, NULL);

  bht_answer_assert_error (again, 409, "conflict");
  g_assert_cmpint (json_object_get_int_member (bht_answer_object (again), "received"), ==, 10);
  g_assert_cmpint (received (now), ==, 10);
}

static void
test_other_bytes_are_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *other = g_strdup (f->text);
  g_autoptr (BhtAnswer) answer = NULL;
  g_autoptr (BhtAnswer) again = NULL;

  other[3] = '#';
  answer = put (f->a->owner_token, f->id, 0, other);
  again = put (f->a->owner_token, f->id, 0, other);
  bht_answer_assert_error (answer, 400, "invalid");
  bht_answer_assert_error (again, 404, "not_found");
  g_assert_false (blob_is_there (f->a, other));
  g_assert_false (part_is_there (f));
}

static void
test_more_than_announced_is_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *more = g_strconcat (f->text, "!", NULL);
  g_autoptr (BhtAnswer) answer = put (f->a->owner_token, f->id, 0, more);

  bht_answer_assert_error (answer, 400, "invalid");
}

static void
test_empty_chunk_is_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = put (f->a->owner_token, f->id, 0, "");

  bht_answer_assert_error (answer, 400, "invalid");
}

static void
test_too_large_a_chunk_is_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *large = g_strnfill (BHD_LIBRARY_CHUNK + 1, 'a');
  g_autoptr (BhtAnswer) answer = put (f->a->owner_token, f->id, 0, large);

  bht_answer_assert_error (answer, 413, "too_large");
}

static void
test_only_raw_bytes_are_taken (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/uploads/%s?offset=0", f->id);
  g_autoptr (BhtAnswer) answer = bht_call (shared, "PUT", path, f->a->owner_token,
                                           "Content-Type: application/json\r\n", f->text);

  bht_answer_assert_error (answer, 400, "invalid");
}

static void
test_lost_part_comes_again (Fixture *f, gconstpointer data)
{
  g_autofree char *first = g_strndup (f->text, 10);
  g_autoptr (BhtAnswer) one = put (f->a->owner_token, f->id, 0, first);
  g_autoptr (BhtAnswer) lost = NULL;
  g_autoptr (BhtAnswer) again = NULL;

  bhd_parts_remove (shared->parts, f->a->organization_id, f->id);
  lost = put (f->a->owner_token, f->id, 10, f->text + 10);
  bht_answer_assert_error (lost, 409, "conflict");
  g_assert_cmpint (json_object_get_int_member (bht_answer_object (lost), "received"), ==, 0);
  again = put (f->a->owner_token, f->id, 0, f->text);
  g_assert_cmpuint (again->status, ==, 201);
}

static void
test_same_bytes_are_answered_at_once (Fixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhtAnswer) first = put (f->a->owner_token, f->id, 0, f->text);
  g_autoptr (BhtAnswer) again = announce (f->a->owner_token, id, "copy.txt", f->text);

  g_assert_cmpuint (again->status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (document (again), "id"), ==,
                   json_object_get_string_member (document (first), "id"));
}

static void
test_tenants_share_no_bytes (Fixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhtAnswer) first = put (f->a->owner_token, f->id, 0, f->text);
  g_autoptr (BhtAnswer) other = announce (f->b->owner_token, id, "a.txt", f->text);
  g_autoptr (BhtAnswer) sent = put (f->b->owner_token, id, 0, f->text);

  g_assert_cmpuint (other->status, ==, 201);
  g_assert_cmpuint (sent->status, ==, 201);
  g_assert_true (blob_is_there (f->a, f->text));
  g_assert_true (blob_is_there (f->b, f->text));
}

static void
test_agents_upload_nothing (Fixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhtAnswer) answer = announce (f->a->agent_token, id, "a.txt", f->text);

  bht_answer_assert_error (answer, 403, "forbidden");
}

static void
test_unknown_kind_names_what_is_taken (Fixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhtAnswer) answer = announce (f->a->owner_token, id, "a.exe", f->text);

  bht_answer_assert_error (answer, 400, "invalid");
  g_assert_nonnull (strstr (answer->body, ".docx"));
}

static void
test_given_up_is_gone (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/uploads/%s", f->id);
  g_autofree char *first = g_strndup (f->text, 10);
  g_autoptr (BhtAnswer) one = put (f->a->owner_token, f->id, 0, first);
  g_autoptr (BhtAnswer) gone = bht_call (shared, "DELETE", path, f->a->owner_token, NULL, NULL);
  g_autoptr (BhtAnswer) after = bht_call (shared, "GET", path, f->a->owner_token, NULL, NULL);

  g_assert_cmpuint (gone->status, ==, 204);
  bht_answer_assert_error (after, 404, "not_found");
  g_assert_false (part_is_there (f));
}

static void
test_overview_offers_what_is_taken (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer =
      bht_call (shared, "GET", "/v1/desk/knowledge", f->a->agent_token, NULL, NULL);
  JsonObject *knowledge = bht_answer_object (answer);

  g_assert_cmpint (json_object_get_int_member (knowledge, "max_size"), ==, BHD_LIBRARY_MAX_SIZE);
  g_assert_cmpint (json_object_get_int_member (knowledge, "chunk"), ==, BHD_LIBRARY_CHUNK);
  g_assert_cmpint (json_object_get_int_member (knowledge, "gaps"), ==, 1);
  g_assert_nonnull (strstr (answer->body, "\"pdf\""));
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  TEST ("/http/uploads/one-chunk-is-a-document", test_one_chunk_is_a_document);
  TEST ("/http/uploads/chunks-add-up", test_chunks_add_up);
  TEST ("/http/uploads/wrong-offset-says-where-to-go-on", test_wrong_offset_says_where_to_go_on);
  TEST ("/http/uploads/other-bytes-are-refused", test_other_bytes_are_refused);
  TEST ("/http/uploads/more-than-announced", test_more_than_announced_is_refused);
  TEST ("/http/uploads/empty-chunk", test_empty_chunk_is_refused);
  TEST ("/http/uploads/too-large-a-chunk", test_too_large_a_chunk_is_refused);
  TEST ("/http/uploads/only-raw-bytes", test_only_raw_bytes_are_taken);
  TEST ("/http/uploads/lost-part-comes-again", test_lost_part_comes_again);
  TEST ("/http/uploads/same-bytes-at-once", test_same_bytes_are_answered_at_once);
  TEST ("/http/uploads/tenants-share-no-bytes", test_tenants_share_no_bytes);
  TEST ("/http/uploads/agents-upload-nothing", test_agents_upload_nothing);
  TEST ("/http/uploads/unknown-kind", test_unknown_kind_names_what_is_taken);
  TEST ("/http/uploads/given-up-is-gone", test_given_up_is_gone);
  TEST ("/http/uploads/overview", test_overview_offers_what_is_taken);
  status = g_test_run ();
  g_clear_pointer (&shared, bht_daemon_free);
  return status;
}
