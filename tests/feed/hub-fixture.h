/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/feed/bhd-hub.h"

#define NOW (100 * G_GINT64_CONSTANT (1000000)) /* the clock stands still there */

/* A store in a folder of its own with two organisations, “acme” and “other”, and a hub of two
 * threads that follows it. */
typedef struct
{
  char *folder;
  BhdStore *store;
  BhdHub *hub;
} HubFixture;

void hub_fixture_set_up (HubFixture *fixture, gconstpointer data);
void hub_fixture_tear_down (HubFixture *fixture, gconstpointer data);

/* Commits @n events, one a transaction, whose body is {"n":seq} and desk {"d":seq}. */
void hub_fixture_publish (HubFixture *fixture, const char *contact_id, guint n);

/* Commits one of the other organisation. */
void hub_fixture_publish_other (HubFixture *fixture);

/* Commits one event with a body of @size bytes. */
void hub_fixture_publish_large (HubFixture *fixture, gsize size);
void hub_fixture_prune (HubFixture *fixture, gint64 seq);

/* Waits until @n subscribers are left. */
void hub_fixture_await_count (HubFixture *fixture, guint n);

/* Moves the clock, and sees to it that the feed threads look at it. */
void hub_fixture_set_clock (HubFixture *fixture, gint64 now_us);
