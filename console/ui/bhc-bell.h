/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The sound of the desk bell: GtkMediaFile, because GTK brings it along and needs no further
 * library of ours; where no player is installed (it is a package of its own on Debian), the
 * system's beep.
 */
typedef struct _BhcBell BhcBell;

BhcBell *bhc_bell_new (void);
void bhc_bell_ring (BhcBell *self); /* once */
void bhc_bell_free (BhcBell *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhcBell, bhc_bell_free)

G_END_DECLS
