/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/knowledge/bhc-uploads.h"
#include "tests/console/bht-wait.h"
#include "tests/console/knowledge/bht-books.h"

#include <glib/gstdio.h>
#include <string.h>

#define ADD(name, function)                                                                        \
  g_test_add (name, BhtShelf, NULL, bht_shelf_set_up, function, bht_shelf_tear_down)

#define LENGTH 5000 /* several parts */

static GFile *
make_file (BhtShelf *fixture, const char *name, gsize length)
{
  g_autofree char *path = g_build_filename (fixture->desk.directory, name, NULL);
  g_autofree char *bytes = g_malloc (length + 1);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < length; i++)
    bytes[i] = (char) ('a' + (i * 7 + i / 26) % 26);
  g_file_set_contents (path, bytes, (gssize) length, &error);
  g_assert_no_error (error);

  return g_file_new_for_path (path);
}

static BhcUpload *
upload_at (BhtShelf *fixture, guint position)
{
  g_autoptr (BhcUpload) upload =
      g_list_model_get_item (G_LIST_MODEL (bhc_desk_get_uploads (fixture->desk.desk)), position);

  return upload; /* the list holds it */
}

static BhcUpload *
add (BhtShelf *fixture, const char *name, gsize length)
{
  BhcUploads *uploads = bhc_desk_get_uploads (fixture->desk.desk);
  g_autoptr (GFile) file = make_file (fixture, name, length);

  bhc_uploads_add (uploads, file, "Orders");
  return upload_at (fixture, bht_count (uploads) - 1);
}

/* Signed in, with what the daemon says about formats and sizes. */
static void
sign_in (BhtShelf *fixture)
{
  bht_desk_sign_in (&fixture->desk, FALSE);
  bht_wait_until (bhc_library_get_overview (bhc_desk_get_library (fixture->desk.desk)) != NULL);
}

static void
assert_ends (BhcUpload *upload, BhcUploadState state)
{
  bht_wait_until (bhc_upload_is_over (upload));
  g_assert_cmpint (bhc_upload_get_state (upload), ==, state);
}

static void
test_file_is_sent_in_parts (BhtShelf *fixture, gconstpointer data)
{
  const BhDocument *document;
  BhcUpload *upload;

  sign_in (fixture);
  upload = add (fixture, "price list.txt", LENGTH);
  assert_ends (upload, BHC_UPLOAD_DONE); /* the mock compares the hashes */
  document = fixture->books->documents->pdata[0];

  g_assert_cmpuint (fixture->books->n_parts, ==, 5);
  g_assert_cmpstr (document->title, ==, "price list");
  g_assert_cmpstr (document->category, ==, "Orders");
  g_assert_cmpstr (bhc_upload_get_document (upload), ==, document->id);
  g_assert_cmpfloat (bhc_upload_get_fraction (upload), ==, 1.0);
}

static void
test_unreadable_kind_is_refused_at_once (BhtShelf *fixture, gconstpointer data)
{
  BhcUpload *upload;

  sign_in (fixture);
  upload = add (fixture, "holiday.mp4", 10);

  g_assert_cmpint (bhc_upload_get_state (upload), ==, BHC_UPLOAD_REFUSED);
  g_assert_nonnull (strstr (bhc_upload_get_problem (upload), "Plain text, PDF"));
  g_assert_cmpuint (fixture->books->n_parts, ==, 0);
}

static void
test_too_large_is_refused (BhtShelf *fixture, gconstpointer data)
{
  sign_in (fixture);
  assert_ends (add (fixture, "all.txt", 1048577), BHC_UPLOAD_REFUSED);
}

static void
test_empty_is_refused (BhtShelf *fixture, gconstpointer data)
{
  sign_in (fixture);
  assert_ends (add (fixture, "empty.txt", 0), BHC_UPLOAD_REFUSED);
}

static void
test_missing_file_fails (BhtShelf *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/at/all.txt");
  BhcUploads *uploads = bhc_desk_get_uploads (fixture->desk.desk);

  sign_in (fixture);
  bhc_uploads_add (uploads, file, NULL);
  assert_ends (upload_at (fixture, 0), BHC_UPLOAD_FAILED);
  g_assert_nonnull (bhc_upload_get_problem (upload_at (fixture, 0)));
}

static void
test_known_bytes_are_not_sent (BhtShelf *fixture, gconstpointer data)
{
  sign_in (fixture);
  assert_ends (add (fixture, "one.txt", LENGTH), BHC_UPLOAD_DONE);
  fixture->books->n_parts = 0;
  assert_ends (add (fixture, "two.txt", LENGTH), BHC_UPLOAD_KNOWN);

  g_assert_cmpuint (fixture->books->n_parts, ==, 0);
  g_assert_cmpuint (fixture->books->documents->len, ==, 1);
}

static void
test_lost_answer_is_asked_for (BhtShelf *fixture, gconstpointer data)
{
  sign_in (fixture);
  fixture->books->drop_parts = 1;
  assert_ends (add (fixture, "one.txt", LENGTH), BHC_UPLOAD_DONE);

  g_assert_cmpuint (fixture->books->n_looks, >=, 1);
  /* libsoup may have said it once more by itself, which is a conflict. */
  g_assert_cmpuint (fixture->books->n_parts, <=, 6);
}

static void
test_lost_part_is_sent_again (BhtShelf *fixture, gconstpointer data)
{
  sign_in (fixture);
  fixture->books->forget_parts = 1;
  assert_ends (add (fixture, "one.txt", LENGTH), BHC_UPLOAD_DONE);

  g_assert_cmpuint (fixture->books->n_parts, <=, 7); /* libsoup itself tries once more */
}

static void
test_waits_for_the_connection (BhtShelf *fixture, gconstpointer data)
{
  BhcUpload *upload;

  sign_in (fixture);
  bht_mock_go_away (fixture->desk.mock);
  bht_wait_until (!bhc_library_is_connected (bhc_desk_get_library (fixture->desk.desk)));
  upload = add (fixture, "one.txt", LENGTH);
  bht_wait_until (bhc_upload_get_state (upload) == BHC_UPLOAD_WAITING);
  bht_mock_come_back (fixture->desk.mock);
  bhc_desk_retry (fixture->desk.desk);

  assert_ends (upload, BHC_UPLOAD_DONE);
}

static void
test_goes_on_where_it_stood (BhtShelf *fixture, gconstpointer data)
{
  BhcUpload *upload;

  sign_in (fixture);
  upload = add (fixture, "one.txt", LENGTH);
  bht_wait_until (bhc_upload_get_fraction (upload) > 0.1);
  bht_mock_go_away (fixture->desk.mock);
  bht_wait_until (bhc_upload_get_state (upload) == BHC_UPLOAD_WAITING);
  bht_wait_until (!bhc_library_is_connected (bhc_desk_get_library (fixture->desk.desk)));
  bht_mock_come_back (fixture->desk.mock);
  bhc_desk_retry (fixture->desk.desk);
  assert_ends (upload, BHC_UPLOAD_DONE);

  g_assert_cmpuint (fixture->books->n_parts, <=, 6);
}

static void
test_cancel_and_again (BhtShelf *fixture, gconstpointer data)
{
  BhcUpload *upload;

  sign_in (fixture);
  upload = add (fixture, "one.txt", LENGTH);
  bht_wait_until (bhc_upload_get_fraction (upload) > 0.1);
  bhc_upload_cancel (upload);
  g_assert_cmpint (bhc_upload_get_state (upload), ==, BHC_UPLOAD_CANCELLED);
  bht_wait_until (g_hash_table_size (fixture->books->uploads) == 0);
  bhc_upload_retry (upload);

  assert_ends (upload, BHC_UPLOAD_DONE);
}

static void
test_many_are_sent (BhtShelf *fixture, gconstpointer data)
{
  BhcUploads *uploads = bhc_desk_get_uploads (fixture->desk.desk);

  sign_in (fixture);
  for (gsize i = 0; i < 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d.txt", (int) i);

      add (fixture, name, LENGTH + i);
    }
  bht_wait_until (bhc_uploads_count_open (uploads) == 0);
  g_assert_cmpuint (fixture->books->documents->len, ==, 6);

  bhc_uploads_clear (uploads);
  g_assert_cmpuint (bht_count (uploads), ==, 0);
}

static void
test_sign_out_abandons (BhtShelf *fixture, gconstpointer data)
{
  sign_in (fixture);
  add (fixture, "one.txt", LENGTH);
  bhc_desk_sign_out (fixture->desk.desk);

  g_assert_cmpuint (bht_count (bhc_desk_get_uploads (fixture->desk.desk)), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/console/uploads/file-is-sent-in-parts", test_file_is_sent_in_parts);
  ADD ("/console/uploads/unreadable-kind-is-refused", test_unreadable_kind_is_refused_at_once);
  ADD ("/console/uploads/too-large-is-refused", test_too_large_is_refused);
  ADD ("/console/uploads/empty-is-refused", test_empty_is_refused);
  ADD ("/console/uploads/missing-file-fails", test_missing_file_fails);
  ADD ("/console/uploads/known-bytes-are-not-sent", test_known_bytes_are_not_sent);
  ADD ("/console/uploads/lost-answer-is-asked-for", test_lost_answer_is_asked_for);
  ADD ("/console/uploads/lost-part-is-sent-again", test_lost_part_is_sent_again);
  ADD ("/console/uploads/waits-for-the-connection", test_waits_for_the_connection);
  ADD ("/console/uploads/goes-on-where-it-stood", test_goes_on_where_it_stood);
  ADD ("/console/uploads/cancel-and-again", test_cancel_and_again);
  ADD ("/console/uploads/many-are-sent", test_many_are_sent);
  ADD ("/console/uploads/sign-out-abandons", test_sign_out_abandons);

  return g_test_run ();
}
