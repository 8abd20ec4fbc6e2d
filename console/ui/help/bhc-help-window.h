/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What there is to know, in a few words each; it needs no network.
 * Returns: (transfer none): it belongs to GTK until it is destroyed */
GtkWidget *bhc_help_window_new (GtkWindow *parent);

G_END_DECLS
