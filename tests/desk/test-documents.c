/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-id.h"
#include "tests/desk/desk-fixture.h"

#include <string.h>

typedef DeskFixture Fixture;

static BhDocument *
put (Fixture *f, const char *title, const char *body, gboolean *created)
{
  BhDocument fields = { 0 };
  g_autoptr (BhDocument) draft = NULL;
  BhDocument *stored;

  fields.title = g_strdup (title);
  fields.category = g_strdup ("help");
  fields.format = g_strdup ("markdown");
  fields.body = g_strdup (body);
  draft = bh_document_new_take (&fields);
  stored = bhd_documents_put (&f->turn, f->mia->organization_id, draft, created, &f->error);
  g_assert_no_error (f->error);
  return stored;
}

static BhDocument *
take (Fixture *f)
{
  g_autofree char *organization_id = NULL;
  BhDocument *document = bhd_intake_take (&f->turn, &organization_id, &f->error);

  g_assert_no_error (f->error);
  return document;
}

static GPtrArray *
passages_of (const BhDocument *document, guint count)
{
  GPtrArray *passages = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_passage_unref);

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *id = bh_id_new ();

      g_ptr_array_add (passages,
                       bhd_passage_new (id, document->id, document->title, "Returns", "words"));
    }
  return passages;
}

static gboolean
finish (Fixture *f, const BhDocument *document, guint count)
{
  g_autoptr (GPtrArray) passages = passages_of (document, count);
  gboolean stored = FALSE;

  bhd_intake_finish (&f->turn, f->mia->organization_id, document, passages, 0, NULL, &stored,
                     &f->error);
  g_assert_no_error (f->error);
  return stored;
}

static guint
count_passages (Fixture *f, const char *id)
{
  g_autoptr (GPtrArray) passages =
      bhd_documents_passages (&f->turn, f->mia->organization_id, id, &f->error);

  g_assert_no_error (f->error);
  return passages->len;
}

static void
test_put_is_queued (Fixture *f, gconstpointer data)
{
  gboolean created = FALSE;
  g_autoptr (BhDocument) document = put (f, "Returns", "# Returns", &created);

  g_assert_true (created);
  g_assert_cmpstr (document->status, ==, "queued");
  g_assert_null (document->body);
  g_assert_true (f->turn.wakes & BHD_WAKE_INDEXER);
}

static void
test_same_content_is_kept (Fixture *f, gconstpointer data)
{
  gboolean created = TRUE;
  g_autoptr (BhDocument) first = put (f, "Returns", "# Returns", &created);
  g_autoptr (BhDocument) second = put (f, "Returns", "# Returns", &created);

  g_assert_false (created);
  g_assert_cmpstr (first->id, ==, second->id);
}

static void
test_same_title_replaces (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhDocument) first = put (f, "Returns", "# Returns", &created);
  g_autoptr (BhDocument) second = put (f, "RETURNS ", "# New", &created);
  g_autoptr (BhDocument) found =
      bhd_documents_get (&f->turn, f->mia->organization_id, first->id, &f->error);

  g_assert_cmpstr (first->id, ==, second->id);
  g_assert_cmpstr (found->body, ==, "# New");
}

static void
test_event_has_no_body (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhDocument) document = put (f, "Returns", "the secret text", &created);
  BhdEvent *event = desk_last_event (f, "document.updated");

  g_assert_null (strstr (event->body, "the secret text"));
  g_assert_null (event->contact_id);
}

static void
test_taken_once (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhDocument) document = put (f, "Returns", "# Returns", &created);
  g_autoptr (BhDocument) first = take (f);
  g_autoptr (BhDocument) second = take (f);

  g_assert_cmpstr (first->body, ==, "# Returns");
  g_assert_null (second);
}

static void
test_finish_stores_passages (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhDocument) document = put (f, "Returns", "# Returns", &created);
  g_autoptr (BhDocument) taken = take (f);
  g_autoptr (BhDocument) found = NULL;

  g_assert_true (finish (f, taken, 3));
  found = bhd_documents_get (&f->turn, f->mia->organization_id, document->id, &f->error);
  g_assert_cmpstr (found->status, ==, "ready");
  g_assert_cmpuint (count_passages (f, document->id), ==, 3);
}

static void
test_finish_replaces_passages (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhDocument) document = put (f, "Returns", "# Returns", &created);
  g_autoptr (BhDocument) first = take (f);
  g_autoptr (BhDocument) again = NULL;
  g_autoptr (BhDocument) second = NULL;

  finish (f, first, 3);
  again = put (f, "Returns", "# New", &created);
  second = take (f);
  finish (f, second, 1);
  g_assert_cmpuint (count_passages (f, document->id), ==, 1);
}

static void
test_finish_of_a_replaced_one_does_nothing (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhDocument) document = put (f, "Returns", "# Returns", &created);
  g_autoptr (BhDocument) taken = take (f);
  g_autoptr (BhDocument) replaced = put (f, "Returns", "# New", &created);
  g_autoptr (BhDocument) again = take (f);

  g_assert_false (finish (f, taken, 3));
  g_assert_cmpuint (count_passages (f, document->id), ==, 0);
}

static void
test_finish_of_a_deleted_one_does_nothing (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhDocument) document = put (f, "Returns", "# Returns", &created);
  g_autoptr (BhDocument) taken = take (f);

  bhd_documents_delete (&f->turn, f->mia->organization_id, document->id, &f->error);
  g_assert_false (finish (f, taken, 3));
  g_assert_cmpuint (count_passages (f, document->id), ==, 0);
}

static void
test_failure_is_told (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhDocument) document = put (f, "Returns", "# Returns", &created);
  g_autoptr (BhDocument) taken = take (f);
  g_autoptr (BhDocument) found = NULL;
  gboolean stored;

  bhd_intake_finish (&f->turn, f->mia->organization_id, taken, NULL, 0, "too deep", &stored,
                     &f->error);
  found = bhd_documents_get (&f->turn, f->mia->organization_id, document->id, &f->error);
  g_assert_cmpstr (found->status, ==, "error");
  g_assert_cmpstr (found->error, ==, "too deep");
}

static void
test_indexing_is_queued_again_after_a_restart (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhDocument) document = put (f, "Returns", "# Returns", &created);
  g_autoptr (BhDocument) taken = take (f);
  g_autoptr (BhDocument) again = NULL;

  g_assert_true (bhd_intake_recover (&f->turn, &f->error));
  again = take (f);
  g_assert_cmpstr (again->id, ==, document->id);
}

static void
test_deleted_is_gone (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhDocument) document = put (f, "Returns", "# Returns", &created);
  g_autoptr (BhDocument) taken = take (f);

  finish (f, taken, 2);
  g_assert_true (bhd_documents_delete (&f->turn, f->mia->organization_id, document->id, &f->error));
  g_assert_cmpuint (count_passages (f, document->id), ==, 0);
  g_assert_nonnull (desk_last_event (f, "document.deleted"));
  g_assert_null (bhd_documents_get (&f->turn, f->mia->organization_id, document->id, &f->error));
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
}

/* Counted anew from what the lists show. */
static void
assert_counts (Fixture *f, gint64 ready, gint64 waiting, gint64 error, gint64 passages)
{
  const BhdDocumentFilter any = { .limit = 100 };
  const BhdDocumentFilter is_ready = { .status = "ready", .limit = 100 };
  BhdDocumentCounts counts;
  gint64 total, total_ready;
  gboolean more;
  g_autoptr (GPtrArray) all =
      bhd_documents_list (&f->turn, f->mia->organization_id, &any, &total, &more, &f->error);
  g_autoptr (GPtrArray) some = bhd_documents_list (&f->turn, f->mia->organization_id, &is_ready,
                                                   &total_ready, &more, &f->error);

  g_assert_true (bhd_documents_count (&f->turn, f->mia->organization_id, &counts, &f->error));
  g_assert_cmpint (counts.ready, ==, ready);
  g_assert_cmpint (counts.waiting, ==, waiting);
  g_assert_cmpint (counts.error, ==, error);
  g_assert_cmpint (counts.passages, ==, passages);
  g_assert_cmpint (total, ==, ready + waiting + error);
  g_assert_cmpuint (all->len, ==, total);
  g_assert_cmpint (total_ready, ==, ready);
  g_assert_cmpuint (some->len, ==, total_ready);
}

static void
test_counts_follow_every_step (Fixture *f, gconstpointer data)
{
  gboolean created;
  gboolean stored;
  g_autoptr (BhDocument) first = put (f, "Returns", "# Returns", &created);
  g_autoptr (BhDocument) second = put (f, "Prices", "# Prices", &created);
  g_autoptr (BhDocument) taken = take (f);
  g_autoptr (BhDocument) also_taken = NULL;
  g_autoptr (BhDocument) again = NULL;
  g_autoptr (BhDocument) taken_again = NULL;

  assert_counts (f, 0, 2, 0, 0);
  g_assert_true (finish (f, taken, 3));
  assert_counts (f, 1, 1, 0, 3);
  also_taken = take (f);
  bhd_intake_finish (&f->turn, f->mia->organization_id, also_taken, NULL, 0, "no text", &stored,
                     &f->error);
  assert_counts (f, 1, 0, 1, 3);
  again = put (f, "Returns", "# Other", &created);
  assert_counts (f, 0, 1, 1, 3);
  taken_again = take (f);
  g_assert_true (finish (f, taken_again, 5));
  assert_counts (f, 1, 0, 1, 5);
  g_assert_true (bhd_documents_delete (&f->turn, f->mia->organization_id, taken->id, &f->error));
  assert_counts (f, 0, 0, 1, 0);
}

/* All documents by shelves of @limit; the ids of their passages' documents in one text. */
static char *
read_shelves (Fixture *f, guint limit)
{
  g_autofree char *after = g_strdup ("");
  GString *seen = g_string_new (NULL);

  for (gboolean more = TRUE; more;)
    {
      g_autoptr (GPtrArray) passages = NULL;
      g_autoptr (GPtrArray) documents = bhd_documents_shelf (&f->turn, f->mia->organization_id,
                                                             after, limit, &passages, &f->error);

      g_assert_no_error (f->error);
      more = documents->len > 0;
      for (guint i = 0; passages != NULL && i < passages->len; i++)
        g_string_append_printf (seen, "%s ", ((BhdPassage *) passages->pdata[i])->document_id);
      if (more)
        {
          g_free (after);
          after = g_strdup (((BhDocument *) documents->pdata[documents->len - 1])->id);
        }
    }
  return g_string_free (seen, FALSE);
}

/* Also behind a shelf of documents without passages. */
static void
test_shelves_leave_nothing_out (Fixture *f, gconstpointer data)
{
  BhDocument *filled[4] = { NULL };
  g_autofree char *expected = NULL;
  g_autofree char *seen = NULL;
  gboolean created;

  for (guint i = 0; i < G_N_ELEMENTS (filled); i++)
    {
      g_autofree char *title = g_strdup_printf ("Number %u", i);
      g_autoptr (BhDocument) document = put (f, title, "# Text", &created);

      filled[i] = take (f);
      if (i % 3 == 0)
        finish (f, filled[i], 2);
    }
  expected =
      g_strdup_printf ("%s %s %s %s ", filled[0]->id, filled[0]->id, filled[3]->id, filled[3]->id);
  seen = read_shelves (f, 1);
  g_assert_cmpstr (seen, ==, expected);
  for (guint i = 0; i < G_N_ELEMENTS (filled); i++)
    bh_document_unref (filled[i]);
}

static void
test_other_organization_reaches_nothing (Fixture *f, gconstpointer data)
{
  const char *rival = f->mallory->organization_id;
  const BhdDocumentFilter any = { .limit = 100 };
  gboolean created, more;
  gint64 total;
  g_autoptr (BhDocument) document = put (f, "Returns", "# Returns", &created);
  g_autoptr (BhDocument) taken = take (f);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) passages = NULL;

  finish (f, taken, 2);
  list = bhd_documents_list (&f->turn, rival, &any, &total, &more, &f->error);
  passages = bhd_documents_passages (&f->turn, rival, document->id, &f->error);
  g_assert_cmpuint (list->len, ==, 0);
  g_assert_cmpuint (passages->len, ==, 0);
  g_assert_null (bhd_documents_get (&f->turn, rival, document->id, &f->error));
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
  g_assert_false (bhd_documents_delete (&f->turn, rival, document->id, &f->error));
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
}

static void
test_list_has_no_bodies (Fixture *f, gconstpointer data)
{
  const BhdDocumentFilter any = { .limit = 100 };
  gboolean created, more;
  gint64 total;
  g_autoptr (BhDocument) document = put (f, "Returns", "# Returns", &created);
  g_autoptr (GPtrArray) list =
      bhd_documents_list (&f->turn, f->mia->organization_id, &any, &total, &more, &f->error);

  g_assert_cmpuint (list->len, ==, 1);
  g_assert_null (((BhDocument *) list->pdata[0])->body);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/desk/documents/put-is-queued", test_put_is_queued);
  DESK_TEST ("/desk/documents/same-content-is-kept", test_same_content_is_kept);
  DESK_TEST ("/desk/documents/same-title-replaces", test_same_title_replaces);
  DESK_TEST ("/desk/documents/event-has-no-body", test_event_has_no_body);
  DESK_TEST ("/desk/documents/taken-once", test_taken_once);
  DESK_TEST ("/desk/documents/finish-stores-passages", test_finish_stores_passages);
  DESK_TEST ("/desk/documents/finish-replaces-passages", test_finish_replaces_passages);
  DESK_TEST ("/desk/documents/finish-of-a-replaced-one",
             test_finish_of_a_replaced_one_does_nothing);
  DESK_TEST ("/desk/documents/finish-of-a-deleted-one", test_finish_of_a_deleted_one_does_nothing);
  DESK_TEST ("/desk/documents/failure-is-told", test_failure_is_told);
  DESK_TEST ("/desk/documents/queued-again-after-a-restart",
             test_indexing_is_queued_again_after_a_restart);
  DESK_TEST ("/desk/documents/deleted-is-gone", test_deleted_is_gone);
  DESK_TEST ("/desk/documents/other-organization", test_other_organization_reaches_nothing);
  DESK_TEST ("/desk/documents/list-has-no-bodies", test_list_has_no_bodies);
  DESK_TEST ("/desk/documents/counts-follow-every-step", test_counts_follow_every_step);
  DESK_TEST ("/desk/documents/shelves-leave-nothing-out", test_shelves_leave_nothing_out);
  return g_test_run ();
}
