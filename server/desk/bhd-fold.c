/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-fold-private.h"

char *
bhd_fold (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (composed != NULL ? composed : text, -1);

  return g_strdup (g_strstrip (folded));
}

char *
bhd_fold_question (const char *text)
{
  g_autofree char *folded = bhd_fold (text);
  GString *key = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c))
        {
          gap = TRUE;
          continue;
        }
      if (gap && key->len > 0)
        g_string_append_c (key, ' ');
      gap = FALSE;
      g_string_append_unichar (key, c);
    }
  return g_string_free (key, FALSE);
}
