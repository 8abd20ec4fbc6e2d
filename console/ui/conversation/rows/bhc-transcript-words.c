/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/conversation/rows/bhc-transcript-words.h"

char *
bhc_transcript_words_latest (guint n_new)
{
  if (n_new == 0)
    return g_strdup (_ ("Jump to latest message"));

  return g_strdup_printf (
      ngettext ("Jump to latest message, %u is new", "Jump to latest message, %u are new", n_new),
      n_new);
}

char *
bhc_transcript_words_typing (BhcTranscript *transcript)
{
  g_autofree char *name = NULL;

  if (transcript != NULL)
    g_object_get (transcript, "typing", &name, NULL);

  return name != NULL ? g_strdup_printf (_ ("%s is typing…"), name) : g_strdup ("");
}
