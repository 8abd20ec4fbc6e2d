/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/pdf/bhd-pdf-mark.h"

#include <string.h>

static const char *const bullets[] = {
  "•", "‣", "▪", "■", "●", "○", "◦", "·", "–", "-", "*", "\xef\x82\xb7" /* of a symbol font */,
};

/* Without blanks. */
static gsize
bare_length (const char *text, gsize length, guint *number)
{
  gsize digits = 0;

  *number = 0;
  for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
    if (length >= strlen (bullets[i]) && strncmp (text, bullets[i], strlen (bullets[i])) == 0)
      return strlen (bullets[i]);
  while (digits < length && digits < 3 && g_ascii_isdigit (text[digits]))
    *number = *number * 10 + (guint) (text[digits++] - '0');
  return *number > 0 && digits < length && (text[digits] == '.' || text[digits] == ')') ? digits + 1
                                                                                        : 0;
}

gsize
bhd_pdf_mark_length (const char *text, gsize length, guint *number)
{
  gsize bare = bare_length (text, length, number), mark = bare;

  while (mark < length && text[mark] == ' ')
    mark++;
  return bare > 0 && mark > bare && mark < length ? mark : 0;
}

gboolean
bhd_pdf_mark_is_all (const char *text, gsize length)
{
  guint number;
  gsize bare = bare_length (text, length, &number);

  while (bare > 0 && bare < length && text[bare] == ' ')
    bare++;
  return bare > 0 && bare == length;
}
