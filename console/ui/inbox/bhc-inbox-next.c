/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/inbox/bhc-inbox-next.h"

#define LOOK_AHEAD 500

static guint
find_position (GListModel *model, guint n, const char *id)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BhcConversation) item = g_list_model_get_item (model, i);

      if (g_str_equal (bhc_conversation_get_id (item), id))
        return i;
    }

  return n - 1; /* what follows is the first */
}

char *
bhc_inbox_find_next (BhcInboxPane *pane, const char *id)
{
  GListModel *model = G_LIST_MODEL (
      gtk_widget_get_template_child (GTK_WIDGET (pane), BHC_TYPE_INBOX_PANE, "selection"));
  guint n = MIN (g_list_model_get_n_items (model), LOOK_AHEAD);
  guint at = n > 0 ? find_position (model, n, id) : 0;

  for (guint i = 1; i <= n; i++)
    {
      g_autoptr (BhcConversation) item = g_list_model_get_item (model, (at + i) % n);
      const BhConversation *record = bhc_conversation_get_record (item);

      if (record->status != BH_STATUS_RESOLVED && !g_str_equal (record->id, id) &&
          (bhc_conversation_is_mine (item) || bhc_conversation_is_waiting (item)))
        return g_strdup (record->id);
    }

  return NULL;
}
