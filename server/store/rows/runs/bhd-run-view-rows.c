/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/runs/bhd-run-view-rows.h"

#include "common/bh-db-row.h"

#define MILLION 1e6

#define SELECT                                                                                      \
  "SELECT id, conversation_id, message_id, outcome, provider, model, tokens_in, tokens_out, cost, " \
  "first_token_us, COALESCE(finished_us - started_us, 0), created_us, COALESCE(verdict, 0), "       \
  "detail FROM run "

static BhRun *
run_from_row (BhDbRow *row)
{
  BhRun fields = { 0 };

  fields.id = bh_db_row_dup_text (row);
  fields.conversation_id = bh_db_row_dup_text (row);
  fields.message_id = bh_db_row_dup_text (row);
  fields.outcome = bh_db_row_dup_text (row);
  fields.provider = bh_db_row_dup_text (row);
  fields.model = bh_db_row_dup_text (row);
  fields.tokens_in = bh_db_row_int (row);
  fields.tokens_out = bh_db_row_int (row);
  fields.cost = bh_db_row_int (row);
  fields.first_token_us = bh_db_row_int (row);
  fields.duration_us = bh_db_row_int (row);
  fields.created_us = bh_db_row_int (row);
  fields.verdict = (int) bh_db_row_int (row);
  fields.detail = bh_db_row_dup_text (row);
  return bh_run_new_take (&fields);
}

static void
add_run (BhDbRow *row, gpointer data)
{
  g_ptr_array_add (data, run_from_row (row));
}

GPtrArray *
bhd_run_view_rows_list (BhDb *db,
                        const char *organization_id,
                        const char *conversation_id,
                        guint limit,
                        GError **error)
{
  static const char sql[] = SELECT "WHERE organization_id = $1 AND conversation_id = $2 "
                                   "ORDER BY created_us DESC, id DESC LIMIT $3";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (conversation_id),
                               BH_INT (limit) };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_run_unref);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_run, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}

static void
keep_run (BhDbRow *row, gpointer data)
{
  BhRun **run = data;

  if (*run == NULL)
    *run = run_from_row (row);
}

static BhRun *
find (BhDb *db, const char *sql, const char *organization_id, const char *id, GError **error)
{
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id) };
  BhRun *run = NULL;

  bh_db_each (db, sql, params, G_N_ELEMENTS (params), keep_run, &run, error);
  return run;
}

BhRun *
bhd_run_view_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = SELECT "WHERE organization_id = $1 AND id = $2";

  return find (db, sql, organization_id, id, error);
}

BhRun *
bhd_run_view_rows_find_by_message (BhDb *db,
                                   const char *organization_id,
                                   const char *message_id,
                                   GError **error)
{
  static const char sql[] = SELECT "WHERE organization_id = $1 AND message_id = $2";

  return find (db, sql, organization_id, message_id, error);
}

gboolean
bhd_run_view_rows_judge (BhDb *db,
                         const char *organization_id,
                         const char *id,
                         int verdict,
                         const char *by,
                         double *score,
                         GError **error)
{
  static const char sql[] =
      "UPDATE run SET verdict = CASE WHEN $3 = 0 THEN NULL ELSE CAST($3 AS BIGINT) END, "
      "verdict_by = $4 WHERE organization_id = $1 AND id = $2";
  static const char confidence[] = "SELECT COALESCE(MAX(confidence), 0) FROM run "
                                   "WHERE organization_id = $1 AND id = $2";
  g_autoptr (GVariant) row = NULL;
  gint64 millionths = 0;

  if (!bh_db_exec (db, sql, g_variant_new ("(ssxs)", organization_id, id, (gint64) verdict, by),
                   error))
    return FALSE;
  row = bh_db_query_row (db, "(x)", confidence, g_variant_new ("(ss)", organization_id, id), error);
  if (row == NULL)
    return FALSE;
  g_variant_get (row, "(x)", &millionths);
  if (score != NULL)
    *score = (double) millionths / MILLION;
  return TRUE;
}

typedef struct
{
  BhdJudgementFunc func;
  gpointer data;
} Listener;

static void
tell_judgement (BhDbRow *row, gpointer data)
{
  const Listener *listener = data;
  const char *organization_id = bh_db_row_text (row);
  double score = (double) bh_db_row_int (row) / MILLION;

  listener->func (organization_id, score, bh_db_row_int (row) > 0, listener->data);
}

gboolean
bhd_run_view_rows_each_judgement (BhDb *db,
                                  guint limit,
                                  BhdJudgementFunc func,
                                  gpointer data,
                                  GError **error)
{
  static const char sql[] =
      "SELECT organization_id, confidence, verdict FROM (SELECT organization_id, confidence, "
      "verdict, created_us FROM run WHERE verdict IS NOT NULL AND confidence > 0 "
      "ORDER BY created_us DESC LIMIT $1) AS latest ORDER BY created_us";
  const BhDbValue params[] = { BH_INT (limit) };
  Listener listener = { func, data };

  return bh_db_each (db, sql, params, G_N_ELEMENTS (params), tell_judgement, &listener, error) >= 0;
}
