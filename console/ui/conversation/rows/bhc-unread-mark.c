/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/conversation/rows/bhc-unread-mark.h"

static BhcMessage *
find_first (GListModel *messages, guint n, gboolean all)
{
  BhcMessage *first = NULL;

  for (guint i = g_list_model_get_n_items (messages); i > 0 && n > 0; i--)
    {
      g_autoptr (BhcMessage) each = g_list_model_get_item (messages, i - 1);
      const BhMessage *record = bhc_message_get_record (each);

      if (record->author != BH_AUTHOR_VISITOR || record->kind != BH_MESSAGE_TEXT)
        continue;
      first = each; /* the list holds it */
      n--;
    }

  return n == 0 || all ? first : NULL;
}

BhcMessage *
bhc_unread_mark (GListModel *messages, guint n, gboolean all)
{
  BhcMessage *first = n > 0 ? find_first (messages, n, all) : NULL;

  for (guint i = 0; i < g_list_model_get_n_items (messages); i++)
    {
      g_autoptr (BhcMessage) each = g_list_model_get_item (messages, i);

      g_object_set (each, "first-unread", each == first, NULL);
    }

  return first;
}
