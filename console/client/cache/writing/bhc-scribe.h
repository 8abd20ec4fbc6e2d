/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/cache/bhc-cache.h"

G_BEGIN_DECLS

/* Whoever writes into the cache: one thread that does one job after the other, each a transaction,
 * and says so on the thread that has made it, in the order of the commits. */
typedef struct _BhcScribe BhcScribe;

typedef struct
{
  BhcCacheJob func;
  gpointer data;
  GDestroyNotify free_data;
  BhcLens *lens;       /* (nullable) another from here on */
  BhcChanges *changes; /* what it has changed, unless it failed */
  GError *error;       /* (nullable) */
} BhcScribeJob;

/* @data: (transfer full) */
BhcScribeJob *bhc_scribe_job_new (BhcCacheJob func, gpointer data, GDestroyNotify free_data);
void bhc_scribe_job_free (BhcScribeJob *job);

/* @done: gets the GTask of each job, (transfer full). */
BhcScribe *bhc_scribe_new (GSourceFunc done);
void bhc_scribe_free (BhcScribe *self); /* once it has stopped */

/* @db: (transfer full)  @lens: what is written by, the first time.  @full_disk: the file can only
 * be read, and each job says that there is no room. */
void bhc_scribe_start (BhcScribe *self, BhDb *db, BhcLens *lens, gboolean full_disk);

/* Does what it was given before. */
void bhc_scribe_stop (BhcScribe *self);
gboolean bhc_scribe_is_at_work (BhcScribe *self);

/* @task: (transfer full) its task data is a BhcScribeJob. */
void bhc_scribe_give (BhcScribe *self, GTask *task);

G_END_DECLS
