/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/bhc-frame.h"
#include "console/model/knowledge/bhc-catalog.h"
#include "console/model/knowledge/bhc-library-private.h"
#include "tests/console/bht-wait.h"
#include "tests/console/knowledge/bht-books-private.h"

#define ADD(name, function)                                                                        \
  g_test_add (name, BhtShelf, NULL, bht_shelf_set_up, function, bht_shelf_tear_down)

static const BhcCatalogFilter everything = { NULL };

static BhcCatalog *
open_catalog (BhtShelf *fixture, BhcKind kind, const BhcCatalogFilter *filter)
{
  return bhc_catalog_new (bhc_desk_get_library (fixture->desk.desk), kind, filter);
}

static gboolean
is_loaded (BhcCatalog *catalog)
{
  gboolean loading, loaded;

  g_object_get (catalog, "loading", &loading, "loaded", &loaded, NULL);
  return loaded && !loading;
}

static BhcEntry *
entry_at (BhcCatalog *catalog, guint position)
{
  g_autoptr (BhcEntry) entry = g_list_model_get_item (G_LIST_MODEL (catalog), position);

  return entry; /* the catalog holds it */
}

static const char *
title_at (BhcCatalog *catalog, guint position)
{
  return bhc_entry_get_document (entry_at (catalog, position))->title;
}

static void
test_pages_follow_each_other (BhtShelf *fixture, gconstpointer data)
{
  g_autoptr (BhcCatalog) catalog = NULL;

  fixture->books->page = 2;
  for (guint i = 0; i < 5; i++)
    bht_books_write (fixture->books, "Delivery", "Soon.");
  bht_desk_sign_in (&fixture->desk, FALSE);
  catalog = open_catalog (fixture, BHC_KIND_DOCUMENT, &everything);
  bht_wait_until (is_loaded (catalog));
  g_assert_cmpuint (bht_count (catalog), ==, 2);
  while (bhc_catalog_has_more (catalog))
    {
      bhc_catalog_load_more (catalog);
      bht_wait_until (is_loaded (catalog));
    }

  g_assert_cmpuint (bht_count (catalog), ==, 5);
}

static void
test_news_change_the_row_in_place (BhtShelf *fixture, gconstpointer data)
{
  const char *id = bht_books_write (fixture->books, "Delivery", "Soon.");
  g_autofree char *copy = g_strdup (id);
  g_autoptr (BhcCatalog) catalog = NULL;
  BhcEntry *entry;

  bht_desk_sign_in (&fixture->desk, FALSE);
  catalog = open_catalog (fixture, BHC_KIND_DOCUMENT, &everything);
  bht_wait_until (is_loaded (catalog));
  entry = entry_at (catalog, 0);
  bht_books_set_status (fixture->books, copy, "error", "nothing could be read in it");
  bht_wait_until (g_strcmp0 (bhc_entry_get_document (entry)->status, "error") == 0);

  g_assert_true (entry == entry_at (catalog, 0));
  g_assert_cmpstr (bhc_entry_get_document (entry)->error, ==, "nothing could be read in it");
}

/* The page was read before the news came, and is heard after them. */
static void
test_news_outlive_a_page (BhtShelf *fixture, gconstpointer data)
{
  g_autofree char *id = g_strdup (bht_books_write (fixture->books, "Delivery", "Soon."));
  BhDocument fields = { .id = g_strdup (id),
                        .title = g_strdup ("Delivery"),
                        .status = g_strdup ("error"),
                        .error = g_strdup ("there is no text in it") };
  g_autoptr (BhDocument) news = bh_document_new_take (&fields);
  BhcTidings tidings = { .kind = BHC_KIND_DOCUMENT, .record = news };
  g_autoptr (BhcCatalog) catalog = NULL;

  bht_desk_sign_in (&fixture->desk, FALSE);
  catalog = open_catalog (fixture, BHC_KIND_DOCUMENT, &everything);
  bht_wait_until (is_loaded (catalog));
  bhc_catalog_reload (catalog);
  g_signal_emit_by_name (bhc_desk_get_library (fixture->desk.desk), "tidings", &tidings);
  bht_wait_until (is_loaded (catalog));

  g_assert_cmpuint (bht_count (catalog), ==, 1);
  g_assert_cmpstr (bhc_entry_get_document (entry_at (catalog, 0))->status, ==, "error");
}

static void
test_news_come_first (BhtShelf *fixture, gconstpointer data)
{
  g_autoptr (BhcCatalog) catalog = NULL;

  bht_books_write (fixture->books, "Old", "Soon.");
  bht_desk_sign_in (&fixture->desk, FALSE);
  catalog = open_catalog (fixture, BHC_KIND_DOCUMENT, &everything);
  bht_wait_until (is_loaded (catalog));
  bht_books_write (fixture->books, "New", "Soon.");
  bht_wait_until (bht_count (catalog) == 2);

  g_assert_cmpstr (title_at (catalog, 0), ==, "New");
}

static void
test_deleted_goes (BhtShelf *fixture, gconstpointer data)
{
  g_autofree char *id = g_strdup (bht_books_write (fixture->books, "Old", "Soon."));
  g_autoptr (BhcCatalog) catalog = NULL;

  bht_desk_sign_in (&fixture->desk, FALSE);
  catalog = open_catalog (fixture, BHC_KIND_DOCUMENT, &everything);
  bht_wait_until (is_loaded (catalog));
  g_assert_nonnull (bhc_catalog_find (catalog, id));
  bht_books_delete (fixture->books, id);
  bht_wait_until (bht_count (catalog) == 0);

  g_assert_null (bhc_catalog_find (catalog, id));
}

static void
test_what_no_longer_matches_goes (BhtShelf *fixture, gconstpointer data)
{
  const BhcCatalogFilter open = { .status = "open" };
  g_autofree char *id = g_strdup (bht_books_miss (fixture->books, "Submarines?", 3));
  g_autoptr (BhcCatalog) catalog = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BhcAnswer) answer = NULL;
  BhcLibrary *library = bhc_desk_get_library (fixture->desk.desk);

  bht_desk_sign_in (&fixture->desk, FALSE);
  catalog = open_catalog (fixture, BHC_KIND_GAP, &open);
  bht_wait_until (is_loaded (catalog));
  g_assert_cmpuint (bht_count (catalog), ==, 1);
  bhc_library_turn_gap_async (library, id, FALSE, bht_result_cb, &result);
  bht_wait_until (result != NULL && bht_count (catalog) == 0);
  answer = bhc_library_finish (library, result, NULL);

  g_assert_cmpstr (((BhGap *) answer->records[BHC_KIND_GAP])->resolution, ==, "dismissed");
}

static void
test_most_asked_gap_stands_first (BhtShelf *fixture, gconstpointer data)
{
  g_autoptr (BhcCatalog) catalog = NULL;

  bht_books_miss (fixture->books, "Seldom?", 2);
  bht_desk_sign_in (&fixture->desk, FALSE);
  catalog = open_catalog (fixture, BHC_KIND_GAP, &everything);
  bht_wait_until (is_loaded (catalog));
  bht_books_miss (fixture->books, "Often?", 9);
  bht_wait_until (bht_count (catalog) == 2);

  g_assert_cmpstr (bhc_entry_get_gap (entry_at (catalog, 0))->question, ==, "Often?");
}

static void
test_filter_is_asked_for (BhtShelf *fixture, gconstpointer data)
{
  const BhcCatalogFilter filter = { .query = "Ret & urn" };
  g_autoptr (BhcCatalog) catalog = NULL;

  bht_books_write (fixture->books, "Delivery", "Soon.");
  bht_books_write (fixture->books, "Ret & urns", "Soon.");
  bht_desk_sign_in (&fixture->desk, FALSE);
  catalog = open_catalog (fixture, BHC_KIND_DOCUMENT, &filter);
  bht_wait_until (is_loaded (catalog));
  bht_books_write (fixture->books, "Payment", "By card.");
  bht_books_write (fixture->books, "More ret & urns", "By post.");
  bht_wait_until (bht_count (catalog) == 2);

  g_assert_cmpstr (title_at (catalog, 0), ==, "More ret & urns");
}

static void
test_rows_stay_offline (BhtShelf *fixture, gconstpointer data)
{
  g_autoptr (BhcCatalog) catalog = NULL;

  bht_books_write (fixture->books, "Delivery", "Soon.");
  bht_desk_sign_in (&fixture->desk, FALSE);
  catalog = open_catalog (fixture, BHC_KIND_DOCUMENT, &everything);
  bht_wait_until (is_loaded (catalog));
  bht_mock_go_away (fixture->desk.mock);
  bht_wait_until (!bhc_library_is_connected (bhc_desk_get_library (fixture->desk.desk)));
  g_assert_cmpuint (bht_count (catalog), ==, 1);

  bht_mock_come_back (fixture->desk.mock);
  bht_books_write (fixture->books, "Returns", "Within 30 days.");
  bhc_desk_retry (fixture->desk.desk);
  bht_wait_until (bht_count (catalog) == 2);
}

static void
test_opened_offline_is_filled_later (BhtShelf *fixture, gconstpointer data)
{
  g_autoptr (BhcCatalog) catalog = NULL;

  bht_books_write (fixture->books, "Delivery", "Soon.");
  catalog = open_catalog (fixture, BHC_KIND_DOCUMENT, &everything);
  g_assert_false (is_loaded (catalog));
  bht_desk_sign_in (&fixture->desk, FALSE);
  bht_wait_until (is_loaded (catalog));

  g_assert_cmpuint (bht_count (catalog), ==, 1);
}

static void
test_reset_fetches_anew (BhtShelf *fixture, gconstpointer data)
{
  g_autoptr (BhcCatalog) catalog = NULL;

  bht_books_write (fixture->books, "Delivery", "Soon.");
  bht_desk_sign_in (&fixture->desk, FALSE);
  catalog = open_catalog (fixture, BHC_KIND_DOCUMENT, &everything);
  bht_wait_until (is_loaded (catalog));
  g_ptr_array_set_size (fixture->books->documents, 0); /* and nobody tells */
  bht_mock_tell (fixture->desk.mock, "{\"op\":\"reset\",\"seq\":1}");

  bht_wait_until (bht_count (catalog) == 0);
}

static void
test_counts_follow (BhtShelf *fixture, gconstpointer data)
{
  BhcLibrary *library = bhc_desk_get_library (fixture->desk.desk);
  guint n_gaps = 0;

  bht_desk_sign_in (&fixture->desk, FALSE);
  bht_books_miss (fixture->books, "Submarines?", 3);
  while (n_gaps != 1)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (library, "n-gaps", &n_gaps, NULL);
    }
}

static gboolean
sign_out_and_serve (BhtMock *mock, const BhtRequest *request, gpointer data)
{
  BhtShelf *fixture = data;

  if (g_str_equal (request->path[0], "knowledge"))
    bhc_library_set_session (bhc_desk_get_library (fixture->desk.desk), NULL);

  return bht_books_serve (mock, request, fixture->books);
}

/* Nor does anybody keep it: what is counted for one account is not shown to the next. */
static void
test_late_count_is_not_shown (BhtShelf *fixture, gconstpointer data)
{
  BhcLibrary *library = bhc_desk_get_library (fixture->desk.desk);
  const guint n_holders = G_OBJECT (library)->ref_count;

  bht_books_miss (fixture->books, "Submarines?", 3);
  fixture->desk.mock->extra = sign_out_and_serve;
  fixture->desk.mock->extra_data = fixture;
  bht_desk_sign_in (&fixture->desk, FALSE);
  bht_wait_until (!bhc_library_is_connected (library));
  bht_wait_until (G_OBJECT (library)->ref_count == n_holders); /* the answer is here */

  g_assert_null (bhc_library_get_overview (library));
}

static void
test_agent_only_proposes (BhtShelf *fixture, gconstpointer data)
{
  BhcLibrary *library = bhc_desk_get_library (fixture->desk.desk);

  bht_desk_sign_in (&fixture->desk, FALSE);
  g_assert_false (bhc_library_can_change (library));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/console/catalog/pages-follow-each-other", test_pages_follow_each_other);
  ADD ("/console/catalog/news-change-the-row-in-place", test_news_change_the_row_in_place);
  ADD ("/console/catalog/news-come-first", test_news_come_first);
  ADD ("/console/catalog/deleted-goes", test_deleted_goes);
  ADD ("/console/catalog/news-outlive-a-page-under-way", test_news_outlive_a_page);
  ADD ("/console/catalog/what-no-longer-matches-goes", test_what_no_longer_matches_goes);
  ADD ("/console/catalog/most-asked-gap-stands-first", test_most_asked_gap_stands_first);
  ADD ("/console/catalog/filter-is-asked-for", test_filter_is_asked_for);
  ADD ("/console/catalog/rows-stay-offline", test_rows_stay_offline);
  ADD ("/console/catalog/opened-offline-is-filled-later", test_opened_offline_is_filled_later);
  ADD ("/console/catalog/reset-fetches-anew", test_reset_fetches_anew);
  ADD ("/console/catalog/counts-follow", test_counts_follow);
  ADD ("/console/catalog/late-count-is-not-shown", test_late_count_is_not_shown);
  g_test_add ("/console/catalog/agent-only-proposes", BhtShelf, "agent", bht_shelf_set_up,
              test_agent_only_proposes, bht_shelf_tear_down);

  return g_test_run ();
}
