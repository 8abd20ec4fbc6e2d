/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The team at work: who is there and how loaded, what the AI is at, and whispers with each of them,
 * beside it or, where it is narrow, as a second page. */
#define BHC_TYPE_TEAM_PAGE (bhc_team_page_get_type ())
G_DECLARE_FINAL_TYPE (BhcTeamPage, bhc_team_page, BHC, TEAM_PAGE, AdwBin)

GtkWidget *bhc_team_page_new (BhcDesk *desk);
void bhc_team_page_open (BhcTeamPage *self, const char *colleague); /* to whisper with */

G_END_DECLS
