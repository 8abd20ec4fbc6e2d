/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "common/bh-person.h"
#include "console/client/cache/bhc-changes.h"
#include "console/client/cache/bhc-lens.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Everything one operator of one server has seen, in an SQLite file, so that the console shows it
 * at once and without a connection.  Writing happens on the cache's own thread, one job after the
 * other, each a transaction; reading happens on the main thread through a connection that only
 * reads, by index and bounded (bhc-cache-read.h).
 *
 * Signal "changed" (BhcChanges *): a transaction was committed; on the main thread, in order, and
 * before the callback of the job.
 * Signal "lens-changed": bhc_cache_get_lens() or bhc_cache_is_looking() answers something else.
 * Signal "organization-changed": bhc_cache_get_organization() answers something else.
 * On a disk so full that nothing can be written what is there can be read all the same; every job
 * that writes ends with BH_ERROR_UNAVAILABLE until there is room again.
 *
 * Signal "room-found": bhc_cache_has_room() answers TRUE, which it did not.
 * Signal "damaged": the file cannot be read any more; close it and open it again. */
#define BHC_TYPE_CACHE (bhc_cache_get_type ())
G_DECLARE_FINAL_TYPE (BhcCache, bhc_cache, BHC, CACHE, GObject)

/* A damaged file or one of a newer console is moved aside and begun anew; messages that wait to be
 * sent are saved from it where they can still be read.
 *
 * @owner, @organization: who is signed in (what was cached for another id is forgotten), or NULL
 * to open what is there: BH_ERROR_NOT_FOUND where it does not say whose it is. */
BhcCache *bhc_cache_open (const char *path,
                          const BhOperator *owner,
                          const char *organization,
                          GError **error);

/* The same, for a file that said "damaged": it is moved aside in any case. */
BhcCache *bhc_cache_open_anew (const char *path,
                               const BhOperator *owner,
                               const char *organization,
                               GError **error);

/* Finishes the queued jobs and ends the thread; their callbacks come with an error or not at all.
 * To be called before the last unref. */
void bhc_cache_close (BhcCache *self);

gboolean bhc_cache_has_room (BhcCache *self);
const char *bhc_cache_get_path (BhcCache *self);
const BhOperator *bhc_cache_get_operator (BhcCache *self);
const char *bhc_cache_get_organization (BhcCache *self); /* its name */
void bhc_cache_set_organization (BhcCache *self, const char *name);

/* Which saved view has which bit.  While the cache is looking, the views of lens->fresh are not to
 * be believed yet; see bhc-cache-looks.h. */
const BhcLens *bhc_cache_get_lens (BhcCache *self);
gboolean bhc_cache_is_looking (BhcCache *self);
void bhc_cache_set_looking (BhcCache *self, gboolean looking); /* for bhc-cache-looks.c */

/* What a job works with, on the cache thread. */
typedef struct
{
  BhDb *db;
  const BhcLens *lens; /* what the views are, and whose */
  BhcLens *next_lens;  /* (transfer full) (nullable) set by a job: from its commit on */
  gint64 now_us;
  BhcChanges *changes;
  gboolean durable; /* set by a job whose work cannot be fetched anew: on the disk before it ends */
} BhcWrite;

/* May leave a result in @data for the callback. */
typedef gboolean (*BhcCacheJob) (BhcWrite *write, gpointer data, GError **error);

/* @data lives until the callback (nullable) has been called. */
void bhc_cache_run_async (BhcCache *self,
                          BhcCacheJob job,
                          gpointer data,
                          GDestroyNotify free_data,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean bhc_cache_run_finish (BhcCache *self, GAsyncResult *result, GError **error);
gpointer bhc_cache_run_get_data (GAsyncResult *result);

/* The main thread's connection, for bhc-cache-read.c.  (nullable) after closing. */
BhDb *bhc_cache_get_reader (BhcCache *self);

/* Says that reading or writing failed and, once and where the file is damaged, emits "damaged". */
void bhc_cache_report (BhcCache *self, const GError *error);

G_END_DECLS
