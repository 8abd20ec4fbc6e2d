/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"
#include "console/model/team/bhc-whisper.h"

G_BEGIN_DECLS

/* What was whispered between this operator and one colleague: a GListModel of BhcWhisper, oldest
 * first, in pages.  What could not be sent for want of a connection is sent with the next one.
 *
 * Signal "changed": what the functions below answer.
 * Signal "read": what the colleague said is no longer unread. */
#define BHC_TYPE_WHISPERS (bhc_whispers_get_type ())
G_DECLARE_FINAL_TYPE (BhcWhispers, bhc_whispers, BHC, WHISPERS, GObject)

/* @desk: not held: leave it before it goes. */
BhcWhispers *bhc_whispers_new (BhcDesk *desk, const char *with);
void bhc_whispers_leave (BhcWhispers *self);
const char *bhc_whispers_get_with (BhcWhispers *self);

void bhc_whispers_load (BhcWhispers *self); /* the newest page, and again */
void bhc_whispers_load_older (BhcWhispers *self);
gboolean bhc_whispers_has_older (BhcWhispers *self);
gboolean bhc_whispers_is_loaded (BhcWhispers *self);
const char *bhc_whispers_get_problem (BhcWhispers *self); /* (nullable) why it could not be read */

void bhc_whispers_send (BhcWhispers *self, const char *body);
void bhc_whispers_send_again (BhcWhispers *self, BhcWhisper *whisper); /* one that failed */

/* Somebody looks at it: what comes is read. */
void bhc_whispers_set_seen (BhcWhispers *self, gboolean seen);
gboolean bhc_whispers_is_seen (BhcWhispers *self);

/* What the daemon has answered: a page of GET /v1/desk/whispers, the newest. */
void bhc_whispers_take (BhcWhispers *self, GVariant *answer);

G_END_DECLS
