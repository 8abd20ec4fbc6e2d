/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"
#include "console/client/cache/find/bhc-find-contact.h"

G_BEGIN_DECLS

#define BHC_FIND_PAGE 30
#define BHC_FIND_CONTACTS 5

/* A message that was found. */
typedef struct
{
  BhMessage *message;
  BhConversation *conversation; /* it belongs to */
} BhcFindHit;

/* One page of what the cache knows. */
typedef struct
{
  GPtrArray *hits;     /* of BhcFindHit, newest first */
  GPtrArray *contacts; /* of BhcFindContact, who was active last first; on the first page alone */
  gint64 below_seq;    /* the next page begins there; 0: there is none */
  gboolean partial;    /* the index is still being made: there may be more */
} BhcFindPage;

BhcFindPage *bhc_find_page_new (void);
void bhc_find_page_free (BhcFindPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhcFindPage, bhc_find_page_free)

G_END_DECLS
