/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/conversation/rows/bhc-delivery-look.h"
#include "console/ui/toolkit/bhc-fitting-menu.h"

#include "console/ui/conversation/rows/bhc-message-menu.h"

static void
add (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = NULL;

  if (label == NULL || action == NULL)
    return;

  item = g_menu_item_new (label, NULL);
  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static const char *
verb (const char *word)
{
  return word != NULL ? g_dpgettext2 (NULL, "message", word) : NULL;
}

GMenuModel *
bhc_message_menu_new (BhcMessage *message,
                      const char *label,
                      const char *action,
                      const char *target)
{
  const BhMessage *record = bhc_message_get_record (message);
  const BhcDeliveryLook *look = bhc_delivery_look (bhc_message_get_delivery (message));
  GMenu *menu = g_menu_new ();

  add (menu, _ ("_Copy Message"), *record->body != '\0' ? "message.copy" : NULL, record->body);
  add (menu, label, action, target);
  add (menu, verb (look->recall), "message.recall", record->id);
  add (menu, verb (look->retry), "message.retry", record->id);
  add (menu, verb (look->discard), "message.discard", record->id);

  return G_MENU_MODEL (menu);
}

static gboolean
unparent_cb (gpointer data)
{
  gtk_widget_unparent (data);
  return G_SOURCE_REMOVE;
}

/* Not at once: its action is still to be activated. */
static void
closed_cb (GtkPopover *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

void
bhc_message_menu_popup (GtkWidget *row, GMenuModel *menu)
{
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);

  gtk_widget_set_parent (popover, row);
  bhc_fitting_menu_mend (popover);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What can be done with the message"), -1);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}
