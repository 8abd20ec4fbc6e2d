/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/insights/bhd-insight-rows.h"

#include "common/bh-db-row.h"

#define SCOPE                                                                                      \
  "($4 IS NULL OR c.team_id = $4) AND ($5 IS NULL OR c.assignee_id = $5) "                         \
  "AND ($6 IS NULL OR c.channel = $6) AND ($7 IS NULL OR EXISTS (SELECT 1 "                        \
  "FROM conversation_label l WHERE l.organization_id = $1 AND l.label_id = $7 "                    \
  "AND l.conversation_id = c.id))"

#define CONVERSATIONS(time, values, join)                                                          \
  "SELECT c." time ", c.assignee_id, c.team_id, NULL, " values " FROM conversation c " join        \
  "WHERE c.organization_id = $1 AND c." time " >= $2 AND c." time " < $3 AND " SCOPE

/* Where nothing is asked of the conversation, it is not looked at. */
#define OTHERS(table, operator_id, values, which)                                                  \
  "SELECT x.created_us, " operator_id ", NULL, " values " FROM " table " x "                       \
  "WHERE x.organization_id = $1 AND x.created_us >= $2 AND x.created_us < $3 " which               \
  "AND (COALESCE($4, $5, $6, $7) IS NULL OR EXISTS (SELECT 1 FROM conversation c "                 \
  "WHERE c.organization_id = $1 AND c.id = x.conversation_id AND " SCOPE "))"

/* An operator's first text answers the latest wish for a person before it, or else the beginning.
 */
static const char *const statements[BHD_INSIGHT_N_KINDS] = {
  [BHD_INSIGHT_BEGUN] = CONVERSATIONS (
      "created_us",
      "c.message_count, CASE WHEN c.first_reply_us = 0 THEN -1 "
      "WHEN h.created_us <= c.first_reply_us THEN c.first_reply_us - h.created_us "
      "ELSE c.first_reply_us - c.created_us END, 0, 0",
      "LEFT JOIN handoff h ON h.organization_id = c.organization_id AND h.id = c.handoff_id "),
  [BHD_INSIGHT_RESOLVED] = CONVERSATIONS (
      "resolved_us",
      "c.resolved_us - c.created_us, "
      "CASE WHEN c.handoff_id IS NULL AND c.first_reply_us = 0 THEN 1 ELSE 0 END, 0, 0",
      "") " AND c.resolved_us > 0",
  [BHD_INSIGHT_RATED] =
      CONVERSATIONS ("csat_us", "c.csat_score, 0, 0, 0", "") " AND c.csat_us IS NOT NULL",
  [BHD_INSIGHT_SAID] = OTHERS ("message",
                               "x.author_id",
                               "NULL, 0, 0, 0, 0",
                               "AND x.author = 'operator' AND x.kind = 'text' "),
  [BHD_INSIGHT_HANDOFF] = OTHERS ("handoff", "NULL", "x.reason, 0, 0, 0, 0", ""),
  [BHD_INSIGHT_RUN] = OTHERS ("run",
                              "NULL",
                              "x.outcome, x.tokens_in, x.tokens_out, x.cost, x.verdict",
                              "AND x.state = 'done' "),
  [BHD_INSIGHT_TOOL] = OTHERS ("tool_call",
                               "NULL",
                               "x.tool_name, CASE WHEN x.status = 'error' THEN 1 ELSE 0 END, "
                               "x.duration_us, 0, 0",
                               "AND (x.status = 'success' OR x.status = 'error') "),
};

typedef struct
{
  BhdInsightFunc func;
  gpointer data;
} Listener;

static void
tell_row (BhDbRow *row, gpointer data)
{
  const Listener *listener = data;
  BhdInsightRow told = { 0 };

  told.at_us = bh_db_row_int (row);
  told.operator_id = bh_db_row_text (row);
  told.team_id = bh_db_row_text (row);
  told.word = bh_db_row_text (row);
  for (guint i = 0; i < BHD_INSIGHT_VALUES; i++)
    told.value[i] = bh_db_row_int (row);
  listener->func (&told, listener->data);
}

gboolean
bhd_insight_rows_each (BhDb *db,
                       BhdInsightKind kind,
                       const BhdInsightScope *scope,
                       BhdInsightFunc func,
                       gpointer data,
                       GError **error)
{
  const BhDbValue params[] = {
    BH_TEXT (scope->organization_id), BH_INT (scope->from_us),      BH_INT (scope->to_us),
    BH_TEXT (scope->team_id),         BH_TEXT (scope->operator_id), BH_TEXT (scope->channel),
    BH_TEXT (scope->label_id)
  };
  Listener listener = { func, data };

  return bh_db_each (db, statements[kind], params, G_N_ELEMENTS (params), tell_row, &listener,
                     error) >= 0;
}

#define ASKED "FROM gap WHERE organization_id = $1 AND last_us >= $2 AND first_us < $3 "

gboolean
bhd_insight_rows_gaps (BhDb *db,
                       const BhdInsightScope *scope,
                       guint limit,
                       BhdInsightFunc func,
                       gpointer data,
                       gint64 *count,
                       GError **error)
{
  static const char all[] = "SELECT COUNT(*) " ASKED;
  static const char most[] =
      "SELECT last_us, id, NULL, question, hits, 0, 0, 0 " ASKED "ORDER BY hits DESC, id LIMIT $4";
  const BhDbValue params[] = { BH_TEXT (scope->organization_id), BH_INT (scope->from_us),
                               BH_INT (scope->to_us), BH_INT (limit) };
  Listener listener = { func, data };

  return bh_db_each (db, all, params, 3, bh_db_row_keep_int, count, error) >= 0 &&
         bh_db_each (db, most, params, 4, tell_row, &listener, error) >= 0;
}
