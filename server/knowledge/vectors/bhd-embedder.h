/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/vectors/bhd-vectors.h"

G_BEGIN_DECLS

/* The thread that has a model look at every passage it has not seen, for each organisation that
 * set an embedding model, and keeps what it says in the store and in BhdVectors.  It begins where
 * it ended, tries again later what failed, and drops what other models said. */
typedef struct _BhdEmbedder BhdEmbedder;

/* Asks the organisation's embedding model.  @dimension, @model: (out) (transfer full): what
 * answered.  Returns: (transfer full): @n times *@dimension numbers; NULL with @error set.  May
 * block. */
typedef float *(*BhdEmbedFunc) (const char *organization_id,
                                const char *const *texts,
                                guint n,
                                guint *dimension,
                                char **model,
                                GError **error,
                                gpointer data);

typedef struct
{
  guint batch;     /* passages asked for at once */
  gint64 retry_us; /* after the first failure; doubled with each further one, to 300 times */
  gint64 look_us;  /* how often settings and passages are looked at without being woken */
} BhdEmbedderPlan;

#define BHD_EMBEDDER_PLAN                                                                          \
  {                                                                                                \
    .batch = 32, .retry_us = G_USEC_PER_SEC, .look_us = 300 * G_USEC_PER_SEC                       \
  }

/* When it returns, @vectors holds what the store holds.  @store and @vectors outlive it. */
BhdEmbedder *bhd_embedder_new (BhdStore *store,
                               BhdVectors *vectors,
                               const BhdEmbedderPlan *plan,
                               BhdEmbedFunc embed,
                               gpointer data,
                               GError **error);

/* Joins the thread: the GCancellable that is current in @embed is cancelled first. */
void bhd_embedder_free (BhdEmbedder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdEmbedder, bhd_embedder_free)

/* Passages or settings may have changed.  Any thread. */
void bhd_embedder_wake (BhdEmbedder *self);

/* The same, and what failed is tried again at once: settings or keys may be others now. */
void bhd_embedder_retry (BhdEmbedder *self);

/* How far the organisation's passages have come.  @model: (out) (transfer full).  Any thread.
 * Returns FALSE where no embedding model is set. */
gboolean bhd_embedder_progress (BhdEmbedder *self,
                                const char *organization_id,
                                char **model,
                                gint64 *done,
                                gint64 *total);

G_END_DECLS
