/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/flow/bhd-sorting.h"

#include "common/bh-error.h"
#include "server/desk/ai/bhd-refuse-private.h"
#include "server/desk/bhd-change-private.h"
#include "server/desk/flow/bhd-team-giving-private.h"
#include "server/store/rows/ai/bhd-word-list.h"
#include "server/store/rows/flow/bhd-due-rows.h"
#include "server/store/rows/flow/bhd-sorting-rows.h"

#include <string.h>

/* Each knows one of them; @changed: (inout) */
typedef gboolean (*Part) (BhdTurn *turn,
                          BhdConversationRow *row,
                          const BhdSorting *sorting,
                          gboolean *changed,
                          GError **error);

static gboolean
set_priority (BhdTurn *turn,
              BhdConversationRow *row,
              const BhdSorting *sorting,
              gboolean *changed,
              GError **error)
{
  if (sorting->priority == NULL || strcmp (sorting->priority, row->fields.priority) == 0)
    return TRUE;
  bhd_change_set (&row->fields.priority, sorting->priority);
  *changed = TRUE;
  return TRUE;
}

/* Each once.  Returns: (transfer container): NULL with BH_ERROR_INVALID where one is not there. */
static GPtrArray *
check_labels (BhdTurn *turn, const char *organization_id, const BhdSorting *sorting, GError **error)
{
  g_autoptr (GHashTable) known = bhd_sorting_rows_labels (turn->db, organization_id, error);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  if (known == NULL)
    return NULL;
  for (guint i = 0; sorting->labels[i] != NULL; i++)
    {
      if (!g_hash_table_contains (known, sorting->labels[i]))
        {
          bhd_refuse_field (error, "labels", "there is no such label");
          return NULL;
        }
      if (!g_ptr_array_find_with_equal_func (labels, sorting->labels[i], g_str_equal, NULL))
        g_ptr_array_add (labels, (char *) sorting->labels[i]);
    }
  g_ptr_array_add (labels, NULL);
  return g_steal_pointer (&labels);
}

static gboolean
set_labels (BhdTurn *turn,
            BhdConversationRow *row,
            const BhdSorting *sorting,
            gboolean *changed,
            GError **error)
{
  g_autoptr (GPtrArray) labels = NULL;
  g_autofree char *list = NULL;

  if (sorting->labels == NULL)
    return TRUE;
  labels = check_labels (turn, row->organization_id, sorting, error);
  if (labels == NULL)
    return FALSE;
  list = labels->len > 1 ? bhd_word_list_to_json ((char **) labels->pdata) : NULL;
  if (g_strcmp0 (list, row->fields.labels) == 0)
    return TRUE;

  bhd_change_set (&row->fields.labels, list);
  *changed = TRUE;
  return bhd_sorting_rows_put_labels (turn->db, row->organization_id, row->fields.id,
                                      (const char *const *) labels->pdata, error);
}

static gboolean
set_team (BhdTurn *turn,
          BhdConversationRow *row,
          const BhdSorting *sorting,
          gboolean *changed,
          GError **error)
{
  if (!sorting->has_team || g_strcmp0 (sorting->team_id, row->fields.team_id) == 0)
    return TRUE;
  *changed = TRUE;
  return bhd_team_giving_set (turn, row, sorting->team_id, error);
}

static gboolean
set_snooze (BhdTurn *turn,
            BhdConversationRow *row,
            const BhdSorting *sorting,
            gboolean *changed,
            GError **error)
{
  gint64 until_us = sorting->snoozed_until_us;

  if (!sorting->has_snooze || until_us == row->fields.snoozed_until_us)
    return TRUE;
  if (until_us != 0 && row->fields.status == BH_STATUS_RESOLVED)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_CLOSED,
                   "this conversation is resolved: reopen it first");
      return FALSE;
    }
  if (until_us != 0 && until_us <= turn->now_us)
    return bhd_refuse_field (error, "snoozed_until_us", "it lies in the past");
  row->fields.snoozed_until_us = until_us;
  *changed = TRUE;
  return TRUE;
}

/* The visitor hears of it where it takes them out of the line or puts them back. */
static gboolean
store (BhdTurn *turn, BhdConversationRow *row, GError **error)
{
  gboolean visible = bhd_conversation_row_waits (row) != row->queued;

  return (row->fields.status == BH_STATUS_RESOLVED || bhd_change_touch (turn, row, error)) &&
         bhd_change_announce (turn, row, "conversation.updated", visible, error);
}

static const Part parts[] = { set_priority, set_labels, set_team, set_snooze };

BhConversation *
bhd_sorting_change (BhdTurn *turn,
                    const BhdCaller *
                    operator,
                    const char * id,
                    const BhdSorting *sorting,
                    GError **error)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin_desk (turn, operator, id, error);
  gboolean changed = FALSE;

  if (row == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!parts[i](turn, row, sorting, &changed, error))
      return NULL;
  if (changed && !store (turn, row, error))
    return NULL;
  return bhd_conversation_row_freeze (g_steal_pointer (&row));
}
