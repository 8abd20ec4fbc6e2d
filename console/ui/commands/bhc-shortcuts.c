/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/commands/bhc-commands.h"
#include "console/ui/toolkit/bhc-parts.h"
#include "console/ui/toolkit/bhc-wrap-layout.h"

#include "console/ui/commands/bhc-shortcuts.h"

/* Triggers stand between bars, accelerators between blanks. */
static GtkWidget *
make_keys (const BhcCommand *command)
{
  g_auto (GStrv) keys = g_strsplit (command->keys, "|", -1);
  g_autofree char *accelerator = g_strjoinv (" ", keys);

  return g_object_new (GTK_TYPE_SHORTCUT_LABEL, "accelerator", accelerator, "valign",
                       GTK_ALIGN_CENTER, "halign", GTK_ALIGN_END, "accessible-role",
                       GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

/* Words that would have to be broken have a line of their own. */
static GtkWidget *
make_line (const BhcCommand *command)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (line, bhc_wrap_layout_new (6));
  gtk_widget_set_valign (line, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line),
                  g_object_new (GTK_TYPE_LABEL, "label", bhc_command_title (command), "wrap", TRUE,
                                "xalign", 0.0, "hexpand", TRUE, NULL));
  gtk_box_append (GTK_BOX (line), make_keys (command));
  return line;
}

static GtkWidget *
make_row (const BhcCommand *command)
{
  GtkWidget *row = adw_preferences_row_new ();
  g_autofree char *keys = bhc_command_keys_label (command);
  /* Translators: a command, and the keys for it. */
  g_autofree char *words = g_strdup_printf (_ ("%s, %s"), bhc_command_title (command), keys);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  /* What names it for screen readers, and what is searched. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), make_line (command));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (row, "with-keys");
  return row;
}

/* (nullable): none of them has keys */
static GtkWidget *
make_group (BhcCommandGroup which)
{
  GtkWidget *group = NULL;

  for (const BhcCommand *command = bhc_commands; command->title != NULL; command++)
    {
      if (command->group != which || command->keys == NULL)
        continue;
      if (group == NULL)
        {
          group = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                           bhc_command_group_title (which));
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (command));
    }
  return group;
}

/* GTK's own window for shortcuts puts them in columns, which need more room than a narrow screen
 * has. */
GtkWidget *
bhc_shortcuts_new (GtkWindow *parent)
{
  GtkWidget *window =
      g_object_new (ADW_TYPE_PREFERENCES_WINDOW, "transient-for", parent, "modal", TRUE, "title",
                    C_ ("window", "Shortcuts"), "default-width", 560, "default-height", 680, NULL);
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  for (guint which = 0; which < BHC_N_COMMAND_GROUPS; which++)
    {
      GtkWidget *group = make_group (which);

      if (group != NULL)
        adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
    }
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), page);
  bhc_parts_mend (window);

  return window;
}
