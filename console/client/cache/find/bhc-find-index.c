/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-db-row.h"
#include "common/bh-error.h"

#include <glib/gstdio.h>

#include "console/client/cache/find/bhc-find-index-private.h"

#define VERSION 2 /* of what follows, and of what bh_find_fold() makes */
#define TOKENS "tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\""

/* Beginnings of a few letters have lists of their own: without, a common one is merged of those of
 * hundreds of words at each search. */
static const char schema[] =
    "CREATE TABLE version (number BIGINT NOT NULL);"
    "CREATE TABLE state (stamp TEXT NOT NULL, done BIGINT NOT NULL, walk BIGINT NOT NULL, "
    "  met BIGINT NOT NULL);"
    "CREATE TABLE said (seq INTEGER PRIMARY KEY, row BIGINT NOT NULL, us BIGINT NOT NULL);"
    "CREATE VIRTUAL TABLE said_words USING fts5 (body, content = '', columnsize = 0, "
    "  prefix = '1 2 3 4 5 6', " TOKENS ");"
    "CREATE TABLE known (number INTEGER PRIMARY KEY, contact_id TEXT NOT NULL UNIQUE, "
    "  row BIGINT NOT NULL, words TEXT NOT NULL);"
    "CREATE INDEX known_row ON known (row);"
    "CREATE VIRTUAL TABLE known_words USING fts5 (words, content = 'known', "
    "  content_rowid = 'number', columnsize = 0, prefix = '1 2 3', " TOKENS ");"
    "INSERT INTO version (number) VALUES (2);"
    "INSERT INTO state (stamp, done, walk, met) VALUES ('', 0, 0, 0);";

char *
bhc_find_index_path (const char *cache)
{
  return g_strconcat (cache, ".find", NULL);
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

static BhDb *
open_file (const char *path, const char *cache, GError **error)
{
  const BhDbValue params[] = { BH_TEXT (cache) };
  g_autoptr (BhDb) db = bh_db_open (path, BH_DB_CACHE, error);

  if (db == NULL || !bh_db_put (db, "ATTACH $1 AS " BHC_FIND_CACHE, params, 1, error) ||
      !bh_db_script (db, "PRAGMA " BHC_FIND_CACHE ".cache_size = -256", error)) /* read in order */
    return NULL;

  return g_steal_pointer (&db);
}

static gboolean
is_usable (BhDb *db)
{
  gint64 number = 0;

  return bh_db_each (db, "SELECT number FROM version", NULL, 0, bh_db_row_keep_int, &number,
                     NULL) == 1 &&
         number == VERSION;
}

BhDb *
bhc_find_index_open_anew (const char *cache, GError **error)
{
  g_autofree char *path = bhc_find_index_path (cache);
  g_autoptr (BhDb) db = NULL;

  remove_files (path);
  db = open_file (path, cache, error);
  if (db == NULL || !bh_db_script (db, "BEGIN", error) || !bh_db_script (db, schema, error) ||
      !bh_db_script (db, "COMMIT", error))
    return NULL;

  return g_steal_pointer (&db);
}

BhDb *
bhc_find_index_open (const char *cache, GError **error)
{
  g_autofree char *path = bhc_find_index_path (cache);
  g_autoptr (GError) local = NULL;
  g_autoptr (BhDb) db = open_file (path, cache, &local);

  if (db != NULL && is_usable (db))
    return g_steal_pointer (&db);
  if (g_error_matches (local, BH_ERROR, BH_ERROR_UNAVAILABLE)) /* it may be usable later */
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  g_clear_pointer (&db, bh_db_close);
  return bhc_find_index_open_anew (cache, error);
}
