/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A console without windows, to be killed while somebody types: it prints the draft it has found,
 * then writes a longer and longer one and prints how long it is each time.
 * Usage: draft-child DIRECTORY SERVER CONVERSATION */
#include "console/model/writing/bhc-writing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  BhcDesk *desk;
  const char *conversation;
  guint length;
} Child;

static gboolean
type_cb (gpointer data)
{
  Child *child = data;
  g_autofree char *body = g_strnfill (++child->length, 'x');

  bhc_desk_keep_draft (child->desk, child->conversation, BH_MESSAGE_TEXT, bhc_letter_new (body));
  printf ("%u\n", child->length);
  fflush (stdout);

  return G_SOURCE_CONTINUE;
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Child *child = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcLetter) found = NULL;

  if (!bhc_desk_sign_in_finish (child->desk, result, &error))
    g_error ("cannot sign in: %s", error->message);

  found = bhc_desk_read_draft (child->desk, child->conversation, BH_MESSAGE_TEXT);
  child->length = (guint) strlen (found->body);
  printf ("found %u\n", child->length);
  g_timeout_add (10, type_cb, child);
}

int
main (int argc, char **argv)
{
  Child child = { 0 };

  g_return_val_if_fail (argc == 4, 2);

  child.desk = bhc_desk_new (argv[1]);
  child.conversation = argv[3];
  bhc_desk_sign_in_async (child.desk, argv[2], "me@example.org", "right", FALSE, signed_in_cb,
                          &child);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}
