/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-json-writer.h"

#include <math.h>
#include <string.h>

void
bh_json_writer_clear (BhJsonWriter *self)
{
  if (self->text != NULL)
    g_string_free (g_steal_pointer (&self->text), TRUE);
  self->comma = FALSE;
}

/* Bytes that cannot stand in a JSON string as they are, and the one that ends it.  A table: this is
 * looked at for every byte of every message. */
static const guint8 stops[256] = {
  [0x00 ... 0x1f] = 1,
  ['"'] = 1,
  ['\\'] = 1,
  [0x7f] = 1,
};

static void
append_escape (GString *text, guchar byte)
{
  static const char names[] = "btn\0fr"; /* from 0x08; 0x0b has none */

  g_string_append_c (text, '\\');
  if (byte == '"' || byte == '\\')
    g_string_append_c (text, (char) byte);
  else if (byte >= 0x08 && byte <= 0x0d && byte != 0x0b)
    g_string_append_c (text, names[byte - 0x08]);
  else
    g_string_append_printf (text, "u%04x", byte);
}

static void
append_quoted (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  while (*value != '\0')
    {
      const char *end = value;

      while (!stops[(guchar) *end])
        end++;
      g_string_append_len (text, value, end - value);
      if (*end != '\0')
        append_escape (text, (guchar) *end++);
      value = end;
    }
  g_string_append_c (text, '"');
}

static void
begin_value (BhJsonWriter *self, const char *name)
{
  if (self->text == NULL)
    self->text = g_string_sized_new (1024);
  if (self->comma)
    g_string_append_c (self->text, ',');
  self->comma = TRUE;
  if (name != NULL)
    {
      append_quoted (self->text, name);
      g_string_append_c (self->text, ':');
    }
}

static void
begin_nest (BhJsonWriter *self, const char *name, char bracket)
{
  begin_value (self, name);
  g_string_append_c (self->text, bracket);
  self->comma = FALSE;
}

static void
end_nest (BhJsonWriter *self, char bracket)
{
  g_string_append_c (self->text, bracket);
  self->comma = TRUE;
}

void
bh_json_begin_object (BhJsonWriter *self, const char *name)
{
  begin_nest (self, name, '{');
}

void
bh_json_end_object (BhJsonWriter *self)
{
  end_nest (self, '}');
}

void
bh_json_begin_array (BhJsonWriter *self, const char *name)
{
  begin_nest (self, name, '[');
}

void
bh_json_end_array (BhJsonWriter *self)
{
  end_nest (self, ']');
}

void
bh_json_string (BhJsonWriter *self, const char *name, const char *value)
{
  begin_value (self, name);
  if (value != NULL)
    append_quoted (self->text, value);
  else
    g_string_append (self->text, "null");
}

void
bh_json_int (BhJsonWriter *self, const char *name, gint64 value)
{
  char digits[24];
  char *end = digits + sizeof digits;
  char *start = end;
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;

  begin_value (self, name);
  do
    {
      *--start = (char) ('0' + rest % 10);
      rest /= 10;
    }
  while (rest != 0);
  if (value < 0)
    *--start = '-';
  g_string_append_len (self->text, start, end - start);
}

void
bh_json_double (BhJsonWriter *self, const char *name, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  begin_value (self, name);
  /* JSON knows no infinity and no “not a number”. */
  g_string_append (self->text,
                   isfinite (value) ? g_ascii_dtostr (digits, sizeof digits, value) : "null");
}

void
bh_json_bool (BhJsonWriter *self, const char *name, gboolean value)
{
  begin_value (self, name);
  g_string_append (self->text, value ? "true" : "false");
}

void
bh_json_null (BhJsonWriter *self, const char *name)
{
  bh_json_raw (self, name, NULL);
}

void
bh_json_raw (BhJsonWriter *self, const char *name, const char *json)
{
  begin_value (self, name);
  g_string_append (self->text, json != NULL ? json : "null");
}

char *
bh_json_writer_steal (BhJsonWriter *self)
{
  char *text = self->text != NULL ? g_string_free (self->text, FALSE) : g_strdup ("");

  self->text = NULL;
  self->comma = FALSE;
  return text;
}
