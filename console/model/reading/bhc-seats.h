/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-message.h"

G_BEGIN_DECLS

/* A GListModel of #BhcSeat: one for each message of a transcript.
 *
 * When another transcript is shown its messages take the seats that are there, from the end on, so
 * that the rows of a list need not be made anew: they show what now sits there.  Of a long one the
 * last messages are seated at once, those before them when there is nothing else to do.  Main
 * thread.
 */
#define BHC_TYPE_SEATS (bhc_seats_get_type ())
G_DECLARE_FINAL_TYPE (BhcSeats, bhc_seats, BHC, SEATS, GObject)

BhcSeats *bhc_seats_new (void);
void bhc_seats_set_messages (BhcSeats *self, GListModel *messages); /* (nullable) of BhcMessage */

gboolean bhc_seats_are_filled (BhcSeats *self);

/* Where @message sits, after giving all of them seats if need be; G_MAXUINT: nowhere. */
guint bhc_seats_find (BhcSeats *self, BhcMessage *message);

G_END_DECLS
