/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/bench/retrieval/retrieval-plain.h"

#include <sqlite3.h>

static void
expect (int got, int wanted, sqlite3 *db)
{
  if (got != wanted)
    g_error ("SQLite: %s", sqlite3_errmsg (db));
}

static sqlite3 *
fill (const RetrievalSet *set)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *insert = NULL;

  expect (sqlite3_open (":memory:", &db), SQLITE_OK, db);
  expect (sqlite3_exec (db,
                        "CREATE VIRTUAL TABLE f USING fts5 (title, body, "
                        "tokenize = 'porter unicode61')",
                        NULL, NULL, NULL),
          SQLITE_OK, db);
  expect (sqlite3_prepare_v2 (db, "INSERT INTO f (rowid, title, body) VALUES (?, ?, ?)", -1,
                              &insert, NULL),
          SQLITE_OK, db);
  for (guint i = 0; i < set->docs->len; i++)
    {
      const RetrievalDoc *doc = set->docs->pdata[i];

      sqlite3_bind_int64 (insert, 1, i);
      sqlite3_bind_text (insert, 2, doc->title, -1, SQLITE_STATIC);
      sqlite3_bind_text (insert, 3, doc->body, -1, SQLITE_STATIC);
      expect (sqlite3_step (insert), SQLITE_DONE, db);
      sqlite3_reset (insert);
    }
  sqlite3_finalize (insert);
  return db;
}

/* “word OR word …”, each quoted. */
static char *
any_word (const char *question)
{
  GString *out = g_string_new (NULL);
  gboolean inside = FALSE;

  for (const char *at = question; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isalnum (c))
        {
          if (!inside)
            g_string_append (out, out->len > 0 ? "\" OR \"" : "\"");
          g_string_append_unichar (out, c);
        }
      inside = g_unichar_isalnum (c);
    }
  if (out->len > 0)
    g_string_append_c (out, '"');
  return g_string_free (out, FALSE);
}

static GPtrArray *
rank (sqlite3_stmt *select, const RetrievalSet *set, const char *question)
{
  GPtrArray *groups = g_ptr_array_new ();
  g_autofree char *words = any_word (question);

  sqlite3_bind_text (select, 1, words, -1, SQLITE_STATIC);
  while (words[0] != '\0' && groups->len < 10 && sqlite3_step (select) == SQLITE_ROW)
    {
      const RetrievalDoc *doc = set->docs->pdata[sqlite3_column_int64 (select, 0)];

      if (!g_ptr_array_find_with_equal_func (groups, doc->group, g_str_equal, NULL))
        g_ptr_array_add (groups, doc->group);
    }
  sqlite3_reset (select);
  return groups;
}

GPtrArray *
retrieval_plain_ranks (const RetrievalSet *set)
{
  GPtrArray *ranks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  sqlite3 *db = fill (set);
  sqlite3_stmt *select = NULL;

  expect (sqlite3_prepare_v2 (db, "SELECT rowid FROM f WHERE f MATCH ? ORDER BY bm25 (f) LIMIT 100",
                              -1, &select, NULL),
          SQLITE_OK, db);
  for (guint i = 0; i < set->queries->len; i++)
    g_ptr_array_add (ranks, rank (select, set, ((RetrievalQuery *) set->queries->pdata[i])->text));
  sqlite3_finalize (select);
  sqlite3_close (db);
  return ranks;
}
