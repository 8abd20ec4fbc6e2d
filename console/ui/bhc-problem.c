/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/bhc-problem.h"

#include "console/ui/toolkit/bhc-compat.h"

#include <glib/gi18n.h>
#include <string.h>

#define ENDS ".!?…。！？؟"

static gboolean
is_ended (const char *words)
{
  const char *last = g_utf8_prev_char (words + strlen (words));

  return g_utf8_strchr (ENDS, -1, g_utf8_get_char (last)) != NULL;
}

/* In some languages an address comes first, which has no capital letter. */
static gboolean
begins_with_address (const char *words)
{
  return g_strstr_len (words, (gssize) strcspn (words, " "), "://") != NULL;
}

char *
bhc_problem_sentence (const char *words)
{
  g_autofree char *first = NULL;
  g_autofree char *begun = NULL;

  if (words == NULL || *words == '\0')
    return g_strdup ("");
  first = g_utf8_strup (words, g_utf8_next_char (words) - words);
  begun = begins_with_address (words) ? g_strdup (words)
                                      : g_strconcat (first, g_utf8_next_char (words), NULL);
  /* Translators: what went wrong becomes a sentence. */
  return is_ended (begun) ? g_steal_pointer (&begun) : g_strdup_printf (_ ("%s."), begun);
}

void
bhc_problem_show (GtkLabel *label, const char *words)
{
  g_autofree char *sentence = bhc_problem_sentence (words);

  bhc_compat_set_status (label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (label), *sentence != '\0');
}

void
bhc_problem_describe (AdwStatusPage *page, const char *words)
{
  g_autofree char *sentence = bhc_problem_sentence (words);

  bhc_compat_describe (page, sentence);
}
