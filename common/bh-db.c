/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/sqlite/bh-statement.h"

#include <sqlite3.h>

#include "common/bh-db.h"

#define BUSY_TIMEOUT_MS 10000

struct _BhDb
{
  sqlite3 *handle;
  GHashTable
      *by_pointer; /* const char * → BhStatement: literals come back under the same address … */
  GHashTable *by_text; /* … and the same text may have several */
  gint64 log_pages;
};

static const char *const pragmas[] = {
  [BH_DB_READ_WRITE] =
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
      "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384; PRAGMA secure_delete = ON; "
      "PRAGMA journal_size_limit = 134217728;",
  [BH_DB_READ_ONLY] = "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY;",
  /* Exclusive: the index of the log lies in memory. */
  [BH_DB_FULL_DISK] = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA query_only = ON; "
                      "PRAGMA temp_store = MEMORY;",
  [BH_DB_CACHE] =
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; "
      "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;",
};

static int
log_grown_cb (void *data, sqlite3 *handle, const char *schema, int pages)
{
  BhDb *self = data;

  self->log_pages = pages;
  return SQLITE_OK;
}

static gboolean
configure (BhDb *self, BhDbMode mode, GError **error)
{
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  if (mode == BH_DB_READ_WRITE) /* takes the place of automatic checkpoints */
    sqlite3_wal_hook (self->handle, log_grown_cb, self);
  if (mode == BH_DB_FULL_DISK)
    sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  return bh_db_script (self, pragmas[mode], error);
}

/* SQLite counts every byte it allocates under a lock that all connections share.  Nobody asks. */
static void
stop_counting (void)
{
  static gsize done;

  if (!g_once_init_enter (&done))
    return;
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  g_once_init_leave (&done, 1);
}

/* A reader opens the file for writing too: only so can it take part in the shared index of the
 * WAL. query_only keeps it from changing anything. */
static const int access_flags[] = {
  [BH_DB_READ_WRITE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
  [BH_DB_READ_ONLY] = SQLITE_OPEN_READWRITE,
  [BH_DB_CACHE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
  [BH_DB_FULL_DISK] = SQLITE_OPEN_READONLY,
};

BhDb *
bh_db_open (const char *path, BhDbMode mode, GError **error)
{
  g_autoptr (BhDb) self = g_new0 (BhDb, 1);
  const char *unlocked = mode == BH_DB_FULL_DISK ? "unix-none" : NULL;

  stop_counting ();
  self->by_pointer = g_hash_table_new (NULL, NULL);
  self->by_text =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) bh_statement_free);
  if (sqlite3_open_v2 (path, &self->handle, SQLITE_OPEN_NOMUTEX | access_flags[mode], unlocked) !=
      SQLITE_OK)
    {
      bh_statement_set_error (self->handle, error);
      g_prefix_error (error, "cannot open the database %s: ", path);
      return NULL;
    }
  return configure (self, mode, error) ? g_steal_pointer (&self) : NULL;
}

void
bh_db_close (BhDb *self)
{
  g_clear_pointer (&self->by_pointer, g_hash_table_unref);
  g_clear_pointer (&self->by_text, g_hash_table_unref);
  sqlite3_close (self->handle);
  g_free (self);
}

static BhStatement *
find_statement (BhDb *self, const char *sql, GError **error)
{
  BhStatement *statement = g_hash_table_lookup (self->by_pointer, sql);

  /* An address may have been used again for another text. */
  if (statement != NULL && g_str_equal (bh_statement_text (statement), sql))
    return statement;

  statement = g_hash_table_lookup (self->by_text, sql);
  if (statement == NULL)
    {
      statement = bh_statement_new (self->handle, sql, error);
      if (statement == NULL)
        return NULL;
      g_hash_table_insert (self->by_text, g_strdup (sql), statement);
    }
  g_hash_table_insert (self->by_pointer, (gpointer) sql, statement);
  return statement;
}

/* Prepared, with its parameters bound. */
static BhStatement *
ready_statement (BhDb *self, const char *sql, GVariant *params, GError **error)
{
  g_autoptr (GVariant) owned = params != NULL ? g_variant_ref_sink (params) : NULL;
  BhStatement *statement = find_statement (self, sql, error);

  return statement != NULL && bh_statement_bind (statement, owned, error) ? statement : NULL;
}

gboolean
bh_db_exec (BhDb *self, const char *sql, GVariant *params, GError **error)
{
  BhStatement *statement = ready_statement (self, sql, params, error);
  BhStep step = statement != NULL ? bh_statement_step (statement, error) : BH_STEP_ERROR;

  if (statement != NULL)
    bh_statement_reset (statement);
  return step != BH_STEP_ERROR;
}

gint64
bh_db_changes (BhDb *self)
{
  return sqlite3_changes64 (self->handle);
}

GVariant *
bh_db_query (BhDb *self, const char *row_type, const char *sql, GVariant *params, GError **error)
{
  BhStatement *statement = ready_statement (self, sql, params, error);
  g_autofree char *array_type = g_strconcat ("a", row_type, NULL);
  g_autoptr (GVariantBuilder) rows = g_variant_builder_new (G_VARIANT_TYPE (array_type));
  BhStep step = BH_STEP_ERROR;

  if (statement == NULL)
    return NULL;
  while ((step = bh_statement_step (statement, error)) == BH_STEP_ROW)
    {
      GVariant *row = bh_statement_row (statement, row_type, error);

      if (row == NULL)
        {
          step = BH_STEP_ERROR;
          break;
        }
      g_variant_builder_add_value (rows, row);
    }
  bh_statement_reset (statement);
  return step == BH_STEP_DONE ? g_variant_ref_sink (g_variant_builder_end (rows)) : NULL;
}

GPtrArray *
bh_db_list (BhDb *self, const BhDbRecord *record, const char *sql, GVariant *params, GError **error)
{
  g_autoptr (GVariant) rows = bh_db_query (self, record->row_type, sql, params, error);
  GPtrArray *list;

  if (rows == NULL)
    return NULL;

  list = g_ptr_array_new_with_free_func (record->free);
  for (gsize i = 0; i < g_variant_n_children (rows); i++)
    {
      g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);

      g_ptr_array_add (list, record->read (row));
    }
  return list;
}

GVariant *
bh_db_query_row (BhDb *self,
                 const char *row_type,
                 const char *sql,
                 GVariant *params,
                 GError **error)
{
  BhStatement *statement = ready_statement (self, sql, params, error);
  g_autoptr (GVariant) row = NULL;
  BhStep step = statement != NULL ? bh_statement_step (statement, error) : BH_STEP_ERROR;

  if (statement == NULL)
    return NULL;
  if (step == BH_STEP_ROW)
    row = bh_statement_row (statement, row_type, error);
  if (row != NULL)
    g_variant_ref_sink (row);
  /* INSERT … RETURNING counts as done only when it has said so. */
  while (row != NULL && step == BH_STEP_ROW && bh_statement_writes (statement))
    step = bh_statement_step (statement, error);
  bh_statement_reset (statement);
  return step != BH_STEP_ERROR ? g_steal_pointer (&row) : NULL;
}

int
bh_db_each (BhDb *self,
            const char *sql,
            const BhDbValue *params,
            guint n_params,
            BhDbRowFunc func,
            gpointer data,
            GError **error)
{
  BhStatement *statement = find_statement (self, sql, error);
  BhStep step = BH_STEP_ERROR;
  int count = 0;

  if (statement == NULL)
    return -1;
  if (bh_statement_bind_values (statement, params, n_params, error))
    while ((step = bh_statement_step (statement, error)) == BH_STEP_ROW)
      {
        if (func != NULL)
          bh_statement_read (statement, func, data);
        count++;
      }
  bh_statement_reset (statement);
  return step == BH_STEP_DONE ? count : -1;
}

gboolean
bh_db_put (BhDb *self, const char *sql, const BhDbValue *params, guint n_params, GError **error)
{
  return bh_db_each (self, sql, params, n_params, NULL, NULL, error) >= 0;
}

gboolean
bh_db_script (BhDb *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  bh_statement_set_error (self->handle, error);
  return FALSE;
}

gboolean
bh_db_checkpoint (BhDb *self, GError **error)
{
  int code = sqlite3_wal_checkpoint_v2 (self->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);

  if (code == SQLITE_OK || code == SQLITE_BUSY) /* busy: another connection is at it */
    return TRUE;
  bh_statement_set_error (self->handle, error);
  return FALSE;
}

gboolean
bh_db_drop_log (BhDb *self, int patience_ms, gboolean *dropped, GError **error)
{
  int code;

  sqlite3_busy_timeout (self->handle, patience_ms);
  code = sqlite3_wal_checkpoint_v2 (self->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  *dropped = code == SQLITE_OK;
  if (code == SQLITE_OK)
    self->log_pages = 0;
  if (code == SQLITE_OK || code == SQLITE_BUSY)
    return TRUE;
  bh_statement_set_error (self->handle, error);
  return FALSE;
}

gboolean
bh_db_restart_log (BhDb *self, int patience_ms, GError **error)
{
  int code;

  sqlite3_busy_timeout (self->handle, patience_ms);
  code = sqlite3_wal_checkpoint_v2 (self->handle, NULL, SQLITE_CHECKPOINT_RESTART, NULL, NULL);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  if (code == SQLITE_OK)
    self->log_pages = 0;
  if (code == SQLITE_OK || code == SQLITE_BUSY)
    return TRUE;
  bh_statement_set_error (self->handle, error);
  return FALSE;
}

gboolean
bh_db_empty (BhDb *self, GError **error)
{
  gboolean done;

  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_RESET_DATABASE, 1, NULL);
  done = bh_db_script (self, "VACUUM", error);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_RESET_DATABASE, 0, NULL);
  return done;
}

gint64
bh_db_log_pages (BhDb *self)
{
  return self->log_pages;
}

void
bh_db_interrupt (BhDb *self)
{
  sqlite3_interrupt (self->handle);
}

gboolean
bh_db_check_integrity (BhDb *self, GError **error)
{
  g_autoptr (GVariant) row = bh_db_query_row (self, "(s)", "PRAGMA quick_check (1)", NULL, error);
  const char *verdict = NULL;

  if (row == NULL)
    return FALSE;
  g_variant_get (row, "(&s)", &verdict);
  if (g_str_equal (verdict, "ok"))
    return TRUE;
  g_set_error (error, BH_ERROR, BH_ERROR_MALFORMED,
               "the database is damaged (%s): restore a backup", verdict);
  return FALSE;
}

static gboolean
apply_migration (BhDb *self, const BhMigration *migration, gint64 now_us, GError **error)
{
  static const char sql[] = "INSERT INTO schema_migration (version, applied_us) VALUES ($1, $2)";
  GVariant *row = g_variant_new ("(xx)", migration->version, now_us);

  g_variant_ref_sink (row);
  if (bh_db_script (self, "BEGIN IMMEDIATE", error) && bh_db_script (self, migration->sql, error) &&
      bh_db_exec (self, sql, row, error) && bh_db_script (self, "COMMIT", error))
    {
      g_variant_unref (row);
      return TRUE;
    }
  g_variant_unref (row);
  bh_db_script (self, "ROLLBACK", NULL);
  g_prefix_error (error, "migration %" G_GINT64_FORMAT " failed: ", migration->version);
  return FALSE;
}

static gboolean
read_version (BhDb *self, gint64 *version, GError **error)
{
  g_autoptr (GVariant) row = NULL;

  if (!bh_db_script (self,
                     "CREATE TABLE IF NOT EXISTS schema_migration "
                     "(version BIGINT PRIMARY KEY, applied_us BIGINT NOT NULL)",
                     error))
    return FALSE;
  row = bh_db_query_row (self, "(x)", "SELECT COALESCE (MAX (version), 0) FROM schema_migration",
                         NULL, error);
  if (row == NULL)
    return FALSE;
  g_variant_get (row, "(x)", version);
  return TRUE;
}

gboolean
bh_db_migrate (BhDb *self, const BhMigration *migrations, gint64 now_us, GError **error)
{
  gint64 version = 0;
  gint64 newest = 0;

  if (!read_version (self, &version, error))
    return FALSE;
  for (const BhMigration *migration = migrations; migration->sql != NULL; migration++)
    newest = migration->version;
  if (version > newest)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT,
                   "the database is of version %" G_GINT64_FORMAT
                   ", this program knows %" G_GINT64_FORMAT
                   " at most: use a newer program, or a backup made with this one",
                   version, newest);
      return FALSE;
    }

  for (const BhMigration *migration = migrations; migration->sql != NULL; migration++)
    if (migration->version > version && !apply_migration (self, migration, now_us, error))
      return FALSE;
  return TRUE;
}
