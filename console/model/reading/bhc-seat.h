/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-message.h"

G_BEGIN_DECLS

/* A place of the transcript that is on the screen.  Property: "message" (nullable). */
#define BHC_TYPE_SEAT (bhc_seat_get_type ())
G_DECLARE_FINAL_TYPE (BhcSeat, bhc_seat, BHC, SEAT, GObject)

BhcSeat *bhc_seat_new (BhcMessage *message);
BhcMessage *bhc_seat_get_message (BhcSeat *self);               /* (transfer none) (nullable) */
void bhc_seat_set_message (BhcSeat *self, BhcMessage *message); /* (nullable) */

G_END_DECLS
