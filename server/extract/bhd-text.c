/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/bhd-text.h"

#include "server/extract/bhd-character.h"

#include <string.h>

#define SAMPLE 4096 /* bytes that are looked at to know UTF-16 */

/* Where characters go. */
typedef struct
{
  GString *text;
  gsize max; /* bytes, about: whoever reads on beyond does it for nothing */
  gboolean raw;
  guint line_ends; /* in a row, not yet written */
  guint spaces;    /* not yet written: those before a line end go */
  gboolean after_cr;
} Cleaner;

static void
clean_line_end (Cleaner *self, gunichar c)
{
  if (c != '\n' || !self->after_cr)
    self->line_ends++;
  self->after_cr = c == '\r';
  self->spaces = 0;
}

static void
keep_raw (Cleaner *self, gunichar c)
{
  if (bhd_character_is_line_end (c) && c < 0x80)
    g_string_append_c (self->text, (char) c);
  else if (!bhd_character_is_unwanted (c))
    g_string_append_unichar (self->text, c);
}

static void
clean_char (Cleaner *self, gunichar c)
{
  if (self->raw)
    {
      keep_raw (self, c);
      return;
    }
  if (bhd_character_is_line_end (c))
    {
      clean_line_end (self, c);
      return;
    }
  self->after_cr = FALSE;
  if (bhd_character_is_unwanted (c))
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

  while (at < end && self->text->len <= self->max)
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

  for (gsize i = 0; i + 1 < length && self->text->len <= self->max; i += 2)
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
  for (gsize i = 0; i < length && self->text->len <= self->max; i++)
    clean_char (self, bhd_character_from_windows_1252 (bytes[i]));
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

gboolean
bhd_text_is_utf16 (const guint8 *bytes, gsize length)
{
  if (length >= 2 &&
      ((bytes[0] == 0xff && bytes[1] == 0xfe) || (bytes[0] == 0xfe && bytes[1] == 0xff)))
    return TRUE;
  return looks_like_utf16 (bytes, length, FALSE) || looks_like_utf16 (bytes, length, TRUE);
}

gboolean
bhd_text_is_utf8 (const guint8 *bytes, gsize length)
{
  const char *end;

  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    return TRUE;
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

static void
read_bytes (Cleaner *self, const guint8 *bytes, gsize length)
{
  if (length >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe)
    read_utf16 (self, bytes + 2, length - 2, FALSE);
  else if (length >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff)
    read_utf16 (self, bytes + 2, length - 2, TRUE);
  else if (looks_like_utf16 (bytes, length, FALSE))
    read_utf16 (self, bytes, length, FALSE);
  else if (looks_like_utf16 (bytes, length, TRUE))
    read_utf16 (self, bytes, length, TRUE);
  else if (bhd_text_is_utf8 (bytes, length))
    read_utf8 (self, bytes, length);
  else
    read_windows_1252 (self, bytes, length);
}

char *
bhd_text_from_bytes (const guint8 *bytes, gsize length)
{
  Cleaner self = { g_string_sized_new (length + 1), G_MAXSIZE };

  read_bytes (&self, bytes, length);
  return g_string_free (self.text, FALSE);
}

GString *
bhd_text_decode (const guint8 *bytes, gsize length)
{
  Cleaner self = { g_string_sized_new (length + 1), G_MAXSIZE, TRUE };

  read_bytes (&self, bytes, length);
  return self.text;
}

BhExtraction
bhd_text_extract (const guint8 *bytes, gsize length, BhdMarkup *out)
{
  gsize max = bhd_markup_room (out);
  Cleaner self = { g_string_sized_new (MIN (length, max) + 1), max };

  read_bytes (&self, bytes, length);
  bhd_markup_take (out, self.text);
  return BH_EXTRACTION_DONE;
}
