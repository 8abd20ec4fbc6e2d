/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-db-row.h"
#include "common/find/bh-find-fold.h"
#include "console/client/cache/find/bhc-find-contacts-private.h"
#include "console/client/cache/find/bhc-find-index-private.h"
#include "console/client/cache/find/bhc-find-record.h"

#define PIECE 250 /* rows in one transaction */

/* A line of find_log, or a row that was there before. */
typedef struct
{
  gint64 n;
  gboolean is_message;
  gint64 seq;
  gint64 row;
  char *record;    /* (nullable) of a message: as it was when it was erased, else as it is */
  gboolean erased; /* message or conversation */
} Change;

typedef struct
{
  char *stamp;
  gint64 done;
  gint64 walk;
  gint64 met;
} State;

static void
state_clear (State *self)
{
  g_clear_pointer (&self->stamp, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (State, state_clear)

static void
free_change (gpointer data)
{
  Change *change = data;

  g_free (change->record);
  g_free (change);
}

/* ---- which cache it is ---- */

static void
keep_state (BhDbRow *row, gpointer data)
{
  State *state = data;

  state->stamp = bh_db_row_dup_text (row);
  state->done = bh_db_row_int (row);
  state->walk = bh_db_row_int (row);
  state->met = bh_db_row_int (row);
}

typedef struct
{
  char *stamp;
  gint64 last;                  /* line of find_log there has been */
  gint64 message, conversation; /* the rows behind the last ones */
} Cache;

static void
keep_cache (BhDbRow *row, gpointer data)
{
  Cache *cache = data;

  cache->stamp = bh_db_row_dup_text (row);
  cache->last = bh_db_row_int (row);
  cache->message = bh_db_row_int (row);
  cache->conversation = bh_db_row_int (row);
}

/* Another cache, or one that lost its last changes when the machine did. */
static gboolean
begin_anew (BhDb *index, State *state, const Cache *cache, gboolean *anew, GError **error)
{
  static const char forget[] =
      "DELETE FROM said; INSERT INTO said_words (said_words) VALUES ('delete-all');"
      "DELETE FROM known; INSERT INTO known_words (known_words) VALUES ('delete-all');";
  static const char begin[] = "UPDATE state SET stamp = $1, done = 0, walk = $2, met = $3";
  const BhDbValue params[] = { BH_TEXT (cache->stamp), BH_INT (cache->message),
                               BH_INT (cache->conversation) };

  state->done = 0;
  state->walk = cache->message;
  state->met = cache->conversation;
  *anew = TRUE;
  return bh_db_script (index, forget, error) && bh_db_put (index, begin, params, 3, error);
}

static gboolean
find_state (BhDb *index, State *state, gboolean *anew, GError **error)
{
  static const char ours[] = "SELECT stamp, done, walk, met FROM state";
  static const char theirs[] =
      "SELECT COALESCE ((SELECT value FROM kept.meta WHERE name = 'find'), ''), "
      "COALESCE ((SELECT seq FROM kept.sqlite_sequence WHERE name = 'find_log'), 0), "
      "COALESCE ((SELECT MAX (rowid) FROM kept.message), 0) + 1, "
      "COALESCE ((SELECT MAX (row) FROM kept.conversation), 0) + 1";
  Cache cache = { 0 };
  gboolean found;

  if (bh_db_each (index, ours, NULL, 0, keep_state, state, error) < 0 ||
      bh_db_each (index, theirs, NULL, 0, keep_cache, &cache, error) < 0)
    return FALSE;

  found = (g_strcmp0 (state->stamp, cache.stamp) == 0 && state->done <= cache.last) ||
          begin_anew (index, state, &cache, anew, error);
  g_free (cache.stamp);
  return found;
}

/* ---- one message ---- */

/* Notices are nobody's words. */
static gboolean
put_message (BhDb *index, const Change *change, const BhcFindSaying *saying, GError **error)
{
  static const char say[] = "INSERT OR IGNORE INTO said (seq, row, us) VALUES ($1, $2, $3)";
  static const char index_words[] = "INSERT INTO said_words (rowid, body) VALUES ($1, $2)";
  const BhDbValue params[] = { BH_INT (change->seq), BH_INT (change->row),
                               BH_INT (saying->created_us) };
  g_autofree char *folded = NULL;

  if (saying->kind == BH_MESSAGE_NOTICE)
    return TRUE;
  if (!bh_db_put (index, say, params, 3, error))
    return FALSE;
  if (bh_db_changes (index) == 0) /* it is there already */
    return TRUE;

  folded = bh_find_fold (saying->body);
  return bh_db_put (index, index_words,
                    (const BhDbValue[]){ BH_INT (change->seq), BH_TEXT (folded) }, 2, error);
}

static gboolean
drop_message (BhDb *index, const Change *change, const BhcFindSaying *saying, GError **error)
{
  static const char forget[] = "DELETE FROM said WHERE seq = $1";
  static const char words[] =
      "INSERT INTO said_words (said_words, rowid, body) VALUES ('delete', $1, $2)";
  g_autofree char *folded = NULL;

  if (!bh_db_put (index, forget, (const BhDbValue[]){ BH_INT (change->seq) }, 1, error))
    return FALSE;
  if (bh_db_changes (index) == 0)
    return TRUE;

  folded = bh_find_fold (saying->body);
  return bh_db_put (index, words, (const BhDbValue[]){ BH_INT (change->seq), BH_TEXT (folded) }, 2,
                    error);
}

static gboolean
follow_message (BhDb *index, const Change *change, GError **error)
{
  BhcFindSaying saying;
  gboolean followed;

  /* Gone before it was looked at; and what cannot be read cannot be found. */
  if (change->record == NULL || !bhc_find_saying_read (&saying, change->record, NULL))
    return TRUE;

  followed = change->erased ? drop_message (index, change, &saying, error)
                            : put_message (index, change, &saying, error);
  bhc_find_saying_clear (&saying);
  return followed;
}

/* ---- pieces ---- */

static void
add_change (BhDbRow *row, gpointer list)
{
  Change *change = g_new0 (Change, 1);

  change->n = bh_db_row_int (row);
  change->is_message = bh_db_row_int (row) != 0;
  change->seq = bh_db_row_int (row);
  change->row = bh_db_row_int (row);
  change->erased = bh_db_row_int (row) != 0;
  change->record = bh_db_row_dup_text (row);
  g_ptr_array_add (list, change);
}

static GPtrArray *
read_changes (BhDb *index, const char *sql, gint64 from, GError **error)
{
  const BhDbValue params[] = { BH_INT (from), BH_INT (PIECE) };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_change);

  return bh_db_each (index, sql, params, 2, add_change, list, error) >= 0 ? g_steal_pointer (&list)
                                                                          : NULL;
}

/* Takes one piece of what @sql lists, from @place on, and keeps in @keep how far it came. */
static gboolean
take_piece (BhDb *index,
            const char *sql,
            const char *keep,
            gint64 *place,
            guint *n_taken,
            gboolean *erased,
            GError **error)
{
  g_autoptr (GPtrArray) list = read_changes (index, sql, *place, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const Change *change = list->pdata[i];

      if (change->is_message ? !follow_message (index, change, error)
                             : !bhc_find_contacts_follow (index, change->row, error))
        return FALSE;
      *place = change->n;
      *erased |= change->erased;
    }
  if (list == NULL)
    return FALSE;

  *n_taken = list->len;
  return bh_db_put (index, keep, (const BhDbValue[]){ BH_INT (*place) }, 1, error);
}

static gboolean
take_log (BhDb *index, State *state, BhcFindStep *step, GError **error)
{
  static const char sql[] =
      "SELECT l.n, l.is_message, l.seq, l.row, "
      "l.was IS NOT NULL OR (NOT l.is_message AND c.row IS NULL), COALESCE (l.was, m.record) "
      "FROM kept.find_log l LEFT JOIN kept.message m "
      "ON l.is_message AND m.rowid = l.row AND m.seq = l.seq "
      "LEFT JOIN kept.conversation c ON NOT l.is_message AND c.row = l.row "
      "WHERE l.n > $1 ORDER BY l.n LIMIT $2";
  guint n = 0;

  if (!take_piece (index, sql, "UPDATE state SET done = $1", &state->done, &n, &step->erased,
                   error))
    return FALSE;
  if (n > 0)
    step->done = state->done;

  step->more = n == PIECE;
  return TRUE;
}

/* What was there before, newest first; whoever has come to its end is at 0. */
static gboolean
take_old (BhDb *index, State *state, GError **error)
{
  static const char conversations[] =
      "SELECT row, 0, 0, row, 0, NULL FROM kept.conversation WHERE row < $1 "
      "ORDER BY row DESC LIMIT $2";
  static const char messages[] =
      "SELECT rowid, 1, seq, rowid, 0, record FROM kept.message WHERE rowid < $1 "
      "ORDER BY rowid DESC LIMIT $2";
  gboolean meets = state->met > 0;
  gint64 *place = meets ? &state->met : &state->walk;
  gboolean erased = FALSE;
  const char *keep = meets ? "UPDATE state SET met = $1" : "UPDATE state SET walk = $1";
  guint n = 0;

  if (!take_piece (index, meets ? conversations : messages, keep, place, &n, &erased, error))
    return FALSE;
  if (n == PIECE)
    return TRUE;

  *place = 0;
  return bh_db_put (index, keep, (const BhDbValue[]){ BH_INT (0) }, 1, error);
}

static gboolean
take (BhDb *index, BhcFindStep *step, GError **error)
{
  g_auto (State) state = { 0 };

  if (!find_state (index, &state, &step->erased, error) || !take_log (index, &state, step, error))
    return FALSE;
  if (!step->more && (state.met > 0 || state.walk > 0) && !take_old (index, &state, error))
    return FALSE;

  step->walking = state.met > 0 || state.walk > 0;
  step->more = step->more || step->walking;
  return TRUE;
}

gboolean
bhc_find_index_step (BhDb *index, BhcFindStep *step, GError **error)
{
  *step = (BhcFindStep){ 0 };
  if (!bh_db_script (index, "BEGIN", error))
    return FALSE;
  if (take (index, step, error) && bhc_find_wipe (index, step, error) &&
      bh_db_script (index, "COMMIT", error))
    return bhc_find_wipe_logs (index, step, error);

  bh_db_script (index, "ROLLBACK", NULL);
  return FALSE;
}
