/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db-row.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* Shows @func the row @handle stands on. */
void bh_db_row_visit (sqlite3_stmt *handle, BhDbRowFunc func, gpointer data);

G_END_DECLS
