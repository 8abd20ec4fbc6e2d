/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-db-row.h"
#include "common/bh-error.h"

#include <glib/gstdio.h>

#include "server/store/find/bhd-find-index-private.h"

#define VERSION 1 /* of what follows, and of what bh_find_fold() makes */

/* Beginnings of up to six letters have lists of their own: without, a common one is merged of those
 * of hundreds of words at each search.  Marks belong to words, as bh_find_fold() says. */
static const char schema[] =
    "CREATE TABLE version (number BIGINT NOT NULL);"
    "CREATE TABLE followed (organization_id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, "
    "  seq BIGINT NOT NULL, older_id TEXT);" /* older ones are still read, up to this id */
    "CREATE TABLE said (place INTEGER PRIMARY KEY, message_id TEXT NOT NULL, "
    "  conversation_id TEXT NOT NULL);"
    "CREATE VIRTUAL TABLE said_words USING fts5 (body, content = '', columnsize = 0, "
    "  prefix = '1 2 3 4 5 6', "
    "  tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\");"
    "INSERT INTO version (number) VALUES (1);";

char *
bhd_find_index_path (const char *database)
{
  g_autofree char *folder = g_path_get_dirname (database);

  return g_build_filename (folder, "index.db", NULL);
}

static void
remove_files (const char *path)
{
  static const char *const ends[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *file = g_strconcat (path, ends[i], NULL);

      g_unlink (file);
    }
}

static gboolean
attach (BhDb *db, const char *path, const char *sql, GError **error)
{
  const BhDbValue params[] = { BH_TEXT (path) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

/* Whether the file is one of ours, of this version, and belongs to this database: who has read
 * further than the log goes has followed another one. */
static gboolean
is_usable (BhDb *db)
{
  static const char version[] = "SELECT number FROM version";
  static const char ahead[] =
      "SELECT COUNT(*) FROM followed f LEFT JOIN desk.feed d "
      "ON d.organization_id = f.organization_id WHERE d.seq IS NULL OR d.seq < f.seq";
  gint64 number = 0, strange = 1;

  return bh_db_each (db, version, NULL, 0, bh_db_row_keep_int, &number, NULL) == 1 &&
         number == VERSION &&
         bh_db_each (db, ahead, NULL, 0, bh_db_row_keep_int, &strange, NULL) == 1 && strange == 0;
}

static BhDb *
open_file (const char *path, const char *database, GError **error)
{
  g_autoptr (BhDb) db = bh_db_open (path, BH_DB_CACHE, error);

  if (db == NULL || !bh_db_script (db, "PRAGMA secure_delete = ON", error) ||
      !attach (db, database, "ATTACH $1 AS desk", error))
    return NULL;
  return g_steal_pointer (&db);
}

static gboolean
make_tables (BhDb *db, GError **error)
{
  return bh_db_script (db, "BEGIN", error) && bh_db_script (db, schema, error) &&
         bh_db_script (db, "COMMIT", error);
}

gboolean
bhd_find_index_make_anew (BhDb *index, GError **error)
{
  return bh_db_empty (index, error) && make_tables (index, error);
}

BhDb *
bhd_find_index_open (const char *database, GError **error)
{
  g_autofree char *path = bhd_find_index_path (database);
  g_autoptr (BhDb) db = open_file (path, database, NULL);

  if (db != NULL && is_usable (db))
    return g_steal_pointer (&db);
  g_clear_pointer (&db, bh_db_close);
  remove_files (path);
  db = open_file (path, database, error);
  if (db == NULL || !make_tables (db, error))
    return NULL;
  return g_steal_pointer (&db);
}

gboolean
bhd_find_index_attach (BhDb *db, const char *database, GError **error)
{
  g_autofree char *path = bhd_find_index_path (database);

  return attach (db, path, "ATTACH $1 AS " BHD_FIND_SCHEMA, error);
}
