/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhc-cache"

#include "console/client/cache/bhc-cache-file.h"

#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "console/client/bhc-values.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define DIRECTORY_MAX (8 * 1024 * 1024) /* bytes */

/* Records are kept as the JSON they travel in, so that a new field of theirs needs no migration;
 * beside it stands only what is searched by.
 *
 * complete_from: every message of the conversation from this seq on is here (0: all there are);
 * NULL: none is known to be.  generation: of the last snapshot that saw the conversation.
 * waiting_us, rank: what a view may be sorted by.  meta's “look”: below this place the views of
 * conversations have to be found anew; see bhc-cache-looks.h.  find_log: what the search index has
 * not seen yet (was: the record of a message that was erased); meta's “find” is another when all of
 * the messages are; see find/.  doubt: see lost/; meta's “restored”: the snapshot that found the
 * daemon put back to a backup. */
static const BhMigration migrations[] = {
  { 1, "CREATE TABLE meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);"
       "CREATE TABLE conversation ("
       "  row INTEGER NOT NULL PRIMARY KEY,"
       "  id TEXT NOT NULL UNIQUE,"
       "  seq BIGINT NOT NULL,"
       "  updated_us BIGINT NOT NULL,"
       "  views BIGINT NOT NULL,"
       "  complete_from BIGINT,"
       "  generation BIGINT NOT NULL,"
       "  record TEXT NOT NULL);"
       "CREATE INDEX conversation_place ON conversation (updated_us, row, views);"
       "CREATE INDEX conversation_views ON conversation (views);"
       "CREATE TABLE message ("
       "  conversation_id TEXT NOT NULL,"
       "  seq BIGINT NOT NULL,"
       "  id TEXT NOT NULL UNIQUE,"
       "  record TEXT NOT NULL,"
       "  PRIMARY KEY (conversation_id, seq));"
       "CREATE TABLE outbox ("
       "  row INTEGER NOT NULL PRIMARY KEY,"
       "  id TEXT NOT NULL UNIQUE,"
       "  conversation_id TEXT NOT NULL,"
       "  kind TEXT NOT NULL,"
       "  body TEXT NOT NULL,"
       "  created_us BIGINT NOT NULL,"
       "  refusal TEXT);"
       "CREATE INDEX outbox_conversation ON outbox (conversation_id, row);" },
  { 2, "ALTER TABLE outbox ADD COLUMN extra TEXT;" },
  { 3, "ALTER TABLE outbox ADD COLUMN code TEXT;"
       "ALTER TABLE outbox ADD COLUMN hold_us BIGINT NOT NULL DEFAULT 0;"
       "ALTER TABLE outbox ADD COLUMN seen_seq BIGINT NOT NULL DEFAULT 0;"
       "ALTER TABLE outbox ADD COLUMN offline BIGINT NOT NULL DEFAULT 0;"
       "CREATE TABLE draft ("
       "  conversation_id TEXT NOT NULL,"
       "  kind TEXT NOT NULL,"
       "  body TEXT NOT NULL,"
       "  extra TEXT,"
       "  seen_seq BIGINT NOT NULL,"
       "  created_us BIGINT NOT NULL,"
       "  PRIMARY KEY (conversation_id, kind));" },
  { 4, "ALTER TABLE conversation ADD COLUMN waiting_us BIGINT NOT NULL DEFAULT 0;"
       "ALTER TABLE conversation ADD COLUMN rank BIGINT NOT NULL DEFAULT 1;"
       "ALTER TABLE conversation ADD COLUMN contact_id TEXT;"
       "DROP INDEX conversation_place;"
       "CREATE INDEX conversation_place"
       "  ON conversation (updated_us, row, views, waiting_us, rank);"
       "CREATE INDEX conversation_contact ON conversation (contact_id);"
       "INSERT INTO meta (name, value)"
       "  SELECT 'look', '9223372036854775807 9223372036854775807'"
       "  WHERE EXISTS (SELECT 1 FROM conversation);" },
  { 5, "CREATE TABLE find_log ("
       "  n INTEGER PRIMARY KEY AUTOINCREMENT,"
       "  is_message BIGINT NOT NULL,"
       "  seq BIGINT NOT NULL,"
       "  row BIGINT NOT NULL,"
       "  was TEXT);"
       "CREATE TRIGGER find_said AFTER INSERT ON message BEGIN"
       "  INSERT INTO find_log (is_message, seq, row) VALUES (1, NEW.seq, NEW.rowid); END;"
       "CREATE TRIGGER find_came AFTER INSERT ON conversation BEGIN"
       "  INSERT INTO find_log (is_message, seq, row) VALUES (0, 0, NEW.row); END;"
       "CREATE TRIGGER find_changed AFTER UPDATE OF record ON conversation BEGIN"
       "  INSERT INTO find_log (is_message, seq, row) VALUES (0, 0, NEW.row); END;"
       "CREATE TRIGGER find_went AFTER DELETE ON conversation BEGIN"
       "  INSERT INTO find_log (is_message, seq, row) VALUES (0, 0, OLD.row); END;"
       "INSERT INTO meta (name, value) VALUES ('find', hex (randomblob (8)));" },
  { 6, "CREATE TABLE ahead ("
       "  seq BIGINT NOT NULL,"
       "  conversation_id TEXT NOT NULL,"
       "  message_id TEXT);"
       "CREATE INDEX ahead_seq ON ahead (seq);" },
  { 7, "CREATE TABLE doubt ("
       "  id TEXT NOT NULL PRIMARY KEY,"
       "  conversation_id TEXT NOT NULL,"
       "  seq BIGINT NOT NULL,"
       "  record TEXT NOT NULL);"
       "CREATE INDEX doubt_conversation ON doubt (conversation_id, seq);" },
  { 0, NULL },
};

static BhDb *
open_file (const char *path, GError **error)
{
  g_autoptr (BhDb) db = bh_db_open (path, BH_DB_CACHE, error);

  if (db == NULL || !bh_db_migrate (db, migrations, bh_clock_now_us (), error))
    return NULL;

  return g_steal_pointer (&db);
}

static gboolean
can_begin_anew (const GError *error)
{
  return g_error_matches (error, BH_ERROR, BH_ERROR_MALFORMED) ||
         g_error_matches (error, BH_ERROR, BH_ERROR_CONFLICT);
}

static char *
move_aside (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  g_autofree char *aside = g_strdup_printf ("%s.aside", path);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (aside, suffixes[i], NULL);

      g_unlink (to);
      g_rename (from, to);
    }

  return g_steal_pointer (&aside);
}

/* What is written here exists nowhere else, so it is tried for, but nothing depends on it.  The
 * last line of each table is for a file of an older console. */
static const struct
{
  const char *type;
  const char *select;
  const char *insert;
} saved[] = {
  { "(ssssxmsx)",
    "SELECT id, conversation_id, kind, body, created_us, extra, seen_seq FROM outbox ORDER BY row",
    "INSERT INTO outbox (id, conversation_id, kind, body, created_us, extra, seen_seq) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING" },
  { "(ssssxms)",
    "SELECT id, conversation_id, kind, body, created_us, extra FROM outbox ORDER BY row",
    "INSERT INTO outbox (id, conversation_id, kind, body, created_us, extra) "
    "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING" },
  { "(sssmsxx)", "SELECT conversation_id, kind, body, extra, seen_seq, created_us FROM draft",
    "INSERT INTO draft (conversation_id, kind, body, extra, seen_seq, created_us) "
    "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING" },
};

static void
save_written (BhDb *db, const char *aside)
{
  g_autoptr (BhDb) old = bh_db_open (aside, BH_DB_READ_ONLY, NULL);

  for (guint t = 0; old != NULL && t < G_N_ELEMENTS (saved); t++)
    {
      g_autoptr (GVariant) rows = bh_db_query (old, saved[t].type, saved[t].select, NULL, NULL);

      for (gsize i = 0; rows != NULL && i < g_variant_n_children (rows); i++)
        {
          g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);

          bh_db_exec (db, saved[t].insert, row, NULL);
        }
    }
}

BhDb *
bhc_cache_file_open_anew (const char *path, GError **error)
{
  g_autofree char *aside = move_aside (path);
  BhDb *db = open_file (path, error);

  if (db != NULL)
    save_written (db, aside);

  return db;
}

BhDb *
bhc_cache_file_open (const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  BhDb *db = open_file (path, &local);

  if (db != NULL)
    return db;
  if (!can_begin_anew (local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  g_message ("the cache is begun anew: %s", local->message);
  return bhc_cache_file_open_anew (path, error);
}

static gboolean
is_newest (BhDb *db)
{
  static const char sql[] = "SELECT COALESCE (MAX (version), 0) FROM schema_migration";
  g_autoptr (GVariant) row = bh_db_query_row (db, "(x)", sql, NULL, NULL);
  gint64 version = 0;

  if (row != NULL)
    g_variant_get (row, "(x)", &version);
  return version == migrations[G_N_ELEMENTS (migrations) - 2].version;
}

BhDb *
bhc_cache_file_open_on_full_disk (const char *path)
{
  g_autoptr (BhDb) db = bh_db_open (path, BH_DB_FULL_DISK, NULL);

  return db != NULL && is_newest (db) ? g_steal_pointer (&db) : NULL;
}

char *
bhc_cache_file_get_meta (BhDb *db, const char *name, GError **error)
{
  static const char sql[] = "SELECT value FROM meta WHERE name = $1";
  g_autoptr (GVariant) row = bh_db_query_row (db, "(s)", sql, g_variant_new ("(s)", name), error);
  char *value = NULL;

  if (row != NULL)
    g_variant_get (row, "(s)", &value);

  return value;
}

/* Returns: (transfer full) (nullable): NULL with @error unset: nobody yet */
static BhOperator *
read_operator (BhDb *db, GError **error)
{
  g_autofree char *text = bhc_cache_file_get_meta (db, "operator", error);
  g_autoptr (JsonNode) root = NULL;

  if (text == NULL)
    return NULL;

  root = bh_json_parse_object (text, strlen (text), 64 * 1024, error);
  return root != NULL ? bh_operator_from_json (json_node_get_object (root), error) : NULL;
}

gboolean
bhc_cache_file_read_owner (BhDb *db, BhOperator **owner, char **organization, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (BhOperator) found = read_operator (db, &local);
  g_autofree char *name =
      found != NULL ? bhc_cache_file_get_meta (db, "organization", &local) : NULL;

  if (local == NULL && found == NULL)
    g_set_error_literal (&local, BH_ERROR, BH_ERROR_NOT_FOUND,
                         _ ("the cache does not say whose it is: sign in anew"));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  *owner = g_steal_pointer (&found);
  *organization = g_steal_pointer (&name);
  return TRUE;
}

GVariant *
bhc_cache_file_read_directory (BhDb *db)
{
  g_autofree char *text = bhc_cache_file_get_meta (db, "directory", NULL);
  g_autoptr (JsonNode) root =
      text != NULL ? bh_json_parse_object (text, strlen (text), DIRECTORY_MAX, NULL) : NULL;

  return root != NULL ? bhc_values_from_json (json_node_get_object (root), NULL) : NULL;
}

BhcLens *
bhc_cache_file_read_lens (BhDb *db, const char *me)
{
  g_autofree char *slots = bhc_cache_file_get_meta (db, "slots", NULL);
  g_autoptr (GVariant) directory = bhc_cache_file_read_directory (db);

  return bhc_lens_new (me, slots, directory);
}

gboolean
bhc_cache_file_set_meta (BhDb *db, const char *name, const char *value, GError **error)
{
  static const char sql[] = "INSERT INTO meta (name, value) VALUES ($1, $2) "
                            "ON CONFLICT (name) DO UPDATE SET value = excluded.value";

  return bh_db_exec (db, sql, g_variant_new ("(ss)", name, value), error);
}

/* Writes only what is new, so that a full disk keeps nobody from reading. */
static gboolean
keep_meta (BhDb *db, const char *name, const char *value, GError **error)
{
  g_autofree char *kept = bhc_cache_file_get_meta (db, name, NULL);

  return g_strcmp0 (kept, value) == 0 || bhc_cache_file_set_meta (db, name, value, error);
}

gboolean
bhc_cache_file_set_owner (BhDb *db,
                          const BhOperator *owner,
                          const char *organization,
                          GError **error)
{
  static const char forget[] = "DELETE FROM conversation; DELETE FROM message; DELETE FROM outbox; "
                               "DELETE FROM draft; DELETE FROM ahead; DELETE FROM meta; "
                               "DELETE FROM find_log; DELETE FROM doubt;"
                               "INSERT INTO meta (name, value) "
                               "VALUES ('find', hex (randomblob (8)));";
  g_autoptr (BhOperator) before = read_operator (db, NULL);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  if (before != NULL && strcmp (before->id, owner->id) != 0 && !bh_db_script (db, forget, error))
    return FALSE;

  bh_operator_write_json (owner, &json, NULL);
  text = bh_json_writer_steal (&json);

  return keep_meta (db, "operator", text, error) &&
         keep_meta (db, "organization", organization, error);
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

void
bhc_cache_file_remove_aside (const char *path)
{
  g_autofree char *aside = g_strconcat (path, ".aside", NULL);

  remove_files (aside);
}

void
bhc_cache_file_remove (const char *path)
{
  g_autofree char *find = g_strconcat (path, ".find", NULL);

  remove_files (path);
  remove_files (find);
  bhc_cache_file_remove_aside (path);
}
