/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db-row.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* One prepared statement of SQLite and the way between its values and GVariant: private to bh-db.c.
 */
typedef struct _BhStatement BhStatement;

typedef enum
{
  BH_STEP_ROW,
  BH_STEP_DONE,
  BH_STEP_ERROR,
} BhStep;

BhStatement *bh_statement_new (sqlite3 *handle, const char *sql, GError **error);
void bh_statement_free (BhStatement *self);
const char *bh_statement_text (BhStatement *self);
gboolean bh_statement_writes (BhStatement *self);

/* @params: a tuple, its members bound to $1, $2 … by name (nullable). */
gboolean bh_statement_bind (BhStatement *self, GVariant *params, GError **error);
gboolean bh_statement_bind_values (BhStatement *self,
                                   const BhDbValue *params,
                                   guint n_params,
                                   GError **error);
BhStep bh_statement_step (BhStatement *self, GError **error);
GVariant *bh_statement_row (BhStatement *self, const char *row_type, GError **error); /* floating */
void bh_statement_read (BhStatement *self, BhDbRowFunc func, gpointer data);
void bh_statement_reset (BhStatement *self);

/* Says in our words what SQLite's last failure on @handle was. */
void bh_statement_set_error (sqlite3 *handle, GError **error);

G_END_DECLS
