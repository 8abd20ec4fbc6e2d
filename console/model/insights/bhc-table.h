/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the numbers of a column are. */
typedef enum
{
  BHC_UNIT_COUNT,
  BHC_UNIT_TIME,   /* microseconds */
  BHC_UNIT_RATING, /* 1 to 5 */
  BHC_UNIT_COST,   /* millionths of a currency nobody has told */
  BHC_UNIT_SHARE,  /* 0 to 1 */
} BhcUnit;

/* Numbers with names, made once and then only read: what a chart draws, what is shown as a table
 * and what is exported are the same one.  A row is a moment or a thing, a column is a figure. */
#define BHC_TYPE_TABLE (bhc_table_get_type ())
G_DECLARE_FINAL_TYPE (BhcTable, bhc_table, BHC, TABLE, GObject)

/* @rows: what rows are, the heading of the column with their names.  Columns come before rows. */
BhcTable *bhc_table_new (const char *title, const char *rows);
void bhc_table_add_column (BhcTable *self, const char *title, BhcUnit unit);

/* @name as a whole; @mark: (nullable) in few letters, for an axis; @iso: (nullable) for programs.
 * @values: one for each column; NAN: cannot be said. */
void bhc_table_add_row (BhcTable *self,
                        const char *name,
                        const char *mark,
                        const char *iso,
                        const double *values);

/* How the row added last is called in the column of the names, where a line has little room. */
void bhc_table_shorten (BhcTable *self, const char *brief);

/* A chart shows the first @n columns; all, if nothing is said. */
void bhc_table_set_drawn (BhcTable *self, guint n);

const char *bhc_table_get_title (BhcTable *self);
const char *bhc_table_get_rows (BhcTable *self);
guint bhc_table_get_n_rows (BhcTable *self);
guint bhc_table_get_n_columns (BhcTable *self);
guint bhc_table_get_n_drawn (BhcTable *self);
const char *bhc_table_get_name (BhcTable *self, guint row);
const char *bhc_table_get_mark (BhcTable *self, guint row);  /* its name where it has none */
const char *bhc_table_get_brief (BhcTable *self, guint row); /* likewise */
const char *bhc_table_get_column (BhcTable *self, guint column);
BhcUnit bhc_table_get_unit (BhcTable *self, guint column);
double bhc_table_get_value (BhcTable *self, guint row, guint column);

/* The largest number that is drawn; 0 if there is none. */
double bhc_table_get_top (BhcTable *self);

/* Whether nothing would be seen: every number that is drawn is 0 or cannot be said. */
gboolean bhc_table_is_blank (BhcTable *self);

/* Comma-separated: times in seconds, costs in whole units.  A table is a line for each row; of
 * several there is a line for each number: table, row, figure, number, unit. */
GBytes *bhc_table_to_csv (BhcTable *self);
GBytes *bhc_tables_to_csv (GPtrArray *tables);

G_END_DECLS
