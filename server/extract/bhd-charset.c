/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/bhd-charset.h"

#include "server/extract/bhd-text.h"

#include <errno.h>
#include <string.h>

#define NAME_MAX_LENGTH 40
#define BUFFER 4096 /* bytes of output at once */

/* The C library keeps the tables of an encoding as long as somebody holds it open. */
static const char *const kept[] = {
  "CP1250",      "CP1251",      "CP1253",      "CP1254",      "CP1255",      "CP1256",
  "CP1257",      "CP1258",      "CP874",       "ISO-8859-2",  "ISO-8859-3",  "ISO-8859-4",
  "ISO-8859-5",  "ISO-8859-6",  "ISO-8859-7",  "ISO-8859-8",  "ISO-8859-9",  "ISO-8859-10",
  "ISO-8859-13", "ISO-8859-14", "ISO-8859-15", "ISO-8859-16", "KOI8-R",      "KOI8-U",
  "CP866",       "MACINTOSH",   "CP932",       "EUC-JP",      "ISO-2022-JP", "GB18030",
  "BIG5-HKSCS",  "CP949",
};

/* Pages name one encoding and mean its larger brother. */
static const char *const meant[][2] = {
  { "shift_jis", "CP932" },       { "shift-jis", "CP932" },      { "sjis", "CP932" },
  { "x-sjis", "CP932" },          { "windows-31j", "CP932" },    { "gb2312", "GB18030" },
  { "gbk", "GB18030" },           { "x-gbk", "GB18030" },        { "big5", "BIG5-HKSCS" },
  { "euc-kr", "CP949" },          { "ks_c_5601-1987", "CP949" }, { "tis-620", "CP874" },
  { "iso-8859-11", "CP874" },     { "windows-874", "CP874" },    { "iso-8859-8-i", "ISO-8859-8" },
  { "x-mac-roman", "MACINTOSH" },
};

/* Windows-1252 under its other names, which is read without a library. */
static const char *const western[] = {
  "windows-1252", "cp1252", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii",
};

void
bhd_charset_prepare (void)
{
  static GIConv converters[G_N_ELEMENTS (kept)];

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (converters[i] == NULL)
      converters[i] = g_iconv_open ("UTF-8", kept[i]);
}

static const char *
meant_by (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (meant); i++)
    if (g_ascii_strcasecmp (name, meant[i][0]) == 0)
      return meant[i][1];
  return name;
}

static gboolean
is_name (const char *name)
{
  gsize length = strlen (name);

  for (guint i = 0; i < G_N_ELEMENTS (western); i++)
    if (g_ascii_strcasecmp (name, western[i]) == 0)
      return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (name[i]) && strchr ("-_:.", name[i]) == NULL)
      return FALSE;
  return length > 0 && length <= NAME_MAX_LENGTH;
}

/* In these, bytes of ASCII carry other characters, so that anything looks like UTF-8. */
static gboolean
hides_in_ascii (const char *name)
{
  return g_ascii_strncasecmp (name, "iso-2022-", strlen ("iso-2022-")) == 0;
}

static GString *
convert (GIConv converter, const guint8 *bytes, gsize length)
{
  GString *text = g_string_sized_new (length + length / 2 + 1);
  char *in = (char *) bytes, buffer[BUFFER];
  gsize left = length;

  while (left > 0)
    {
      char *out = buffer;
      gsize room = sizeof buffer;
      gsize result = g_iconv (converter, &in, &left, &out, &room);
      int number = errno;

      g_string_append_len (text, buffer, (gssize) (sizeof buffer - room));
      if (result != (gsize) -1 || number == E2BIG)
        continue;
      if (number != EILSEQ)
        break;
      in++; /* the byte that is no character */
      left--;
    }
  return text;
}

GString *
bhd_charset_decode (const char *name, const guint8 *bytes, gsize length)
{
  GIConv converter = (GIConv) -1;
  g_autoptr (GString) raw = NULL;
  GString *text;

  if (name == NULL || !is_name (name) || bhd_text_is_utf16 (bytes, length) ||
      (bhd_text_is_utf8 (bytes, length) && !hides_in_ascii (name)))
    return bhd_text_decode (bytes, length);
  converter = g_iconv_open ("UTF-8", meant_by (name));
  if (converter == (GIConv) -1)
    return bhd_text_decode (bytes, length);
  raw = convert (converter, bytes, length);
  g_iconv_close (converter);
  text = bhd_text_decode ((const guint8 *) raw->str, raw->len);
  return text;
}
