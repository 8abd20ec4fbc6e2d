/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-store.h"

G_BEGIN_DECLS

/* Reads the log for those who want to know what the hub no longer remembers: one thread, one page
 * after the other, so that a crowd of returning clients never takes the readers from everybody
 * else.  All functions may be called from any thread. */
typedef struct _BhdReplayer BhdReplayer;

#define BHD_PAGE_NEWS 128
#define BHD_PAGE_LAST (-1) /* .after: the last page of the log */

typedef struct _BhdPage BhdPage;

/* On the replayer's thread, or the asker's once it has stopped; owns @page. */
typedef void (*BhdPageFunc) (BhdPage *page, gpointer data);

/* A question and, later, its answer. */
struct _BhdPage
{
  char *organization_id;
  char *contact_id; /* (nullable) */
  gint64 after;
  gpointer asker; /* (nullable): the subscriber; NULL: the topic itself */
  gpointer (*look) (BhdTurn *turn,
                    gpointer talk,
                    GError **error); /* (nullable): instead of the log,
                                        how things stand for a waiter */
  gpointer talk;                     /* (nullable): of the asker, which keeps it */
  BhdPageFunc done;
  gpointer data;

  gpointer found;  /* (nullable): what look() has returned */
  GPtrArray *news; /* of BhdNews, behind .after, up to .upto */
  gint64 upto;
  gint64 head;
  gint64 pruned;
  GError *error; /* (nullable) */
};

BhdReplayer *bhd_replayer_new (BhdStore *store);

/* Answers what is queued and joins; what is asked later is answered with an error at once. */
void bhd_replayer_stop (BhdReplayer *self);
void bhd_replayer_free (BhdReplayer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdReplayer, bhd_replayer_free)

/* Sends a copy of @question's first half. */
void bhd_replayer_ask (BhdReplayer *self, const BhdPage *question);

void bhd_page_free (BhdPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdPage, bhd_page_free)

G_END_DECLS
