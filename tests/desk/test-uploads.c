/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-id.h"
#include "tests/desk/desk-fixture.h"

#include <string.h>

#define MAX_SIZE 1000
#define HASH "5df6e0e2761359d30a8275058e299fcc0381534545f55cf43e41983f5d4c9456"
#define OTHER_HASH "aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f"

typedef DeskFixture Fixture;

typedef struct
{
  const char *title;
  const char *file_name;
  const char *hash;
} File;

static gboolean
open (Fixture *f,
      const char *id,
      const File *file,
      BhdUpload **upload,
      BhDocument **document,
      gboolean *created)
{
  BhdUpload draft = { .id = (char *) id,
                      .title = (char *) file->title,
                      .category = (char *) "help",
                      .file_name = (char *) file->file_name,
                      .size = 12,
                      .hash = (char *) file->hash };

  *upload = NULL;
  *document = NULL;
  return bhd_uploads_open (&f->turn, f->owner, &draft, MAX_SIZE, upload, document, created,
                           &f->error);
}

/* Returns: (transfer full): opened anew. */
static BhdUpload *
begin (Fixture *f, const char *title, const char *file_name, const char *hash)
{
  const File file = { title, file_name, hash };
  g_autofree char *id = bh_id_new ();
  BhdUpload *upload;
  BhDocument *document;
  gboolean created;

  g_assert_true (open (f, id, &file, &upload, &document, &created));
  g_assert_no_error (f->error);
  g_assert_true (created);
  g_assert_null (document);
  return upload;
}

static BhDocument *
finish (Fixture *f, const BhdUpload *upload)
{
  BhDocument *document = bhd_uploads_finish (&f->turn, upload, &f->error);

  g_assert_no_error (f->error);
  return document;
}

static void
refused (Fixture *f, const char *file_name, gint64 size, BhErrorCode code, const char *says)
{
  g_autofree char *id = bh_id_new ();
  BhdUpload draft = { .id = id,
                      .title = (char *) "",
                      .category = (char *) "",
                      .file_name = (char *) file_name,
                      .size = size,
                      .hash = (char *) HASH };
  BhdUpload *upload = NULL;
  BhDocument *document = NULL;
  gboolean created;

  g_assert_false (bhd_uploads_open (&f->turn, f->owner, &draft, MAX_SIZE, &upload, &document,
                                    &created, &f->error));
  g_assert_nonnull (strstr (f->error->message, says));
  desk_assert_error (f, code);
}

static void
test_unknown_format_is_refused_with_the_list (Fixture *f, gconstpointer data)
{
  refused (f, "picture.xyz", 12, BH_ERROR_INVALID, ".pdf");
}

static void
test_empty_is_refused (Fixture *f, gconstpointer data)
{
  refused (f, "a.txt", 0, BH_ERROR_INVALID, "empty");
}

static void
test_large_is_refused (Fixture *f, gconstpointer data)
{
  refused (f, "a.txt", MAX_SIZE + 1, BH_ERROR_TOO_LARGE, "larger");
}

static void
test_same_id_goes_on (Fixture *f, gconstpointer data)
{
  const File file = { "", "a.txt", HASH };
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhdUpload) first = NULL;
  g_autoptr (BhdUpload) second = NULL;
  BhDocument *document;
  gboolean created;

  open (f, id, &file, &first, &document, &created);
  g_assert_true (bhd_uploads_advance (&f->turn, first, 0, 5, &f->error));
  g_assert_true (open (f, id, &file, &second, &document, &created));
  g_assert_false (created);
  g_assert_cmpint (second->received, ==, 5);
}

static void
test_id_of_another_is_a_conflict (Fixture *f, gconstpointer data)
{
  const File file = { "", "a.txt", HASH };
  const File other = { "", "a.txt", OTHER_HASH };
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhdUpload) first = NULL;
  BhdUpload *second;
  BhDocument *document;
  gboolean created;

  open (f, id, &file, &first, &document, &created);
  g_assert_false (open (f, id, &other, &second, &document, &created));
  desk_assert_error (f, BH_ERROR_CONFLICT);
}

static void
test_wrong_offset_says_where_to_go_on (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdUpload) upload = begin (f, "", "a.txt", HASH);

  g_assert_true (bhd_uploads_advance (&f->turn, upload, 0, 5, &f->error));
  g_assert_false (bhd_uploads_advance (&f->turn, upload, 0, 7, &f->error));
  g_assert_cmpstr (bh_error_get_detail (f->error, "received"), ==, "5");
  desk_assert_error (f, BH_ERROR_CONFLICT);
}

static void
test_finished_is_a_queued_document (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdUpload) upload = begin (f, "", "dir/The rules.md", HASH);
  g_autoptr (BhDocument) document = finish (f, upload);

  g_assert_cmpstr (document->title, ==, "The rules");
  g_assert_cmpstr (document->status, ==, "queued");
  g_assert_cmpstr (document->source, ==, "upload");
  g_assert_cmpstr (document->format, ==, "markdown");
  g_assert_cmpstr (document->blob, ==, HASH);
  g_assert_cmpint (document->size, ==, 12);
  g_assert_null (bhd_uploads_find (&f->turn, f->owner, upload->id, &f->error));
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
}

static void
test_same_bytes_are_there_already (Fixture *f, gconstpointer data)
{
  const File again = { "Another title", "b.txt", HASH };
  g_autoptr (BhdUpload) upload = begin (f, "", "a.txt", HASH);
  g_autoptr (BhDocument) first = finish (f, upload);
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhDocument) second = NULL;
  BhdUpload *none;
  gboolean created;

  g_assert_true (open (f, id, &again, &none, &second, &created));
  g_assert_null (none);
  g_assert_cmpstr (second->id, ==, first->id);
}

static void
test_two_uploads_of_the_same_bytes_are_one_document (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdUpload) one = begin (f, "One", "a.txt", HASH);
  g_autoptr (BhdUpload) two = begin (f, "Two", "b.txt", HASH);
  g_autoptr (BhDocument) first = finish (f, one);
  g_autoptr (BhDocument) second = finish (f, two);

  g_assert_cmpstr (first->id, ==, second->id);
}

static void
test_bytes_of_others_are_not_there (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdUpload) upload = begin (f, "", "a.txt", HASH);
  g_autoptr (BhDocument) first = finish (f, upload);

  g_assert_null (bhd_documents_find_bytes (&f->turn, f->mallory->organization_id, HASH, &f->error));
  g_assert_no_error (f->error);
}

static void
test_failed_bytes_are_tried_again (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdUpload) upload = begin (f, "", "a.txt", HASH);
  g_autoptr (BhDocument) first = finish (f, upload);
  g_autofree char *organization_id = NULL;
  g_autoptr (BhDocument) taken = bhd_intake_take (&f->turn, &organization_id, &f->error);
  g_autoptr (BhDocument) again = NULL;
  gboolean stored;

  bhd_intake_finish (&f->turn, organization_id, taken, NULL, 0, "no", &stored, &f->error);
  again = bhd_documents_find_bytes (&f->turn, f->owner->organization_id, HASH, &f->error);
  g_assert_cmpstr (again->status, ==, "queued");
}

static void
test_same_file_name_replaces (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdUpload) one = begin (f, "", "a.txt", HASH);
  g_autoptr (BhDocument) first = finish (f, one);
  g_autofree char *organization_id = NULL;
  g_autoptr (BhDocument) taken = bhd_intake_take (&f->turn, &organization_id, &f->error);
  g_autoptr (BhDocument) read =
      bhd_intake_read (&f->turn, organization_id, taken, "Its own title", "text", &f->error);
  g_autoptr (BhdUpload) two = begin (f, "", "a.txt", OTHER_HASH);
  g_autoptr (BhDocument) second = finish (f, two);

  g_assert_cmpstr (read->title, ==, "Its own title");
  g_assert_cmpstr (first->id, ==, second->id);
  g_assert_cmpstr (second->title, ==, "Its own title");
  g_assert_true (f->turn.wakes & BHD_WAKE_SWEEPER);
}

/* “prices.csv” and “prices.pdf” come together: neither takes the place of the other. */
static void
test_other_kind_of_the_same_name_is_another (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdUpload) one = begin (f, "", "Prices.csv", HASH);
  g_autoptr (BhDocument) first = finish (f, one);
  g_autoptr (BhdUpload) two = begin (f, "", "prices.pdf", OTHER_HASH);
  g_autoptr (BhDocument) second = finish (f, two);

  g_assert_cmpstr (first->id, !=, second->id);
  g_assert_cmpstr (first->title, ==, "Prices");
  g_assert_cmpstr (second->title, ==, "prices.pdf");
}

static void
test_title_that_was_given_replaces (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdUpload) one = begin (f, "", "Prices.csv", HASH);
  g_autoptr (BhDocument) first = finish (f, one);
  g_autoptr (BhdUpload) two = begin (f, "Prices", "prices.pdf", OTHER_HASH);
  g_autoptr (BhDocument) second = finish (f, two);

  g_assert_cmpstr (first->id, ==, second->id);
}

static void
test_too_many_are_refused (Fixture *f, gconstpointer data)
{
  const File file = { "", "a.txt", HASH };
  g_autofree char *id = bh_id_new ();
  BhdUpload *upload;
  BhDocument *document;
  gboolean created;

  for (guint i = 0; i < BHD_UPLOADS_OPEN; i++)
    bhd_upload_free (begin (f, "", "a.txt", HASH));
  g_assert_false (open (f, id, &file, &upload, &document, &created));
  desk_assert_error (f, BH_ERROR_CONFLICT);
}

static void
test_stale_are_dropped (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdUpload) old = begin (f, "", "a.txt", HASH);
  g_autoptr (BhdUpload) young = NULL;
  g_autoptr (BhdUpload) found = NULL;
  g_autoptr (GPtrArray) dropped = NULL;

  f->turn.now_us += 100;
  young = begin (f, "", "b.txt", OTHER_HASH);
  dropped = bhd_uploads_drop_stale (&f->turn, 50, &f->error);
  g_assert_cmpuint (dropped->len, ==, 1);
  g_assert_cmpstr (((BhdUpload *) dropped->pdata[0])->id, ==, old->id);
  found = bhd_uploads_find (&f->turn, f->owner, young->id, &f->error);
  g_assert_nonnull (found);
}

static void
test_nobody_else_reaches_it (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdUpload) upload = begin (f, "", "a.txt", HASH);

  g_assert_null (bhd_uploads_find (&f->turn, f->mia, upload->id, &f->error));
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
  g_assert_null (bhd_uploads_find (&f->turn, f->mallory, upload->id, &f->error));
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/desk/uploads/unknown-format", test_unknown_format_is_refused_with_the_list);
  DESK_TEST ("/desk/uploads/empty-is-refused", test_empty_is_refused);
  DESK_TEST ("/desk/uploads/large-is-refused", test_large_is_refused);
  DESK_TEST ("/desk/uploads/same-id-goes-on", test_same_id_goes_on);
  DESK_TEST ("/desk/uploads/id-of-another-is-a-conflict", test_id_of_another_is_a_conflict);
  DESK_TEST ("/desk/uploads/wrong-offset", test_wrong_offset_says_where_to_go_on);
  DESK_TEST ("/desk/uploads/finished-is-queued", test_finished_is_a_queued_document);
  DESK_TEST ("/desk/uploads/same-bytes", test_same_bytes_are_there_already);
  DESK_TEST ("/desk/uploads/two-of-the-same-bytes",
             test_two_uploads_of_the_same_bytes_are_one_document);
  DESK_TEST ("/desk/uploads/bytes-of-others", test_bytes_of_others_are_not_there);
  DESK_TEST ("/desk/uploads/failed-bytes-are-tried-again", test_failed_bytes_are_tried_again);
  DESK_TEST ("/desk/uploads/same-file-name-replaces", test_same_file_name_replaces);
  DESK_TEST ("/desk/uploads/other-kind-of-the-same-name",
             test_other_kind_of_the_same_name_is_another);
  DESK_TEST ("/desk/uploads/title-that-was-given", test_title_that_was_given_replaces);
  DESK_TEST ("/desk/uploads/too-many-are-refused", test_too_many_are_refused);
  DESK_TEST ("/desk/uploads/stale-are-dropped", test_stale_are_dropped);
  DESK_TEST ("/desk/uploads/nobody-else-reaches-it", test_nobody_else_reaches_it);
  return g_test_run ();
}
