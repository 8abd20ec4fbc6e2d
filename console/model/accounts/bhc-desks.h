/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

G_BEGIN_DECLS

/* Everywhere this machine's person answers: a GListModel of BhcDesk, one for each account.  All of
 * them are connected and ring; one is looked at.  There is always at least one, perhaps with
 * nobody signed in.  Property: "current" (BhcDesk).
 *
 * Who signs out of one of several finds the next; a desk that was only to be signed in at goes
 * when another is looked at.  Main thread. */
#define BHC_TYPE_DESKS (bhc_desks_get_type ())
G_DECLARE_FINAL_TYPE (BhcDesks, bhc_desks, BHC, DESKS, GObject)

/* @data_dir: where the accounts and their caches lie (nullable: nowhere). */
BhcDesks *bhc_desks_new (const char *data_dir, BhcPreferences *preferences);

/* Looks for the kept sign-ins and connects all of them. */
void bhc_desks_start (BhcDesks *self);

BhcDesk *bhc_desks_get_current (BhcDesks *self);
void bhc_desks_set_current (BhcDesks *self, BhcDesk *desk); /* one of them */

/* One more, at which nobody is signed in yet; it becomes the current one. */
void bhc_desks_add (BhcDesks *self);

/* By what bhc_desks_get_key() says, which stays the same over restarts.  (nullable) */
BhcDesk *bhc_desks_find (BhcDesks *self, const char *key);
char *bhc_desks_get_key (BhcDesk *desk); /* of one that is or was signed in at */

G_END_DECLS
