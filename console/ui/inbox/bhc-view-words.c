/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "console/ui/inbox/bhc-view-words.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"

const BhcViewWords bhc_view_words[BHC_N_VIEW_WORDS] = {
  { BHC_VIEW_WAITING, "bellhop-bell-symbolic", NC_ ("view", "Waiting"), N_ ("Nobody Is Waiting"),
    N_ ("A bell rings when someone asks for a person.") },
  { BHC_VIEW_MINE, "bellhop-person-symbolic", NC_ ("view", "Mine"), N_ ("Nothing Is Yours"),
    N_ ("Conversations you claim are kept here until they are resolved.") },
  { BHC_VIEW_UNASSIGNED, "bellhop-unassigned-symbolic", NC_ ("view", "Unassigned"),
    N_ ("Nothing Unassigned"), N_ ("Open conversations that nobody has claimed are kept here.") },
  { BHC_VIEW_MENTIONED, "bellhop-mention-symbolic", NC_ ("view", "Mentioned"),
    N_ ("Nobody Mentions You"), N_ ("Notes that mention you wait here until you have read them.") },
  { BHC_VIEW_SNOOZED, "bellhop-clock-symbolic", NC_ ("view", "Snoozed"), N_ ("Nothing Snoozed"),
    N_ ("What is put off waits here until its time, or until the visitor writes.") },
  { BHC_VIEW_ALL, "bellhop-all-symbolic", NC_ ("view", "All"), N_ ("No Conversations Yet"),
    N_ ("They appear here as soon as a visitor writes.") },
  { BHC_VIEW_RESOLVED, "bellhop-check-symbolic", NC_ ("view", "Resolved"),
    N_ ("Nothing Resolved Yet"), N_ ("Finished conversations are kept here.") },
};

const char *
bhc_view_title (const BhcViewWords *words)
{
  return g_dpgettext2 (NULL, "view", words->title);
}

const BhcViewWords *
bhc_view_words_of (BhcView view)
{
  for (guint i = 0; i < BHC_N_VIEW_WORDS; i++)
    if (bhc_view_words[i].view == view)
      return &bhc_view_words[i];

  return NULL;
}

void
bhc_view_describe_empty (AdwStatusPage *page, BhcView view, gboolean filtered)
{
  const BhcViewWords *words = filtered ? NULL : bhc_view_words_of (view);

  if (words != NULL)
    {
      adw_status_page_set_icon_name (page, words->icon);
      adw_status_page_set_title (page, _ (words->empty));
      bhc_compat_describe (page, _ (words->description));
      return;
    }

  adw_status_page_set_icon_name (page,
                                 filtered ? "bellhop-filter-symbolic" : "bellhop-view-symbolic");
  adw_status_page_set_title (page, _ ("Nothing Matches"));
  bhc_compat_describe (page, filtered ? _ ("No conversation of this view matches the filter.")
                                      : _ ("No conversation matches this view."));
}

typedef struct
{
  GtkWidget *parent; /* weak: @data lives as long as it */
  GtkWidget *entry;
  GtkWidget *shared; /* (nullable) */
  BhcViewNamed named;
  gpointer data;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_clear_weak_pointer (&question->parent);
  g_free (question);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  g_autofree char *name =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (question->entry))));
  gboolean shared =
      question->shared != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (question->shared));

  if (strcmp (response, "save") == 0 && *name != '\0' && question->parent != NULL)
    question->named (name, shared, question->data);
}

static void
name_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "save", *name != '\0');
}

static GtkWidget *
make_parts (Question *question, const char *name, gboolean may_share)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  question->entry = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (question->entry), 60);
  gtk_entry_set_activates_default (GTK_ENTRY (question->entry), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (question->entry), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (question->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the view"), -1);
  gtk_box_append (GTK_BOX (box), question->entry);
  if (!may_share)
    return box;

  question->shared = gtk_check_button_new_with_label (_ ("Everybody in the team sees it"));
  gtk_box_append (GTK_BOX (box), question->shared);
  return box;
}

void
bhc_view_words_ask (GtkWidget *parent,
                    const char *heading,
                    const char *name,
                    gboolean may_share,
                    BhcViewNamed named,
                    gpointer data)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (parent));
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, heading, NULL));
  Question *question = g_new0 (Question, 1);

  g_set_weak_pointer (&question->parent, parent);
  question->named = named;
  question->data = data;
  adw_message_dialog_set_extra_child (dialog, make_parts (question, name, may_share));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "save", _ ("_Save"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "save");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, question_free, 0);
  g_signal_connect (question->entry, "changed", G_CALLBACK (name_changed_cb), dialog);
  name_changed_cb (GTK_EDITABLE (question->entry), dialog);
  bhc_parts_mend (GTK_WIDGET (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}
