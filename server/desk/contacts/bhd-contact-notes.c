/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/contacts/bhd-contact-notes.h"

#include "common/bh-error.h"
#include "server/desk/ai/bhd-refuse-private.h"
#include "server/desk/contacts/bhd-contacts.h"
#include "server/desk/knowledge/bhd-telling-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* @found: (out) (transfer full) (nullable) */
static gboolean
look_up (BhdTurn *turn,
         const char *organization_id,
         const char *id,
         BhdContactNote **found,
         GError **error)
{
  GError *inner = NULL;

  *found = bhd_contact_note_rows_find (turn->db, organization_id, id, &inner);
  if (inner != NULL)
    g_propagate_error (error, inner);
  return inner == NULL;
}

static BhdContactNote *
note_new (BhdTurn *turn,
          const BhdCaller *
          operator,
          const char * contact_id,
          const char *id,
          const char *body)
{
  BhdContactNote *note = g_new0 (BhdContactNote, 1);

  note->organization_id = g_strdup (operator->organization_id);
  note->id = g_strdup (id);
  note->contact_id = g_strdup (contact_id);
  note->operator_id = g_strdup (operator->operator_id);
  note->operator_name = g_strdup (operator->name);
  note->body = g_strdup (body);
  note->created_us = turn->now_us;
  return note;
}

static gboolean
is_same (const BhdContactNote *note, const BhdCaller *operator, const char * contact_id)
{
  return strcmp (note->contact_id, contact_id) == 0 &&
         strcmp (note->operator_id, operator->operator_id) == 0;
}

BhdContactNote *
bhd_contact_notes_add (BhdTurn *turn,
                       const BhdCaller *
                       operator,
                       const char * contact_id,
                       const char *id,
                       const char *body,
                       gboolean *created,
                       GError **error)
{
  g_autoptr (BhdContactRow) contact =
      bhd_contacts_find (turn, operator->organization_id, contact_id, error);
  g_autoptr (BhdContactNote) note = NULL;

  *created = FALSE;
  if (contact == NULL || !look_up (turn, operator->organization_id, id, &note, error))
    return NULL;
  if (note != NULL)
    return is_same (note, operator, contact_id) ? g_steal_pointer (&note)
                                                : bhd_refuse_conflict (error, "note");

  note = note_new (turn, operator, contact_id, id, body);
  *created = TRUE;
  if (!bhd_contact_note_rows_insert (turn->db, note, error) ||
      !bhd_contacts_announce (turn, operator->organization_id, contact, error))
    return NULL;
  return g_steal_pointer (&note);
}

gboolean
bhd_contact_notes_delete (BhdTurn *turn,
                          const BhdCaller *
                          operator,
                          const char * contact_id,
                          const char *id,
                          GError **error)
{
  g_autoptr (BhdContactRow) contact =
      bhd_contacts_find (turn, operator->organization_id, contact_id, error);
  g_autoptr (BhdContactNote) note = NULL;
  gboolean found;

  if (contact == NULL || !look_up (turn, operator->organization_id, id, &note, error))
    return FALSE;
  found = note != NULL && strcmp (note->contact_id, contact_id) == 0;
  if (!bhd_tell_found (found, N_ ("no such note"), NULL, error))
    return FALSE;
  if (strcmp (note->operator_id, operator->operator_id) != 0 && operator->role<BH_ROLE_ADMIN)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_FORBIDDEN,
                   "this note is %s's: ask an administrator to delete it", note->operator_name);
      return FALSE;
    }
  return bhd_contact_note_rows_delete (turn->db, operator->organization_id, id, error) &&
         bhd_contacts_announce (turn, operator->organization_id, contact, error);
}

GPtrArray *
bhd_contact_notes_list (BhdTurn *turn,
                        const char *organization_id,
                        const char *contact_id,
                        GError **error)
{
  return bhd_contact_note_rows_list (turn->db, organization_id, contact_id, BHD_CONTACT_NOTES,
                                     error);
}

void
bhd_contact_note_write_json (const BhdContactNote *self, BhJsonWriter *json, const char *name)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", self->id);
  bh_json_begin_object (json, "operator");
  bh_json_string (json, "id", self->operator_id);
  bh_json_string (json, "name", self->operator_name);
  bh_json_end_object (json);
  bh_json_string (json, "body", self->body);
  bh_json_int (json, "created_us", self->created_us);
  bh_json_end_object (json);
}
