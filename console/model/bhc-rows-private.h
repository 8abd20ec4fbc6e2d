/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-message-private.h"

G_BEGIN_DECLS

/* The rows of a transcript as objects: told what they should be, they become it with the least
 * change, and a message that is sent or written to its end stays the same object. */
typedef struct _BhcRows BhcRows;

BhcRows *bhc_rows_new (const char *me);
void bhc_rows_free (BhcRows *self);
guint bhc_rows_count (BhcRows *self);
BhcMessage *bhc_rows_get (BhcRows *self, guint position); /* (transfer none) (nullable) */

/* First the list of what should be there … */
void bhc_rows_begin (BhcRows *self);
void bhc_rows_add (BhcRows *self, const BhMessage *record, const BhcMessageState *state);

/* … then it is so; @model emits "items-changed" for what differs. */
void bhc_rows_end (BhcRows *self, GListModel *model);

G_END_DECLS
