/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Makes the rows of a list of #BhcSeat.  A row is forty widgets, so that it is kept when the list
 * has no use for it, for the next conversation. */
GtkListItemFactory *bhc_message_factory_new (void); /* (transfer full) */
