/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-message.h"
#include "common/media/bh-attachment.h"
#include "console/client/bhc-view.h"

G_BEGIN_DECLS

/* Where a conversation stands in the inbox: newest first, the row number breaks ties; and by what
 * else it may be sorted. */
typedef struct
{
  gint64 updated_us;
  gint64 row;
  gint64 views;
  gint64 waiting_us; /* since; 0: nobody waits */
  gint64 rank;       /* of its priority */
} BhcPlace;

/* < 0: @one stands above @other. */
int bhc_place_compare (const BhcPlace *one, const BhcPlace *other);

typedef struct
{
  BhcPlace before;        /* views 0: it was not there */
  BhcPlace after;         /* views 0: it is gone */
  BhConversation *record; /* (nullable) the new one */
} BhcConversationChange;

/* What one transaction of the cache changed.  Made on the cache thread, then handed over to the
 * main thread, where the models follow it. */
typedef struct
{
  GHashTable *conversations; /* gint64 row → BhcConversationChange */
  GPtrArray *messages;       /* BhMessage, those that were not there before */
  GHashTable *outgoing;      /* set of the conversations whose waiting messages changed */
  GHashTable *drafts;        /* set of the conversations whose drafts changed */
  GPtrArray *erased;         /* char *: ids of conversations that are to be forgotten */
  GPtrArray *files;          /* BhAttachment: those that went with them */
  gboolean forgotten;        /* all messages were dropped: transcripts have to be fetched anew */
} BhcChanges;

BhcChanges *bhc_changes_new (void);
void bhc_changes_free (BhcChanges *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhcChanges, bhc_changes_free)

/* Several changes of one conversation become one: from where it was first to where it is last. */
void bhc_changes_add_conversation (BhcChanges *self,
                                   const BhcPlace *before,
                                   const BhcPlace *after,
                                   const BhConversation *record);
void bhc_changes_drop_conversation (BhcChanges *self, const BhcPlace *before);
void bhc_changes_add_message (BhcChanges *self, const BhMessage *message);
void bhc_changes_add_outgoing (BhcChanges *self, const char *conversation);
void bhc_changes_add_draft (BhcChanges *self, const char *conversation);
gboolean bhc_changes_is_empty (BhcChanges *self);

G_END_DECLS
