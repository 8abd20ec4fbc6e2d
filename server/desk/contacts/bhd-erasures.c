/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/contacts/bhd-erasures.h"

#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "server/desk/ai/bhd-refuse-private.h"
#include "server/desk/bhd-fold-private.h"
#include "server/desk/contacts/bhd-contacts.h"
#include "server/desk/knowledge/bhd-telling-private.h"
#include "server/desk/people/bhd-audit.h"
#include "server/store/rows/bhd-conversation-rows.h"
#include "server/store/rows/bhd-event-rows.h"
#include "server/store/rows/contacts/bhd-erasure-rows.h"
#include "server/store/rows/flow/bhd-desk-setting-rows.h"

#include <glib/gi18n.h>
#include <string.h>

#define DAY (24 * BH_HOUR)
#define RETIRE_PIECE 25 /* conversations */
#define RECENT 1024     /* events: as far back as the doors remember by themselves */

/* What they remember they ask the log for anew when they hear of it, so that part of the log is
 * empty by then. */
static gboolean
empty_recent (BhdTurn *turn, const char *organization_id, GError **error)
{
  gint64 head = 0;

  return bhd_event_rows_head (turn->db, organization_id, &head, NULL, error) &&
         bhd_erasure_rows_empty_log (turn->db, organization_id, MAX (head - RECENT, 0), head,
                                     error);
}

static gboolean
unhook (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  turn->wakes |= BHD_WAKE_CARETAKER;
  return bhd_erasure_rows_add (turn->db, organization_id, "conversation", id, turn->now_us,
                               error) &&
         bhd_erasure_rows_unhook (turn->db, organization_id, id, error);
}

/* The visitor hears of it as well. */
static gboolean
tell_conversation (BhdTurn *turn,
                   const char *organization_id,
                   const BhdConversationRow *row,
                   GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *body = NULL;
  BhdEventDraft draft = { organization_id, "conversation.erased", row->fields.id,
                          row->fields.contact_id };

  bh_json_begin_object (&json, NULL);
  bh_json_begin_object (&json, "conversation");
  bh_json_string (&json, "id", row->fields.id);
  bh_json_end_object (&json);
  bh_json_end_object (&json);
  draft.body = body = bh_json_writer_steal (&json);
  draft.line = bhd_conversation_row_waits (row);
  draft.seq = bhd_turn_reserve_seq (turn, organization_id, error);
  return draft.seq != 0 && bhd_turn_publish (turn, &draft, error);
}

gboolean
bhd_erasures_tell_contact (BhdTurn *turn,
                           const char *organization_id,
                           const char *id,
                           const char *into,
                           const char *const *conversations,
                           GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *body = NULL;
  BhdEventDraft draft = { organization_id, "contact.erased", .line = *conversations != NULL };

  bh_json_begin_object (&json, NULL);
  bh_json_begin_object (&json, "contact");
  bh_json_string (&json, "id", id);
  bh_json_end_object (&json);
  bh_json_string (&json, "into", into);
  bh_json_begin_array (&json, "conversations");
  for (; *conversations != NULL; conversations++)
    bh_json_string (&json, NULL, *conversations);
  bh_json_end_array (&json);
  bh_json_end_object (&json);
  draft.body = body = bh_json_writer_steal (&json);
  draft.seq = bhd_turn_reserve_seq (turn, organization_id, error);
  return draft.seq != 0 && bhd_turn_publish (turn, &draft, error);
}

/* Returns: (transfer full): as it was; NULL with @error set */
static BhdConversationRow *
take_conversation (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  GError *inner = NULL;
  g_autoptr (BhdConversationRow) row =
      bhd_conversation_rows_find (turn->db, organization_id, NULL, id, &inner);

  if (!bhd_tell_found (row != NULL, N_ ("no such conversation"), inner, error) ||
      !unhook (turn, organization_id, id, error))
    return NULL;
  return g_steal_pointer (&row);
}

gboolean
bhd_erasures_conversation (BhdTurn *turn,
                           const char *organization_id,
                           const char *id,
                           GError **error)
{
  g_autoptr (BhdConversationRow) row = take_conversation (turn, organization_id, id, error);

  return row != NULL && empty_recent (turn, organization_id, error) &&
         tell_conversation (turn, organization_id, row, error);
}

static gboolean
is_confirmed (const BhdContactRow *contact, const char *confirm, GError **error)
{
  gboolean has_email = *contact->email != '\0';
  g_autofree char *said = confirm != NULL ? bhd_fold (confirm) : NULL;
  g_autofree char *meant = bhd_fold (has_email ? contact->email : contact->id);

  if (said == NULL || strcmp (said, meant) == 0)
    return TRUE;
  return bhd_refuse_field (error, "confirm",
                           has_email ? N_ ("write the contact's e-mail address to confirm")
                                     : N_ ("write the contact's id to confirm"));
}

/* The contact's own rows; what of them is much goes in pieces. */
static gboolean
unhook_contact (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  const BhdErasure erasure = { (char *) organization_id, (char *) "contact", (char *) id };
  gboolean more;

  return bhd_erasure_rows_add (turn->db, organization_id, "contact", id, turn->now_us, error) &&
         bhd_erasure_rows_sweep (turn->db, &erasure, 0, turn->now_us, &more, error) &&
         bhd_contact_list_drop_words (turn->db, organization_id, id, error) &&
         bhd_contact_rows_delete (turn->db, organization_id, id, error);
}

gboolean
bhd_erasures_contact (BhdTurn *turn,
                      const char *organization_id,
                      const char *id,
                      const char *confirm,
                      char ***sessions,
                      GError **error)
{
  g_autoptr (BhdContactRow) contact = bhd_contacts_find (turn, organization_id, id, error);
  g_auto (GStrv) ids = NULL;

  if (contact == NULL || !is_confirmed (contact, confirm, error))
    return FALSE;
  ids = bhd_erasure_rows_list_conversations (turn->db, organization_id, id, error);
  *sessions =
      ids != NULL ? bhd_erasure_rows_list_sessions (turn->db, organization_id, id, error) : NULL;
  if (*sessions == NULL)
    return FALSE;
  for (guint i = 0; ids[i] != NULL; i++)
    if (!unhook (turn, organization_id, ids[i], error))
      return FALSE;
  turn->wakes |= BHD_WAKE_CARETAKER;
  return unhook_contact (turn, organization_id, id, error) &&
         empty_recent (turn, organization_id, error) &&
         bhd_erasures_tell_contact (turn, organization_id, id, NULL, (const char *const *) ids,
                                    error);
}

static gboolean
tell_retired (BhdTurn *turn,
              const char *organization_id,
              const BhdConversationRow *row,
              GError **error)
{
  const BhdAuditRow entry = { .organization_id = (char *) organization_id,
                              .action = (char *) BHD_AUDIT_RETENTION,
                              .subject_id = row->fields.id };

  return tell_conversation (turn, organization_id, row, error) &&
         bhd_audit_note (turn, &entry, error);
}

/* The log is looked through once for all of them. */
static gboolean
retire (BhdTurn *turn, const char *organization_id, char *const *ids, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_conversation_row_free);

  for (; *ids != NULL; ids++)
    {
      BhdConversationRow *row = take_conversation (turn, organization_id, *ids, error);

      if (row == NULL)
        return FALSE;
      g_ptr_array_add (rows, row);
    }
  if (rows->len > 0 && !empty_recent (turn, organization_id, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!tell_retired (turn, organization_id, rows->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
bhd_erasures_retire (BhdTurn *turn, const char *organization_id, gboolean *more, GError **error)
{
  BhdDeskSettings settings;
  g_auto (GStrv) ids = NULL;

  *more = FALSE;
  if (!bhd_desk_setting_rows_get (turn->db, organization_id, &settings, error))
    return FALSE;
  if (settings.retention_days == 0)
    return TRUE;
  ids = bhd_erasure_rows_list_old (
      turn->db, organization_id, turn->now_us - settings.retention_days * DAY, RETIRE_PIECE, error);
  if (ids == NULL || !retire (turn, organization_id, ids, error))
    return FALSE;
  *more = g_strv_length (ids) == RETIRE_PIECE;
  return TRUE;
}
