/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/directory/bhc-directory.h"
#include "console/model/search/bhc-found.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One thing that was found, with its words marked.  Returns: (transfer floating): a GtkListBoxRow
 */
GtkWidget *bhc_found_row_new (BhcFound *found, BhcDirectory *directory);
BhcFound *bhc_found_row_get (GtkListBoxRow *row); /* (transfer none) */

/* What such things are called together. */
const char *bhc_found_row_group (BhcFoundKind kind);

G_END_DECLS
