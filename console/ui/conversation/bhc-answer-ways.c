/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/bhc-problem.h"
#include "console/ui/knowledge/bhc-article-chooser.h"
#include "console/ui/runs/bhc-run-window.h"

#include "console/ui/conversation/bhc-answer-ways.h"

static void
tell (GtkWidget *widget, const char *sentence)
{
  gtk_widget_activate_action (widget, "conversation.tell", "s", sentence);
}

static void
tell_error (GtkWidget *widget, const GError *error)
{
  g_autofree char *sentence = bhc_problem_sentence (error->message);

  tell (widget, sentence);
}

static void
open_article_cb (GtkWidget *widget, const char *id, const char *passage)
{
  gtk_widget_activate_action (widget, "places.open-article", "(ss)", id,
                              passage != NULL ? passage : "");
}

static void
explained_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) widget = data;
  BhcLibrary *library = BHC_LIBRARY (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcAnswer) answer = bhc_library_finish (library, result, &error);
  GtkRoot *root = gtk_widget_get_root (widget);
  const BhRun *run = answer != NULL ? answer->records[BHC_KIND_RUN] : NULL;
  GtkWidget *window;

  if (root == NULL)
    return;
  if (error != NULL)
    tell_error (widget, error);
  if (run == NULL)
    return;

  window = bhc_run_window_new (GTK_WINDOW (root), library, run);
  g_signal_connect_object (window, "open-article", G_CALLBACK (open_article_cb), widget,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

void
bhc_answer_ways_explain (GtkWidget *widget,
                         BhcLibrary *library,
                         const char *conversation,
                         const char *message)
{
  bhc_library_explain_async (library, conversation, message, explained_cb, g_object_ref (widget));
}

/* What is being chosen for; the chooser keeps it. */
typedef struct
{
  GtkWidget *widget;
  BhcLibrary *library;
  char *conversation;
  char *question;
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_object_unref (choice->widget);
  g_object_unref (choice->library);
  g_free (choice->conversation);
  g_free (choice->question);
  g_free (choice);
}

static void
proposed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) widget = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcAnswer) answer = bhc_library_finish (BHC_LIBRARY (source), result, &error);
  const BhPhrasing *phrasing = answer != NULL ? answer->records[BHC_KIND_PHRASING] : NULL;

  if (gtk_widget_get_root (widget) == NULL)
    return;
  if (error != NULL)
    tell_error (widget, error);
  else if (phrasing != NULL && g_strcmp0 (phrasing->status, "approved") == 0)
    tell (widget, _ ("From now on this question finds the article."));
  else
    tell (widget, _ ("Proposed: an administrator decides whether the question finds the article."));
}

static void
chosen_cb (Choice *choice, const char *id, const char *title)
{
  bhc_library_propose_async (choice->library, id, choice->question, choice->conversation,
                             proposed_cb, g_object_ref (choice->widget));
}

void
bhc_answer_ways_choose (GtkWidget *widget,
                        BhcLibrary *library,
                        const char *conversation,
                        const char *question)
{
  GtkWidget *chooser =
      bhc_article_chooser_new (GTK_WINDOW (gtk_widget_get_root (widget)), library, question);
  Choice *choice = g_new0 (Choice, 1);

  choice->widget = g_object_ref (widget);
  choice->library = g_object_ref (library);
  choice->conversation = g_strdup (conversation);
  choice->question = g_strdup (question);
  g_signal_connect_data (chooser, "chosen", G_CALLBACK (chosen_cb), choice, choice_free,
                         G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (chooser));
}
