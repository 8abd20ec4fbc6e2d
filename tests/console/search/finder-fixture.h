/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/cache/find/bhc-finder.h"
#include "tests/bht-patience.h"
#include "tests/console/bht-cache.h"

G_BEGIN_DECLS

/* A cache in a directory of its own, and what searches it. */
typedef struct
{
  BhtCache cache;
  BhcFinder *finder;
} FinderFixture;

void finder_set_up (FinderFixture *fixture, gconstpointer data);
void finder_tear_down (FinderFixture *fixture, gconstpointer data);
void finder_start (FinderFixture *fixture);
void finder_stop (FinderFixture *fixture);

BhcFindPage *
finder_page (FinderFixture *fixture, const char *text, gint64 below_seq, GError **error);
char *finder_find (FinderFixture *fixture, const char *text); /* numbers, newest first: “7 3” */
char *finder_contacts (FinderFixture *fixture, const char *text); /* names */

void finder_say (FinderFixture *fixture, guint conversation, gint64 seq, const char *body);
void finder_run (FinderFixture *fixture, BhcCacheJob job, gpointer data);

/* The index follows a moment behind. */
#define finder_wait_for(fixture, ask, text, expected)                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *found = ask (fixture, text);                                                  \
    gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;                                   \
    while (!g_str_equal (found, expected) && g_get_monotonic_time () < deadline)                   \
      {                                                                                            \
        g_main_context_iteration (NULL, FALSE);                                                    \
        g_free (found);                                                                            \
        found = ask (fixture, text);                                                               \
      }                                                                                            \
    g_assert_cmpstr (found, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

#define finder_assert_finds(fixture, text, expected)                                               \
  finder_wait_for (fixture, finder_find, text, expected)

G_END_DECLS
