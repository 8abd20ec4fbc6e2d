/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/bhd-contact-rows.h"

#include "common/bh-db-row.h"

gboolean
bhd_contact_rows_insert (BhDb *db, const BhdContactDraft *draft, GError **error)
{
  static const char sql[] = "INSERT INTO contact (organization_id, id, name, email, metadata, "
                            "created_us) VALUES ($1, $2, $3, $4, $5, $6)";

  return bh_db_exec (db, sql,
                     g_variant_new ("(ssssmsx)", draft->organization_id, draft->id, draft->name,
                                    draft->email, draft->metadata, draft->created_us),
                     error);
}

gboolean
bhd_contact_rows_open_session (BhDb *db,
                               const char *token_hash,
                               const BhdContactDraft *contact,
                               gint64 expires_us,
                               GError **error)
{
  static const char sql[] = "INSERT INTO contact_session (token_hash, organization_id, contact_id, "
                            "created_us, expires_us) VALUES ($1, $2, $3, $4, $5)";

  return bh_db_exec (db, sql,
                     g_variant_new ("(sssxx)", token_hash, contact->organization_id, contact->id,
                                    contact->created_us, expires_us),
                     error);
}

static void
keep_visitor (BhDbRow *row, gpointer data)
{
  BhdCaller *fields = data;

  fields->organization_id = bh_db_row_dup_text (row);
  fields->contact_id = bh_db_row_dup_text (row);
  fields->name = bh_db_row_dup_text (row);
  fields->email = bh_db_row_dup_text (row);
  fields->expires_us = bh_db_row_int (row);
}

BhdCaller *
bhd_contact_rows_find_session (BhDb *db, const char *token_hash, GError **error)
{
  static const char sql[] = "SELECT s.organization_id, s.contact_id, k.name, k.email, s.expires_us "
                            "FROM contact_session s JOIN contact k "
                            "ON k.organization_id = s.organization_id AND k.id = s.contact_id "
                            "WHERE s.token_hash = $1";
  const BhDbValue params[] = { BH_TEXT (token_hash) };
  BhdCaller fields = { .who = BHD_VISITOR };

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), keep_visitor, &fields, error) != 1)
    return NULL;

  fields.token_hash = g_strdup (token_hash);
  return bhd_caller_new_take (&fields);
}

gboolean
bhd_contact_rows_extend_session (BhDb *db,
                                 const char *token_hash,
                                 gint64 expires_us,
                                 GError **error)
{
  static const char sql[] = "UPDATE contact_session SET expires_us = $2 WHERE token_hash = $1";

  return bh_db_exec (db, sql, g_variant_new ("(sx)", token_hash, expires_us), error);
}

gint64
bhd_contact_rows_forget_sessions (BhDb *db, gint64 now_us, guint limit, GError **error)
{
  static const char sql[] =
      "DELETE FROM contact_session WHERE token_hash IN (SELECT token_hash FROM contact_session "
      "WHERE expires_us <= $1 LIMIT $2)";

  if (!bh_db_exec (db, sql, g_variant_new ("(xx)", now_us, (gint64) limit), error))
    return -1;
  return bh_db_changes (db);
}
