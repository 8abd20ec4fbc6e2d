/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"

#include <string.h>

#include "common/bh-statement.h"

#define MAX_PARAMS 40

struct _BhStatement
{
  sqlite3_stmt *handle;
  guint n_params;
  int index[MAX_PARAMS]; /* SQLite's number of $1, $2 …: it counts them as they come in the text */
};

static const struct
{
  int result;
  BhErrorCode code;
  const char *sentence;
} failures[] = {
  { SQLITE_CONSTRAINT_UNIQUE, BH_ERROR_CONFLICT, "this exists already" },
  { SQLITE_CONSTRAINT_PRIMARYKEY, BH_ERROR_CONFLICT, "this exists already" },
  { SQLITE_CORRUPT, BH_ERROR_MALFORMED, "the database is damaged: restore a backup" },
  { SQLITE_NOTADB, BH_ERROR_MALFORMED,
    "the file is not a database: restore a backup or choose another place" },
  { SQLITE_FULL, BH_ERROR_UNAVAILABLE, "the disk is full: make room" },
  { SQLITE_IOERR, BH_ERROR_UNAVAILABLE, "the disk cannot be read or written" },
  { SQLITE_READONLY, BH_ERROR_UNAVAILABLE,
    "the database cannot be written: correct its permissions" },
  { SQLITE_CANTOPEN, BH_ERROR_UNAVAILABLE,
    "the file cannot be opened: correct its path or permissions" },
  { SQLITE_BUSY, BH_ERROR_UNAVAILABLE, "the database is locked by another program" },
};

void
bh_statement_set_error (sqlite3 *handle, GError **error)
{
  int result = sqlite3_extended_errcode (handle);

  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    if (failures[i].result == result || failures[i].result == (result & 0xff))
      {
        g_set_error (error, BH_ERROR, failures[i].code, "%s (%s)", failures[i].sentence,
                     sqlite3_errmsg (handle));
        return;
      }
  g_set_error (error, BH_ERROR, BH_ERROR_INTERNAL, "the database refused: %s",
               sqlite3_errmsg (handle));
}

static gboolean
find_params (BhStatement *self, const char *sql, GError **error)
{
  for (self->n_params = 0; self->n_params < MAX_PARAMS; self->n_params++)
    {
      char name[8];

      g_snprintf (name, sizeof name, "$%u", self->n_params + 1);
      self->index[self->n_params] = sqlite3_bind_parameter_index (self->handle, name);
      if (self->index[self->n_params] == 0)
        break;
    }
  if ((int) self->n_params == sqlite3_bind_parameter_count (self->handle))
    return TRUE;

  g_set_error (error, BH_ERROR, BH_ERROR_INTERNAL, "parameters must be $1 to $%d without holes: %s",
               MAX_PARAMS, sql);
  return FALSE;
}

BhStatement *
bh_statement_new (sqlite3 *handle, const char *sql, GError **error)
{
  g_autofree BhStatement *self = g_new0 (BhStatement, 1);

  if (sqlite3_prepare_v3 (handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &self->handle, NULL) !=
      SQLITE_OK)
    {
      bh_statement_set_error (handle, error);
      g_prefix_error (error, "cannot prepare “%s”: ", sql);
      return NULL;
    }
  if (!find_params (self, sql, error))
    {
      sqlite3_finalize (self->handle);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
bh_statement_free (BhStatement *self)
{
  sqlite3_finalize (self->handle);
  g_free (self);
}

const char *
bh_statement_text (BhStatement *self)
{
  return sqlite3_sql (self->handle);
}

gboolean
bh_statement_writes (BhStatement *self)
{
  return !sqlite3_stmt_readonly (self->handle);
}

static int
bind_value (sqlite3_stmt *handle, int index, GVariant *value)
{
  gsize length = 0;
  gconstpointer data = NULL;

  switch (*g_variant_get_type_string (value))
    {
    case 's':
      data = g_variant_get_string (value, &length);
      return sqlite3_bind_text64 (handle, index, data, length, SQLITE_TRANSIENT, SQLITE_UTF8);
    case 'x':
      return sqlite3_bind_int64 (handle, index, g_variant_get_int64 (value));
    case 'd':
      return sqlite3_bind_double (handle, index, g_variant_get_double (value));
    case 'a':
      data = g_variant_get_fixed_array (value, &length, 1);
      return sqlite3_bind_blob64 (handle, index, data != NULL ? data : "", length,
                                  SQLITE_TRANSIENT);
    default:
      g_return_val_if_reached (SQLITE_MISUSE);
    }
}

static int
bind_nullable (sqlite3_stmt *handle, int index, GVariant *value)
{
  g_autoptr (GVariant) inner = NULL;

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_MAYBE))
    return bind_value (handle, index, value);
  inner = g_variant_get_maybe (value);
  return inner != NULL ? bind_value (handle, index, inner) : sqlite3_bind_null (handle, index);
}

static gboolean
check_count (BhStatement *self, guint count, GError **error)
{
  if (count != self->n_params)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_INTERNAL, "%u parameters given, %u wanted: %s", count,
                   self->n_params, sqlite3_sql (self->handle));
      return FALSE;
    }
  return TRUE;
}

gboolean
bh_statement_bind (BhStatement *self, GVariant *params, GError **error)
{
  guint count = params != NULL ? (guint) g_variant_n_children (params) : 0;

  if (!check_count (self, count, error))
    return FALSE;
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (GVariant) value = g_variant_get_child_value (params, i);

      if (bind_nullable (self->handle, self->index[i], value) != SQLITE_OK)
        {
          bh_statement_set_error (sqlite3_db_handle (self->handle), error);
          return FALSE;
        }
    }
  return TRUE;
}

/* The texts outlive the statement's run, so SQLite need not copy them. */
gboolean
bh_statement_bind_values (BhStatement *self, const BhValue *params, guint n_params, GError **error)
{
  if (!check_count (self, n_params, error))
    return FALSE;
  for (guint i = 0; i < n_params; i++)
    {
      int result =
          params[i].is_text
              ? sqlite3_bind_text (self->handle, self->index[i], params[i].text, -1, SQLITE_STATIC)
              : sqlite3_bind_int64 (self->handle, self->index[i], params[i].number);

      if (result != SQLITE_OK)
        {
          bh_statement_set_error (sqlite3_db_handle (self->handle), error);
          return FALSE;
        }
    }
  return TRUE;
}

BhStep
bh_statement_step (BhStatement *self, GError **error)
{
  int result = sqlite3_step (self->handle);

  if (result == SQLITE_ROW)
    return BH_STEP_ROW;
  if (result == SQLITE_DONE)
    return BH_STEP_DONE;
  bh_statement_set_error (sqlite3_db_handle (self->handle), error);
  return BH_STEP_ERROR;
}

/* What another program may have written into the file is not trusted to be UTF-8. */
static GVariant *
text_column (sqlite3_stmt *handle, int column)
{
  const char *text = (const char *) sqlite3_column_text (handle, column);
  int length = sqlite3_column_bytes (handle, column);

  if (text == NULL)
    return g_variant_new_string ("");
  if (!g_utf8_validate_len (text, (gsize) length, NULL))
    return g_variant_new_take_string (g_utf8_make_valid (text, length));
  return g_variant_new_string (text);
}

static GVariant *
blob_column (sqlite3_stmt *handle, int column)
{
  gconstpointer data = sqlite3_column_blob (handle, column);

  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, data != NULL ? data : "",
                                    (gsize) sqlite3_column_bytes (handle, column), 1);
}

static GVariant *
column_value (sqlite3_stmt *handle, int column, char type)
{
  switch (type)
    {
    case 's':
      return text_column (handle, column);
    case 'x':
      return g_variant_new_int64 (sqlite3_column_int64 (handle, column));
    case 'd':
      return g_variant_new_double (sqlite3_column_double (handle, column));
    case 'a':
      return blob_column (handle, column);
    default:
      return NULL;
    }
}

static GVariant *
nullable_value (sqlite3_stmt *handle, int column, char type)
{
  const char name[] = { type, type == 'a' ? 'y' : '\0', '\0' };

  if (sqlite3_column_type (handle, column) == SQLITE_NULL)
    return g_variant_new_maybe (G_VARIANT_TYPE (name), NULL);
  return g_variant_new_maybe (NULL, column_value (handle, column, type));
}

GVariant *
bh_statement_row (BhStatement *self, const char *row_type, GError **error)
{
  GVariant *values[MAX_PARAMS];
  int columns = sqlite3_column_count (self->handle);
  const char *type = row_type + 1;
  int column = 0;

  for (; column < columns && column < MAX_PARAMS && *type != ')'; column++)
    {
      gboolean nullable = *type == 'm';

      type += nullable ? 1 : 0;
      values[column] = nullable ? nullable_value (self->handle, column, *type)
                                : column_value (self->handle, column, *type);
      if (values[column] == NULL)
        break;
      type += *type == 'a' ? 2 : 1;
    }
  if (column == columns && *type == ')')
    return g_variant_new_tuple (values, (gsize) columns);

  while (column-- > 0)
    g_variant_unref (g_variant_ref_sink (values[column]));
  g_set_error (error, BH_ERROR, BH_ERROR_INTERNAL, "the row is not of type %s: %s", row_type,
               sqlite3_sql (self->handle));
  return NULL;
}

struct _BhRow
{
  sqlite3_stmt *handle;
  int column; /* the next one */
  char *repaired[MAX_PARAMS];
};

void
bh_statement_read (BhStatement *self, BhRowFunc func, gpointer data)
{
  BhRow row = { self->handle, 0, { NULL } };

  func (&row, data);
  for (int i = 0; i < row.column && i < MAX_PARAMS; i++)
    g_free (row.repaired[i]);
}

const char *
bh_row_text (BhRow *self)
{
  int column = self->column++;
  const char *text = (const char *) sqlite3_column_text (self->handle, column);
  int length = sqlite3_column_bytes (self->handle, column);

  g_assert (column < MAX_PARAMS);
  if (text == NULL || g_utf8_validate_len (text, (gsize) length, NULL))
    return text;
  self->repaired[column] = g_utf8_make_valid (text, length);
  return self->repaired[column];
}

char *
bh_row_dup_text (BhRow *self)
{
  return g_strdup (bh_row_text (self));
}

gint64
bh_row_int (BhRow *self)
{
  return sqlite3_column_int64 (self->handle, self->column++);
}

void
bh_statement_reset (BhStatement *self)
{
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
}
