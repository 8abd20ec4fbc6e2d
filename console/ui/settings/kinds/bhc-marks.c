/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/settings/kinds/bhc-kinds-private.h"

#define TITLE "bhc-title" /* of a row, while it says what is wrong */

/* A field that is no row itself has its own name for screen readers. */
static void
call_control (GtkWidget *row, const char *title, const char *problem)
{
  GtkWidget *control = bhc_setting_row_control (row);
  g_autofree char *words = problem != NULL ? g_strdup_printf (_ ("%s: %s"), title, problem) : NULL;

  if (GTK_IS_TEXT_VIEW (control))
    gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    words != NULL ? words : title, -1);
}

/* Its title, or that with what is wrong behind it. */
static void
say (GtkWidget *row, const char *problem)
{
  const char *title = g_object_get_data (G_OBJECT (row), TITLE);
  g_autofree char *markup = problem != NULL ? g_markup_escape_text (problem, -1) : NULL;
  g_autofree char *words = NULL;

  if (!ADW_IS_PREFERENCES_ROW (row) || (problem == NULL && title == NULL))
    return;
  if (title == NULL)
    {
      title = g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
      g_object_set_data_full (G_OBJECT (row), TITLE, (gpointer) title, g_free);
    }
  words = problem != NULL ? g_strdup_printf (_ ("%s: %s"), title, markup) : g_strdup (title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  call_control (row, title, problem);
  if (problem == NULL)
    g_object_set_data (G_OBJECT (row), TITLE, NULL);
}

static void
set_invalid (GtkWidget *row, gboolean invalid)
{
  GtkWidget *control = bhc_setting_row_control (row);

  if (!invalid)
    {
      gtk_widget_remove_css_class (row, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_STATE_INVALID);
      return;
    }
  gtk_widget_add_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

void
bhc_setting_row_bind_title (GtkWidget *row, GtkWidget *label)
{
  gtk_label_set_use_markup (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "setting-title");
  g_object_bind_property (row, "title", label, "label", G_BINDING_SYNC_CREATE);
}

void
bhc_setting_row_mark (GtkWidget *row, const char *problem)
{
  set_invalid (row, problem != NULL);
  say (row, problem);
}

void
bhc_setting_row_blame (GtkWidget *row, const char *problem)
{
  set_invalid (row, problem != NULL);
  if (problem != NULL)
    gtk_widget_grab_focus (bhc_setting_row_control (row));
}

void
bhc_setting_row_set_writable (GtkWidget *row, gboolean writable)
{
  gtk_text_view_set_editable (GTK_TEXT_VIEW (bhc_setting_row_control (row)), writable);
}
