/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/conversation/deeds/bhc-priority-choice.h"

/* “sorting.priority” is what the menu names: an action of the pane's class could hold no state. */
#define GROUP "sorting"
#define CHOICE "priority"

static void
chosen_cb (GtkWidget *button, GVariant *priority)
{
  gtk_widget_activate_action_variant (button, "conversation.priority", priority);
}

static GSimpleAction *
install (GtkWidget *button)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) choice =
      g_simple_action_new_stateful (CHOICE, G_VARIANT_TYPE_STRING, g_variant_new_string ("normal"));

  g_signal_connect_object (choice, "activate", G_CALLBACK (chosen_cb), button, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (choice));
  gtk_widget_insert_action_group (button, GROUP, G_ACTION_GROUP (group));
  g_object_set_data (G_OBJECT (button), GROUP, choice); /* the group holds it */
  return choice;
}

void
bhc_priority_choice_show (GtkMenuButton *button, const char *priority)
{
  GSimpleAction *choice;

  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  choice = g_object_get_data (G_OBJECT (button), GROUP);
  if (choice == NULL)
    choice = install (GTK_WIDGET (button));
  g_simple_action_set_state (choice, g_variant_new_string (priority));
}
