/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/preferences/bhc-preferences-window.h"

typedef struct
{
  const char *property; /* NULL: begins a group */
  const char *label;
  const char *hint; /* (nullable) */
  guint max;        /* of a number; 0: a switch */
} Row;

static const Row rows[] = {
  { NULL, N_ ("Writing") },
  { "enter-sends", N_ ("Enter Sends"),
    N_ ("Shift+Enter breaks the line; otherwise Ctrl+Enter sends") },
  { "undo-seconds", N_ ("Seconds to Take It Back"),
    N_ ("What was sent waits so long. 0 sends at once."), 60 },
  { NULL, N_ ("Notifications") },
  { "notify-messages", N_ ("New Messages"), N_ ("In your own conversations") },
  { "notify-mentions", N_ ("Mentions and Whispers"), N_ ("And conversations handed to you") },
  { NULL, N_ ("Presence") },
  { "away-minutes", N_ ("Minutes until You Are Away"),
    N_ ("When nobody touches the console. 0 never does that. A locked screen is away at once."),
    240 },
  { NULL, N_ ("Starting and Closing") },
  { "background", N_ ("Ring in the Background"), N_ ("Closing the window leaves the bell on") },
  { "autostart", N_ ("Start with the Session") },
};

static GtkWidget *
make_control (const Row *row)
{
  GtkWidget *control =
      row->max == 0 ? gtk_switch_new () : gtk_spin_button_new_with_range (0, row->max, 1);

  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (row->label), -1);
  return control;
}

static GtkWidget *
make_row (const Row *row, BhcPreferences *preferences)
{
  GtkWidget *line = adw_action_row_new ();
  GtkWidget *control = make_control (row);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), _ (row->label));
  if (row->hint != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (line), _ (row->hint));
  adw_action_row_add_suffix (ADW_ACTION_ROW (line), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (line), control);
  g_object_bind_property (preferences, row->property, control, row->max == 0 ? "active" : "value",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  return line;
}

GtkWidget *
bhc_preferences_window_new (GtkWindow *parent, BhcPreferences *preferences)
{
  GtkWidget *window = g_object_new (ADW_TYPE_PREFERENCES_WINDOW, "transient-for", parent, "modal",
                                    TRUE, "search-enabled", FALSE, "title", _ ("Preferences"),
                                    "default-width", 560, "default-height", 620, NULL);
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  GtkWidget *group = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].property != NULL)
        {
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                     make_row (&rows[i], preferences));
          continue;
        }
      group = adw_preferences_group_new ();
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (rows[i].label));
      adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
    }
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), page);
  bhc_parts_mend (window);

  return window;
}
