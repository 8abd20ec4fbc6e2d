/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/cache/bhc-cache-looks.h"

#include "common/bh-clock.h"
#include "console/client/cache/bhc-cache-file.h"
#include "console/client/cache/bhc-facts.h"

#include <stdio.h>

#define PIECE 400
#define SIFTED_AT_ONCE 1000
#define AGED_AT_ONCE 1000
#define DAY_US (24 * G_TIME_SPAN_HOUR)

static const BhcPlace top = { .updated_us = G_MAXINT64, .row = G_MAXINT64 };

/* The next records below @place, of type a(xxxxxs). */
static GVariant *
read_below (BhDb *db, const BhcPlace *place, gint64 limit, GError **error)
{
  static const char sql[] = "SELECT updated_us, row, views, waiting_us, rank, record "
                            "FROM conversation WHERE (updated_us, row) < ($1, $2) "
                            "ORDER BY updated_us DESC, row DESC LIMIT $3";

  return bh_db_query (db, "(xxxxxs)", sql,
                      g_variant_new ("(xxx)", place->updated_us, place->row, limit), error);
}

static const char *
get_place (GVariant *rows, gsize i, BhcPlace *place)
{
  const char *record;

  g_variant_get_child (rows, i, "(xxxxx&s)", &place->updated_us, &place->row, &place->views,
                       &place->waiting_us, &place->rank, &record);
  return record;
}

/* ---- looking anew ---- */

static gboolean
set_look (BhDb *db, const BhcPlace *below, GError **error)
{
  g_autofree char *text = below != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                                                           below->updated_us, below->row)
                                        : g_strdup ("");

  return bhc_cache_file_set_meta (db, "look", text, error);
}

/* FALSE: there is nothing to look at. */
static gboolean
get_look (BhDb *db, BhcPlace *below)
{
  g_autofree char *text = bhc_cache_file_get_meta (db, "look", NULL);

  return text != NULL && sscanf (text, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, &below->updated_us,
                                 &below->row) == 2;
}

gboolean
bhc_write_look_anew (BhcWrite *self, GError **error)
{
  return set_look (self->db, &top, error);
}

static gboolean
store_place (BhcWrite *write, const BhcPlace *place, const char *contact, GError **error)
{
  static const char sql[] = "UPDATE conversation SET views = $2, waiting_us = $3, rank = $4, "
                            "contact_id = $5 WHERE row = $1";

  return bh_db_exec (
      write->db, sql,
      g_variant_new ("(xxxxms)", place->row, place->views, place->waiting_us, place->rank, contact),
      error);
}

static gboolean
look_at (BhcWrite *write, const BhcPlace *before, const char *record, GError **error)
{
  BhConversation facts;
  BhcPlace after;
  gboolean stored;

  if (!bhc_facts_read (&facts, record, error))
    return FALSE;

  after = bhc_lens_place (write->lens, &facts, write->now_us);
  after.updated_us = before->updated_us;
  after.row = before->row;
  stored = store_place (write, &after, facts.contact_id, error);
  bhc_facts_clear (&facts);
  if (after.views != before->views || after.waiting_us != before->waiting_us ||
      after.rank != before->rank)
    bhc_changes_add_conversation (write->changes, before, &after, NULL);

  return stored;
}

/* @data: (gboolean *) whether there is more. */
static gboolean
look_job (BhcWrite *write, gpointer data, GError **error)
{
  gboolean *more = data;
  BhcPlace place = { 0 };
  g_autoptr (GVariant) rows = NULL;
  gsize n;

  if (!get_look (write->db, &place))
    return TRUE;
  rows = read_below (write->db, &place, PIECE, error);
  if (rows == NULL)
    return FALSE;

  n = g_variant_n_children (rows);
  for (gsize i = 0; i < n; i++)
    {
      const char *record = get_place (rows, i, &place);

      if (!look_at (write, &place, record, error))
        return FALSE;
    }
  *more = n == PIECE;

  return set_look (write->db, *more ? &place : NULL, error);
}

static void look_at_more (BhcCache *self);

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BhcCache *self = BHC_CACHE (source);
  const gboolean *more = bhc_cache_run_get_data (result);

  if (!bhc_cache_run_finish (self, result, NULL) || !*more)
    bhc_cache_set_looking (self, FALSE);
  else
    look_at_more (self);
}

static void
look_at_more (BhcCache *self)
{
  bhc_cache_run_async (self, look_job, g_new0 (gboolean, 1), g_free, looked_cb, NULL);
}

void
bhc_cache_look_on (BhcCache *self)
{
  BhDb *reader = bhc_cache_get_reader (self);
  BhcPlace below;

  if (reader == NULL || bhc_cache_is_looking (self) || !get_look (reader, &below))
    return;

  bhc_cache_set_looking (self, TRUE);
  look_at_more (self);
}

/* ---- ageing ---- */

/* Rows of @view that fell below its edge since the edge was at @from. */
static gboolean
age_view (BhcWrite *write, guint view, gint64 from, gint64 edge, gboolean *more, GError **error)
{
  static const char sql[] =
      "SELECT updated_us, row, views, waiting_us, rank FROM conversation "
      "WHERE updated_us >= $1 AND updated_us < $2 AND (views & $3) <> 0 LIMIT $4";
  static const char drop[] = "UPDATE conversation SET views = $2 WHERE row = $1";
  const gint64 bit = G_GINT64_CONSTANT (1) << view;
  g_autoptr (GVariant) rows =
      bh_db_query (write->db, "(xxxxx)", sql,
                   g_variant_new ("(xxxx)", from, edge, bit, (gint64) AGED_AT_ONCE), error);
  gsize n = rows != NULL ? g_variant_n_children (rows) : 0;

  for (gsize i = 0; i < n; i++)
    {
      BhcPlace before, after;

      g_variant_get_child (rows, i, "(xxxxx)", &before.updated_us, &before.row, &before.views,
                           &before.waiting_us, &before.rank);
      after = before;
      after.views &= ~bit;
      bhc_changes_add_conversation (write->changes, &before, &after, NULL);
      if (!bh_db_exec (write->db, drop, g_variant_new ("(xx)", after.row, after.views), error))
        return FALSE;
    }
  *more |= n == AGED_AT_ONCE;

  return rows != NULL;
}

/* @data: (gboolean *) whether there is more. */
static gboolean
age_job (BhcWrite *write, gpointer data, GError **error)
{
  gboolean *more = data;
  g_autofree char *text = bhc_cache_file_get_meta (write->db, "aged", NULL);
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, write->now_us);
  gint64 aged = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;

  /* The clock was put back: what left too early belongs here again. */
  if (aged > write->now_us)
    return bhc_write_look_anew (write, error) &&
           bhc_cache_file_set_meta (write->db, "aged", now, error);

  for (guint i = 0; i < BHC_N_SAVED; i++)
    {
      const BhcFilter *filter = write->lens->slots[i].filter;
      gint64 span = filter != NULL ? filter->since_days * DAY_US : 0;

      if (span > 0 && !age_view (write, BHC_VIEW_SAVED + i, MAX (aged - span, 0),
                                 write->now_us - span, more, error))
        return FALSE;
    }

  return *more || bhc_cache_file_set_meta (write->db, "aged", now, error);
}

static void
aged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  const gboolean *more = bhc_cache_run_get_data (result);

  if (!bhc_cache_run_finish (BHC_CACHE (source), result, NULL))
    return;
  if (*more)
    bhc_cache_age (BHC_CACHE (source));
  else
    bhc_cache_look_on (BHC_CACHE (source));
}

static gboolean
has_ages (const BhcLens *lens)
{
  for (guint i = 0; i < BHC_N_SAVED; i++)
    if (lens->slots[i].filter != NULL && lens->slots[i].filter->since_days > 0)
      return TRUE;

  return FALSE;
}

void
bhc_cache_age (BhcCache *self)
{
  g_return_if_fail (BHC_IS_CACHE (self));

  if (has_ages (bhc_cache_get_lens (self)))
    bhc_cache_run_async (self, age_job, g_new0 (gboolean, 1), g_free, aged_cb, NULL);
}

/* ---- sifting ---- */

typedef struct
{
  BhcFilter *filter;
  BhcSifted *sifted; /* (nullable) given away */
} Sieve;

void
bhc_sifted_free (BhcSifted *self)
{
  g_array_unref (self->through);
  g_free (self);
}

static void
sieve_free (Sieve *sieve)
{
  bhc_filter_free (sieve->filter);
  g_clear_pointer (&sieve->sifted, bhc_sifted_free);
  g_free (sieve);
}

static gboolean
sift_job (BhcWrite *write, gpointer data, GError **error)
{
  const Sieve *sieve = data;
  BhcSifted *sifted = sieve->sifted;
  g_autoptr (GVariant) rows = read_below (write->db, &sifted->below, SIFTED_AT_ONCE, error);
  gsize n = rows != NULL ? g_variant_n_children (rows) : 0;

  for (gsize i = 0; i < n; i++)
    {
      const char *record = get_place (rows, i, &sifted->below);
      BhConversation facts;

      if (!bhc_facts_read (&facts, record, error))
        return FALSE;
      if (bhc_filter_matches (sieve->filter, &facts, write->lens->me, write->now_us))
        g_array_append_val (sifted->through, sifted->below);
      bhc_facts_clear (&facts);
    }
  sifted->end = n < SIFTED_AT_ONCE;

  return rows != NULL;
}

void
bhc_cache_sift_async (BhcCache *self,
                      const BhcFilter *filter,
                      const BhcPlace *below,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  Sieve *sieve = g_new0 (Sieve, 1);

  sieve->filter = bhc_filter_copy (filter);
  sieve->sifted = g_new0 (BhcSifted, 1);
  sieve->sifted->through = g_array_new (FALSE, FALSE, sizeof (BhcPlace));
  sieve->sifted->below = below != NULL ? *below : top;
  bhc_cache_run_async (self, sift_job, sieve, (GDestroyNotify) sieve_free, callback, data);
}

BhcSifted *
bhc_cache_sift_finish (BhcCache *self, GAsyncResult *result, GError **error)
{
  Sieve *sieve;

  if (!bhc_cache_run_finish (self, result, error))
    return NULL;

  sieve = bhc_cache_run_get_data (result);
  return g_steal_pointer (&sieve->sifted);
}
