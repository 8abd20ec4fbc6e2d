/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* The row @handle stands on, as a GVariant tuple of @row_type: private to bh-statement.c.
 * Returns: (transfer floating) (nullable): NULL where @row_type does not fit the columns. */
GVariant *bh_row_read (sqlite3_stmt *handle, const char *row_type);

G_END_DECLS
