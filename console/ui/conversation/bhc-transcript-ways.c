/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "console/model/bhc-desk-ask.h"
#include "console/ui/bhc-status.h"

#include "console/ui/conversation/bhc-transcript-ways.h"

#define SAVE "conversation.save-transcript"

/* One wish, from the click to its end. */
typedef struct
{
  GtkWidget *widget;
  BhcDesk *desk;
  char *path;
  char *address;                 /* the visitor's */
  GtkFileChooserNative *chooser; /* (nullable) */
  GFile *file;                   /* (nullable) where to */
  GBytes *bytes;                 /* (nullable) what is being written */
} Wish;

static Wish *
wish_new (GtkWidget *widget, BhcDesk *desk, BhcConversation *conversation)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->widget = g_object_ref (widget);
  wish->desk = g_object_ref (desk);
  wish->path = g_strdup_printf ("/v1/desk/conversations/%s/transcript",
                                bhc_conversation_get_id (conversation));
  wish->address = g_strdup (bhc_conversation_get_record (conversation)->contact_email);
  return wish;
}

static void
wish_free (Wish *wish)
{
  g_object_unref (wish->widget);
  g_object_unref (wish->desk);
  g_clear_object (&wish->chooser);
  g_clear_object (&wish->file);
  g_clear_pointer (&wish->bytes, g_bytes_unref);
  g_free (wish->path);
  g_free (wish->address);
  g_free (wish);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static void
tell (Wish *wish, const char *sentence)
{
  gtk_widget_activate_action (wish->widget, "conversation.tell", "s", sentence);
}

static void
tell_not_saved (Wish *wish, const GError *error)
{
  g_autofree char *sentence =
      g_strdup_printf (_ ("The transcript was not saved: %s"), error->message);

  tell (wish, sentence);
}

static void
mailed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wish) wish = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);
  g_autofree char *sentence =
      answer != NULL ? g_strdup_printf (_ ("The transcript goes to %s."), wish->address)
                     : g_strdup_printf (_ ("The transcript was not mailed: %s"), error->message);

  tell (wish, sentence);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wish) wish = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (wish->file);
  g_autofree char *done = g_strdup_printf (_ ("The transcript is in “%s”."), name);

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    tell (wish, done);
  else
    tell_not_saved (wish, error);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wish) wish = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);
  const char *text = NULL;

  if (answer == NULL || !g_variant_lookup (answer, "text", "&s", &text))
    {
      if (error == NULL)
        g_set_error (&error, BH_ERROR, BH_ERROR_MALFORMED, _ ("the server sent no text"));
      tell_not_saved (wish, error);
      return;
    }

  wish->bytes = g_bytes_new (text, strlen (text));
  g_file_replace_contents_bytes_async (wish->file, wish->bytes, NULL, FALSE,
                                       G_FILE_CREATE_REPLACE_DESTINATION, NULL, written_cb, wish);
  g_steal_pointer (&wish);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (Wish) wish = data;
  BhcDesk *desk = wish->desk;
  const char *path = wish->path;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  wish->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (wish->chooser));
  bhc_desk_ask_async (desk, "GET", path, NULL, NULL, fetched_cb, g_steal_pointer (&wish));
}

/* “Ada Lindqvist 2026-11-21.txt”; what file systems do not like is left out. */
static char *
suggest_name (BhcConversation *conversation)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (bh_clock_now_us () / BH_SECOND);
  g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");
  g_autofree char *name = g_strdup (bhc_status_contact_name (conversation));

  return g_strdup_printf ("%s %s.txt", g_strdelimit (name, "/\\:*?\"<>|", ' '), date);
}

static void
save (Wish *wish, BhcConversation *conversation)
{
  GtkRoot *root = gtk_widget_get_root (wish->widget);
  g_autofree char *name = suggest_name (conversation);

  wish->chooser = gtk_file_chooser_native_new (
      _ ("Save Transcript"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (wish->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (wish->chooser), TRUE);
  g_signal_connect (wish->chooser, "response", G_CALLBACK (chosen_cb), wish);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (wish->chooser));
}

void
bhc_transcript_ways_install (GtkWidgetClass *widget_class, GtkWidgetActionActivateFunc activate)
{
  gtk_widget_class_install_action (widget_class, SAVE, NULL, activate);
  gtk_widget_class_install_action (widget_class, "conversation.mail-transcript", NULL, activate);
}

void
bhc_transcript_ways_take (GtkWidget *widget,
                          BhcDesk *desk,
                          BhcConversation *conversation,
                          const char *action)
{
  Wish *wish = wish_new (widget, desk, conversation);

  if (g_str_equal (action, SAVE))
    save (wish, conversation);
  else
    bhc_desk_ask_async (desk, "POST", wish->path, NULL, NULL, mailed_cb, wish);
}
