/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How long searching all that was said takes, and figures over a month and a year.
 *
 * bench-find [--smoke] [CONVERSATIONS]: 200,000 with ten messages each where nothing is said, which
 * takes some minutes and 3 GB in the temporary folder.  The words are made up, as frequent as words
 * are: the n-th comes a n-th as often as the first. */
#include "common/bh-db-row.h"
#include "server/desk/bhd-organizations.h"
#include "server/desk/find/bhd-find.h"
#include "server/desk/insights/bhd-insights.h"
#include "server/store/bhd-schema.h"
#include "server/store/bhd-store.h"
#include "tests/bench/bench-times.h"
#include "tests/bht-folder.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WORDS 30000
#define EACH 10 /* messages of a conversation */
#define TRIES 9
#define BEGIN_US G_GINT64_CONSTANT (1735689600000000) /* 2025-01-01 */
#define YEAR_US (365 * G_TIME_SPAN_DAY)

typedef struct
{
  char *folder;
  char *path;
  char *organization_id;
  guint conversations;
  GRand *rand;
  char *words[WORDS];
  BhdStore *store;
} Bench;

static void
check (const GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
make_words (Bench *self)
{
  static const char *const known[] = { "the", "order", "delivery", "return", "bike", "lamp" };

  for (guint i = 0; i < WORDS; i++)
    {
      guint length = 3 + g_rand_int (self->rand) % 8;

      self->words[i] = g_malloc0 (length + 1);
      for (guint c = 0; c < length; c++)
        self->words[i][c] = (char) ('a' + g_rand_int (self->rand) % 26);
      if (i < G_N_ELEMENTS (known))
        {
          g_free (self->words[i]);
          self->words[i] = g_strdup (known[i]);
        }
    }
}

/* The n-th word a n-th as often as the first. */
static const char *
next_word (Bench *self)
{
  return self->words[(guint) pow (WORDS, g_rand_double (self->rand)) - 1];
}

static void
put (BhDb *db, const char *sql, const BhDbValue *params, guint n_params)
{
  g_autoptr (GError) error = NULL;

  bh_db_put (db, sql, params, n_params, &error);
  check (error);
}

static void
write_message (Bench *self, BhDb *db, guint conversation, const char *conversation_id, guint i)
{
  static const char sql[] =
      "INSERT INTO message (organization_id, id, conversation_id, seq, author, author_id, "
      "author_name, kind, body, created_us) VALUES ($1, $2, $3, $4, $5, $6, 'n', 'text', $7, $8)";
  static const char *const authors[] = { "visitor", "ai", "operator" };
  guint64 number = (guint64) conversation * EACH + i;
  g_autofree char *id = g_strdup_printf ("%012" G_GINT64_MODIFIER "x-7000-8000-0000-m", number);
  g_autoptr (GString) body = g_string_new (NULL);
  const BhDbValue params[] = { BH_TEXT (self->organization_id),
                               BH_TEXT (id),
                               BH_TEXT (conversation_id),
                               BH_INT ((gint64) number + 1),
                               BH_TEXT (authors[i % 3]),
                               BH_TEXT (i % 3 == 2 ? "op" : NULL),
                               BH_TEXT (body->str),
                               BH_INT (BEGIN_US + YEAR_US / self->conversations * conversation +
                                       i * G_TIME_SPAN_MINUTE) };
  BhDbValue filled[G_N_ELEMENTS (params)];

  for (guint w = 0; w < 14; w++)
    g_string_append_printf (body, "%s ", next_word (self));
  memcpy (filled, params, sizeof params);
  filled[6] = (BhDbValue) BH_TEXT (body->str);
  put (db, sql, filled, G_N_ELEMENTS (filled));
}

static void
write_run (Bench *self, BhDb *db, const char *conversation_id, gint64 at_us)
{
  static const char sql[] =
      "INSERT INTO run (organization_id, id, conversation_id, message_id, state, due_us, input_seq, "
      "outcome, tokens_in, tokens_out, cost, created_us) "
      "VALUES ($1, $2, $3, 'm', 'done', 0, 0, 'answered', 500, 60, 900, $4)";

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s-%u", conversation_id, i);

      put (db, sql,
           (const BhDbValue[]){ BH_TEXT (self->organization_id), BH_TEXT (id),
                                BH_TEXT (conversation_id), BH_INT (at_us + i) },
           4);
    }
}

static void
write_handoff (Bench *self, BhDb *db, const char *conversation_id, gint64 at_us)
{
  static const char sql[] =
      "INSERT INTO handoff (organization_id, id, conversation_id, status, reason, summary, "
      "created_us) VALUES ($1, $2, $2, 'resolved', 'user_requested', '', $3)";

  put (db, sql,
       (const BhDbValue[]){ BH_TEXT (self->organization_id), BH_TEXT (conversation_id),
                            BH_INT (at_us) },
       3);
}

static void
write_conversation (Bench *self, BhDb *db, guint number)
{
  static const char sql[] =
      "INSERT INTO conversation (organization_id, id, contact_id, status, channel, priority, "
      "unread, message_count, visitor_seq, boundary_seq, created_us, updated_us, seq, assignee_id, "
      "handoff_id, first_reply_us, resolved_us, csat_score, csat_us) "
      "VALUES ($1, $2, 'k', 'resolved', 'widget', 'normal', 0, 10, 0, 0, $3, $3, 0, 'op', $4, $5, "
      "$6, 4, $6)";
  gint64 at_us = BEGIN_US + YEAR_US / self->conversations * number;
  gboolean wanted = number % 2 == 0;
  g_autofree char *id = g_strdup_printf ("%012x-7000-8000-0000-c", number);
  const BhDbValue params[] = {
    BH_TEXT (self->organization_id),
    BH_TEXT (id),
    BH_INT (at_us),
    BH_TEXT (wanted ? id : NULL),
    BH_INT (wanted ? at_us + (gint64) (g_rand_int (self->rand) % 3600) * G_USEC_PER_SEC : 0),
    BH_INT (at_us + (gint64) (g_rand_int (self->rand) % 86400) * G_USEC_PER_SEC),
  };

  put (db, sql, params, G_N_ELEMENTS (params));
  if (wanted)
    write_handoff (self, db, id, at_us);
  write_run (self, db, id, at_us);
  for (guint i = 0; i < EACH; i++)
    write_message (self, db, number, id, i);
}

static void
write_people (Bench *self, BhDb *db)
{
  g_autoptr (GError) error = NULL;
  BhdTurn turn = { db, BEGIN_US, TRUE, NULL, 0 };
  g_autoptr (BhOrganization) organization = NULL;

  turn.events = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_event_unref);
  organization = bhd_organizations_create (&turn, "bench", "Bench", &error);
  check (error);
  self->organization_id = g_strdup (organization->id);
  put (db,
       "INSERT INTO contact (organization_id, id, name, email, created_us) "
       "VALUES ($1, 'k', 'Ada', '', 0)",
       (const BhDbValue[]){ BH_TEXT (self->organization_id) }, 1);
  g_ptr_array_unref (turn.events);
}

/* What a desk with years behind it has: the log reaches back to none of it. */
static void
write_history (Bench *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BhDb) db = bh_db_open (self->path, BH_DB_CACHE, &error);

  check (error);
  bhd_schema_apply (db, &error);
  check (error);
  bh_db_script (db, "BEGIN", NULL);
  write_people (self, db);
  for (guint i = 0; i < self->conversations; i++)
    {
      write_conversation (self, db, i);
      if (i % 1000 == 999)
        bh_db_script (db, "COMMIT; BEGIN", NULL);
    }
  put (db, "UPDATE feed SET seq = $2, pruned_seq = $2 WHERE organization_id = $1",
       (const BhDbValue[]){ BH_TEXT (self->organization_id),
                            BH_INT ((gint64) self->conversations * EACH) },
       2);
  bh_db_script (db, "COMMIT; PRAGMA optimize", NULL);
}

static gpointer
is_behind_job (BhdTurn *turn, gpointer data, GError **error)
{
  static const char sql[] = "SELECT COUNT(*) FROM found.followed WHERE older_id IS NULL";
  g_autoptr (GVariant) row = bh_db_query_row (turn->db, "(x)", sql, NULL, error);
  gint64 done = 0;

  if (row != NULL)
    g_variant_get (row, "(x)", &done);
  return GINT_TO_POINTER (done == 0);
}

static void
wait_for_index (Bench *self)
{
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  while (bhd_store_call (self->store, BHD_JOB_READ, is_behind_job, NULL, &error) != NULL)
    g_usleep (10000);
  check (error);
  g_print ("index of %u messages made anew: %.1f s\n", self->conversations * EACH,
           (double) (g_get_monotonic_time () - start_us) / G_USEC_PER_SEC);
}

/* A search, and how many it found. */
typedef struct
{
  Bench *bench;
  const char *search;
  gint64 below_seq;
  guint hits;
} Search;

static gpointer
search_job (BhdTurn *turn, gpointer data, GError **error)
{
  Search *search = data;
  char id[] = "op";
  const BhdCaller operator= { .organization_id = search->bench->organization_id,
                              .operator_id = id };
  g_autoptr (BhFindQuery) query = bh_find_query_parse (search->search, NULL, error);
  g_autoptr (BhdFindPage) page = NULL;

  if (query != NULL)
    page = bhd_find_messages (turn, &operator, query, search->below_seq, BHD_FIND_PAGE, error);
  search->hits = page != NULL ? page->hits->len : 0;
  search->below_seq = page != NULL ? page->below_seq : 0;
  return NULL;
}

static void
measure_search (Bench *self, const char *text, gint64 below_seq)
{
  BenchTimes times;
  Search search = { self, text, below_seq, 0 };

  bench_times_init (&times);
  for (guint i = 0; i < TRIES; i++)
    {
      gint64 start_us = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;

      search.below_seq = below_seq;
      bhd_store_call (self->store, BHD_JOB_READ, search_job, &search, &error);
      check (error);
      bench_times_add (&times, g_get_monotonic_time () - start_us);
    }
  g_print ("%-34s %2u hits%s  %6.1f ms, at worst %6.1f ms\n", text, search.hits,
           search.below_seq > 0 ? "+" : " ", bench_times_ms (&times, 0.5),
           bench_times_ms (&times, 1));
  bench_times_clear (&times);
}

static void
measure_searches (Bench *self)
{
  static const char *const searches[] = {
    "the",
    "order",
    "deliv",
    "delivery",
    "d",
    "lamp return",
    "\"order the\"",
    "order -the",
    "order from:ai",
    "order from:visitor -bike",
    "order status:unresolved",
    "from:me",
    "status:unresolved",
    "order before:2025-03-01",
    "zzzzzzzzzzzz",
  };

  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    measure_search (self, searches[i], 0);
  measure_search (self, self->words[WORDS / 2], 0);
  measure_search (self, self->words[WORDS - 1], 0);
  g_print ("from the middle on:\n");
  measure_search (self, "order", (gint64) self->conversations * EACH / 2);
}

typedef struct
{
  Bench *bench;
  gint64 days;
  BhdStep step;
} Period;

static gpointer
insights_job (BhdTurn *turn, gpointer data, GError **error)
{
  const Period *period = data;
  const BhdInsightScope scope = { .organization_id = period->bench->organization_id,
                                  .from_us = BEGIN_US + YEAR_US - period->days * G_TIME_SPAN_DAY,
                                  .to_us = BEGIN_US + YEAR_US };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (BhdInsights) insights = bhd_insights_read (turn, &scope, period->step, zone, error);

  if (insights != NULL)
    {
      bhd_times_median (&insights->totals.first_response);
      bhd_times_median (&insights->totals.resolution);
    }
  return NULL;
}

static void
measure_period (Bench *self, const char *name, gint64 days, BhdStep step)
{
  Period period = { self, days, step };
  BenchTimes times;

  bench_times_init (&times);
  for (guint i = 0; i < 3; i++)
    {
      gint64 start_us = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;

      bhd_store_call (self->store, BHD_JOB_READ, insights_job, &period, &error);
      check (error);
      bench_times_add (&times, g_get_monotonic_time () - start_us);
    }
  g_print ("figures over %-20s %8.1f ms\n", name, bench_times_ms (&times, 0.5));
  bench_times_clear (&times);
}

static void
tell_size (Bench *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  GStatBuf info = { 0 };

  g_stat (path, &info);
  g_print ("%s: %.0f MB\n", name, (double) info.st_size / 1e6);
}

int
main (int argc, char **argv)
{
  gboolean smoke = argc > 1 && strcmp (argv[1], "--smoke") == 0;
  Bench bench = { .conversations = smoke ? 100 : argc > 1 ? (guint) atoi (argv[1]) : 200000 };
  g_autoptr (GError) error = NULL;

  bench.rand = g_rand_new_with_seed (7);
  bench.folder = g_dir_make_tmp ("bellhop-bench-XXXXXX", &error);
  check (error);
  bench.path = g_build_filename (bench.folder, "bellhop.db", NULL);
  make_words (&bench);
  write_history (&bench);
  bench.store = bhd_store_new (bench.path, 1, &error);
  check (error);
  wait_for_index (&bench);
  tell_size (&bench, "bellhop.db");
  tell_size (&bench, "index.db");
  measure_searches (&bench);
  measure_period (&bench, "a day, by hour", 1, BHD_STEP_HOUR);
  measure_period (&bench, "a month, by day", 30, BHD_STEP_DAY);
  measure_period (&bench, "a year, by week", 365, BHD_STEP_WEEK);
  bhd_store_free (bench.store);
  bht_folder_remove (bench.folder);
  for (guint i = 0; i < WORDS; i++)
    g_free (bench.words[i]);
  g_rand_free (bench.rand);
  g_free (bench.organization_id);
  g_free (bench.path);
  g_free (bench.folder);
  return 0;
}
