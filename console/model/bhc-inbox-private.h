/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-inbox.h"
#include "console/model/bhc-roster-private.h"

G_BEGIN_DECLS

BhcInbox *bhc_inbox_new (BhcView view);

/* Shows the places of its view among @places (all views, newest first); @roster (nullable: nobody
 * is signed in) makes the rows.  Rows it showed before, in the same order, stay. */
void bhc_inbox_set_places (BhcInbox *self, BhcRoster *roster, GArray *places);

/* A conversation came, went or moved; the roster has been told before. */
void bhc_inbox_apply (BhcInbox *self, const BhcConversationChange *change);

G_END_DECLS
