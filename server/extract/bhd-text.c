/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/bhd-text.h"

#include <string.h>

#define SAMPLE 4096 /* bytes that are looked at to know UTF-16 */

typedef struct
{
  GString *text;
  guint line_ends; /* in a row, not yet written */
  guint spaces;    /* not yet written: those before a line end go */
  gboolean after_cr;
} Cleaner;

/* 0x80 to 0x9f of Windows-1252; 0: nothing stands there. */
static const gunichar windows_1252[] = {
  0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

static gboolean
is_unwanted (gunichar c)
{
  return (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0) /* control characters */
         || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xad ||
         c == 0xfeff || c == 0x200b /* soft hyphen, mark, zero width space */
         || !g_unichar_validate (c) || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

static gboolean
is_line_end (gunichar c)
{
  return c == '\n' || c == '\r' || c == '\f' || c == '\v' || c == 0x85 || c == 0x2028 ||
         c == 0x2029;
}

static void
clean_line_end (Cleaner *self, gunichar c)
{
  if (c != '\n' || !self->after_cr)
    self->line_ends++;
  self->after_cr = c == '\r';
  self->spaces = 0;
}

static void
clean_char (Cleaner *self, gunichar c)
{
  if (is_line_end (c))
    {
      clean_line_end (self, c);
      return;
    }
  self->after_cr = FALSE;
  if (is_unwanted (c))
    return;
  if (c == ' ' || c == '\t' || c == 0xa0)
    {
      self->spaces += c == '\t' ? 4 : 1;
      return;
    }
  for (guint i = 0; i < MIN (self->line_ends, 2) && self->text->len > 0; i++)
    g_string_append_c (self->text, '\n');
  for (guint i = 0; i < MIN (self->spaces, 64); i++)
    g_string_append_c (self->text, ' ');
  self->line_ends = self->spaces = 0;
  g_string_append_unichar (self->text, c);
}

static void
read_utf8 (Cleaner *self, const guint8 *bytes, gsize length)
{
  const char *at = (const char *) bytes, *end = at + length;

  while (at < end)
    {
      gunichar c = g_utf8_get_char_validated (at, end - at);

      /* NUL is no character to GLib, and not to us either. */
      if (*at == '\0' || c == (gunichar) -1 || c == (gunichar) -2)
        {
          at++;
          continue;
        }
      clean_char (self, c);
      at = g_utf8_next_char (at);
    }
}

static void
read_utf16 (Cleaner *self, const guint8 *bytes, gsize length, gboolean big)
{
  gunichar high = 0;

  for (gsize i = 0; i + 1 < length; i += 2)
    {
      gunichar unit = big ? bytes[i] << 8 | bytes[i + 1] : bytes[i + 1] << 8 | bytes[i];

      if (unit >= 0xdc00 && unit < 0xe000)
        {
          if (high != 0)
            clean_char (self, 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
          high = 0;
          continue;
        }
      high = unit >= 0xd800 && unit < 0xdc00 ? unit : 0;
      if (high == 0)
        clean_char (self, unit);
    }
}

static void
read_windows_1252 (Cleaner *self, const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    clean_char (self,
                bytes[i] >= 0x80 && bytes[i] < 0xa0 ? windows_1252[bytes[i] - 0x80] : bytes[i]);
}

/* UTF-16 without a mark: every other byte of Western text is zero. */
static gboolean
looks_like_utf16 (const guint8 *bytes, gsize length, gboolean big)
{
  gsize zeros = 0, others = 0, sample = MIN (length, SAMPLE) & ~(gsize) 1;

  for (gsize i = 0; i < sample; i += 2)
    {
      zeros += bytes[i + !big] == 0;
      others += bytes[i + big] == 0;
    }
  return sample >= 4 && zeros * 10 > sample / 2 * 6 && others * 10 < sample / 2;
}

static gboolean
is_utf8 (const guint8 *bytes, gsize length)
{
  const char *end;

  while (length > 0 && !g_utf8_validate ((const char *) bytes, (gssize) length, &end))
    {
      gsize good = (gsize) ((const guint8 *) end - bytes);

      /* A stray NUL does not make it another encoding. */
      if (good >= length || bytes[good] != 0)
        return FALSE;
      bytes += good + 1;
      length -= good + 1;
    }
  return TRUE;
}

char *
bhd_text_from_bytes (const guint8 *bytes, gsize length)
{
  Cleaner self = { g_string_sized_new (length + 1) };

  if (length >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe)
    read_utf16 (&self, bytes + 2, length - 2, FALSE);
  else if (length >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff)
    read_utf16 (&self, bytes + 2, length - 2, TRUE);
  else if (looks_like_utf16 (bytes, length, FALSE))
    read_utf16 (&self, bytes, length, FALSE);
  else if (looks_like_utf16 (bytes, length, TRUE))
    read_utf16 (&self, bytes, length, TRUE);
  else if (is_utf8 (bytes, length) || (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0))
    read_utf8 (&self, bytes, length);
  else
    read_windows_1252 (&self, bytes, length);
  return g_string_free (self.text, FALSE);
}
