/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"
#include "console/ui/commands/bhc-palette.h"

G_BEGIN_DECLS

/* Lets the palette offer conversations by their contact's name, colleagues, and replies that are
 * ready: from what this machine knows. */
void bhc_palette_finds_attach (BhcPalette *palette, BhcDesk *desk);

G_END_DECLS
