/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/cache/bhc-cache.h"

G_BEGIN_DECLS

/* A cache in a directory of its own: the fixture of tests without a daemon. */
typedef struct
{
  char *directory;
  char *path;
  BhOperator *me;
  BhcCache *cache;
} BhtCache;

void bht_cache_set_up (BhtCache *fixture, gconstpointer data);
void bht_cache_tear_down (BhtCache *fixture, gconstpointer data);
void bht_cache_open (BhtCache *fixture);
void bht_cache_close (BhtCache *fixture);

/* Waits for a job of the cache; it must succeed. */
void bht_cache_finish (BhtCache *fixture, GAsyncResult **result);

/* As if the daemon had told it; either may be NULL, both are (transfer full). */
void bht_cache_store (BhtCache *fixture, BhConversation *conversation, BhMessage *message);

G_END_DECLS
