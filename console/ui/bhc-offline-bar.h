/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Says that what is seen is not of this moment, why, and what waits to be sent; and leads to what
 * was refused, wherever that is.  Property: "desk". */
#define BHC_TYPE_OFFLINE_BAR (bhc_offline_bar_get_type ())
G_DECLARE_FINAL_TYPE (BhcOfflineBar, bhc_offline_bar, BHC, OFFLINE_BAR, AdwBin)

G_END_DECLS
