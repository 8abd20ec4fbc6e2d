/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "console/model/reading/bhc-transcript-reach.h"

#include "console/ui/conversation/rows/bhc-arrival.h"

#define MOMENT_S 5

/* On the way to a message. */
typedef struct
{
  GWeakRef view;
  gint64 seq;
  char *word;
} Arrival;

static void
arrival_free (Arrival *arrival)
{
  g_weak_ref_clear (&arrival->view);
  g_free (arrival->word);
  g_free (arrival);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Arrival, arrival_free)

static gboolean
passed_cb (gpointer message)
{
  g_object_set (message, "found", NULL, "lit", FALSE, NULL);
  return G_SOURCE_REMOVE;
}

static void
mark (BhcMessage *message, const char *word)
{
  g_object_set (message, "found", *word != '\0' ? word : NULL, "lit", TRUE, NULL);
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, MOMENT_S, passed_cb, g_object_ref (message),
                              g_object_unref);
}

static void
tell (BhcTranscriptView *view, const GError *error)
{
  g_autofree char *sentence =
      g_strdup_printf (_ ("The message cannot be shown: %s"), error->message);

  gtk_widget_activate_action (GTK_WIDGET (view), "conversation.tell", "s", sentence);
}

static void
reached_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Arrival) arrival = data;
  g_autoptr (BhcTranscriptView) view = g_weak_ref_get (&arrival->view);
  g_autoptr (GError) error = NULL;
  BhcMessage *message = NULL;

  bhc_transcript_reach_finish (BHC_TRANSCRIPT (source), result, &error);
  if (view == NULL || bhc_transcript_view_get_transcript (view) != BHC_TRANSCRIPT (source))
    return;
  if (error != NULL)
    {
      tell (view, error);
      return;
    }

  message = bhc_transcript_view_show_message (view, arrival->seq);
  if (message != NULL)
    mark (message, arrival->word);
}

/* The longest: the others are found near it. */
static char *
pick_word (const char *words)
{
  g_auto (GStrv) each = g_strsplit (words, " ", -1);
  const char *longest = "";

  for (guint i = 0; each[i] != NULL; i++)
    if (strlen (each[i]) > strlen (longest))
      longest = each[i];
  return g_strdup (longest);
}

void
bhc_arrival_begin (BhcTranscriptView *view,
                   BhcTranscript *transcript,
                   gint64 seq,
                   const char *words)
{
  Arrival *arrival = g_new0 (Arrival, 1);

  g_weak_ref_init (&arrival->view, view);
  arrival->seq = seq;
  arrival->word = pick_word (words);
  bhc_transcript_reach_async (transcript, seq, NULL, reached_cb, arrival);
}
