/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/insights/bhc-csv.h"

#include <math.h>
#include <string.h>

#define MARK "\xEF\xBB\xBF"
#define DIGITS_MAX 6

BhcCsv
bhc_csv_new (void)
{
  return (BhcCsv){ g_string_new (MARK), FALSE };
}

static void
begin_field (BhcCsv *self)
{
  if (self->within)
    g_string_append_c (self->text, ',');
  self->within = TRUE;
}

/* Programs pass over white space, and control characters, before they look for the sign. */
static gboolean
is_formula (const char *text)
{
  const char *at = text;

  if (*at == '\t' || *at == '\r' || *at == '\n')
    return TRUE;
  while (*at != '\0' &&
         (g_unichar_isspace (g_utf8_get_char (at)) || g_unichar_iscntrl (g_utf8_get_char (at)) ||
          g_unichar_iszerowidth (g_utf8_get_char (at))))
    at = g_utf8_next_char (at);
  /* The wide forms are read as the signs they look like. */
  return *at != '\0' && g_utf8_strchr ("=+-@＝＋－＠", -1, g_utf8_get_char (at)) != NULL;
}

static void
append_quoted (GString *into, const char *text)
{
  g_string_append_c (into, '"');
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (into, '"');
      g_string_append_c (into, *at);
    }
  g_string_append_c (into, '"');
}

void
bhc_csv_add_text (BhcCsv *self, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *safe = g_strconcat (is_formula (valid) ? "'" : "", valid, NULL);

  begin_field (self);
  if (strpbrk (safe, ",;\"\r\n\t") != NULL || safe[0] == '\'' || safe[0] == ' ')
    append_quoted (self->text, safe);
  else
    g_string_append (self->text, safe);
}

void
bhc_csv_add_number (BhcCsv *self, double number, guint digits)
{
  char format[] = "%.0f";
  char text[G_ASCII_DTOSTR_BUF_SIZE + 320]; /* the largest double has 309 digits before the point */

  begin_field (self);
  if (!isfinite (number))
    return;
  format[2] = (char) ('0' + MIN (digits, DIGITS_MAX));
  g_ascii_formatd (text, sizeof text, format, number);
  if (strchr (text, '.') != NULL)
    {
      gsize length = strlen (text);

      while (text[length - 1] == '0')
        length--;
      text[text[length - 1] == '.' ? length - 1 : length] = '\0';
    }
  g_string_append (self->text, text);
}

void
bhc_csv_end_line (BhcCsv *self)
{
  g_string_append (self->text, "\r\n");
  self->within = FALSE;
}

GBytes *
bhc_csv_finish (BhcCsv *self)
{
  return g_string_free_to_bytes (g_steal_pointer (&self->text));
}
