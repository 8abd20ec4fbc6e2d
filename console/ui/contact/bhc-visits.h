/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Where the visitor of a conversation has been, newest first, and where they go now.  Shown while
 * there is something.  Property: "desk". */
#define BHC_TYPE_VISITS (bhc_visits_get_type ())
G_DECLARE_FINAL_TYPE (BhcVisits, bhc_visits, BHC, VISITS, AdwBin)

void bhc_visits_set_conversation (BhcVisits *self, BhcConversation *conversation); /* (nullable) */

G_END_DECLS
