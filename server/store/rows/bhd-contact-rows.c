/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/bhd-contact-rows.h"

#include "common/bh-db-row.h"

#define COLUMNS                                                                                    \
  "id, name, email, metadata, attributes, external_id, created_us, blocked_us, last_us"

gboolean
bhd_contact_rows_insert (BhDb *db, const BhdContactDraft *draft, GError **error)
{
  static const char sql[] =
      "INSERT INTO contact (organization_id, id, name, email, metadata, created_us, attributes, "
      "external_id, verified, last_us) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $6)";

  return bh_db_exec (db, sql,
                     g_variant_new ("(ssssmsxmsmsx)", draft->organization_id, draft->id,
                                    draft->name, draft->email, draft->metadata, draft->created_us,
                                    draft->attributes, draft->external_id,
                                    (gint64) (draft->external_id != NULL)),
                     error);
}

gboolean
bhd_contact_rows_update (BhDb *db, const BhdContactDraft *draft, GError **error)
{
  static const char sql[] =
      "UPDATE contact SET name = $3, email = $4, metadata = $5, attributes = $6, external_id = $7, "
      "verified = $8 WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql,
                     g_variant_new ("(ssssmsmsmsx)", draft->organization_id, draft->id, draft->name,
                                    draft->email, draft->metadata, draft->attributes,
                                    draft->external_id, (gint64) (draft->external_id != NULL)),
                     error);
}

gboolean
bhd_contact_rows_block (BhDb *db,
                        const char *organization_id,
                        const char *id,
                        gint64 blocked_us,
                        GError **error)
{
  static const char sql[] =
      "UPDATE contact SET blocked_us = $3 WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ssx)", organization_id, id, blocked_us), error);
}

gboolean
bhd_contact_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = "DELETE FROM contact WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ss)", organization_id, id), error);
}

gboolean
bhd_contact_rows_touch (BhDb *db,
                        const char *organization_id,
                        const char *id,
                        gint64 now_us,
                        GError **error)
{
  static const char sql[] =
      "UPDATE contact SET last_us = $3 WHERE organization_id = $1 AND id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id), BH_INT (now_us) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

void
bhd_contact_row_free (BhdContactRow *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->email);
  g_free (self->metadata);
  g_free (self->attributes);
  g_free (self->external_id);
  g_free (self);
}

static BhdContactRow *
find (BhDb *db, const char *sql, const char *organization_id, const char *key, GError **error)
{
  g_autoptr (GVariant) row = bh_db_query_row (db, "(sssmsmsmsxxx)", sql,
                                              g_variant_new ("(ss)", organization_id, key), error);
  BhdContactRow *self = NULL;

  if (row == NULL)
    return NULL;
  self = g_new0 (BhdContactRow, 1);
  g_variant_get (row, "(sssmsmsmsxxx)", &self->id, &self->name, &self->email, &self->metadata,
                 &self->attributes, &self->external_id, &self->created_us, &self->blocked_us,
                 &self->last_us);
  return self;
}

BhdContactRow *
bhd_contact_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  return find (db, "SELECT " COLUMNS " FROM contact WHERE organization_id = $1 AND id = $2",
               organization_id, id, error);
}

BhdContactRow *
bhd_contact_rows_find_external (BhDb *db,
                                const char *organization_id,
                                const char *external_id,
                                GError **error)
{
  return find (db,
               "SELECT " COLUMNS " FROM contact WHERE organization_id = $1 AND external_id = $2",
               organization_id, external_id, error);
}

gboolean
bhd_contact_rows_open_session (BhDb *db,
                               const char *token_hash,
                               const BhdContactDraft *contact,
                               gint64 now_us,
                               gint64 expires_us,
                               GError **error)
{
  static const char sql[] = "INSERT INTO contact_session (token_hash, organization_id, contact_id, "
                            "created_us, expires_us) VALUES ($1, $2, $3, $4, $5)";

  return bh_db_exec (db, sql,
                     g_variant_new ("(sssxx)", token_hash, contact->organization_id, contact->id,
                                    now_us, expires_us),
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
  fields->verified = bh_db_row_int (row) != 0;
  fields->blocked = bh_db_row_int (row) != 0;
}

BhdCaller *
bhd_contact_rows_find_session (BhDb *db, const char *token_hash, GError **error)
{
  static const char sql[] =
      "SELECT s.organization_id, s.contact_id, k.name, k.email, s.expires_us, k.verified, "
      "k.blocked_us "
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
bhd_contact_rows_close_session (BhDb *db, const char *token_hash, GError **error)
{
  static const char sql[] = "DELETE FROM contact_session WHERE token_hash = $1";

  return bh_db_exec (db, sql, g_variant_new ("(s)", token_hash), error);
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
