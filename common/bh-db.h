/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One connection to one database, used by one thread at a time.  Parameters ($1, $2 …) and rows are
 * GVariant tuples: s text, x 64-bit integer, d double, ay blob, and m before one of them where NULL
 * may come.  Statements are prepared once and kept, so pass literals.  SQL keeps to the subset that
 * PostgreSQL reads too. */
typedef struct _BhDb BhDb;

typedef enum
{
  BH_DB_READ_WRITE, /* creates the file; WAL, synchronous=FULL, foreign keys on, no automatic
                       checkpoint */
  BH_DB_READ_ONLY,
  BH_DB_CACHE, /* as READ_WRITE, but synchronous=NORMAL and automatic checkpoints: data that can be
                  fetched anew */
  BH_DB_FULL_DISK, /* as READ_ONLY, but where nothing can be written, not even the index of the log
                      that connections share: only while nobody writes */
} BhDbMode;

/* @path may be ":memory:".  Errors: BH_ERROR_UNAVAILABLE (cannot be opened, disk full, locked),
 * BH_ERROR_MALFORMED (not a database, or a damaged one). */
BhDb *bh_db_open (const char *path, BhDbMode mode, GError **error);
void bh_db_close (BhDb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhDb, bh_db_close)

/* Runs one statement that answers no rows.  @params (floating, consumed, nullable).
 * A broken UNIQUE or PRIMARY KEY rule is BH_ERROR_CONFLICT. */
gboolean bh_db_exec (BhDb *self, const char *sql, GVariant *params, GError **error);
gint64 bh_db_changes (BhDb *self); /* rows changed by the last bh_db_exec() */

/* Returns: (transfer full): an array of @row_type, e.g. "(ssx)" gives "a(ssx)"; empty where no row
 * fits. */
GVariant *
bh_db_query (BhDb *self, const char *row_type, const char *sql, GVariant *params, GError **error);

/* What becomes of the rows of a table. */
typedef struct
{
  const char *row_type;
  gpointer (*read) (GVariant *row); /* (transfer full) */
  GDestroyNotify free;
} BhDbRecord;

/* Returns: (transfer full): what becomes of each row. */
GPtrArray *bh_db_list (BhDb *self,
                       const BhDbRecord *record,
                       const char *sql,
                       GVariant *params,
                       GError **error);

/* Returns: (transfer full) (nullable): the first row, a tuple of @row_type; NULL with @error unset
 * where there is none. */
GVariant *bh_db_query_row (BhDb *self,
                           const char *row_type,
                           const char *sql,
                           GVariant *params,
                           GError **error);

/* Several statements without parameters: migrations, BEGIN, COMMIT. */
gboolean bh_db_script (BhDb *self, const char *sql, GError **error);

gboolean bh_db_checkpoint (BhDb *self,
                           GError **error); /* passive: never waits for a reader or the writer */

/* Forgets everything in the file, though it be damaged, and leaves it where it is: other
 * connections see it empty.  Outside of transactions. */
gboolean bh_db_empty (BhDb *self, GError **error);

/* The connection that writes: carries the whole log over and lets it start anew, unless readers
 * that look at it are not done within @patience_ms; then it just goes on growing. */
gboolean bh_db_restart_log (BhDb *self, int patience_ms, GError **error);

/* The same, and the bytes of the log are given back: nothing old can be read in it.  Of all
 * attached files.  @dropped: (out): FALSE where somebody was at it for longer than @patience_ms. */
gboolean bh_db_drop_log (BhDb *self, int patience_ms, gboolean *dropped, GError **error);
gint64 bh_db_log_pages (BhDb *self); /* in the write-ahead log at this connection's last commit, 0
                                        when it has started anew */
gboolean bh_db_check_integrity (BhDb *self, GError **error);
void bh_db_interrupt (BhDb *self); /* any thread: the statement that runs ends with an error */

/* Applies those of @migrations (in order, the last element has a NULL sql) that the database has
 * not seen, each in a transaction of its own with its row in schema_migration.  A database newer
 * than the last migration is refused with BH_ERROR_CONFLICT. */
typedef struct
{
  gint64 version;
  const char *sql;
} BhMigration;

gboolean bh_db_migrate (BhDb *self, const BhMigration *migrations, gint64 now_us, GError **error);

G_END_DECLS
