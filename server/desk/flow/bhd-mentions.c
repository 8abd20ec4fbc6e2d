/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/flow/bhd-mentions-private.h"

#include "server/desk/ai/bhd-refuse-private.h"
#include "server/store/rows/ai/bhd-word-list.h"
#include "server/store/rows/flow/bhd-colleague-rows.h"

#include <string.h>

/* Returns: (transfer full): without @operator_id, which stands in front where @with. */
static void
set (BhdConversationRow *row, const char *operator_id, gboolean with)
{
  g_auto (GStrv) old =
      bhd_word_list_from_json (row->fields.mentions != NULL ? row->fields.mentions : "[]");
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; old[i] != NULL; i++)
    if (strcmp (old[i], operator_id) != 0)
      g_ptr_array_add (ids, old[i]);
  if (with)
    g_ptr_array_add (ids, (char *) operator_id);
  g_ptr_array_add (ids, NULL);

  g_free (row->fields.mentions);
  row->fields.mentions = ids->len > 1 ? bhd_word_list_to_json ((char **) ids->pdata) : NULL;
}

void
bhd_mentions_add (BhdConversationRow *row, const char *operator_id)
{
  set (row, operator_id, TRUE);
}

gboolean
bhd_mentions_have (const BhdConversationRow *row, const char *operator_id)
{
  return row->fields.mentions != NULL && strstr (row->fields.mentions, operator_id) != NULL;
}

void
bhd_mentions_remove (BhdConversationRow *row, const char *operator_id)
{
  set (row, operator_id, FALSE);
}

/* Adds the member to what the message carries already. */
static void
add_to_extra (const char *const *ids, char **extra)
{
  g_autofree char *list = bhd_word_list_to_json ((char *const *) ids);
  g_autofree char *old = g_steal_pointer (extra);

  if (old != NULL) /* ends with the brace that we wrote */
    *extra = g_strdup_printf ("%.*s,\"mentions\":%s}", (int) strlen (old) - 1, old, list);
  else
    *extra = g_strdup_printf ("{\"mentions\":%s}", list);
}

gboolean
bhd_mentions_take (BhdTurn *turn,
                   BhdConversationRow *row,
                   const BhdCaller *
                   operator,
                   const char * const * ids,
                   char **extra,
                   GError **error)
{
  g_autoptr (GHashTable) colleagues = NULL;

  if (ids == NULL || ids[0] == NULL)
    return TRUE;
  colleagues = bhd_colleague_rows_list (turn->db, row->organization_id, error);
  if (colleagues == NULL)
    return FALSE;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const BhdColleague *colleague = g_hash_table_lookup (colleagues, ids[i]);

      if (colleague == NULL)
        return bhd_refuse_field (error, "mentions", "there is no such colleague");
      if (!colleague->disabled && strcmp (ids[i], operator->operator_id) != 0)
        bhd_mentions_add (row, ids[i]);
    }
  add_to_extra (ids, extra);
  return TRUE;
}
