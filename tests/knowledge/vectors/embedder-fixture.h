/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/vectors/bhd-embedder.h"
#include "tests/bht-patience.h"
#include "tests/knowledge/vectors/vector-fixture.h"

#define DIMENSION 32

/* A model that counts letters: texts with the same letters are near. */
typedef struct
{
  VectorFixture base;
  BhdEmbedder *embedder;
  GMutex mutex;
  GCond cond;
  guint calls;      /* this and the rest: under the mutex */
  guint failing;    /* so many calls fail */
  const char *odd;  /* (nullable) texts that hold this fail always */
  const char *name; /* what answers */
  guint dimension;
  gboolean silent; /* answers zeros */
} EmbedderFixture;

/* The model: a BhdEmbedFunc. */
float *embedder_fixture_embed (const char *organization_id,
                               const char *const *texts,
                               guint n,
                               guint *dimension,
                               char **model,
                               GError **error,
                               gpointer data);

/* Batches of four, failures tried again at once. */
void embedder_start (EmbedderFixture *f);
void embedder_fixture_set_up (EmbedderFixture *f, gconstpointer data);
void embedder_fixture_tear_down (EmbedderFixture *f, gconstpointer data);

void embedder_put_many (EmbedderFixture *f, const char *organization_id, guint n);

/* Until so many vectors are kept. */
void embedder_wait_for (EmbedderFixture *f, gint64 n);

/* The question as the model sees it.  Returns: (transfer full): three hits at most */
GArray *embedder_search (EmbedderFixture *f,
                         const char *organization_id,
                         const char *model,
                         const char *question);

/* Until anything is found.  Returns: (transfer full): the best passage */
char *embedder_wait_for_best (EmbedderFixture *f,
                              const char *organization_id,
                              const char *model,
                              const char *question);

/* Until “acme” has come so far: then the search sees it, too. */
void embedder_wait_for_progress (EmbedderFixture *f, gint64 done, gint64 total);
