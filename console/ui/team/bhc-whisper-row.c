/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "console/ui/bhc-time.h"
#include "console/ui/toolkit/bhc-dotted.h"

#include "console/ui/team/bhc-whisper-row.h"

#define WHISPER "bhc-whisper"

typedef struct
{
  BhcWhispers *whispers;
  GtkLabel *state;
  GtkWidget *again;
} Parts;

static gboolean
is_own (const Parts *parts, BhcWhisper *whisper)
{
  return !g_str_equal (bhc_whisper_get_from (whisper), bhc_whispers_get_with (parts->whispers));
}

static char *
state_in_words (const Parts *parts, BhcWhisper *whisper)
{
  g_autofree char *when = bhc_time_age (bhc_whisper_get_created (whisper), bh_clock_now_us ());
  const char *problem = bhc_whisper_get_problem (whisper);

  if (bhc_whisper_get_state (whisper) == BHC_WHISPER_SENDING)
    return g_strdup (_ ("Is being sent"));
  if (bhc_whisper_get_state (whisper) == BHC_WHISPER_FAILED)
    return g_strdup_printf (_ ("Not sent: %s"), problem != NULL ? problem : "");
  if (!is_own (parts, whisper))
    return bhc_dotted (bhc_whisper_get_from_name (whisper), when, NULL);
  return bhc_whisper_is_read (whisper) ? g_strdup_printf (_ ("You · %s · read"), when)
                                       : g_strdup_printf (_ ("You · %s"), when);
}

static void
show (BhcWhisper *whisper, GtkWidget *row)
{
  const Parts *parts = g_object_get_data (G_OBJECT (row), WHISPER);
  g_autofree char *state = state_in_words (parts, whisper);
  g_autofree char *name = g_strdup_printf ("%s: %s", state, bhc_whisper_get_body (whisper));
  gboolean failed = bhc_whisper_get_state (whisper) == BHC_WHISPER_FAILED;

  gtk_label_set_label (parts->state, state);
  gtk_widget_set_css_classes (GTK_WIDGET (parts->state),
                              (const char *[]){ "caption", failed ? "error" : "dim-label", NULL });
  gtk_widget_set_visible (parts->again, failed);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
again_cb (GtkWidget *row)
{
  const Parts *parts = g_object_get_data (G_OBJECT (row), WHISPER);

  bhc_whispers_send_again (parts->whispers, g_object_get_data (G_OBJECT (row), "whisper"));
}

static GtkWidget *
make_body (BhcWhisper *whisper, gboolean own)
{
  GtkWidget *body = gtk_label_new (bhc_whisper_get_body (whisper));

  gtk_label_set_wrap (GTK_LABEL (body), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (body), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (body), 0);
  gtk_label_set_selectable (GTK_LABEL (body), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (body), 48);
  gtk_widget_set_halign (body, own ? GTK_ALIGN_END : GTK_ALIGN_START);
  gtk_widget_add_css_class (body, "whisper");
  if (own)
    gtk_widget_add_css_class (body, "own");
  return body;
}

static void
parts_free (gpointer data)
{
  Parts *parts = data;

  g_object_unref (parts->whispers);
  g_free (parts);
}

GtkWidget *
bhc_whisper_row_new (BhcWhispers *whispers, BhcWhisper *whisper)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  Parts *parts = g_new0 (Parts, 1);
  gboolean own;

  *parts = (Parts){ g_object_ref (whispers), GTK_LABEL (gtk_label_new (NULL)),
                    gtk_button_new_with_mnemonic (_ ("_Try Again")) };
  own = is_own (parts, whisper);
  gtk_label_set_wrap (parts->state, TRUE);
  gtk_label_set_xalign (parts->state, own ? 1 : 0);
  gtk_widget_set_halign (parts->again, GTK_ALIGN_END);
  gtk_widget_add_css_class (parts->again, "flat");
  gtk_box_append (GTK_BOX (box), make_body (whisper, own));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (parts->state));
  gtk_box_append (GTK_BOX (box), parts->again);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_object_set_data_full (G_OBJECT (row), WHISPER, parts, parts_free);
  g_object_set_data_full (G_OBJECT (row), "whisper", g_object_ref (whisper), g_object_unref);
  g_signal_connect_object (parts->again, "clicked", G_CALLBACK (again_cb), row, G_CONNECT_SWAPPED);
  g_signal_connect_object (whisper, "changed", G_CALLBACK (show), row, 0);
  show (whisper, row);
  return row;
}
