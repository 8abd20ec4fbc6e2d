/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/sqlite/bh-db-row-private.h"
#include "common/sqlite/bh-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "common/sqlite/bh-statement.h"

#define MAX_PARAMS 40

struct _BhStatement
{
  sqlite3_stmt *handle;
  GVariant *bound; /* (nullable) keeps the texts that SQLite points into, until the reset */
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
  { SQLITE_FULL, BH_ERROR_UNAVAILABLE, N_ ("the disk is full: make room") },
  { SQLITE_IOERR_SHMSIZE, BH_ERROR_UNAVAILABLE, N_ ("the disk is full: make room") },
  { SQLITE_IOERR, BH_ERROR_UNAVAILABLE, N_ ("the disk cannot be read or written") },
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
      return sqlite3_bind_text64 (handle, index, data, length, SQLITE_STATIC, SQLITE_UTF8);
    case 'x':
      return sqlite3_bind_int64 (handle, index, g_variant_get_int64 (value));
    case 'd':
      return sqlite3_bind_double (handle, index, g_variant_get_double (value));
    case 'a':
      data = g_variant_get_fixed_array (value, &length, 1);
      return sqlite3_bind_blob64 (handle, index, data != NULL ? data : "", length, SQLITE_STATIC);
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
  self->bound = params != NULL ? g_variant_ref (params) : NULL;
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (GVariant) value = g_variant_get_child_value (params, i);

      if (bind_nullable (self->handle, self->index[i], value) != SQLITE_OK)
        {
          bh_statement_set_error (sqlite3_db_handle (self->handle), error);
          bh_statement_reset (self);
          return FALSE;
        }
    }
  return TRUE;
}

/* The texts outlive the statement's run, so SQLite need not copy them. */
gboolean
bh_statement_bind_values (BhStatement *self,
                          const BhDbValue *params,
                          guint n_params,
                          GError **error)
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

GVariant *
bh_statement_row (BhStatement *self, const char *row_type, GError **error)
{
  GVariant *row = bh_row_read (self->handle, row_type);

  if (row == NULL)
    g_set_error (error, BH_ERROR, BH_ERROR_INTERNAL, "the row is not of type %s: %s", row_type,
                 sqlite3_sql (self->handle));
  return row;
}

void
bh_statement_read (BhStatement *self, BhDbRowFunc func, gpointer data)
{
  bh_db_row_visit (self->handle, func, data);
}

void
bh_statement_reset (BhStatement *self)
{
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  g_clear_pointer (&self->bound, g_variant_unref);
}
