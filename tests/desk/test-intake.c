/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-id.h"
#include "tests/desk/desk-fixture.h"

#include <string.h>

#define URL "https://shop.example/help"
#define BLOB "5df6e0e2761359d30a8275058e299fcc0381534545f55cf43e41983f5d4c9456"

typedef DeskFixture Fixture;

static BhDocument *
import (Fixture *f, const char *url)
{
  BhDocument *document =
      bhd_documents_import (&f->turn, f->mia->organization_id, NULL, url, "pages", &f->error);

  g_assert_no_error (f->error);
  return document;
}

static BhDocument *
put (Fixture *f, const char *title, const char *body)
{
  const BhDocument draft = { .title = (char *) title,
                             .category = (char *) "",
                             .format = (char *) "markdown",
                             .body = (char *) body };
  gboolean created;
  BhDocument *document =
      bhd_documents_put (&f->turn, f->mia->organization_id, &draft, &created, &f->error);

  g_assert_no_error (f->error);
  return document;
}

static BhDocument *
take (Fixture *f)
{
  g_autofree char *organization_id = NULL;
  BhDocument *document = bhd_intake_take (&f->turn, &organization_id, &f->error);

  g_assert_no_error (f->error);
  return document;
}

/* Returns: (nullable) */
static BhDocument *
keep (Fixture *f, const BhDocument *taken)
{
  BhDocument *kept =
      bhd_intake_keep_page (&f->turn, f->mia->organization_id, taken, "html", BLOB, 77, &f->error);

  g_assert_no_error (f->error);
  return kept;
}

/* Returns: (nullable) */
static BhDocument *
read_as (Fixture *f, const BhDocument *taken, const char *title)
{
  BhDocument *read =
      bhd_intake_read (&f->turn, f->mia->organization_id, taken, title, "the text", &f->error);

  g_assert_no_error (f->error);
  return read;
}

static BhDocument *
change (Fixture *f, const BhDocument *document, const BhdDocumentChange *wanted)
{
  return bhd_documents_change (&f->turn, f->mia->organization_id, document->id, wanted, &f->error);
}

static void
test_imported_page_waits_under_its_address (Fixture *f, gconstpointer data)
{
  g_autoptr (BhDocument) document = import (f, URL);

  g_assert_cmpstr (document->status, ==, "queued");
  g_assert_cmpstr (document->source, ==, "url");
  g_assert_cmpstr (document->title, ==, URL);
  g_assert_cmpstr (document->category, ==, "pages");
}

static void
test_same_address_is_one_document (Fixture *f, gconstpointer data)
{
  g_autoptr (BhDocument) first = import (f, URL);
  g_autoptr (BhDocument) second = import (f, URL);

  g_assert_cmpstr (first->id, ==, second->id);
}

static void
test_page_gets_its_own_title (Fixture *f, gconstpointer data)
{
  g_autoptr (BhDocument) imported = import (f, URL);
  g_autoptr (BhDocument) taken = take (f);
  g_autoptr (BhDocument) kept = keep (f, taken);
  g_autoptr (BhDocument) read = read_as (f, kept, "Help\n centre ");

  g_assert_cmpstr (read->title, ==, "Help  centre");
  g_assert_cmpstr (read->status, ==, "indexing");
  g_assert_cmpstr (read->body, ==, "the text");
  g_assert_cmpint (read->size, ==, 77);
}

static void
test_page_of_a_taken_title_gets_its_address_too (Fixture *f, gconstpointer data)
{
  g_autoptr (BhDocument) imported = import (f, URL);
  g_autoptr (BhDocument) taken = take (f);
  g_autoptr (BhDocument) kept = keep (f, taken);
  g_autoptr (BhDocument) other = put (f, "Help", "# x");
  g_autoptr (BhDocument) read = read_as (f, kept, "Help");

  g_assert_cmpstr (read->title, ==, "Help (" URL ")");
}

static void
test_page_fetched_anew_keeps_its_title (Fixture *f, gconstpointer data)
{
  g_autoptr (BhDocument) imported = import (f, URL);
  g_autoptr (BhDocument) taken = take (f);
  g_autoptr (BhDocument) kept = keep (f, taken);
  g_autoptr (BhDocument) read = read_as (f, kept, "Help");
  g_autoptr (BhDocument) again = import (f, URL);

  g_assert_cmpstr (again->title, ==, "Help");
  g_assert_null (again->blob);
  g_assert_true (f->turn.wakes & BHD_WAKE_SWEEPER);
}

static void
test_page_imported_again_meanwhile_is_left_alone (Fixture *f, gconstpointer data)
{
  g_autoptr (BhDocument) imported = import (f, URL);
  g_autoptr (BhDocument) taken = take (f);
  g_autoptr (BhDocument) again = import (f, URL);
  g_autoptr (BhDocument) second = take (f);

  g_assert_null (keep (f, taken));
  g_assert_nonnull (second);
}

static void
test_id_of_another_is_a_conflict (Fixture *f, gconstpointer data)
{
  g_autoptr (BhDocument) other = put (f, "Help", "# x");

  g_assert_null (
      bhd_documents_import (&f->turn, f->mia->organization_id, other->id, URL, "", &f->error));
  desk_assert_error (f, BH_ERROR_CONFLICT);
}

static void
test_written_keeps_what_was_written (Fixture *f, gconstpointer data)
{
  g_autoptr (BhDocument) document = put (f, "Help", "# as written");
  g_autoptr (BhDocument) taken = take (f);
  g_autoptr (BhDocument) read = read_as (f, taken, "Another title");

  g_assert_cmpstr (read->body, ==, "# as written");
  g_assert_cmpstr (read->title, ==, "Help");
}

static void
test_replaced_is_not_read (Fixture *f, gconstpointer data)
{
  g_autoptr (BhDocument) document = put (f, "Help", "# old");
  g_autoptr (BhDocument) taken = take (f);
  g_autoptr (BhDocument) replaced = put (f, "Help", "# new");

  g_assert_null (read_as (f, taken, ""));
}

static void
test_each_step_is_told (Fixture *f, gconstpointer data)
{
  g_autoptr (BhDocument) document = put (f, "Help", "# x");
  g_autoptr (BhDocument) taken = take (f);
  g_autoptr (BhDocument) read = NULL;
  gboolean stored;

  g_assert_nonnull (strstr (desk_last_event (f, "document.updated")->body, "extracting"));
  read = read_as (f, taken, "");
  g_assert_nonnull (strstr (desk_last_event (f, "document.updated")->body, "indexing"));
  bhd_intake_finish (&f->turn, f->mia->organization_id, read, NULL, 0, NULL, &stored, &f->error);
  g_assert_nonnull (strstr (desk_last_event (f, "document.updated")->body, "ready"));
}

static guint
count_passages (Fixture *f, const char *id)
{
  g_autoptr (GPtrArray) passages =
      bhd_documents_passages (&f->turn, f->mia->organization_id, id, &f->error);

  g_assert_no_error (f->error);
  return passages->len;
}

/* Returns: (transfer full): as many as are stored in two pieces. */
static GPtrArray *
many_passages (const BhDocument *document)
{
  GPtrArray *passages = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_passage_unref);

  for (guint i = 0; i < BHD_INTAKE_PIECE + 3; i++)
    {
      g_autofree char *id = bh_id_new ();

      g_ptr_array_add (passages, bhd_passage_new (id, document->id, document->title, "", "words"));
    }
  return passages;
}

static void
test_pieces_add_up (Fixture *f, gconstpointer data)
{
  const char *organization_id = f->mia->organization_id;
  g_autoptr (BhDocument) document = put (f, "Help", "# x");
  g_autoptr (BhDocument) taken = take (f);
  g_autoptr (BhDocument) read = read_as (f, taken, "");
  g_autoptr (GPtrArray) passages = many_passages (read);
  gboolean stored = FALSE;

  g_assert_true (
      bhd_intake_keep_piece (&f->turn, organization_id, read, passages, 0, &stored, &f->error));
  g_assert_true (stored);
  g_assert_cmpuint (count_passages (f, document->id), ==, BHD_INTAKE_PIECE);
  bhd_intake_finish (&f->turn, organization_id, read, passages, BHD_INTAKE_PIECE, NULL, &stored,
                     &f->error);
  g_assert_cmpuint (count_passages (f, document->id), ==, passages->len);
}

static void
test_piece_of_a_replaced_one_is_not_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (BhDocument) document = put (f, "Help", "# x");
  g_autoptr (BhDocument) taken = take (f);
  g_autoptr (BhDocument) read = read_as (f, taken, "");
  g_autoptr (GPtrArray) passages = many_passages (read);
  g_autoptr (BhDocument) replaced = put (f, "Help", "# y");
  gboolean stored = TRUE;

  g_assert_true (bhd_intake_keep_piece (&f->turn, f->mia->organization_id, read, passages, 0,
                                        &stored, &f->error));
  g_assert_false (stored);
  g_assert_cmpuint (count_passages (f, document->id), ==, 0);
}

static void
test_failure_after_pieces_leaves_nothing (Fixture *f, gconstpointer data)
{
  const char *organization_id = f->mia->organization_id;
  g_autoptr (BhDocument) document = put (f, "Help", "# x");
  g_autoptr (BhDocument) taken = take (f);
  g_autoptr (BhDocument) read = read_as (f, taken, "");
  g_autoptr (GPtrArray) passages = many_passages (read);
  gboolean stored = FALSE;

  bhd_intake_keep_piece (&f->turn, organization_id, read, passages, 0, &stored, &f->error);
  bhd_intake_finish (&f->turn, organization_id, read, passages, BHD_INTAKE_PIECE, "no", &stored,
                     &f->error);
  g_assert_cmpuint (count_passages (f, document->id), ==, 0);
}

static void
test_change_queues_again (Fixture *f, gconstpointer data)
{
  const BhdDocumentChange wanted = { .title = "Helped", .category = "new", .body = "# y" };
  g_autoptr (BhDocument) document = put (f, "Help", "# x");
  g_autoptr (BhDocument) taken = take (f);
  g_autoptr (BhDocument) changed = change (f, document, &wanted);
  g_autoptr (BhDocument) again = take (f);

  g_assert_cmpstr (changed->status, ==, "queued");
  g_assert_cmpstr (again->title, ==, "Helped");
  g_assert_cmpstr (again->category, ==, "new");
  g_assert_cmpstr (again->body, ==, "# y");
}

static void
test_title_of_another_is_a_conflict (Fixture *f, gconstpointer data)
{
  const BhdDocumentChange wanted = { .title = "OTHER" };
  g_autoptr (BhDocument) document = put (f, "Help", "# x");
  g_autoptr (BhDocument) other = put (f, "Other", "# x");

  g_assert_null (change (f, document, &wanted));
  desk_assert_error (f, BH_ERROR_CONFLICT);
}

static void
test_text_of_a_page_is_not_written (Fixture *f, gconstpointer data)
{
  const BhdDocumentChange wanted = { .body = "mine" };
  g_autoptr (BhDocument) document = import (f, URL);

  g_assert_null (change (f, document, &wanted));
  desk_assert_error (f, BH_ERROR_CONFLICT);
}

static guint
count_listed (Fixture *f, const BhdDocumentFilter *filter)
{
  gboolean more;
  gint64 total;
  g_autoptr (GPtrArray) list =
      bhd_documents_list (&f->turn, f->mia->organization_id, filter, &total, &more, &f->error);

  g_assert_no_error (f->error);
  g_assert_cmpint (total, ==, list->len);
  return list->len;
}

static void
test_list_is_filtered (Fixture *f, gconstpointer data)
{
  g_autoptr (BhDocument) one = put (f, "100% Wool", "# x");
  g_autoptr (BhDocument) two = put (f, "1000 Sheep", "# x");
  g_autoptr (BhDocument) page = import (f, URL);

  g_assert_cmpuint (count_listed (f, &(BhdDocumentFilter){ .limit = 9 }), ==, 3);
  g_assert_cmpuint (count_listed (f, &(BhdDocumentFilter){ .limit = 9, .words = "00% WO" }), ==, 1);
  g_assert_cmpuint (count_listed (f, &(BhdDocumentFilter){ .limit = 9, .category = "pages" }), ==,
                    1);
  g_assert_cmpuint (count_listed (f, &(BhdDocumentFilter){ .limit = 9, .status = "ready" }), ==, 0);
}

static void
test_list_is_paged (Fixture *f, gconstpointer data)
{
  const BhdDocumentFilter first = { .limit = 2 };
  BhdDocumentFilter second = { .limit = 2 };
  g_autoptr (BhDocument) one = put (f, "One", "# x");
  g_autoptr (BhDocument) two = put (f, "Two", "# x");
  g_autoptr (BhDocument) three = put (f, "Three", "# x");
  g_autoptr (GPtrArray) a = NULL;
  g_autoptr (GPtrArray) b = NULL;
  gboolean more;
  gint64 total;

  a = bhd_documents_list (&f->turn, f->mia->organization_id, &first, &total, &more, &f->error);
  g_assert_true (more);
  g_assert_cmpint (total, ==, 3);
  second.after = ((BhDocument *) a->pdata[1])->id;
  b = bhd_documents_list (&f->turn, f->mia->organization_id, &second, &total, &more, &f->error);
  g_assert_false (more);
  g_assert_cmpuint (b->len, ==, 1);
  g_assert_cmpstr (((BhDocument *) b->pdata[0])->title, ==, "One");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/desk/intake/page-waits", test_imported_page_waits_under_its_address);
  DESK_TEST ("/desk/intake/same-address-is-one", test_same_address_is_one_document);
  DESK_TEST ("/desk/intake/page-gets-its-own-title", test_page_gets_its_own_title);
  DESK_TEST ("/desk/intake/page-of-a-taken-title", test_page_of_a_taken_title_gets_its_address_too);
  DESK_TEST ("/desk/intake/page-fetched-anew", test_page_fetched_anew_keeps_its_title);
  DESK_TEST ("/desk/intake/page-imported-meanwhile",
             test_page_imported_again_meanwhile_is_left_alone);
  DESK_TEST ("/desk/intake/id-of-another-is-a-conflict", test_id_of_another_is_a_conflict);
  DESK_TEST ("/desk/intake/written-stays-as-written", test_written_keeps_what_was_written);
  DESK_TEST ("/desk/intake/replaced-is-not-read", test_replaced_is_not_read);
  DESK_TEST ("/desk/intake/each-step-is-told", test_each_step_is_told);
  DESK_TEST ("/desk/intake/pieces-add-up", test_pieces_add_up);
  DESK_TEST ("/desk/intake/piece-of-a-replaced-one", test_piece_of_a_replaced_one_is_not_kept);
  DESK_TEST ("/desk/intake/failure-after-pieces", test_failure_after_pieces_leaves_nothing);
  DESK_TEST ("/desk/intake/change-queues-again", test_change_queues_again);
  DESK_TEST ("/desk/intake/title-of-another", test_title_of_another_is_a_conflict);
  DESK_TEST ("/desk/intake/text-of-a-page", test_text_of_a_page_is_not_written);
  DESK_TEST ("/desk/intake/list-is-filtered", test_list_is_filtered);
  DESK_TEST ("/desk/intake/list-is-paged", test_list_is_paged);
  return g_test_run ();
}
