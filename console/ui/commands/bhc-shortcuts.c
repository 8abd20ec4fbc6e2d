/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/commands/bhc-commands.h"

#include "console/ui/commands/bhc-shortcuts.h"

#define HEIGHT 18 /* rows of a column: with two of them each section fits a small screen */

static const struct
{
  const char *name;
  const char *title;
  BhcCommandGroup first, last;
} sections[] = {
  { "desk", NC_ ("commands", "Desk"), BHC_COMMANDS_PLACES, BHC_COMMANDS_MOVING },
  { "conversation", NC_ ("commands", "Conversation"), BHC_COMMANDS_CONVERSATION,
    BHC_COMMANDS_WRITING },
  { "rest", NC_ ("commands", "Knowledge and General"), BHC_COMMANDS_KNOWLEDGE,
    BHC_COMMANDS_GENERAL },
};

/* Until 4.14 only a builder can fill such a window. */
static void
open_object (GString *ui, const char *type)
{
  g_string_append_printf (ui, "<child><object class=\"%s\">", type);
}

static void
close_object (GString *ui)
{
  g_string_append (ui, "</object></child>");
}

static void
set_text (GString *ui, const char *property, const char *text)
{
  g_autofree char *escaped =
      g_markup_printf_escaped ("<property name=\"%s\">%s</property>", property, text);

  g_string_append (ui, escaped);
}

/* Triggers stand between bars, accelerators between blanks. */
static void
add_command (GString *ui, const BhcCommand *command)
{
  g_auto (GStrv) keys = g_strsplit (command->keys, "|", -1);
  g_autofree char *accelerator = g_strjoinv (" ", keys);

  open_object (ui, "GtkShortcutsShortcut");
  set_text (ui, "title", bhc_command_title (command));
  set_text (ui, "accelerator", accelerator);
  close_object (ui);
}

static void
add_group (GString *ui, BhcCommandGroup group)
{
  open_object (ui, "GtkShortcutsGroup");
  set_text (ui, "title", bhc_command_group_title (group));
  for (const BhcCommand *command = bhc_commands; command->title != NULL; command++)
    {
      if (command->group == group && command->keys != NULL)
        add_command (ui, command);
    }
  close_object (ui);
}

static void
add_section (GString *ui, guint which)
{
  open_object (ui, "GtkShortcutsSection");
  set_text (ui, "section-name", sections[which].name);
  set_text (ui, "title", g_dpgettext2 (NULL, "commands", sections[which].title));
  g_string_append_printf (ui, "<property name=\"max-height\">%d</property>", HEIGHT);
  for (guint group = sections[which].first; group <= sections[which].last; group++)
    add_group (ui, group);
  close_object (ui);
}

GtkShortcutsWindow *
bhc_shortcuts_new (void)
{
  g_autoptr (GString) ui = g_string_new ("<interface><object class=\"GtkShortcutsWindow\" "
                                         "id=\"window\"><property name=\"modal\">1</property>");
  g_autoptr (GtkBuilder) builder = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    add_section (ui, i);
  g_string_append (ui, "</object></interface>");

  builder = gtk_builder_new_from_string (ui->str, (gssize) ui->len);
  return GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "window"));
}
