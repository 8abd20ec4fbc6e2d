/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "console/model/insights/bhc-csv.h"

#include "console/model/insights/bhc-table.h"

typedef struct
{
  char *title;
  BhcUnit unit;
} Column;

typedef struct
{
  char *name;
  char *mark;  /* (nullable) */
  char *iso;   /* (nullable) */
  char *brief; /* (nullable) */
  double *values;
} Row;

struct _BhcTable
{
  GObject parent_instance;

  char *title;
  char *rows_title;
  GArray *columns; /* of Column */
  GArray *rows;    /* of Row */
  guint n_drawn;   /* 0: all */
};

G_DEFINE_FINAL_TYPE (BhcTable, bhc_table, G_TYPE_OBJECT)

/* How the numbers of each unit leave the house. */
static const struct
{
  double scale;
  guint digits;
  const char *word; /* for the heading; NULL: none */
} exported[] = {
  [BHC_UNIT_COUNT] = { 1, 0, NULL },
  [BHC_UNIT_TIME] = { 1e-6, 3, NC_ ("unit", "seconds") },
  [BHC_UNIT_RATING] = { 1, 2, NC_ ("unit", "of 5") },
  [BHC_UNIT_COST] = { 1e-6, 6, NULL },
  [BHC_UNIT_SHARE] = { 100, 2, NC_ ("unit", "%") },
};

static void
clear_column (gpointer data)
{
  g_free (((Column *) data)->title);
}

static void
clear_row (gpointer data)
{
  Row *row = data;

  g_free (row->name);
  g_free (row->mark);
  g_free (row->iso);
  g_free (row->brief);
  g_free (row->values);
}

static void
bhc_table_finalize (GObject *object)
{
  BhcTable *self = BHC_TABLE (object);

  g_array_unref (self->columns);
  g_array_unref (self->rows);
  g_free (self->title);
  g_free (self->rows_title);

  G_OBJECT_CLASS (bhc_table_parent_class)->finalize (object);
}

static void
bhc_table_class_init (BhcTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bhc_table_finalize;
}

static void
bhc_table_init (BhcTable *self)
{
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, clear_column);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (self->rows, clear_row);
}

static const Column *
column_at (BhcTable *self, guint column)
{
  g_assert (column < self->columns->len);
  return &g_array_index (self->columns, Column, column);
}

static const Row *
row_at (BhcTable *self, guint row)
{
  g_assert (row < self->rows->len);
  return &g_array_index (self->rows, Row, row);
}

BhcTable *
bhc_table_new (const char *title, const char *rows)
{
  BhcTable *self = g_object_new (BHC_TYPE_TABLE, NULL);

  self->title = g_strdup (title);
  self->rows_title = g_strdup (rows);
  return self;
}

void
bhc_table_add_column (BhcTable *self, const char *title, BhcUnit unit)
{
  Column column = { g_strdup (title), unit };

  g_return_if_fail (BHC_IS_TABLE (self));
  g_return_if_fail (self->rows->len == 0);

  g_array_append_val (self->columns, column);
}

void
bhc_table_add_row (BhcTable *self,
                   const char *name,
                   const char *mark,
                   const char *iso,
                   const double *values)
{
  Row row = { g_strdup (name), g_strdup (mark), g_strdup (iso), NULL,
              g_memdup2 (values, self->columns->len * sizeof (double)) };

  g_array_append_val (self->rows, row);
}

void
bhc_table_shorten (BhcTable *self, const char *brief)
{
  Row *last = NULL;

  g_return_if_fail (BHC_IS_TABLE (self));
  g_return_if_fail (self->rows->len > 0);

  last = &g_array_index (self->rows, Row, self->rows->len - 1);
  g_free (last->brief);
  last->brief = g_strdup (brief);
}

void
bhc_table_set_drawn (BhcTable *self, guint n)
{
  g_return_if_fail (BHC_IS_TABLE (self));

  self->n_drawn = n;
}

const char *
bhc_table_get_title (BhcTable *self)
{
  return self->title;
}

const char *
bhc_table_get_rows (BhcTable *self)
{
  return self->rows_title;
}

guint
bhc_table_get_n_rows (BhcTable *self)
{
  return self->rows->len;
}

guint
bhc_table_get_n_columns (BhcTable *self)
{
  return self->columns->len;
}

guint
bhc_table_get_n_drawn (BhcTable *self)
{
  return self->n_drawn > 0 ? MIN (self->n_drawn, self->columns->len) : self->columns->len;
}

const char *
bhc_table_get_name (BhcTable *self, guint row)
{
  return row_at (self, row)->name;
}

const char *
bhc_table_get_mark (BhcTable *self, guint row)
{
  const Row *found = row_at (self, row);

  return found->mark != NULL ? found->mark : found->name;
}

const char *
bhc_table_get_brief (BhcTable *self, guint row)
{
  const Row *found = row_at (self, row);

  return found->brief != NULL ? found->brief : found->name;
}

const char *
bhc_table_get_column (BhcTable *self, guint column)
{
  return column_at (self, column)->title;
}

BhcUnit
bhc_table_get_unit (BhcTable *self, guint column)
{
  return column_at (self, column)->unit;
}

double
bhc_table_get_value (BhcTable *self, guint row, guint column)
{
  g_assert (column < self->columns->len);
  return row_at (self, row)->values[column];
}

double
bhc_table_get_top (BhcTable *self)
{
  guint n = bhc_table_get_n_drawn (self);
  double top = 0;

  for (guint i = 0; i < self->rows->len * n; i++)
    top = fmax (top, bhc_table_get_value (self, i / n, i % n)); /* a NAN is passed over */
  return top;
}

gboolean
bhc_table_is_blank (BhcTable *self)
{
  return bhc_table_get_top (self) <= 0;
}

/* ---- export ---- */

static void
add_value (BhcCsv *csv, BhcTable *self, guint row, guint column)
{
  BhcUnit unit = column_at (self, column)->unit;
  double value = bhc_table_get_value (self, row, column);

  bhc_csv_add_number (csv, value * exported[unit].scale, exported[unit].digits);
}

/* (nullable) */
static const char *
word_of (BhcUnit unit)
{
  return exported[unit].word != NULL ? g_dpgettext2 (NULL, "unit", exported[unit].word) : NULL;
}

static void
add_heading (BhcCsv *csv, const Column *column)
{
  const char *word = word_of (column->unit);
  g_autofree char *heading =
      word != NULL ? g_strdup_printf ("%s (%s)", column->title, word) : g_strdup (column->title);

  bhc_csv_add_text (csv, heading);
}

static void
add_row_name (BhcCsv *csv, const Row *row)
{
  bhc_csv_add_text (csv, row->iso != NULL ? row->iso : row->name);
}

GBytes *
bhc_table_to_csv (BhcTable *self)
{
  BhcCsv csv = bhc_csv_new ();

  g_return_val_if_fail (BHC_IS_TABLE (self), NULL);

  bhc_csv_add_text (&csv, self->rows_title);
  for (guint i = 0; i < self->columns->len; i++)
    add_heading (&csv, column_at (self, i));
  bhc_csv_end_line (&csv);
  for (guint row = 0; row < self->rows->len; row++)
    {
      add_row_name (&csv, row_at (self, row));
      for (guint i = 0; i < self->columns->len; i++)
        add_value (&csv, self, row, i);
      bhc_csv_end_line (&csv);
    }
  return bhc_csv_finish (&csv);
}

static void
add_number_line (BhcCsv *csv, BhcTable *table, guint row, guint column)
{
  bhc_csv_add_text (csv, table->title);
  add_row_name (csv, row_at (table, row));
  bhc_csv_add_text (csv, column_at (table, column)->title);
  add_value (csv, table, row, column);
  bhc_csv_add_text (csv, word_of (column_at (table, column)->unit));
  bhc_csv_end_line (csv);
}

GBytes *
bhc_tables_to_csv (GPtrArray *tables)
{
  const char *const headings[] = { C_ ("csv", "Table"), C_ ("csv", "Row"), C_ ("csv", "Figure"),
                                   C_ ("csv", "Number"), C_ ("csv", "Unit") };
  BhcCsv csv = bhc_csv_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    bhc_csv_add_text (&csv, headings[i]);
  bhc_csv_end_line (&csv);
  for (guint i = 0; i < tables->len; i++)
    {
      BhcTable *table = tables->pdata[i];
      guint n = table->columns->len;

      for (guint cell = 0; cell < table->rows->len * n; cell++)
        add_number_line (&csv, table, cell / n, cell % n);
    }
  return bhc_csv_finish (&csv);
}
