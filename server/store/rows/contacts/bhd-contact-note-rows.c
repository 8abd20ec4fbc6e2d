/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/contacts/bhd-contact-note-rows.h"

#include "common/bh-db-row.h"

#define READ                                                                                       \
  "SELECT organization_id, id, contact_id, operator_id, operator_name, body, created_us "          \
  "FROM contact_note WHERE organization_id = $1 AND "

void
bhd_contact_note_free (BhdContactNote *self)
{
  g_free (self->organization_id);
  g_free (self->id);
  g_free (self->contact_id);
  g_free (self->operator_id);
  g_free (self->operator_name);
  g_free (self->body);
  g_free (self);
}

gboolean
bhd_contact_note_rows_insert (BhDb *db, const BhdContactNote *note, GError **error)
{
  static const char sql[] = "INSERT INTO contact_note (organization_id, id, contact_id, "
                            "operator_id, operator_name, body, created_us) "
                            "VALUES ($1, $2, $3, $4, $5, $6, $7)";

  return bh_db_exec (db, sql,
                     g_variant_new ("(ssssssx)", note->organization_id, note->id, note->contact_id,
                                    note->operator_id, note->operator_name, note->body,
                                    note->created_us),
                     error);
}

static void
add_note (BhDbRow *row, gpointer list)
{
  BhdContactNote *note = g_new0 (BhdContactNote, 1);

  note->organization_id = bh_db_row_dup_text (row);
  note->id = bh_db_row_dup_text (row);
  note->contact_id = bh_db_row_dup_text (row);
  note->operator_id = bh_db_row_dup_text (row);
  note->operator_name = bh_db_row_dup_text (row);
  note->body = bh_db_row_dup_text (row);
  note->created_us = bh_db_row_int (row);
  g_ptr_array_add (list, note);
}

static GPtrArray *
select_notes (BhDb *db, const char *sql, const BhDbValue *params, guint n_params, GError **error)
{
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_contact_note_free);

  if (bh_db_each (db, sql, params, n_params, add_note, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}

BhdContactNote *
bhd_contact_note_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id) };
  g_autoptr (GPtrArray) found =
      select_notes (db, READ "id = $2", params, G_N_ELEMENTS (params), error);

  return found != NULL && found->len > 0 ? g_ptr_array_steal_index (found, 0) : NULL;
}

gboolean
bhd_contact_note_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = "DELETE FROM contact_note WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ss)", organization_id, id), error);
}

GPtrArray *
bhd_contact_note_rows_list (BhDb *db,
                            const char *organization_id,
                            const char *contact_id,
                            guint limit,
                            GError **error)
{
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (contact_id), BH_INT (limit) };

  return select_notes (db, READ "contact_id = $2 ORDER BY created_us DESC, id DESC LIMIT $3",
                       params, G_N_ELEMENTS (params), error);
}
