/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/bhd-delivery-rows.h"

#include "common/bh-id.h"

void
bhd_delivery_free (BhdDelivery *self)
{
  g_free (self->organization_id);
  g_free (self->id);
  g_free (self->url);
  g_free (self->body);
  g_free (self);
}

gboolean
bhd_delivery_rows_insert (BhDb *db,
                          const char *organization_id,
                          const char *url,
                          const char *body,
                          gint64 now_us,
                          GError **error)
{
  static const char sql[] =
      "INSERT INTO delivery (organization_id, id, url, body, state, attempts, due_us, created_us) "
      "VALUES ($1, $2, $3, $4, 'waiting', 0, $5, $5)";
  g_autofree char *id = bh_id_new ();

  return bh_db_exec (db, sql, g_variant_new ("(ssssx)", organization_id, id, url, body, now_us),
                     error);
}

/* @slot: of @busy; no id is empty. */
static const char *
busy_id (const BhdDeliveryBusy busy, guint slot)
{
  return busy[slot] != NULL ? busy[slot] : "";
}

static gboolean
next_due (BhDb *db, const BhdDeliveryBusy busy, gint64 *due_us, GError **error)
{
  static const char sql[] = "SELECT COALESCE(MIN(due_us), 0) FROM delivery WHERE state = 'waiting' "
                            "AND organization_id NOT IN ($1, $2, $3)";
  GVariant *params =
      g_variant_new ("(sss)", busy_id (busy, 0), busy_id (busy, 1), busy_id (busy, 2));
  g_autoptr (GVariant) row = bh_db_query_row (db, "(x)", sql, params, error);

  if (row == NULL)
    return FALSE;
  g_variant_get (row, "(x)", due_us);
  return TRUE;
}

BhdDelivery *
bhd_delivery_rows_take (BhDb *db,
                        const BhdDeliveryBusy busy,
                        gint64 now_us,
                        gint64 lease_us,
                        gint64 *next_due_us,
                        GError **error)
{
  static const char sql[] =
      "UPDATE delivery SET due_us = $2 WHERE state = 'waiting' "
      "AND (organization_id, id) IN (SELECT organization_id, id FROM delivery "
      "WHERE state = 'waiting' AND due_us <= $1 AND organization_id NOT IN ($3, $4, $5) "
      "ORDER BY due_us, id LIMIT 1) "
      "RETURNING organization_id, id, url, body, attempts, created_us";
  GVariant *params = g_variant_new ("(xxsss)", now_us, lease_us, busy_id (busy, 0),
                                    busy_id (busy, 1), busy_id (busy, 2));
  g_autoptr (GVariant) row = NULL;
  g_autoptr (BhdDelivery) self = NULL;
  g_autoptr (GError) inner = NULL;

  row = bh_db_query_row (db, "(ssssxx)", sql, params, &inner);
  if (inner != NULL || !next_due (db, busy, next_due_us, &inner))
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  if (row == NULL)
    return NULL;

  self = g_new0 (BhdDelivery, 1);
  g_variant_get (row, "(ssssxx)", &self->organization_id, &self->id, &self->url, &self->body,
                 &self->attempts, &self->created_us);
  return g_steal_pointer (&self);
}

/* Ids begin with the milliseconds in which they were made, so the old ones lie side by side. */
gboolean
bhd_delivery_rows_prune (BhDb *db, const char *organization_id, gint64 before_us, GError **error)
{
  static const char sql[] = "DELETE FROM delivery WHERE organization_id = $1 AND id < $2 "
                            "AND state <> 'waiting'";
  guint64 before_ms = (guint64) MAX (before_us, 0) / 1000;
  g_autofree char *bound =
      g_strdup_printf ("%08x-%04x", (guint) (before_ms >> 16), (guint) (before_ms & 0xffff));

  return bh_db_exec (db, sql, g_variant_new ("(ss)", organization_id, bound), error);
}

gboolean
bhd_delivery_rows_report (BhDb *db,
                          const BhdDelivery *delivery,
                          const char *failure,
                          gint64 due_us,
                          GError **error)
{
  static const char sql[] = "UPDATE delivery SET state = $3, attempts = attempts + 1, "
                            "last_error = $4, due_us = $5 WHERE organization_id = $1 AND id = $2";
  const char *state = failure == NULL ? "delivered" : due_us != 0 ? "waiting" : "failed";

  return bh_db_exec (
      db, sql,
      g_variant_new ("(sssmsx)", delivery->organization_id, delivery->id, state, failure, due_us),
      error);
}
