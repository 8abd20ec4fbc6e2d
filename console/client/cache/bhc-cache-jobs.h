/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/bhc-frame.h"
#include "console/client/cache/bhc-cache.h"
#include "console/client/cache/bhc-outgoing.h"

G_BEGIN_DECLS

/* Everything that changes the cache, each call one transaction; all end with
 * bhc_cache_run_finish(). */

/* @frames: (transfer full) of BhcFrame, events in rising order; those the cache has seen change
 * nothing. */
void bhc_cache_apply_events_async (BhcCache *self,
                                   GPtrArray *frames,
                                   GAsyncReadyCallback callback,
                                   gpointer data);

/* A snapshot: begin, one call for each page, end with the feed number it holds for; only then is
 * what it did not see forgotten.  @restored: the daemon has gone back to a backup. */
void bhc_cache_begin_snapshot_async (BhcCache *self,
                                     gboolean restored,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
void bhc_cache_apply_conversations_async (BhcCache *self,
                                          GPtrArray *conversations, /* (transfer full) */
                                          GAsyncReadyCallback callback,
                                          gpointer data);
void bhc_cache_end_snapshot_async (BhcCache *self,
                                   gint64 seq,
                                   GAsyncReadyCallback callback,
                                   gpointer data);

/* A page of a transcript as the daemon answered it. */
typedef struct
{
  char *conversation_id;
  gint64 before;                /* what was asked for: messages before this; 0: the newest */
  BhConversation *conversation; /* (nullable) */
  GPtrArray *messages;          /* of BhMessage, oldest first */
  gboolean more;                /* older ones exist */
} BhcPage;

BhcPage *bhc_page_new (const char *conversation, gint64 before);
void bhc_page_free (BhcPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhcPage, bhc_page_free)

/* A page that no longer joins what the cache has (it was reset meanwhile) changes nothing. */
void bhc_cache_apply_page_async (BhcCache *self,
                                 BhcPage *page, /* (transfer full) */
                                 GAsyncReadyCallback callback,
                                 gpointer data);

/* What any other call answered: either may be NULL. */
void bhc_cache_apply_answer_async (BhcCache *self,
                                   const BhConversation *conversation,
                                   const BhMessage *message,
                                   GAsyncReadyCallback callback,
                                   gpointer data);

/* The outbox.  A written message is on the disk when the callback comes. */
void bhc_cache_add_outgoing_async (BhcCache *self,
                                   BhcOutgoing *outgoing, /* (transfer full) */
                                   GAsyncReadyCallback callback,
                                   gpointer data);
void bhc_cache_refuse_outgoing_async (BhcCache *self,
                                      const char *id,
                                      const char *refusal, /* (nullable): to be sent again */
                                      const char *code,    /* (nullable) the same as a word */
                                      GAsyncReadyCallback callback,
                                      gpointer data);
void bhc_cache_drop_outgoing_async (BhcCache *self,
                                    const char *id,
                                    GAsyncReadyCallback callback,
                                    gpointer data);

G_END_DECLS
