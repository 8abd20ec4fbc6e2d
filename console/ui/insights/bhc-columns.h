/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Its children side by side in as many columns of one width as there is room for, row below row;
 * those of a row are of one height. */
#define BHC_TYPE_COLUMNS (bhc_columns_get_type ())
G_DECLARE_FINAL_TYPE (BhcColumns, bhc_columns, BHC, COLUMNS, GtkWidget)

/* @narrowest: how wide a column is at least; @most: how many there are.
 */
GtkWidget *bhc_columns_new (int narrowest, int most, int spacing);
void bhc_columns_append (BhcColumns *self, GtkWidget *child);
void bhc_columns_clear (BhcColumns *self);

G_END_DECLS
