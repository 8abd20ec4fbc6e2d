/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-store.h"

/* A store in a folder of its own, with one organisation, “acme”, whose log is empty. */
typedef struct
{
  char *folder;
  char *path;
  BhdStore *store;
  GMutex mutex;
  GPtrArray *published; /* of BhdEvent, as the commit function saw them; under the mutex */
  guint commits;
} StoreFixture;

void store_fixture_set_up (StoreFixture *fixture, gconstpointer data);
void store_fixture_tear_down (StoreFixture *fixture, gconstpointer data);

/* Jobs.  @data: what the event says; “fail” makes it fail after it has published. */
gpointer store_job_publish (BhdTurn *turn, gpointer data, GError **error);

/* Returns: the number of events, as a pointer. */
gpointer store_job_count (BhdTurn *turn, gpointer data, GError **error);
