/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The palette: a field, and below it the commands that are possible now and whose words begin as
 * what is typed does; then what else is offered for it; Return runs the first.  It closes when it
 * has done something, or by Escape.
 *
 * Signal "typed" (const char *words): something else may be offered for them.
 * Signal "search" (const char *words): what is typed is to be looked for everywhere. */
#define BHC_TYPE_PALETTE (bhc_palette_get_type ())
G_DECLARE_FINAL_TYPE (BhcPalette, bhc_palette, BHC, PALETTE, AdwWindow)

/* Returns: (transfer none): it belongs to GTK until it is destroyed */
GtkWidget *bhc_palette_new (GtkWindow *parent);

/* A conversation, a colleague, a reply …: what choosing it does is an action with a text. */
typedef struct
{
  const char *title;
  const char *group;
  const char *action; /* of something in the parent; “search”: the signal */
  const char *target;
} BhcPaletteOffer;

/* Nothing happens where something else is typed by now, or where the action is not possible. */
void bhc_palette_offer (BhcPalette *self, const char *typed, const BhcPaletteOffer *offer);

G_END_DECLS
