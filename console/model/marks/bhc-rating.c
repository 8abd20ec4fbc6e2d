/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/marks/bhc-rating.h"

#include <glib/gi18n.h>

#define BEST 5

static const char *const words[BEST + 1] = {
  NULL, N_ ("Very bad"), N_ ("Bad"), N_ ("Okay"), N_ ("Good"), N_ ("Very good"),
};

char *
bhc_rating_words (const BhConversation *record)
{
  const char *comment = record->csat_comment != NULL ? record->csat_comment : "";
  int score = (int) CLAMP (record->csat_score, 0, BEST);

  if (score == 0)
    return NULL;
  if (*comment == '\0')
    return g_strdup_printf (_ ("%s (%d of %d)"), _ (words[score]), score, BEST);
  return g_strdup_printf (_ ("%s (%d of %d): “%s”"), _ (words[score]), score, BEST, comment);
}
