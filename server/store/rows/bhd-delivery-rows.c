/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/bhd-delivery-rows.h"

#define SELECT_DELIVERY                                                                            \
  "SELECT d.organization_id, d.id, d.webhook_id, d.event, d.url, d.body, d.state, d.attempts, "    \
  "d.http_status, d.last_error, d.answer, d.due_us, w.next_us, d.created_us, d.finished_us "       \
  "FROM webhook_delivery d "                                                                       \
  "JOIN webhook w ON w.organization_id = d.organization_id AND w.id = d.webhook_id "
#define ROW "(sssssssxxmsmsxxxx)"

void
bhd_delivery_free (BhdDelivery *self)
{
  g_free (self->organization_id);
  g_free (self->id);
  g_free (self->webhook_id);
  g_free (self->event);
  g_free (self->url);
  g_free (self->body);
  g_free (self->state);
  g_free (self->error);
  g_free (self->answer);
  g_free (self);
}

static gpointer
delivery_from_row (GVariant *row)
{
  BhdDelivery *self = g_new0 (BhdDelivery, 1);

  g_variant_get (row, ROW, &self->organization_id, &self->id, &self->webhook_id, &self->event,
                 &self->url, &self->body, &self->state, &self->attempts, &self->http_status,
                 &self->error, &self->answer, &self->due_us, &self->line_us, &self->created_us,
                 &self->finished_us);
  return self;
}

static const BhDbRecord delivery_record = { ROW, delivery_from_row,
                                            (GDestroyNotify) bhd_delivery_free };

/* A webhook that is being served moves on when that has been reported. */
static gboolean
join_line (BhDb *db, const BhdDelivery *delivery, GError **error)
{
  static const char sql[] =
      "UPDATE webhook SET next_us = CASE WHEN held_us > $3 THEN held_us ELSE $3 END "
      "WHERE organization_id = $1 AND id = $2 AND taken = 0 AND (next_us = 0 OR next_us > $3)";

  return bh_db_exec (db, sql,
                     g_variant_new ("(ssx)", delivery->organization_id, delivery->webhook_id,
                                    delivery->created_us),
                     error);
}

gboolean
bhd_delivery_rows_insert (BhDb *db, const BhdDelivery *delivery, GError **error)
{
  static const char sql[] =
      "INSERT INTO webhook_delivery (organization_id, id, webhook_id, event, url, "
      "body, state, attempts, due_us, created_us, contact_id, conversation_id) "
      "VALUES ($1, $2, $3, $4, $5, $6, 'waiting', 0, $7, $7, $8, $9)";

  return bh_db_exec (db, sql,
                     g_variant_new ("(ssssssxmsms)", delivery->organization_id, delivery->id,
                                    delivery->webhook_id, delivery->event, delivery->url,
                                    delivery->body, delivery->created_us, delivery->contact_id,
                                    delivery->conversation_id),
                     error) &&
         join_line (db, delivery, error);
}

static gboolean
next_line (BhDb *db, gint64 *next_us, GError **error)
{
  static const char sql[] = "SELECT COALESCE(MIN(next_us), 0) FROM webhook WHERE next_us > 0";
  g_autoptr (GVariant) row = bh_db_query_row (db, "(x)", sql, NULL, error);

  if (row == NULL)
    return FALSE;
  g_variant_get (row, "(x)", next_us);
  return TRUE;
}

static BhdDelivery *
first_of_line (BhDb *db, const char *organization_id, const char *webhook_id, GError **error)
{
  static const char sql[] =
      SELECT_DELIVERY "WHERE d.organization_id = $1 AND d.webhook_id = $2 AND d.state = 'waiting' "
                      "ORDER BY d.due_us, d.id LIMIT 1";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, ROW, sql, g_variant_new ("(ss)", organization_id, webhook_id), error);

  return row != NULL ? delivery_from_row (row) : NULL;
}

static gboolean
lease_line (BhDb *db, gint64 now_us, gint64 lease_us, GVariant **line, GError **error)
{
  static const char sql[] =
      "UPDATE webhook SET next_us = $2, taken = 1 WHERE (organization_id, id) IN "
      "(SELECT organization_id, id FROM webhook WHERE next_us > 0 AND next_us <= $1 "
      "ORDER BY next_us LIMIT 1) RETURNING organization_id, id";
  g_autoptr (GError) inner = NULL;

  *line = bh_db_query_row (db, "(ss)", sql, g_variant_new ("(xx)", now_us, lease_us), &inner);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

BhdDelivery *
bhd_delivery_rows_take (BhDb *db, gint64 now_us, gint64 lease_us, gint64 *next_us, GError **error)
{
  g_autoptr (GVariant) line = NULL;
  g_autoptr (BhdDelivery) self = NULL;
  g_autoptr (GError) inner = NULL;
  const char *organization_id, *webhook_id;

  if (!lease_line (db, now_us, lease_us, &line, error))
    return NULL;
  if (line != NULL)
    {
      g_variant_get (line, "(&s&s)", &organization_id, &webhook_id);
      self = first_of_line (db, organization_id, webhook_id, &inner);
    }
  if (inner == NULL && next_line (db, next_us, &inner))
    return g_steal_pointer (&self);
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

gboolean
bhd_delivery_rows_give_back (BhDb *db, gint64 now_us, GError **error)
{
  static const char sql[] = "UPDATE webhook SET next_us = $1, taken = 0 WHERE taken = 1";

  return bh_db_exec (db, sql, g_variant_new ("(x)", now_us), error);
}

gboolean
bhd_delivery_rows_update (BhDb *db, const BhdDelivery *delivery, GError **error)
{
  static const char sql[] =
      "UPDATE webhook_delivery SET state = $3, attempts = $4, http_status = $5, last_error = $6, "
      "answer = $7, due_us = $8, finished_us = $9, url = $10 "
      "WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql,
                     g_variant_new ("(sssxxmsmsxxs)", delivery->organization_id, delivery->id,
                                    delivery->state, delivery->attempts, delivery->http_status,
                                    delivery->error, delivery->answer, delivery->due_us,
                                    delivery->finished_us, delivery->url),
                     error);
}

gboolean
bhd_delivery_rows_move_on (BhDb *db,
                           const BhdDelivery *delivery,
                           gint64 from_us,
                           gboolean held,
                           GError **error)
{
  static const char first[] = "SELECT COALESCE(MIN(due_us), 0) FROM webhook_delivery "
                              "WHERE organization_id = $1 AND webhook_id = $2 "
                              "AND state = 'waiting'";
  static const char line[] = "UPDATE webhook SET next_us = $3, held_us = $4, taken = 0 "
                             "WHERE organization_id = $1 AND id = $2";
  const char *organization_id = delivery->organization_id;
  const char *webhook_id = delivery->webhook_id;
  g_autoptr (GVariant) row = bh_db_query_row (
      db, "(x)", first, g_variant_new ("(ss)", organization_id, webhook_id), error);
  gint64 due_us;

  if (row == NULL)
    return FALSE;
  g_variant_get (row, "(x)", &due_us);
  return bh_db_exec (db, line,
                     g_variant_new ("(ssxx)", organization_id, webhook_id,
                                    due_us != 0 ? MAX (due_us, from_us) : 0,
                                    held ? from_us : (gint64) 0),
                     error);
}

gboolean
bhd_delivery_rows_hurry (BhDb *db, const BhdDelivery *delivery, gint64 now_us, GError **error)
{
  static const char sql[] = "UPDATE webhook SET next_us = $3, held_us = 0 "
                            "WHERE organization_id = $1 AND id = $2 AND taken = 0";

  return bh_db_exec (
      db, sql, g_variant_new ("(ssx)", delivery->organization_id, delivery->webhook_id, now_us),
      error);
}

gboolean
bhd_delivery_rows_give_up (BhDb *db,
                           const char *organization_id,
                           const char *webhook_id,
                           const char *reason,
                           gint64 now_us,
                           GError **error)
{
  static const char deliveries[] =
      "UPDATE webhook_delivery SET state = 'failed', last_error = $3, finished_us = $4 "
      "WHERE organization_id = $1 AND webhook_id = $2 AND state = 'waiting'";
  static const char line[] = "UPDATE webhook SET next_us = 0, held_us = 0, taken = 0 "
                             "WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, deliveries,
                     g_variant_new ("(sssx)", organization_id, webhook_id, reason, now_us),
                     error) &&
         bh_db_exec (db, line, g_variant_new ("(ss)", organization_id, webhook_id), error);
}

BhdDelivery *
bhd_delivery_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = SELECT_DELIVERY "WHERE d.organization_id = $1 AND d.id = $2";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, ROW, sql, g_variant_new ("(ss)", organization_id, id), error);

  return row != NULL ? delivery_from_row (row) : NULL;
}

GPtrArray *
bhd_delivery_rows_list (BhDb *db,
                        const char *organization_id,
                        const BhdDeliveryFilter *filter,
                        GError **error)
{
  static const char sql[] =
      SELECT_DELIVERY "WHERE d.organization_id = $1 AND ($2 IS NULL OR d.webhook_id = $2) "
                      "AND ($3 IS NULL OR d.state = $3) AND d.id < $4 ORDER BY d.id DESC LIMIT $5";
  /* Every id sorts before “g”: they are hexadecimal. */
  GVariant *params =
      g_variant_new ("(smsmssx)", organization_id, filter->webhook_id, filter->state,
                     filter->after != NULL ? filter->after : "g", (gint64) filter->limit);

  return bh_db_list (db, &delivery_record, sql, params, error);
}

/* Ids begin with the milliseconds in which they were made, so the old ones lie side by side. */
gint64
bhd_delivery_rows_prune (BhDb *db,
                         const char *organization_id,
                         gint64 before_us,
                         guint limit,
                         GError **error)
{
  static const char sql[] =
      "DELETE FROM webhook_delivery WHERE organization_id = $1 AND id IN "
      "(SELECT id FROM webhook_delivery WHERE organization_id = $1 AND id < $2 "
      "AND state <> 'waiting' ORDER BY id LIMIT $3)";
  guint64 before_ms = (guint64) MAX (before_us, 0) / 1000;
  g_autofree char *bound =
      g_strdup_printf ("%08x-%04x", (guint) (before_ms >> 16), (guint) (before_ms & 0xffff));

  if (!bh_db_exec (db, sql, g_variant_new ("(ssx)", organization_id, bound, (gint64) limit), error))
    return -1;
  return bh_db_changes (db);
}
