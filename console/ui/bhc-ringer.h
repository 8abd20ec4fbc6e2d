/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/accounts/bhc-desks.h"

G_BEGIN_DECLS

/* Calls for a person: a notification for each one who starts to wait, which can be claimed from or
 * opened (app.claim, app.open-conversation), and a bell that rings again and again until nobody
 * waits.  Property: "muted" (read and write): for now, silence.
 *
 * Signal "ring": the bell is to be struck once. */
#define BHC_TYPE_RINGER (bhc_ringer_get_type ())
G_DECLARE_FINAL_TYPE (BhcRinger, bhc_ringer, BHC, RINGER, GObject)

BhcRinger *bhc_ringer_new (BhcDesk *desk, GApplication *application);
gboolean bhc_ringer_is_ringing (BhcRinger *self); /* muted or not */

/* The conversation's notification has been answered: nobody waits in it any more or it is open. */
void bhc_ringer_withdraw (BhcRinger *self, const char *conversation_id);

G_END_DECLS
