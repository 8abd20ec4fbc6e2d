/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-words.h"

const char *
bh_words_get (const BhWords *self, guint value)
{
  g_return_val_if_fail (value < self->n_words, NULL);

  return self->words[value];
}

gboolean
bh_words_find (const BhWords *self, const char *word, guint *value)
{
  for (guint i = 0; word != NULL && i < self->n_words; i++)
    if (g_str_equal (self->words[i], word))
      {
        *value = i;
        return TRUE;
      }
  return FALSE;
}
