/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A console without windows, to be killed: it signs in, writes COUNT messages numbered from FIRST
 * into one conversation, prints the number of each as soon as it is shown, and ends when nothing
 * waits any more.  Usage: outbox-child DIRECTORY SERVER CONVERSATION FIRST COUNT */
#include "console/model/bhc-desk.h"
#include "console/model/writing/bhc-writing.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct
{
  BhcDesk *desk;
  BhcTranscript *transcript;
  const char *conversation;
  int next, last;
  guint shown;
} Child;

static void
shown_cb (GListModel *model, guint position, guint removed, guint added, Child *child)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (BhcMessage) row = g_list_model_get_item (model, i);

      printf ("%s\n", bhc_message_get_record (row)->body);
    }
  fflush (stdout);
}

static gboolean
write_cb (gpointer data)
{
  Child *child = data;
  g_autofree char *body = g_strdup_printf ("%d", child->next);

  if (child->next > child->last)
    return G_SOURCE_REMOVE;

  bhc_desk_post (child->desk, child->conversation, BH_MESSAGE_TEXT, body);
  child->next++;
  return G_SOURCE_CONTINUE;
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Child *child = data;
  g_autoptr (GError) error = NULL;

  if (!bhc_desk_sign_in_finish (child->desk, result, &error))
    g_error ("cannot sign in: %s", error->message);

  child->transcript = bhc_desk_open_transcript (child->desk, child->conversation);
  g_signal_connect (child->transcript, "items-changed", G_CALLBACK (shown_cb), child);
  shown_cb (G_LIST_MODEL (child->transcript), 0, 0,
            g_list_model_get_n_items (G_LIST_MODEL (child->transcript)), child);
  g_timeout_add (1, write_cb, child);
}

static gboolean
is_done (Child *child)
{
  guint waiting;

  g_object_get (child->desk, "n-outbox", &waiting, NULL);
  return child->next > child->last && waiting == 0 &&
         bhc_desk_get_state (child->desk) == BHC_STATE_ONLINE;
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

int
main (int argc, char **argv)
{
  Child child = { 0 };

  g_return_val_if_fail (argc == 6, 2);

  child.desk = bhc_desk_new (argv[1]);
  child.conversation = argv[3];
  child.next = atoi (argv[4]);
  child.last = child.next + atoi (argv[5]) - 1;
  bhc_desk_sign_in_async (child.desk, argv[2], "me@example.org", "right", FALSE, signed_in_cb,
                          &child);
  g_timeout_add (50, tick_cb, NULL);
  while (child.transcript == NULL || !is_done (&child))
    g_main_context_iteration (NULL, TRUE);

  _Exit (0); /* as abruptly as the killed ones */
}
