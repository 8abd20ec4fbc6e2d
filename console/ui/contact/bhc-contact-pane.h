/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The right pane: who the visitor is and why a person was asked for.  Properties:
 * "conversation", "desk". */
#define BHC_TYPE_CONTACT_PANE (bhc_contact_pane_get_type ())
G_DECLARE_FINAL_TYPE (BhcContactPane, bhc_contact_pane, BHC, CONTACT_PANE, AdwBin)

G_END_DECLS
