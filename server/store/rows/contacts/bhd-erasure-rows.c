/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/contacts/bhd-erasure-rows.h"

#include "common/bh-db-row.h"

#include <string.h>

#define OF_CONVERSATION(table)                                                                     \
  "DELETE FROM " table " WHERE organization_id = $1 AND id IN (SELECT id FROM " table              \
  " WHERE organization_id = $1 AND conversation_id = $2 LIMIT $3)"
#define ALL_OF(table, column) "DELETE FROM " table " WHERE organization_id = $1 AND " column " = $2"

/* A delivery that is done stays as a line of its webhook's list; one that waits is sent no more.
 * The last parameter is the time. */
#define EMPTY_DELIVERY                                                                             \
  "UPDATE webhook_delivery SET body = '{}', answer = NULL, last_error = NULL, "                    \
  "finished_us = CASE WHEN state = 'waiting' THEN $3 ELSE finished_us END, "                       \
  "state = CASE WHEN state = 'waiting' THEN 'failed' ELSE state END "                              \
  "WHERE organization_id = $1 AND "
#define STILL_SPEAKS "AND (body <> '{}' OR answer IS NOT NULL OR last_error IS NOT NULL)"
#define SPEAKS_OF(column) EMPTY_DELIVERY column " = $2 " STILL_SPEAKS
#define MENTIONS                                                                                   \
  EMPTY_DELIVERY "contact_id IS NULL AND conversation_id IS NULL AND body LIKE '%' || $2 || '%'"

/* In pieces: the rows of which a conversation may have many. */
static const char *const conversation_pieces[] = {
  OF_CONVERSATION ("message"),   OF_CONVERSATION ("run"),
  OF_CONVERSATION ("tool_call"), OF_CONVERSATION ("violation"),
  OF_CONVERSATION ("handoff"),   OF_CONVERSATION ("mail"),
  OF_CONVERSATION ("whisper"),   NULL,
};
static const char *const conversation_rest[] = {
  ALL_OF ("draft", "conversation_id"),
  ALL_OF ("conversation_label", "conversation_id"),
  NULL,
};
static const char *const conversation_deliveries[] = { SPEAKS_OF ("conversation_id"), MENTIONS,
                                                       NULL };

static const char *const contact_rest[] = {
  ALL_OF ("contact_session", "contact_id"), ALL_OF ("api_session", "contact_id"),
  ALL_OF ("contact_note", "contact_id"),    ALL_OF ("contact_pages", "contact_id"),
  ALL_OF ("ai_usage", "contact_id"),        NULL,
};
static const char *const contact_deliveries[] = { SPEAKS_OF ("contact_id"), MENTIONS, NULL };

static const char *const nothing[] = { NULL };

static const struct
{
  const char *kind;
  const char *const *pieces;     /* $3: how many */
  const char *const *rest;       /* at once */
  const char *const *deliveries; /* $3: now */
} kinds[] = {
  { "conversation", conversation_pieces, conversation_rest, conversation_deliveries },
  { "contact", nothing, contact_rest, contact_deliveries },
  { "gap", nothing, nothing, nothing },
  { "phrasing", nothing, nothing, nothing },
};

void
bhd_erasure_free (BhdErasure *self)
{
  g_free (self->organization_id);
  g_free (self->kind);
  g_free (self->subject_id);
  g_free (self);
}

gboolean
bhd_erasure_rows_add (BhDb *db,
                      const char *organization_id,
                      const char *kind,
                      const char *subject_id,
                      gint64 now_us,
                      GError **error)
{
  static const char sql[] =
      "INSERT INTO erasure (organization_id, kind, subject_id, log_seq, due_us, swept) "
      "SELECT $1, $2, $3, pruned_seq, $4, 0 FROM feed WHERE organization_id = $1 "
      "ON CONFLICT (organization_id, kind, subject_id) DO UPDATE SET log_seq = excluded.log_seq, "
      "due_us = excluded.due_us, swept = 0";

  return bh_db_exec (db, sql, g_variant_new ("(sssx)", organization_id, kind, subject_id, now_us),
                     error);
}

/* Each with the organisation, the subject, and @last where the statement has a third parameter. */
static gboolean
run_each (BhDb *db,
          const char *const *statements,
          const char *organization_id,
          const char *subject_id,
          const gint64 *last,
          GError **error)
{
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (subject_id),
                               BH_INT (last != NULL ? *last : 0) };

  for (; *statements != NULL; statements++)
    if (!bh_db_put (db, *statements, params, last != NULL ? 3 : 2, error))
      return FALSE;
  return TRUE;
}

gboolean
bhd_erasure_rows_unhook (BhDb *db,
                         const char *organization_id,
                         const char *conversation_id,
                         GError **error)
{
  static const char *const statements[] = {
    ALL_OF ("conversation", "id"),
    ALL_OF ("run", "conversation_id") " AND state <> 'done'",
    ALL_OF ("mail", "conversation_id") " AND state = 'waiting'",
    ALL_OF ("draft", "conversation_id"),
    ALL_OF ("conversation_label", "conversation_id"),
    NULL,
  };

  return run_each (db, statements, organization_id, conversation_id, NULL, error);
}

BhdErasure *
bhd_erasure_rows_next (BhDb *db, gint64 now_us, GError **error)
{
  static const char sql[] = "SELECT organization_id, kind, subject_id, log_seq, swept FROM erasure "
                            "WHERE due_us <= $1 ORDER BY due_us LIMIT 1";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, "(sssxx)", sql, g_variant_new ("(x)", now_us), error);
  BhdErasure *self;
  gint64 swept;

  if (row == NULL)
    return NULL;
  self = g_new0 (BhdErasure, 1);
  g_variant_get (row, "(sssxx)", &self->organization_id, &self->kind, &self->subject_id,
                 &self->log_seq, &swept);
  self->swept = swept == 1;
  return self;
}

static gboolean
run_pieces (BhDb *db,
            const BhdErasure *erasure,
            const char *const *statements,
            guint limit,
            gboolean *more,
            GError **error)
{
  const BhDbValue params[] = { BH_TEXT (erasure->organization_id), BH_TEXT (erasure->subject_id),
                               BH_INT (limit) };

  *more = FALSE;
  for (; *statements != NULL && !*more; statements++)
    {
      if (!bh_db_put (db, *statements, params, G_N_ELEMENTS (params), error))
        return FALSE;
      *more = bh_db_changes (db) == limit;
    }
  return TRUE;
}

/* A line in which nothing waits any more need not move on. */
static gboolean
calm_lines (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] =
      "UPDATE webhook SET next_us = 0 WHERE organization_id = $1 AND taken = 0 AND next_us > 0 "
      "AND NOT EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.organization_id = $1 "
      "AND d.webhook_id = webhook.id AND d.state = 'waiting')";

  return bh_db_exec (db, sql, g_variant_new ("(s)", organization_id), error);
}

gboolean
bhd_erasure_rows_sweep (BhDb *db,
                        const BhdErasure *erasure,
                        guint limit,
                        gint64 now_us,
                        gboolean *more,
                        GError **error)
{
  guint at = 0;

  while (strcmp (kinds[at].kind, erasure->kind) != 0)
    at++;
  if (!run_pieces (db, erasure, kinds[at].pieces, limit, more, error) || *more)
    return *more;
  return run_each (db, kinds[at].rest, erasure->organization_id, erasure->subject_id, NULL,
                   error) &&
         run_each (db, kinds[at].deliveries, erasure->organization_id, erasure->subject_id, &now_us,
                   error) &&
         calm_lines (db, erasure->organization_id, error);
}

gboolean
bhd_erasure_rows_empty_log (BhDb *db,
                            const char *organization_id,
                            gint64 after,
                            gint64 upto,
                            GError **error)
{
#define FORGOTTEN(kind)                                                                            \
  "IN (SELECT subject_id FROM erasure WHERE organization_id = $1 AND kind = '" kind "') "
  /* The id stands where these records begin, as we write them. */
  static const char events[] =
      "UPDATE event SET type = 'event.erased', conversation_id = NULL, contact_id = NULL, "
      "body = '{}', desk = NULL WHERE organization_id = $1 AND seq > $2 AND seq <= $3 "
      "AND type <> 'conversation.erased' AND type <> 'contact.erased' "
      "AND (conversation_id " FORGOTTEN ("conversation") "OR contact_id " FORGOTTEN ("contact") "OR (type = 'contact.updated' AND substr(body, 19, 36) " FORGOTTEN (
          "contact") ") "
                     "OR (type = 'gap.updated' AND substr(body, 15, 36) " FORGOTTEN (
                         "gap") ") "
                                "OR (type = 'phrasing.updated' AND substr(body, 20, 36) " FORGOTTEN (
                                    "phrasing") "))";
  static const char mark[] = "UPDATE erasure SET log_seq = $3 WHERE organization_id = $1 "
                             "AND log_seq >= $2 AND log_seq < $3";
#undef FORGOTTEN
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_INT (after), BH_INT (upto) };

  return bh_db_put (db, events, params, G_N_ELEMENTS (params), error) &&
         bh_db_put (db, mark, params, G_N_ELEMENTS (params), error);
}

gboolean
bhd_erasure_rows_finish (BhDb *db, const BhdErasure *erasure, gint64 again_us, GError **error)
{
  static const char again[] = "UPDATE erasure SET swept = 1, due_us = $4 "
                              "WHERE organization_id = $1 AND kind = $2 AND subject_id = $3";
  static const char done[] =
      "DELETE FROM erasure WHERE organization_id = $1 AND kind = $2 AND subject_id = $3";
  const BhDbValue params[] = { BH_TEXT (erasure->organization_id), BH_TEXT (erasure->kind),
                               BH_TEXT (erasure->subject_id), BH_INT (again_us) };

  return bh_db_put (db, erasure->swept ? done : again, params, erasure->swept ? 3 : 4, error);
}

static char **
list_ids (BhDb *db, const char *sql, GVariant *params, GError **error)
{
  g_autoptr (GVariant) rows = bh_db_query (db, "(s)", sql, params, error);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GVariantIter iter;
  const char *id;

  if (rows == NULL)
    return NULL;
  g_variant_iter_init (&iter, rows);
  while (g_variant_iter_next (&iter, "(&s)", &id))
    g_strv_builder_add (ids, id);
  return g_strv_builder_end (ids);
}

static char **
list_of (BhDb *db,
         const char *sql,
         const char *organization_id,
         const char *subject_id,
         GError **error)
{
  return list_ids (db, sql, g_variant_new ("(ss)", organization_id, subject_id), error);
}

char **
bhd_erasure_rows_list_gaps (BhDb *db, const BhdErasure *conversation, GError **error)
{
  static const char sql[] =
      "SELECT gap_id FROM gap_example WHERE organization_id = $1 AND conversation_id = $2 "
      "UNION SELECT id FROM gap WHERE organization_id = $1 AND conversation_id = $2";

  return list_of (db, sql, conversation->organization_id, conversation->subject_id, error);
}

/* What somebody approved is the organisation's own by now. */
char **
bhd_erasure_rows_list_phrasings (BhDb *db, const BhdErasure *conversation, GError **error)
{
  static const char sql[] =
      "SELECT id FROM phrasing WHERE organization_id = $1 AND conversation_id = $2 "
      "AND status <> 'approved' AND (origin = 'visitor' OR origin = 'gap')";

  return list_of (db, sql, conversation->organization_id, conversation->subject_id, error);
}

gboolean
bhd_erasure_rows_unlink_phrasings (BhDb *db, const BhdErasure *conversation, GError **error)
{
  static const char sql[] = "UPDATE phrasing SET conversation_id = NULL "
                            "WHERE organization_id = $1 AND conversation_id = $2";

  return bh_db_exec (
      db, sql, g_variant_new ("(ss)", conversation->organization_id, conversation->subject_id),
      error);
}

char **
bhd_erasure_rows_list_conversations (BhDb *db,
                                     const char *organization_id,
                                     const char *contact_id,
                                     GError **error)
{
  static const char sql[] =
      "SELECT id FROM conversation WHERE organization_id = $1 AND contact_id = $2";

  return list_of (db, sql, organization_id, contact_id, error);
}

char **
bhd_erasure_rows_list_sessions (BhDb *db,
                                const char *organization_id,
                                const char *contact_id,
                                GError **error)
{
  static const char sql[] =
      "SELECT token_hash FROM contact_session WHERE organization_id = $1 AND contact_id = $2";

  return list_of (db, sql, organization_id, contact_id, error);
}

char **
bhd_erasure_rows_list_old (BhDb *db,
                           const char *organization_id,
                           gint64 before_us,
                           guint limit,
                           GError **error)
{
  static const char sql[] =
      "SELECT id FROM conversation WHERE organization_id = $1 AND created_us < $2 "
      "AND status = 'resolved' AND COALESCE(NULLIF(resolved_us, 0), updated_us) < $2 "
      "ORDER BY created_us LIMIT $3";

  return list_ids (db, sql, g_variant_new ("(sxx)", organization_id, before_us, (gint64) limit),
                   error);
}

/* Returns: FALSE with @error set; @question (out) (nullable). */
static gboolean
find_other_example (BhDb *db,
                    const BhdErasure *conversation,
                    const char *gap_id,
                    char **question,
                    char **other,
                    GError **error)
{
  static const char sql[] =
      "SELECT question, conversation_id FROM gap_example WHERE organization_id = $1 "
      "AND gap_id = $2 AND conversation_id <> $3 ORDER BY created_us DESC LIMIT 1";
  g_autoptr (GError) inner = NULL;
  g_autoptr (GVariant) row = bh_db_query_row (
      db, "(ss)", sql,
      g_variant_new ("(sss)", conversation->organization_id, gap_id, conversation->subject_id),
      &inner);

  if (row != NULL)
    g_variant_get (row, "(ss)", question, other);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static gboolean
drop_example (BhDb *db, const BhdErasure *conversation, const char *gap_id, GError **error)
{
  static const char sql[] = "DELETE FROM gap_example WHERE organization_id = $1 AND gap_id = $2 "
                            "AND conversation_id = $3";

  return bh_db_exec (
      db, sql,
      g_variant_new ("(sss)", conversation->organization_id, gap_id, conversation->subject_id),
      error);
}

/* All who asked it used the same words, so what it is counted by stays. */
gboolean
bhd_erasure_rows_leave_gap (BhDb *db,
                            const BhdErasure *conversation,
                            const char *gap_id,
                            gboolean *gone,
                            GError **error)
{
  static const char keep[] = "UPDATE gap SET question = $3, conversation_id = $4 "
                             "WHERE organization_id = $1 AND id = $2";
  static const char drop[] = "DELETE FROM gap WHERE organization_id = $1 AND id = $2";
  g_autofree char *question = NULL;
  g_autofree char *other = NULL;
  const BhDbValue params[] = { BH_TEXT (conversation->organization_id), BH_TEXT (gap_id) };

  if (!find_other_example (db, conversation, gap_id, &question, &other, error) ||
      !drop_example (db, conversation, gap_id, error))
    return FALSE;
  *gone = question == NULL;
  if (*gone)
    return bh_db_put (db, drop, params, G_N_ELEMENTS (params), error);
  return bh_db_exec (
      db, keep, g_variant_new ("(ssss)", conversation->organization_id, gap_id, question, other),
      error);
}
