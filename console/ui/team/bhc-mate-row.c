/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/files/bhc-face.h"
#include "console/ui/toolkit/bhc-dotted.h"

#include "console/ui/team/bhc-mate-row.h"

#define ITEM "bhc-item"
#define DESK "bhc-desk"
#define DOT "bhc-dot"
#define UNREAD "bhc-unread"
#define SIDE 36

static const struct
{
  const char *presence;
  const char *label;
  const char *icon;
} presences[] = {
  { "online", NC_ ("presence", "Online"), "bellhop-status-online-symbolic" },
  { "away", NC_ ("presence", "Away"), "bellhop-status-away-symbolic" },
  { "busy", NC_ ("presence", "Busy"), "bellhop-status-busy-symbolic" },
  { "offline", NC_ ("presence", "Offline"), "bellhop-offline-symbolic" },
};

static gboolean
is_me (BhcDesk *desk, BhcMate *mate)
{
  const BhOperator *me = bhc_desk_get_operator (desk);

  return me != NULL && g_strcmp0 (me->id, bhc_mate_get (mate)->id) == 0;
}

static gboolean
is_cut_off (BhcDesk *desk)
{
  return bhc_desk_get_state (desk) == BHC_STATE_OFFLINE;
}

static guint
find_presence (BhcDesk *desk, BhcMate *mate)
{
  const char *presence =
      is_cut_off (desk) && is_me (desk, mate) ? "offline" : bhc_mate_get_presence (mate);
  guint i = 0;

  while (i < G_N_ELEMENTS (presences) - 1 && g_strcmp0 (presences[i].presence, presence) != 0)
    i++;
  return i;
}

char *
bhc_mate_row_presence_words (BhcDesk *desk, BhcMate *mate)
{
  const char *words = g_dpgettext2 (NULL, "presence", presences[find_presence (desk, mate)].label);

  if (!is_cut_off (desk))
    return g_strdup (words);
  if (is_me (desk, mate))
    return g_strdup (C_ ("presence", "Offline: not connected"));

  /* Translators: “Busy, as last known” */
  return g_strdup_printf (C_ ("presence", "%s, as last known"), words);
}

static char *
load_in_words (const BhcMateRecord *record)
{
  g_autofree char *open = g_strdup_printf (
      ngettext ("%d conversation", "%d conversations", (gulong) record->open), (int) record->open);

  if (record->open == 0)
    return g_strdup (_ ("No conversation"));
  if (record->waiting == 0)
    return g_steal_pointer (&open);
  return g_strdup_printf (ngettext ("%s, %d waits for an answer", "%s, %d wait for an answer",
                                    (gulong) record->waiting),
                          open, (int) record->waiting);
}

static void
name_row (GtkWidget *row, BhcMate *mate, const char *words)
{
  guint unread = bhc_mate_get_unread (mate);
  g_autofree char *count =
      unread > 0 ? g_strdup_printf (
                       ngettext (", %u unread whisper", ", %u unread whispers", unread), unread)
                 : g_strdup ("");
  g_autofree char *name = g_strdup_printf ("%s, %s%s", bhc_mate_get (mate)->name, words, count);

  /* Its title would be said once more. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_dot (GtkWidget *row, BhcDesk *desk, BhcMate *mate)
{
  GtkWidget *dot = g_object_get_data (G_OBJECT (row), DOT);
  guint i = find_presence (desk, mate);

  gtk_image_set_from_icon_name (GTK_IMAGE (dot), presences[i].icon);
  gtk_widget_set_css_classes (dot, (const char *[]){ "status-dot", presences[i].presence, NULL });
}

static void
show_mate (BhcMate *mate, GtkWidget *row)
{
  const BhcMateRecord *record = bhc_mate_get (mate);
  GtkWidget *unread = g_object_get_data (G_OBJECT (row), UNREAD);
  BhcDesk *desk = g_object_get_data (G_OBJECT (row), DESK);
  g_autofree char *presence = bhc_mate_row_presence_words (desk, mate);
  g_autofree char *load = load_in_words (record);
  g_autofree char *words = bhc_dotted (presence, load, NULL);
  g_autofree char *title =
      is_me (desk, mate) ? g_strdup_printf (_ ("%s (you)"), record->name) : g_strdup (record->name);
  g_autofree char *count = g_strdup_printf ("%u", bhc_mate_get_unread (mate));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_label_set_label (GTK_LABEL (unread), count);
  gtk_widget_set_visible (unread, bhc_mate_get_unread (mate) > 0);
  show_dot (row, desk, mate);
  name_row (row, mate, words);
}

static void
state_cb (GtkWidget *row)
{
  show_mate (bhc_mate_row_get (row), row);
}

static void
add_face (GtkWidget *row, BhcDesk *desk, const BhcMateRecord *record)
{
  const BhcFaceOf who = { record->id, record->avatar, NULL, SIDE };
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *avatar = adw_avatar_new (SIDE, record->name, TRUE);
  GtkWidget *dot =
      g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                    "pixel-size", 12, "halign", GTK_ALIGN_END, "valign", GTK_ALIGN_END, NULL);

  if (bhc_desk_get_files (desk) != NULL)
    bhc_face_show_operator (avatar, bhc_desk_get_files (desk), &who);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), avatar);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), dot);
  gtk_widget_set_valign (overlay, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), overlay);
  g_object_set_data (G_OBJECT (row), DOT, dot);
}

GtkWidget *
bhc_mate_row_new (BhcDesk *desk, BhcMate *mate)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *unread = gtk_label_new (NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  g_object_set_data_full (G_OBJECT (row), ITEM, g_object_ref (mate), g_object_unref);
  g_object_set_data_full (G_OBJECT (row), DESK, g_object_ref (desk), g_object_unref);
  g_object_set_data (G_OBJECT (row), UNREAD, unread);
  add_face (row, desk, bhc_mate_get (mate));
  gtk_widget_add_css_class (unread, "unread-badge");
  gtk_widget_add_css_class (unread, "numeric");
  gtk_widget_set_valign (unread, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), unread);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !is_me (desk, mate));
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), !is_me (desk, mate));
  g_signal_connect_object (mate, "changed", G_CALLBACK (show_mate), row, 0);
  g_signal_connect_object (desk, "notify::state", G_CALLBACK (state_cb), row, G_CONNECT_SWAPPED);
  show_mate (mate, row);
  return row;
}

BhcMate *
bhc_mate_row_get (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), ITEM);
}

/* ---- what the AI is at ---- */

static char *
provider_in_words (BhcAiRun *run)
{
  const char *provider = bhc_ai_run_get_provider (run);

  if (bhc_ai_run_get_started (run) == 0)
    return g_strdup (_ ("waits"));
  if (provider == NULL)
    return g_strdup (_ ("thinks"));
  return g_str_equal (provider, "embedded") ? g_strdup (_ ("built-in model")) : g_strdup (provider);
}

GtkWidget *
bhc_ai_run_row_new (BhcAiRun *run)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spinner = gtk_spinner_new ();
  const char *contact = bhc_ai_run_get_contact (run);
  g_autofree char *provider = provider_in_words (run);
  g_autofree char *title =
      g_strdup_printf (_ ("Answers %s"), *contact != '\0' ? contact : _ ("a visitor"));
  g_autofree char *words = bhc_dotted (bhc_ai_run_get_question (run), provider, NULL);
  g_autofree char *name = g_strdup_printf ("%s, %s", title, words);

  g_signal_connect (spinner, "map", G_CALLBACK (gtk_spinner_start), NULL);
  g_signal_connect (spinner, "unmap", G_CALLBACK (gtk_spinner_stop), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("In progress"), -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), spinner);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), ITEM, g_object_ref (run), g_object_unref);
  return row;
}

BhcAiRun *
bhc_ai_run_row_get (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), ITEM);
}
