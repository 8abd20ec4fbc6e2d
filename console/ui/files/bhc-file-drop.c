/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/files/bhc-file-drop.h"

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, BhcFileTray *tray)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (tray)))
    return FALSE;
  bhc_file_tray_add_list (tray, g_value_get_boxed (value));
  return TRUE;
}

static void
hover_cb (GtkDropTarget *target, GParamSpec *pspec, GtkWidget *sign)
{
  gtk_widget_set_visible (sign, gtk_drop_target_get_current_drop (target) != NULL);
}

void
bhc_file_drop_watch (GtkWidget *widget, BhcFileTray *tray, GtkWidget *sign)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), tray, 0);
  if (sign != NULL)
    g_signal_connect_object (target, "notify::current-drop", G_CALLBACK (hover_cb), sign, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

static void
texture_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcFileTray) tray = data;
  g_autoptr (GdkTexture) texture =
      gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, NULL);

  if (texture != NULL)
    bhc_file_tray_add_texture (tray, texture);
}

static void
files_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcFileTray) tray = data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value != NULL && G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    bhc_file_tray_add_list (tray, g_value_get_boxed (value));
}

/* Words go where words go: programs that offer both mean the words. */
static void
paste_cb (GtkTextView *text, BhcFileTray *tray)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (text));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    files_cb, g_object_ref (tray));
  else if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE) &&
           !gdk_content_formats_contain_gtype (formats, G_TYPE_STRING))
    gdk_clipboard_read_texture_async (clipboard, NULL, texture_cb, g_object_ref (tray));
  else
    return;
  g_signal_stop_emission_by_name (text, "paste-clipboard");
}

void
bhc_file_paste_watch (GtkTextView *text, BhcFileTray *tray)
{
  g_signal_connect_object (text, "paste-clipboard", G_CALLBACK (paste_cb), tray, 0);
}
