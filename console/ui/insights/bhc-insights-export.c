/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/insights/bhc-insights-export.h"

/* One wish, from the click to its end. */
typedef struct
{
  GtkWidget *widget;
  GBytes *bytes;
  GtkFileChooserNative *chooser; /* (nullable) */
} Wish;

static Wish *
wish_new (GtkWidget *widget, GBytes *bytes)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->widget = g_object_ref (widget);
  wish->bytes = g_bytes_ref (bytes);
  return wish;
}

static void
wish_free (Wish *wish)
{
  g_clear_object (&wish->chooser);
  g_object_unref (wish->widget);
  g_bytes_unref (wish->bytes);
  g_free (wish);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wish) wish = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *sentence = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    sentence = g_strdup_printf (_ ("The figures are in “%s”."), name);
  else
    sentence = g_strdup_printf (_ ("The figures were not saved: %s"), error->message);
  gtk_widget_activate_action (wish->widget, "insights.tell", "s", sentence);
}

/* @wish: (transfer full) */
static void
write_file (Wish *wish, GFile *file)
{
  g_file_replace_contents_bytes_async (file, wish->bytes, NULL, FALSE,
                                       G_FILE_CREATE_REPLACE_DESTINATION, NULL, written_cb, wish);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (Wish) wish = data;
  g_autoptr (GFile) file = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (wish->chooser));
  write_file (g_steal_pointer (&wish), file);
}

void
bhc_insights_export (GtkWidget *widget, GBytes *bytes, const char *name)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  Wish *wish = wish_new (widget, bytes);

  wish->chooser = gtk_file_chooser_native_new (
      _ ("Save Figures"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (wish->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (wish->chooser), TRUE);
  g_signal_connect (wish->chooser, "response", G_CALLBACK (chosen_cb), wish);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (wish->chooser));
}

void
bhc_insights_export_to (GtkWidget *widget, GBytes *bytes, GFile *file)
{
  write_file (wish_new (widget, bytes), file);
}
