/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-inbox.h"
#include "console/model/bhc-roster-private.h"

G_BEGIN_DECLS

/* @mask: shows what is in all of these. */
BhcInbox *bhc_inbox_new (BhcViews mask);

/* Shows those of @places (all views, newest first) that are in its views; @roster (nullable: nobody
 * is signed in) makes the rows.  Rows it showed before, in the same order, stay.  The array is
 * kept, and read again when the order is to be another: bhc_inbox_apply() comes with each change of
 * it. */
void bhc_inbox_set_places (BhcInbox *self, BhcRoster *roster, GArray *places);
void bhc_inbox_set_mask (BhcInbox *self, BhcViews mask); /* shown from the next places on */

/* A conversation came, went or moved; the roster has been told before. */
void bhc_inbox_apply (BhcInbox *self, const BhcConversationChange *change);

G_END_DECLS
