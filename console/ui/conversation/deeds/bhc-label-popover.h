/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Which labels something has: all of them to be checked, those that match what is typed first to be
 * seen; an admin makes one that is missing.
 *
 * Signal "chosen" (GStrv ids): it has been closed, and others are checked than before. */
#define BHC_TYPE_LABEL_POPOVER (bhc_label_popover_get_type ())
G_DECLARE_FINAL_TYPE (BhcLabelPopover, bhc_label_popover, BHC, LABEL_POPOVER, GtkPopover)

/* @ids: those that are checked at first. */
void bhc_label_popover_fill (BhcLabelPopover *self, BhcDesk *desk, const char *const *ids);

G_END_DECLS
