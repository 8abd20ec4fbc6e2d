/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* The way to the database without GVariant, for the statements every message passes: nothing is
 * copied on the way in, and on the way out only what is kept. */

/* A parameter; the text stays the caller's and need only live through the call. */
typedef struct
{
  gboolean is_text;
  const char *text; /* NULL: NULL */
  gint64 number;
} BhDbValue;

#define BH_TEXT(value)                                                                             \
  {                                                                                                \
    .is_text = TRUE, .text = (value)                                                               \
  }
#define BH_INT(value)                                                                              \
  {                                                                                                \
    .number = (value)                                                                              \
  }

/* A row while it is looked at: its columns are taken in order. */
typedef struct _BhDbRow BhDbRow;

const char *
bh_db_row_text (BhDbRow *self); /* (transfer none) (nullable): until the function returns */
char *bh_db_row_dup_text (BhDbRow *self); /* (transfer full) (nullable) */
gint64 bh_db_row_int (BhDbRow *self);     /* NULL is 0 */

typedef void (*BhDbRowFunc) (BhDbRow *row, gpointer data);

/* A #BhDbRowFunc: the first column into the gint64 @number. */
void bh_db_row_keep_int (BhDbRow *row, gpointer number);

/* $1, $2 … are the @n_params values. */
gboolean
bh_db_put (BhDb *db, const char *sql, const BhDbValue *params, guint n_params, GError **error);

/* Calls @func for each row (nullable: only counts).  Returns: how many there were, -1 with @error
 * set. */
int bh_db_each (BhDb *db,
                const char *sql,
                const BhDbValue *params,
                guint n_params,
                BhDbRowFunc func,
                gpointer data,
                GError **error);

G_END_DECLS
