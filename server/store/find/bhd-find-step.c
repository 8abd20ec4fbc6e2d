/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-db-row.h"
#include "common/find/bh-find-fold.h"
#include "common/find/bh-find-merge.h"
#include "server/store/find/bhd-find-index-private.h"

#define PIECE 500      /* rows in one transaction: some milliseconds */
#define WIPE_PAGES 400 /* of a segment in one transaction: the same */
#define WIPE_PATIENCE_MS 200

/* An organisation whose log has grown, or whose older messages are still to be read. */
typedef struct
{
  char *id;
  gint64 number;  /* 0: not known yet */
  gint64 seq;     /* read up to here … */
  char *older_id; /* (nullable) … and of what was said before, down to this id */
  gint64 head;
  gint64 pruned;
} Tenant;

static void
tenant_clear (Tenant *self)
{
  g_free (self->id);
  g_free (self->older_id);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tenant, tenant_clear)

/* What goes into the index. */
typedef struct
{
  gint64 seq;
  char *message_id;
  char *conversation_id;
  char *body;
} Saying;

static void
free_saying (gpointer data)
{
  Saying *self = data;

  g_free (self->message_id);
  g_free (self->conversation_id);
  g_free (self->body);
  g_free (self);
}

static void
free_removal (gpointer data)
{
  BhdFindRemoval *self = data;

  g_free (self->organization_id);
  g_free (self);
}

void
bhd_find_step_clear (BhdFindStep *self)
{
  g_clear_pointer (&self->removed, g_ptr_array_unref);
}

static void
add_saying (BhDbRow *row, gpointer data)
{
  Saying *saying = NULL;
  gint64 seq = bh_db_row_int (row);
  const char *id = bh_db_row_text (row);

  if (id == NULL) /* an event of something else: only the place matters */
    id = "";
  saying = g_new0 (Saying, 1);
  saying->seq = seq;
  saying->message_id = g_strdup (id);
  saying->conversation_id = bh_db_row_dup_text (row);
  saying->body = bh_db_row_dup_text (row);
  g_ptr_array_add (data, saying);
}

static GPtrArray *
read_sayings (BhDb *db, const char *sql, const BhDbValue *params, guint n_params, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_saying);

  return bh_db_each (db, sql, params, n_params, add_saying, list, error) >= 0
             ? g_steal_pointer (&list)
             : NULL;
}

/* What is there already is not put in twice.  Notices are nobody's words. */
static gboolean
put_saying (BhDb *db, const Tenant *tenant, const Saying *saying, GError **error)
{
  static const char say[] = "INSERT OR IGNORE INTO said (place, message_id, conversation_id) "
                            "VALUES ($1, $2, $3)";
  static const char index[] = "INSERT INTO said_words (rowid, body) VALUES ($1, $2)";
  gint64 place = (tenant->number << BHD_FIND_PLACE_BITS) | saying->seq;
  const BhDbValue params[] = { BH_INT (place), BH_TEXT (saying->message_id),
                               BH_TEXT (saying->conversation_id) };
  g_autofree char *folded = NULL;

  if (*saying->message_id == '\0')
    return TRUE;
  if (!bh_db_put (db, say, params, G_N_ELEMENTS (params), error))
    return FALSE;
  if (bh_db_changes (db) == 0)
    return TRUE;
  folded = bh_find_fold (saying->body);
  return bh_db_put (db, index, (const BhDbValue[]){ BH_INT (place), BH_TEXT (folded) }, 2, error);
}

static gboolean
put_sayings (BhDb *db, const Tenant *tenant, GPtrArray *list, GError **error)
{
  for (guint i = 0; i < list->len; i++)
    if (!put_saying (db, tenant, list->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
keep_tenant (BhDb *db, const Tenant *tenant, GError **error)
{
  static const char sql[] = "INSERT INTO followed (organization_id, number, seq, older_id) "
                            "VALUES ($1, $2, $3, $4) ON CONFLICT (organization_id) DO UPDATE "
                            "SET seq = excluded.seq, older_id = excluded.older_id";
  const BhDbValue params[] = { BH_TEXT (tenant->id), BH_INT (tenant->number), BH_INT (tenant->seq),
                               BH_TEXT (tenant->older_id) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

/* What the log tells of.  A message's seq is that of the event that announced it. */
static gboolean
follow_log (BhDb *db, Tenant *tenant, GError **error)
{
  static const char sql[] =
      "SELECT e.seq, m.id, m.conversation_id, m.body FROM (SELECT seq, conversation_id FROM "
      "desk.event WHERE organization_id = $1 AND seq > $2 ORDER BY seq LIMIT $3) e "
      "LEFT JOIN desk.message m ON m.organization_id = $1 "
      "AND m.conversation_id = e.conversation_id AND m.seq = e.seq AND m.kind <> 'notice' "
      "ORDER BY e.seq";
  const BhDbValue params[] = { BH_TEXT (tenant->id), BH_INT (tenant->seq), BH_INT (PIECE) };
  g_autoptr (GPtrArray) list = read_sayings (db, sql, params, G_N_ELEMENTS (params), error);

  if (list == NULL || !put_sayings (db, tenant, list, error))
    return FALSE;
  tenant->seq = list->len > 0 ? ((Saying *) list->pdata[list->len - 1])->seq : tenant->head;
  return TRUE;
}

/* FTS5 gathers rows in memory as long as their numbers rise. */
static int
compare_seqs (gconstpointer a, gconstpointer b)
{
  const Saying *left = *(Saying *const *) a, *right = *(Saying *const *) b;

  return left->seq < right->seq ? -1 : left->seq > right->seq;
}

/* What was said before the index was there, from the newest on: ids of ours are made in the order
 * of time. */
static gboolean
follow_older (BhDb *db, Tenant *tenant, GError **error)
{
  static const char sql[] =
      "SELECT seq, id, conversation_id, body FROM desk.message WHERE organization_id = $1 "
      "AND id < $2 AND kind <> 'notice' ORDER BY id DESC LIMIT $3";
  const BhDbValue params[] = { BH_TEXT (tenant->id), BH_TEXT (tenant->older_id), BH_INT (PIECE) };
  g_autoptr (GPtrArray) list = read_sayings (db, sql, params, G_N_ELEMENTS (params), error);

  if (list == NULL)
    return FALSE;
  g_free (tenant->older_id);
  tenant->older_id =
      list->len == PIECE ? g_strdup (((Saying *) list->pdata[PIECE - 1])->message_id) : NULL;
  g_ptr_array_sort (list, compare_seqs);
  return put_sayings (db, tenant, list, error);
}

/* Where the log does not reach back to what was read, everything is looked at once more. */
static gboolean
start_tenant (BhDb *db, Tenant *tenant, GError **error)
{
  static const char sql[] = "SELECT COALESCE (MAX (number), 0) + 1 FROM followed";
  g_autoptr (GVariant) row = NULL;

  if (tenant->number > 0 && tenant->pruned <= tenant->seq)
    return TRUE;
  if (tenant->number == 0)
    {
      row = bh_db_query_row (db, "(x)", sql, NULL, error);
      if (row == NULL)
        return FALSE;
      g_variant_get (row, "(x)", &tenant->number);
    }
  tenant->seq = tenant->head;
  g_free (tenant->older_id);
  tenant->older_id = g_strdup ("~"); /* behind every id */
  return TRUE;
}

static void
take_tenant (BhDbRow *row, gpointer data)
{
  Tenant *tenant = data;

  tenant->id = bh_db_row_dup_text (row);
  tenant->head = bh_db_row_int (row);
  tenant->pruned = bh_db_row_int (row);
  tenant->number = bh_db_row_int (row);
  tenant->seq = bh_db_row_int (row);
  tenant->older_id = bh_db_row_dup_text (row);
}

/* News first, whoever it is of; then what is older. */
static gboolean
follow_next (BhDb *db, gboolean *more, GError **error)
{
  static const char sql[] =
      "SELECT d.organization_id, d.seq, d.pruned_seq, COALESCE (f.number, 0), "
      "COALESCE (f.seq, 0), f.older_id FROM desk.feed d "
      "LEFT JOIN followed f ON f.organization_id = d.organization_id "
      "WHERE f.number IS NULL OR d.seq > f.seq OR f.older_id IS NOT NULL "
      "ORDER BY f.number IS NULL DESC, d.seq > f.seq DESC LIMIT 1";
  g_auto (Tenant) tenant = { NULL };
  int count = bh_db_each (db, sql, NULL, 0, take_tenant, &tenant, error);

  *more = count > 0;
  if (count <= 0)
    return count == 0;
  if (!start_tenant (db, &tenant, error))
    return FALSE;
  if (tenant.head > tenant.seq ? !follow_log (db, &tenant, error)
                               : tenant.older_id != NULL && !follow_older (db, &tenant, error))
    return FALSE;
  return keep_tenant (db, &tenant, error);
}

static void
add_removal (BhDbRow *row, gpointer data)
{
  Saying *saying = g_new0 (Saying, 1);

  saying->message_id = bh_db_row_dup_text (row); /* here: the organisation */
  saying->seq = bh_db_row_int (row);
  saying->body = bh_db_row_dup_text (row);
  g_ptr_array_add (data, saying);
}

static gboolean
remove_place (BhDb *db, gint64 place, const char *body, GError **error)
{
  static const char said[] = "DELETE FROM said WHERE place = $1";
  static const char words[] =
      "INSERT INTO said_words (said_words, rowid, body) VALUES ('delete', $1, $2)";
  g_autofree char *folded = NULL;

  if (!bh_db_put (db, said, (const BhDbValue[]){ BH_INT (place) }, 1, error))
    return FALSE;
  if (bh_db_changes (db) == 0) /* it never came in */
    return TRUE;
  folded = bh_find_fold (body);
  return bh_db_put (db, words, (const BhDbValue[]){ BH_INT (place), BH_TEXT (folded) }, 2, error);
}

static gboolean
remove_saying (BhDb *db, const Saying *saying, GPtrArray *removed, GError **error)
{
  static const char sql[] = "SELECT number FROM followed WHERE organization_id = $1";
  g_autoptr (GError) inner = NULL;
  g_autoptr (GVariant) row =
      bh_db_query_row (db, "(x)", sql, g_variant_new ("(s)", saying->message_id), &inner);
  BhdFindRemoval *removal = NULL;
  gint64 number = 0;

  if (row != NULL)
    g_variant_get (row, "(x)", &number);
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (row != NULL &&
      !remove_place (db, (number << BHD_FIND_PLACE_BITS) | saying->seq, saying->body, error))
    return FALSE;
  removal = g_new0 (BhdFindRemoval, 1);
  removal->organization_id = g_strdup (saying->message_id);
  removal->seq = saying->seq;
  g_ptr_array_add (removed, removal);
  return TRUE;
}

static gboolean
remove_next (BhDb *db, GPtrArray *removed, GError **error)
{
  static const char sql[] = "SELECT organization_id, seq, body FROM desk.find_removed LIMIT $1";
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_saying);

  if (bh_db_each (db, sql, (const BhDbValue[]){ BH_INT (PIECE) }, 1, add_removal, list, error) < 0)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    if (!remove_saying (db, list->pdata[i], removed, error))
      return FALSE;
  return TRUE;
}

/* ---- wiping ---- */

static gboolean
wipe_next (BhDb *db, BhdFindStep *step, GError **error)
{
  static const char merge[] = BH_FIND_MERGE ("said_words");
  gint64 wipe = BHD_FIND_WIPED;
  gboolean more;

  if (step->removed->len > 0)
    return bh_find_merge_set_state (db, BHD_FIND_WIPE_WANTED, error);
  if (!bh_find_merge_get_state (db, &wipe, error))
    return FALSE;
  if (step->more || wipe == BHD_FIND_WIPED)
    return TRUE;
  if (!bh_find_merge_piece (db, merge, wipe == BHD_FIND_WIPING ? WIPE_PAGES : -WIPE_PAGES, &more,
                            error))
    return FALSE;

  step->more = more || wipe != BHD_FIND_WIPING;
  step->wiped = !step->more;
  return bh_find_merge_set_state (db, step->more ? BHD_FIND_WIPING : BHD_FIND_WIPED, error);
}

gboolean
bhd_find_index_step (BhDb *index, BhdFindStep *step, GError **error)
{
  step->removed = g_ptr_array_new_with_free_func (free_removal);
  if (!bh_db_exec (index, "BEGIN", NULL, error))
    return FALSE;
  if (follow_next (index, &step->more, error) && remove_next (index, step->removed, error) &&
      wipe_next (index, step, error) && bh_db_exec (index, "COMMIT", NULL, error))
    {
      step->more = step->more || step->removed->len > 0;
      return !step->wiped || bh_db_restart_log (index, WIPE_PATIENCE_MS, error);
    }
  bh_db_exec (index, "ROLLBACK", NULL, NULL);
  return FALSE;
}

gboolean
bhd_find_index_done (BhDb *db, GPtrArray *removed, GError **error)
{
  static const char sql[] = "DELETE FROM find_removed WHERE organization_id = $1 AND seq = $2";

  for (guint i = 0; i < removed->len; i++)
    {
      const BhdFindRemoval *each = removed->pdata[i];
      const BhDbValue params[] = { BH_TEXT (each->organization_id), BH_INT (each->seq) };

      if (!bh_db_put (db, sql, params, G_N_ELEMENTS (params), error))
        return FALSE;
    }
  return TRUE;
}
