/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/search/finder-fixture.h"

#include "tests/console/bht-records.h"
#include "tests/console/bht-wait.h"

void
finder_start (FinderFixture *fixture)
{
  fixture->finder = bhc_finder_new (fixture->cache.cache);
}

void
finder_stop (FinderFixture *fixture)
{
  bhc_finder_close (fixture->finder);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->finder);
}

void
finder_set_up (FinderFixture *fixture, gconstpointer data)
{
  bht_cache_set_up (&fixture->cache, data);
  finder_start (fixture);
}

void
finder_tear_down (FinderFixture *fixture, gconstpointer data)
{
  finder_stop (fixture);
  bht_cache_tear_down (&fixture->cache, data);
}

BhcFindPage *
finder_page (FinderFixture *fixture, const char *text, gint64 below_seq, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  bhc_finder_find_async (fixture->finder, text, zone, below_seq, NULL, bht_result_cb, &result);
  bht_wait_until (result != NULL);
  return bhc_finder_find_finish (fixture->finder, result, error);
}

/* The numbers of what is found, newest first: “7 3”. */
char *
finder_find (FinderFixture *fixture, const char *text)
{
  GString *found = g_string_new (NULL);
  gint64 below = 0;

  do
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BhcFindPage) page = finder_page (fixture, text, below, &error);

      g_assert_no_error (error);
      for (guint i = 0; i < page->hits->len; i++)
        g_string_append_printf (found, "%s%" G_GINT64_FORMAT, found->len > 0 ? " " : "",
                                ((BhcFindHit *) page->hits->pdata[i])->message->seq);
      below = page->below_seq;
    }
  while (below > 0);

  return g_string_free (found, FALSE);
}

char *
finder_contacts (FinderFixture *fixture, const char *text)
{
  g_autoptr (BhcFindPage) page = finder_page (fixture, text, 0, NULL);
  GString *found = g_string_new (NULL);

  for (guint i = 0; i < page->contacts->len; i++)
    g_string_append_printf (found, "%s%s", found->len > 0 ? ", " : "",
                            ((BhcFindContact *) page->contacts->pdata[i])->name);
  return g_string_free (found, FALSE);
}

void
finder_say (FinderFixture *fixture, guint conversation, gint64 seq, const char *body)
{
  bht_cache_store (&fixture->cache,
                   bht_conversation_new (conversation, seq, seq * 100, BH_STATUS_UNRESOLVED, NULL),
                   bht_message_new (conversation, seq, body));
}

void
finder_run (FinderFixture *fixture, BhcCacheJob job, gpointer data)
{
  GAsyncResult *result = NULL;

  bhc_cache_run_async (fixture->cache.cache, job, data, NULL, bht_result_cb, &result);
  bht_cache_finish (&fixture->cache, &result);
}
