/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/people/bhd-whispers.h"

#include "server/desk/ai/bhd-refuse-private.h"
#include "server/desk/bhd-change-private.h"
#include "server/desk/knowledge/bhd-listing-private.h"
#include "server/desk/knowledge/bhd-telling-private.h"
#include "server/store/rows/bhd-operator-rows.h"

#include <glib/gi18n.h>

/* Returns: (transfer full): somebody of the same organisation; BH_ERROR_NOT_FOUND. */
static BhOperator *
find_colleague (BhdTurn *turn, const BhdCaller *operator, const char * id, GError **error)
{
  g_autoptr (GError) inner = NULL;
  BhOperator *found = bhd_operator_rows_find (turn->db, operator->organization_id, id, &inner);

  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (found == NULL)
    bhd_refuse_unknown (error, N_ ("no such operator"));
  return found;
}

static gboolean
check_listener (BhdTurn *turn, const BhdCaller *operator, const char * id, GError **error)
{
  g_autoptr (BhOperator) listener = find_colleague (turn, operator, id, error);

  if (listener == NULL)
    return FALSE;
  if (g_str_equal (id, operator->operator_id))
    return bhd_refuse_field (error, "to", "nobody whispers to themselves");
  if (listener->disabled)
    return bhd_refuse_field (error, "to", "%s has left", listener->name);
  return TRUE;
}

static gboolean
check_conversation (BhdTurn *turn, const BhdCaller *operator, const char * id, GError **error)
{
  g_autoptr (BhdConversationRow) row =
      id != NULL ? bhd_change_begin_desk (turn, operator, id, error) : NULL;

  return id == NULL || row != NULL;
}

static gboolean
is_same (const BhdWhisperRow *stored, const BhdCaller *operator, const BhdWhisperDraft * draft)
{
  return g_str_equal (stored->from_id, operator->operator_id) &&
         g_str_equal (stored->to_id, draft->to) && g_str_equal (stored->body, draft->body) &&
         g_strcmp0 (stored->conversation_id, draft->conversation_id) == 0;
}

/* Everybody's console hears of it, and only the two may ask for its words. */
static gboolean
tell (BhdTurn *turn, const BhdWhisperRow *row, GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  bh_json_begin_object (&json, "whisper");
  bh_json_string (&json, "id", row->id);
  bh_json_string (&json, "from_id", row->from_id);
  bh_json_string (&json, "to_id", row->to_id);
  bh_json_end_object (&json);
  bh_json_end_object (&json);
  return bhd_tell (turn, row->organization_id, "whisper.created", NULL, &json, error);
}

static gboolean
store (BhdTurn *turn, const BhdCaller *operator, const BhdWhisperDraft * draft, GError **error)
{
  const BhdWhisperRow row = { .organization_id = operator->organization_id,
                              .id = (char *) draft->id,
                              .from_id = operator->operator_id,
                              .to_id = (char *) draft->to,
                              .conversation_id = (char *) draft->conversation_id,
                              .body = (char *) draft->body,
                              .created_us = turn->now_us };

  return bhd_whisper_rows_insert (turn->db, &row, error) && tell (turn, &row, error);
}

BhdWhisperRow *
bhd_whispers_say (BhdTurn *turn,
                  const BhdCaller *
                  operator,
                  const BhdWhisperDraft * draft,
                  gboolean *created,
                  GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhdWhisperRow) stored =
      bhd_whisper_rows_find (turn->db, operator->organization_id, draft->id, &inner);

  *created = FALSE;
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  if (stored != NULL)
    return is_same (stored, operator, draft) ? g_steal_pointer (&stored)
                                             : bhd_refuse_conflict (error, "whisper");
  if (!check_listener (turn, operator, draft->to, error) ||
      !check_conversation (turn, operator, draft->conversation_id, error) ||
      !store (turn, operator, draft, error))
    return NULL;
  *created = TRUE;
  return bhd_whisper_rows_find (turn->db, operator->organization_id, draft->id, error);
}

static gboolean
is_between (const BhdWhisperRow *row, const BhdCaller *operator, const char * with)
{
  const char *me = operator->operator_id;

  return (g_str_equal (row->from_id, me) && g_str_equal (row->to_id, with)) ||
         (g_str_equal (row->from_id, with) && g_str_equal (row->to_id, me));
}

/* Behind @before, of which the caller knows only the id. */
static GPtrArray *
list_behind (BhdTurn *turn,
             const BhdCaller *
             operator,
             const char * with,
             const char *before,
             guint limit,
             GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhdWhisperRow) mark =
      bhd_whisper_rows_find (turn->db, operator->organization_id, before, &inner);

  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  if (mark == NULL || !is_between (mark, operator, with))
    return g_ptr_array_new ();
  return bhd_whisper_rows_list (turn->db, operator->organization_id, operator->operator_id, with,
                                mark, limit, error);
}

GPtrArray *
bhd_whispers_list (BhdTurn *turn,
                   const BhdCaller *
                   operator,
                   const char * with,
                   const char *before,
                   guint limit,
                   gboolean *more,
                   GError **error)
{
  g_autoptr (BhOperator) colleague = find_colleague (turn, operator, with, error);
  GPtrArray *rows;

  if (colleague == NULL)
    return NULL;
  if (before != NULL)
    rows = list_behind (turn, operator, with, before, limit + 1, error);
  else
    rows = bhd_whisper_rows_list (turn->db, operator->organization_id, operator->operator_id, with,
                                  NULL, limit + 1, error);
  return bhd_listing_cut (rows, limit, more);
}

GPtrArray *
bhd_whispers_count_unread (BhdTurn *turn, const BhdCaller *operator, GError ** error)
{
  return bhd_whisper_rows_count_unread (turn->db, operator->organization_id, operator->operator_id,
                                        error);
}

gboolean
bhd_whispers_read (BhdTurn *turn, const BhdCaller *operator, const char * with, GError **error)
{
  g_autoptr (BhOperator) colleague = find_colleague (turn, operator, with, error);

  return colleague != NULL &&
         bhd_whisper_rows_read (turn->db, operator->organization_id, operator->operator_id, with,
                                turn->now_us, error);
}
