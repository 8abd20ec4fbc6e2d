/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/insights/bhc-table.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A table as a table, with headings and rows to walk through. */
GtkWidget *bhc_table_view_new (BhcTable *table);

G_END_DECLS
