/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/conversation/rows/bhc-message-ways.h"

#include "console/model/writing/bhc-writing.h"

static void
copy (BhcComposer *composer, BhcDesk *desk, const char *words)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (composer)), words);
}

static void
recall (BhcComposer *composer, BhcDesk *desk, const char *words)
{
  bhc_composer_recall (composer, words);
}

static void
retry (BhcComposer *composer, BhcDesk *desk, const char *words)
{
  bhc_desk_retry_message (desk, words);
}

static const struct
{
  const char *action;
  void (*take) (BhcComposer *composer, BhcDesk *desk, const char *words);
} ways[] = {
  { "message.copy", copy },
  { "message.recall", recall },
  { "message.retry", retry },
};

void
bhc_message_ways_install (GtkWidgetClass *widget_class, GtkWidgetActionActivateFunc activate)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    gtk_widget_class_install_action (widget_class, ways[i].action, "s", activate);
}

gboolean
bhc_message_ways_take (BhcComposer *composer, BhcDesk *desk, const char *action, const char *words)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      if (!g_str_equal (ways[i].action, action))
        continue;
      ways[i].take (composer, desk, words);
      return TRUE;
    }

  return FALSE;
}
