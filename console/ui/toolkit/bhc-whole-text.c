/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/toolkit/bhc-whole-text.h"

static gboolean
grow_cb (gpointer data)
{
  gtk_widget_queue_resize (data);
  return G_SOURCE_REMOVE;
}

static void
height_changed_cb (GtkAdjustment *height, GtkWidget *text)
{
  if (gtk_adjustment_get_upper (height) > gtk_adjustment_get_page_size (height))
    g_idle_add_full (GDK_PRIORITY_REDRAW, grow_cb, g_object_ref (text), g_object_unref);
}

void
bhc_whole_text_show (GtkTextView *text)
{
  GtkAdjustment *height = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (text));

  g_signal_connect_object (height, "changed", G_CALLBACK (height_changed_cb), text, 0);
}
