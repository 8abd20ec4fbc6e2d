/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-turn.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The database and its threads: one writer that runs whatever jobs wait in one transaction, each in
 * its own savepoint, commits once and then answers all of them; readers on read-only connections;
 * one thread that checkpoints.  All functions may be called from any thread. */
typedef struct _BhdStore BhdStore;

typedef enum
{
  BHD_JOB_READ,
  BHD_JOB_WRITE,
} BhdJobKind;

/* Runs inside the transaction.  Returns: a result, or NULL with @error set; NULL without @error is
 * a result as well.  An error undoes what the job wrote and published, and nothing of its
 * neighbours'. */
typedef gpointer (*BhdJobFunc) (BhdTurn *turn, gpointer data, GError **error);

/* Runs on the context the job was sent from, after the commit.  Owns @result and reads @error. */
typedef void (*BhdJobDone) (gpointer result, const GError *error, gpointer data);

typedef struct
{
  BhdJobKind kind;
  BhdJobFunc run;
  BhdJobDone done;            /* (nullable) */
  gpointer data;              /* stays valid until done() has run */
  GDestroyNotify result_free; /* for a result whose commit failed (nullable) */
} BhdJob;

/* What a commit has made: called on the writer thread, before the jobs are answered, in commit
 * order. */
typedef void (*BhdCommitFunc) (GPtrArray *events, BhdWake wakes, gpointer data);

/* Opens (and migrates) @path; checks its integrity quickly.  @readers: at least 1. */
BhdStore *bhd_store_new (const char *path, guint readers, GError **error);
void bhd_store_set_commit_func (BhdStore *self,
                                BhdCommitFunc func,
                                gpointer data); /* before the first job */

/* Finishes the queued work, joins the threads, frees. */
void bhd_store_free (BhdStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdStore, bhd_store_free)

/* Sends a copy of @job; done() comes on the caller's thread-default context, with one wake-up per
 * context and batch.  Where thousands wait already, the job is not run and its error is
 * BH_ERROR_UNAVAILABLE: a slow disk makes callers come back, and does not fill the memory. */
void bhd_store_send (BhdStore *self, const BhdJob *job);

/* Runs a job and waits for it: for threads of their own (agents, workers), never for a front.  Its
 * result needs no freeing. */
gpointer
bhd_store_call (BhdStore *self, BhdJobKind kind, BhdJobFunc run, gpointer data, GError **error);

/* The same for a result that does: @result_free is for one whose commit failed, any other is the
 * caller's. */
gpointer bhd_store_call_full (BhdStore *self,
                              BhdJobKind kind,
                              BhdJobFunc run,
                              gpointer data,
                              GDestroyNotify result_free,
                              GError **error);

G_END_DECLS
