/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Where one can be while signed in: the inbox, the knowledge base, the team; a row of buttons
 * beside them, or below where the window is narrow.  Each place is made when it is first gone to.
 * Properties: "desk", "accounts", "place" (its name in the table).
 *
 * Actions for whatever stands in it: "places.open-conversation" (s id), "places.open-message"
 * (sxs id, the message's number, words to mark in it), "places.open-article" (ss id, passage or
 * “”), "places.search", "places.tell" (s sentence).
 *
 * Signal "failed" (const char *sentence): something could not be done. */
#define BHC_TYPE_PLACES (bhc_places_get_type ())
G_DECLARE_FINAL_TYPE (BhcPlaces, bhc_places, BHC, PLACES, GtkWidget)

/* @accounts: (nullable) a section for the menu of the account. */
GtkWidget *bhc_places_new (BhcDesk *desk, GMenuModel *accounts);
/* The conversation that is seen now.  (nullable) */
const char *bhc_places_get_open (BhcPlaces *self);

void bhc_places_open_conversation (BhcPlaces *self, const char *id);
void bhc_places_search (BhcPlaces *self, const char *text); /* (nullable): what was looked for */
void bhc_places_open_whispers (BhcPlaces *self, const char *colleague);

G_END_DECLS
