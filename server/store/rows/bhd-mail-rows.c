/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/bhd-mail-rows.h"

void
bhd_mail_free (BhdMail *self)
{
  g_free (self->organization_id);
  g_free (self->id);
  g_free (self->kind);
  g_free (self->conversation_id);
  g_free (self->subject);
  g_free (self->body);
  g_free (self);
}

gboolean
bhd_mail_rows_insert (BhDb *db, const BhdMail *mail, gint64 due_us, GError **error)
{
  static const char sql[] =
      "INSERT INTO mail (organization_id, id, kind, conversation_id, state, attempts, due_us, "
      "created_us, subject, body) VALUES ($1, $2, $3, $4, 'waiting', 0, $5, $6, $7, $8) "
      "ON CONFLICT DO NOTHING";

  return bh_db_exec (db, sql,
                     g_variant_new ("(ssssxxmsms)", mail->organization_id, mail->id, mail->kind,
                                    mail->conversation_id, due_us, mail->created_us, mail->subject,
                                    mail->body),
                     error);
}

static gint64
count (BhDb *db, const char *sql, GVariant *params, GError **error)
{
  g_autoptr (GVariant) row = bh_db_query_row (db, "(x)", sql, params, error);
  gint64 number = -1;

  if (row != NULL)
    g_variant_get (row, "(x)", &number);
  return number;
}

gint64
bhd_mail_rows_count_to (BhDb *db,
                        const char *organization_id,
                        const char *email,
                        const char *kind,
                        gint64 since_us,
                        GError **error)
{
  static const char sql[] =
      "SELECT COUNT(*) FROM mail m "
      "JOIN conversation c ON c.organization_id = m.organization_id AND c.id = m.conversation_id "
      "JOIN contact k ON k.organization_id = c.organization_id AND k.id = c.contact_id "
      "WHERE m.organization_id = $1 AND k.email = $2 AND m.kind = $3 AND m.created_us >= $4";

  return count (db, sql, g_variant_new ("(sssx)", organization_id, email, kind, since_us), error);
}

gint64
bhd_mail_rows_count (BhDb *db,
                     const char *organization_id,
                     const char *conversation_id,
                     const char *kind,
                     gint64 since_us,
                     GError **error)
{
  static const char sql[] = "SELECT COUNT(*) FROM mail WHERE organization_id = $1 "
                            "AND conversation_id = $2 AND kind = $3 AND created_us >= $4";
  GVariant *params = g_variant_new ("(sssx)", organization_id, conversation_id, kind, since_us);

  return count (db, sql, params, error);
}

gint64
bhd_mail_rows_count_all (BhDb *db,
                         const char *organization_id,
                         const char *kind,
                         gint64 since_us,
                         GError **error)
{
  static const char sql[] = "SELECT COUNT(*) FROM mail WHERE organization_id = $1 AND kind = $2 "
                            "AND created_us >= $3";

  return count (db, sql, g_variant_new ("(ssx)", organization_id, kind, since_us), error);
}

static gboolean
next_due (BhDb *db, gint64 *due_us, GError **error)
{
  static const char sql[] = "SELECT COALESCE(MIN(due_us), 0) FROM mail WHERE state = 'waiting'";
  g_autoptr (GVariant) row = bh_db_query_row (db, "(x)", sql, NULL, error);

  if (row == NULL)
    return FALSE;
  g_variant_get (row, "(x)", due_us);
  return TRUE;
}

BhdMail *
bhd_mail_rows_take (BhDb *db, gint64 now_us, gint64 lease_us, gint64 *next_due_us, GError **error)
{
  static const char sql[] =
      "UPDATE mail SET due_us = $2 WHERE state = 'waiting' "
      "AND (organization_id, id) IN (SELECT organization_id, id FROM mail "
      "WHERE state = 'waiting' AND due_us <= $1 ORDER BY due_us, id LIMIT 1) "
      "RETURNING organization_id, id, kind, conversation_id, subject, body, attempts, created_us";
  GVariant *params = g_variant_new ("(xx)", now_us, lease_us);
  g_autoptr (GError) inner = NULL;
  g_autoptr (GVariant) row = bh_db_query_row (db, "(ssssmsmsxx)", sql, params, &inner);
  BhdMail *self = NULL;

  if (inner != NULL || !next_due (db, next_due_us, &inner))
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  if (row == NULL)
    return NULL;

  self = g_new0 (BhdMail, 1);
  g_variant_get (row, "(ssssmsmsxx)", &self->organization_id, &self->id, &self->kind,
                 &self->conversation_id, &self->subject, &self->body, &self->attempts,
                 &self->created_us);
  return self;
}

gboolean
bhd_mail_rows_report (BhDb *db,
                      const BhdMail *mail,
                      const char *state,
                      const char *failure,
                      gint64 due_us,
                      GError **error)
{
  static const char sql[] = "UPDATE mail SET state = $3, attempts = attempts + 1, "
                            "last_error = $4, due_us = $5 WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (
      db, sql, g_variant_new ("(sssmsx)", mail->organization_id, mail->id, state, failure, due_us),
      error);
}

gboolean
bhd_mail_rows_prune (BhDb *db, const char *organization_id, gint64 before_us, GError **error)
{
  static const char sql[] = "DELETE FROM mail WHERE organization_id = $1 AND created_us < $2 "
                            "AND state <> 'waiting'";

  return bh_db_exec (db, sql, g_variant_new ("(sx)", organization_id, before_us), error);
}
