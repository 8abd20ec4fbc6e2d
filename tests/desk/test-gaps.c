/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-id.h"
#include "tests/desk/desk-fixture.h"

#include <string.h>

typedef DeskFixture Fixture;

static void
hit (Fixture *f, const char *question, const char *conversation_id)
{
  f->turn.now_us++;
  g_assert_true (
      bhd_gaps_hit (&f->turn, f->mia->organization_id, question, conversation_id, &f->error));
  g_assert_no_error (f->error);
}

/* Returns: (transfer full): of @status (nullable). */
static GPtrArray *
list (Fixture *f, const char *status)
{
  const BhdGapFilter filter = { .status = status, .limit = 100 };
  gboolean more;
  GPtrArray *gaps = bhd_gaps_list (&f->turn, f->mia->organization_id, &filter, &more, &f->error);

  g_assert_no_error (f->error);
  return gaps;
}

/* The one there is, open or closed. */
static BhGap *
only (Fixture *f)
{
  g_autoptr (GPtrArray) gaps = list (f, NULL);

  g_assert_cmpuint (gaps->len, ==, 1);
  return g_ptr_array_steal_index (gaps, 0);
}

static char *
add_document (Fixture *f, const char *title)
{
  const BhDocument draft = { .title = (char *) title,
                             .category = (char *) "",
                             .format = (char *) "markdown",
                             .body = (char *) "# It" };
  gboolean created;
  g_autoptr (BhDocument) document =
      bhd_documents_put (&f->turn, f->owner->organization_id, &draft, &created, &f->error);

  g_assert_no_error (f->error);
  return g_strdup (document->id);
}

static guint
count_approved (Fixture *f, const char *document_id)
{
  const BhdPhrasingFilter filter = { .status = "approved", .document_id = document_id, .limit = 9 };
  gboolean more;
  g_autoptr (GPtrArray) phrasings =
      bhd_phrasings_list (&f->turn, f->mia->organization_id, &filter, &more, &f->error);

  g_assert_no_error (f->error);
  return phrasings->len;
}

static void
test_hits_are_counted (Fixture *f, gconstpointer data)
{
  g_autoptr (BhGap) gap = NULL;

  hit (f, "Do you ship to Malta?", f->id);
  hit (f, "  do you SHIP to malta", f->id);
  gap = only (f);
  g_assert_cmpint (gap->hits, ==, 2);
  g_assert_cmpint (gap->first_us, <, gap->last_us);
  g_assert_cmpuint (gap->examples->len, ==, 1);
}

static void
test_wordless_is_no_gap (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) gaps = NULL;

  hit (f, " ?!? ", f->id);
  gaps = list (f, NULL);
  g_assert_cmpuint (gaps->len, ==, 0);
}

static void
test_latest_examples_are_kept (Fixture *f, gconstpointer data)
{
  g_autofree char *last = bh_id_new ();
  g_autoptr (BhGap) gap = NULL;
  const BhGapExample *newest;

  for (guint i = 0; i < BHD_GAP_EXAMPLES + 3; i++)
    {
      g_autofree char *conversation = bh_id_new ();

      hit (f, "Malta?", conversation);
    }
  hit (f, "MALTA", last);
  gap = only (f);
  newest = g_ptr_array_index (gap->examples, 0);
  g_assert_cmpuint (gap->examples->len, ==, BHD_GAP_EXAMPLES);
  g_assert_cmpstr (newest->conversation_id, ==, last);
  g_assert_cmpstr (newest->question, ==, "MALTA");
}

static void
test_most_asked_comes_first (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) gaps = NULL;

  hit (f, "twice", f->id);
  hit (f, "twice", f->id);
  hit (f, "once", f->id);
  gaps = list (f, "open");
  g_assert_cmpstr (((BhGap *) gaps->pdata[0])->question, ==, "twice");
}

static void
test_pages_hold_all_once (Fixture *f, gconstpointer data)
{
  const char *const questions[] = { "a b", "c d", "e f", "g h", "i j" };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *after = NULL;
  gboolean more = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    hit (f, questions[i], f->id);
  for (guint page = 0; more; page++)
    {
      const BhdGapFilter filter = { .after = after, .limit = 2 };
      g_autoptr (GPtrArray) gaps =
          bhd_gaps_list (&f->turn, f->mia->organization_id, &filter, &more, &f->error);

      g_assert_cmpuint (page, <, 3);
      for (guint i = 0; i < gaps->len; i++)
        g_hash_table_add (seen, g_strdup (((BhGap *) gaps->pdata[i])->id));
      g_free (after);
      after = g_strdup (((BhGap *) gaps->pdata[gaps->len - 1])->id);
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 5);
}

static void
test_dismissed_stays_so (Fixture *f, gconstpointer data)
{
  g_autoptr (BhGap) gap = NULL;
  g_autoptr (BhGap) dismissed = NULL;
  g_autoptr (BhGap) again = NULL;

  hit (f, "Malta?", f->id);
  gap = only (f);
  dismissed = bhd_gaps_dismiss (&f->turn, f->mia->organization_id, gap->id, &f->error);
  g_assert_cmpstr (dismissed->status, ==, "closed");
  hit (f, "Malta?", f->id);
  again = only (f);
  g_assert_cmpstr (again->resolution, ==, "dismissed");
  g_assert_cmpint (again->hits, ==, 2);
}

static void
test_dismissed_can_be_reopened (Fixture *f, gconstpointer data)
{
  g_autoptr (BhGap) gap = NULL;
  g_autoptr (BhGap) dismissed = NULL;
  g_autoptr (BhGap) open = NULL;

  hit (f, "Malta?", f->id);
  gap = only (f);
  dismissed = bhd_gaps_dismiss (&f->turn, f->mia->organization_id, gap->id, &f->error);
  open = bhd_gaps_reopen (&f->turn, f->mia->organization_id, gap->id, &f->error);
  g_assert_cmpstr (open->status, ==, "open");
  g_assert_null (open->resolution);
}

static void
test_linked_learns_the_questions (Fixture *f, gconstpointer data)
{
  g_autofree char *document_id = add_document (f, "Shipping");
  g_autofree char *other = bh_id_new ();
  g_autoptr (BhGap) gap = NULL;
  g_autoptr (BhGap) linked = NULL;

  hit (f, "Malta?", f->id);
  gap = only (f);
  linked = bhd_gaps_link (&f->turn, f->owner, gap->id, document_id, &f->error);
  g_assert_no_error (f->error);
  g_assert_cmpstr (linked->status, ==, "closed");
  g_assert_cmpstr (linked->resolution, ==, "linked");
  g_assert_cmpstr (linked->document_id, ==, document_id);
  g_assert_cmpuint (count_approved (f, document_id), ==, 1);
  g_assert_nonnull (desk_last_event (f, "phrasing.updated"));
}

static void
test_linked_is_open_when_asked_again (Fixture *f, gconstpointer data)
{
  g_autofree char *document_id = add_document (f, "Shipping");
  g_autoptr (BhGap) gap = NULL;
  g_autoptr (BhGap) linked = NULL;
  g_autoptr (BhGap) again = NULL;

  hit (f, "Malta?", f->id);
  gap = only (f);
  linked = bhd_gaps_link (&f->turn, f->owner, gap->id, document_id, &f->error);
  hit (f, "Malta?", f->id);
  again = only (f);
  g_assert_cmpstr (again->status, ==, "open");
  g_assert_null (again->resolution);
}

static void
test_link_to_nothing_is_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *nothing = bh_id_new ();
  g_autoptr (BhGap) gap = NULL;

  hit (f, "Malta?", f->id);
  gap = only (f);
  g_assert_null (bhd_gaps_link (&f->turn, f->owner, gap->id, nothing, &f->error));
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
}

static void
test_article_closes_the_gap (Fixture *f, gconstpointer data)
{
  const BhDocument draft = { .title = (char *) "Malta",
                             .category = (char *) "",
                             .format = (char *) "markdown",
                             .body = (char *) "Yes." };
  g_autoptr (BhGap) gap = NULL;
  g_autoptr (BhGap) closed = NULL;
  g_autoptr (BhDocument) document = NULL;

  hit (f, "Malta?", f->id);
  gap = only (f);
  closed = bhd_gaps_write_article (&f->turn, f->owner, gap->id, &draft, &document, &f->error);
  g_assert_no_error (f->error);
  g_assert_cmpstr (closed->resolution, ==, "article");
  g_assert_cmpstr (closed->document_id, ==, document->id);
  g_assert_cmpstr (document->status, ==, "queued");
  g_assert_cmpuint (count_approved (f, document->id), ==, 1);
}

static void
test_article_replaces_nothing (Fixture *f, gconstpointer data)
{
  g_autofree char *document_id = add_document (f, "Malta");
  const BhDocument draft = { .title = (char *) "MALTA",
                             .category = (char *) "",
                             .format = (char *) "markdown",
                             .body = (char *) "Yes." };
  g_autoptr (BhGap) gap = NULL;
  BhDocument *document = NULL;

  hit (f, "Malta?", f->id);
  gap = only (f);
  g_assert_null (
      bhd_gaps_write_article (&f->turn, f->owner, gap->id, &draft, &document, &f->error));
  desk_assert_error (f, BH_ERROR_CONFLICT);
  g_assert_null (document);
}

static void
test_gone_article_leaves_a_gap (Fixture *f, gconstpointer data)
{
  g_autofree char *document_id = add_document (f, "Shipping");
  g_autoptr (BhGap) gap = NULL;
  g_autoptr (BhGap) linked = NULL;
  g_autoptr (BhGap) again = NULL;

  hit (f, "Malta?", f->id);
  gap = only (f);
  linked = bhd_gaps_link (&f->turn, f->owner, gap->id, document_id, &f->error);
  bhd_documents_delete (&f->turn, f->owner->organization_id, document_id, &f->error);
  g_assert_no_error (f->error);
  again = only (f);
  g_assert_cmpstr (again->status, ==, "open");
  g_assert_null (again->document_id);
}

static void
resolve (Fixture *f)
{
  g_autoptr (BhConversation) resolved =
      bhd_conversations_resolve (&f->turn, f->mia, f->id, &f->error);

  g_assert_no_error (f->error);
}

static void
test_answered_comes_first (Fixture *f, gconstpointer data)
{
  g_autofree char *other = bh_id_new ();
  g_autoptr (GPtrArray) gaps = NULL;
  const BhGap *first;

  hit (f, "Malta?", f->id);
  hit (f, "Twice", other);
  hit (f, "Twice", other);
  bh_message_unref (desk_say (f, f->mia, "We do ship to Malta."));
  resolve (f);
  gaps = list (f, "open");
  first = g_ptr_array_index (gaps, 0);
  g_assert_cmpstr (first->question, ==, "Malta?");
  g_assert_true (first->answered);
  g_assert_cmpstr (first->conversation_id, ==, f->id);
}

static void
test_answer_is_not_lost_to_the_next_asker (Fixture *f, gconstpointer data)
{
  g_autofree char *other = bh_id_new ();
  g_autoptr (BhGap) gap = NULL;

  hit (f, "Malta?", f->id);
  bh_message_unref (desk_say (f, f->mia, "We do."));
  resolve (f);
  hit (f, "Malta?", other);
  gap = only (f);
  g_assert_cmpstr (gap->conversation_id, ==, f->id);
}

static void
test_resolved_without_a_word_is_not_answered (Fixture *f, gconstpointer data)
{
  g_autoptr (BhGap) gap = NULL;

  hit (f, "Malta?", f->id);
  resolve (f);
  gap = only (f);
  g_assert_false (gap->answered);
}

static void
test_note_is_no_answer (Fixture *f, gconstpointer data)
{
  g_autoptr (BhGap) gap = NULL;

  hit (f, "Malta?", f->id);
  bh_message_unref (desk_note (f, f->mia, "no idea"));
  resolve (f);
  gap = only (f);
  g_assert_false (gap->answered);
}

static void
test_other_organization_reaches_nothing (Fixture *f, gconstpointer data)
{
  const char *rival = f->mallory->organization_id;
  g_autofree char *document_id = add_document (f, "Shipping");
  g_autoptr (BhGap) gap = NULL;

  hit (f, "Malta?", f->id);
  gap = only (f);
  g_assert_null (bhd_gaps_dismiss (&f->turn, rival, gap->id, &f->error));
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
  g_assert_null (bhd_gaps_reopen (&f->turn, rival, gap->id, &f->error));
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
  g_assert_null (bhd_gaps_link (&f->turn, f->mallory, gap->id, document_id, &f->error));
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/desk/gaps/hits-are-counted", test_hits_are_counted);
  DESK_TEST ("/desk/gaps/wordless-is-no-gap", test_wordless_is_no_gap);
  DESK_TEST ("/desk/gaps/latest-examples-are-kept", test_latest_examples_are_kept);
  DESK_TEST ("/desk/gaps/most-asked-comes-first", test_most_asked_comes_first);
  DESK_TEST ("/desk/gaps/pages-hold-all-once", test_pages_hold_all_once);
  DESK_TEST ("/desk/gaps/dismissed-stays-so", test_dismissed_stays_so);
  DESK_TEST ("/desk/gaps/dismissed-can-be-reopened", test_dismissed_can_be_reopened);
  DESK_TEST ("/desk/gaps/linked-learns-the-questions", test_linked_learns_the_questions);
  DESK_TEST ("/desk/gaps/linked-is-open-when-asked-again", test_linked_is_open_when_asked_again);
  DESK_TEST ("/desk/gaps/link-to-nothing-is-refused", test_link_to_nothing_is_refused);
  DESK_TEST ("/desk/gaps/article-closes-the-gap", test_article_closes_the_gap);
  DESK_TEST ("/desk/gaps/article-replaces-nothing", test_article_replaces_nothing);
  DESK_TEST ("/desk/gaps/gone-article-leaves-a-gap", test_gone_article_leaves_a_gap);
  DESK_TEST ("/desk/gaps/answered-comes-first", test_answered_comes_first);
  DESK_TEST ("/desk/gaps/answer-is-not-lost", test_answer_is_not_lost_to_the_next_asker);
  DESK_TEST ("/desk/gaps/resolved-without-a-word", test_resolved_without_a_word_is_not_answered);
  DESK_TEST ("/desk/gaps/note-is-no-answer", test_note_is_no_answer);
  DESK_TEST ("/desk/gaps/other-organization", test_other_organization_reaches_nothing);
  return g_test_run ();
}
