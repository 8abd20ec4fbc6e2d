/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What the AI would reply, where it only suggests: to be taken over or put away.  Shown while there
 * is something.  Property: "desk".
 * Signal "used" (const char *text): taken over; it has gone from the desk. */
#define BHC_TYPE_SUGGESTION_BAR (bhc_suggestion_bar_get_type ())
G_DECLARE_FINAL_TYPE (BhcSuggestionBar, bhc_suggestion_bar, BHC, SUGGESTION_BAR, AdwBin)

void bhc_suggestion_bar_set_conversation (BhcSuggestionBar *self, const char *id); /* (nullable) */

G_END_DECLS
