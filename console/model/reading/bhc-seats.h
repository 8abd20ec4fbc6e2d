/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A GListModel of #BhcSeat: one for each message of a transcript, at the same position.
 *
 * When another transcript is shown its messages take the seats that are there, from the end on, so
 * that the rows of a list need not be made anew: they show what now sits there. */
#define BHC_TYPE_SEATS (bhc_seats_get_type ())
G_DECLARE_FINAL_TYPE (BhcSeats, bhc_seats, BHC, SEATS, GObject)

BhcSeats *bhc_seats_new (void);
void bhc_seats_set_messages (BhcSeats *self, GListModel *messages); /* (nullable) of BhcMessage */

G_END_DECLS
