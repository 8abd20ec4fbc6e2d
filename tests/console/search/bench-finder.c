/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How fast two million messages of 200,000 conversations are indexed and found, and what it costs
 * in memory.  Prints one line a figure; fails where a bound is not held. */
#include "console/client/cache/bhc-write.h"
#include "console/client/cache/find/bhc-finder.h"
#include "tests/bht-folder.h"
#include "tests/console/bht-records.h"
#include "tests/console/bht-wait.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_CONVERSATIONS 200000
#define N_MESSAGES 10 /* each */
#define PIECE 2000    /* conversations in one job */
#define BOUND_MS 100
#define ROUNDS 20

static guint n_conversations = N_CONVERSATIONS;

static const char *const words[] = {
  "order",   "parcel", "where",  "when",   "please", "thank",   "help",    "bike",     "frame",
  "wheel",   "tyre",   "light",  "return", "refund", "money",   "invoice", "address",  "delivery",
  "morning", "monday", "hello",  "good",   "still",  "waiting", "size",    "colour",   "blue",
  "red",     "green",  "broken", "repair", "price",  "account", "sign",    "password", "email",
};

/* Some words are common, and one in a thousand conversations has a number of its own. */
static char *
make_body (GRand *rand, guint conversation, guint i)
{
  GString *body = g_string_new ("the");

  for (guint n = 0; n < 12; n++)
    g_string_append_printf (body, " %s", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
  g_string_append_printf (body, " %sx%u", words[conversation % G_N_ELEMENTS (words)],
                          conversation % 5000);
  if (conversation % 20000 == 7 && i == 3)
    g_string_append (body, " needle");

  return g_string_free (body, FALSE);
}

static gboolean
fill_job (BhcWrite *write, gpointer data, GError **error)
{
  guint from = GPOINTER_TO_UINT (data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (from + 1);

  for (guint c = from; c < MIN (from + PIECE, n_conversations); c++)
    {
      gint64 last = ((gint64) c + 1) * N_MESSAGES;
      g_autoptr (BhConversation) conversation = bht_conversation_new (
          c, last, last * G_USEC_PER_SEC, c % 4 == 0 ? BH_STATUS_RESOLVED : BH_STATUS_UNRESOLVED,
          c % 1000 == 0 ? BHT_OPERATOR : NULL);

      if (!bhc_write_conversation (write, conversation, error))
        return FALSE;
      for (guint i = 0; i < N_MESSAGES; i++)
        {
          g_autofree char *body = make_body (rand, c, i);
          g_autoptr (BhMessage) message =
              bht_message_new (c, (gint64) c * N_MESSAGES + i + 1, body);

          if (!bhc_write_message (write, message, error))
            return FALSE;
        }
    }

  return bh_db_script (write->db, "DELETE FROM find_log", error);
}

static double
resident_mb (void)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  return (double) g_ascii_strtoull (strstr (text, "VmRSS:") + strlen ("VmRSS:"), NULL, 10) / 1024;
}

static double
size_mb (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (double) info.st_size / 1e6 : 0;
}

static void
fill (BhcCache *cache)
{
  for (guint c = 0; c < n_conversations; c += PIECE)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      bhc_cache_run_async (cache, fill_job, GUINT_TO_POINTER (c), NULL, bht_result_cb, &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      bhc_cache_run_finish (cache, result, &error);
      g_assert_no_error (error);
    }
}

/* How long a piece of work of the cache waits at most while the index is being made. */
static gboolean
nothing_job (BhcWrite *write, gpointer data, GError **error)
{
  return TRUE;
}

static double
index_all (BhcCache *cache, BhcFinder *finder)
{
  gint64 worst_us = 0;

  while (bhc_finder_is_walking (finder))
    {
      g_autoptr (GAsyncResult) result = NULL;
      gint64 begun_us = g_get_monotonic_time ();

      bhc_cache_run_async (cache, nothing_job, NULL, NULL, bht_result_cb, &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      worst_us = MAX (worst_us, g_get_monotonic_time () - begun_us);
      g_usleep (2000);
    }

  return (double) worst_us / 1000;
}

static gboolean
measure (BhcFinder *finder, const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  gint64 worst_us = 0, all_us = 0;
  guint n = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (BhcFindPage) page = NULL;
      gint64 begun_us = g_get_monotonic_time (), took_us;

      bhc_finder_find_async (finder, text, zone, 0, NULL, bht_result_cb, &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      page = bhc_finder_find_finish (finder, result, &error);
      g_assert_no_error (error);
      took_us = g_get_monotonic_time () - begun_us;
      worst_us = MAX (worst_us, took_us);
      all_us += took_us;
      n = page->hits->len;
    }

  g_print ("%-36s %3u hits, %7.1f ms, at worst %7.1f ms%s\n", text, n,
           (double) all_us / ROUNDS / 1000, (double) worst_us / 1000,
           worst_us > BOUND_MS * 1000 ? "  FAILED" : "");
  return worst_us <= BOUND_MS * 1000;
}

int
main (int argc, char **argv)
{
  static const char *const asked[] = {
    "the",
    "t",
    "th",
    "order",
    "needle",
    "orderx4",
    "ord",
    "nothinglikeit",
    "the order",
    "\"order parcel\"",
    "order -parcel",
    "order status:resolved",
    "order assignee:me",
    "assignee:me",
    "contact:\"visitor 77777\"",
    "visitor 77777",
    "order before:1970-01-05",
    "from:visitor blue",
  };
  g_autofree char *directory = bht_directory_new ();
  g_autofree char *path = g_build_filename (directory, "cache.db", NULL);
  g_autofree char *index = g_strconcat (path, ".find", NULL);
  g_autoptr (BhOperator) me = bht_operator_new (BHT_OPERATOR);
  g_autoptr (BhcCache) cache = bhc_cache_open (path, me, "Acme", NULL);
  g_autoptr (BhcFinder) finder = NULL;
  gboolean holds = TRUE;
  gint64 begun_us;
  double before_mb, worst_ms;

  if (argc > 1)
    n_conversations = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  fill (cache);
  before_mb = resident_mb ();
  g_print ("cache %.0f MB, %.0f MB of memory\n", size_mb (path), before_mb);

  begun_us = g_get_monotonic_time ();
  finder = bhc_finder_new (cache);
  worst_ms = index_all (cache, finder);
  g_print ("indexed in %.0f s, %.0f MB; a job of the cache waited %.1f ms at worst\n",
           (double) (g_get_monotonic_time () - begun_us) / G_USEC_PER_SEC, size_mb (index),
           worst_ms);
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    holds = measure (finder, asked[i]) && holds;
  g_print ("memory %+.1f MB\n", resident_mb () - before_mb);

  bhc_finder_close (finder);
  bhc_cache_close (cache);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  bht_folder_remove (directory);
  return holds ? 0 : 1;
}
