/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-json-scanner.h"

#include <string.h>

static gboolean
fail (BhJsonScanner *self, const char *fault)
{
  if (self->fault == NULL)
    self->fault = fault;
  return FALSE;
}

void
bh_json_scanner_skip_blank (BhJsonScanner *self)
{
  while (self->at < self->end &&
         (*self->at == ' ' || *self->at == '\n' || *self->at == '\r' || *self->at == '\t'))
    self->at++;
}

gboolean
bh_json_scanner_take (BhJsonScanner *self, char byte)
{
  if (self->at == self->end || *self->at != byte)
    return FALSE;
  self->at++;
  return TRUE;
}

/* Four hexadecimal digits; -1 where they are not. */
static int
take_hex (BhJsonScanner *self)
{
  int value = 0;

  if (self->end - self->at < 4)
    return -1;
  for (guint i = 0; i < 4; i++, self->at++)
    {
      int digit = g_ascii_xdigit_value (*self->at);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  return value;
}

/* A high surrogate has its low one behind it, a low one stands nowhere else. */
static gboolean
take_unicode (BhJsonScanner *self)
{
  int unit = take_hex (self);

  if (unit < 0)
    return fail (self, "a \\u escape needs four hexadecimal digits");
  if (unit >= 0xdc00 && unit <= 0xdfff)
    return fail (self, "half of a surrogate pair");
  if (unit < 0xd800 || unit > 0xdbff)
    return TRUE;
  if (!bh_json_scanner_take (self, '\\') || !bh_json_scanner_take (self, 'u'))
    return fail (self, "half of a surrogate pair");
  unit = take_hex (self);
  return (unit >= 0xdc00 && unit <= 0xdfff) || fail (self, "half of a surrogate pair");
}

static gboolean
take_escape (BhJsonScanner *self)
{
  char byte = self->at < self->end ? *self->at++ : '\0';

  if (byte == 'u')
    return take_unicode (self);
  return (byte != '\0' && strchr ("\"\\/bfnrt", byte) != NULL) ||
         fail (self, "an escape nobody knows");
}

gboolean
bh_json_scanner_string (BhJsonScanner *self, BhJsonSpan *span)
{
  const char *start = self->at;

  if (!bh_json_scanner_take (self, '"'))
    return fail (self, "a string was expected");
  while (self->at < self->end && *self->at != '"')
    {
      guchar byte = (guchar) *self->at++;

      if (byte < 0x20)
        return fail (self, "a control character in a string");
      if (byte == '\\' && !take_escape (self))
        return FALSE;
    }
  if (!bh_json_scanner_take (self, '"'))
    return fail (self, "a string does not end");
  *span = (BhJsonSpan){ start, (gsize) (self->at - start), BH_JSON_STRING };
  return TRUE;
}

static gboolean
take_digits (BhJsonScanner *self)
{
  const char *start = self->at;

  while (self->at < self->end && g_ascii_isdigit (*self->at))
    self->at++;
  return self->at > start || fail (self, "a number lacks digits");
}

static gboolean
take_number (BhJsonScanner *self)
{
  bh_json_scanner_take (self, '-');
  if (!bh_json_scanner_take (self, '0') && !take_digits (self))
    return FALSE;
  if (bh_json_scanner_take (self, '.') && !take_digits (self))
    return FALSE;
  if (!bh_json_scanner_take (self, 'e') && !bh_json_scanner_take (self, 'E'))
    return TRUE;
  if (!bh_json_scanner_take (self, '+'))
    bh_json_scanner_take (self, '-');
  return take_digits (self);
}

static gboolean
take_word (BhJsonScanner *self, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (self->end - self->at) < length || memcmp (self->at, word, length) != 0)
    return fail (self, "a value nobody knows");
  self->at += length;
  return TRUE;
}

static gboolean
take_member (BhJsonScanner *self, gboolean named)
{
  BhJsonSpan span;

  bh_json_scanner_skip_blank (self);
  if (named)
    {
      if (!bh_json_scanner_string (self, &span))
        return FALSE;
      bh_json_scanner_skip_blank (self);
      if (!bh_json_scanner_take (self, ':'))
        return fail (self, "a name without a value");
    }
  return bh_json_scanner_value (self, &span);
}

/* An object (@named) or an array, behind its opening bracket. */
static gboolean
take_nest (BhJsonScanner *self, char closing, gboolean named)
{
  if (++self->depth > BH_JSON_MAX_DEPTH)
    return fail (self, "nested too deeply");
  bh_json_scanner_skip_blank (self);
  if (!bh_json_scanner_take (self, closing))
    {
      do
        {
          if (!take_member (self, named))
            return FALSE;
          bh_json_scanner_skip_blank (self);
        }
      while (bh_json_scanner_take (self, ','));
      if (!bh_json_scanner_take (self, closing))
        return fail (self, named ? "an object does not end" : "an array does not end");
    }
  self->depth--;
  return TRUE;
}

static gboolean
take_by_first_byte (BhJsonScanner *self, BhJsonType *type)
{
  BhJsonSpan span;

  switch (*self->at)
    {
    case '"':
      *type = BH_JSON_STRING;
      return bh_json_scanner_string (self, &span);
    case '{':
      *type = BH_JSON_OBJECT;
      self->at++;
      return take_nest (self, '}', TRUE);
    case '[':
      *type = BH_JSON_ARRAY;
      self->at++;
      return take_nest (self, ']', FALSE);
    case 't':
      *type = BH_JSON_BOOL;
      return take_word (self, "true");
    case 'f':
      *type = BH_JSON_BOOL;
      return take_word (self, "false");
    case 'n':
      *type = BH_JSON_NULL;
      return take_word (self, "null");
    default:
      *type = BH_JSON_NUMBER;
      return take_number (self);
    }
}

gboolean
bh_json_scanner_value (BhJsonScanner *self, BhJsonSpan *span)
{
  const char *start = NULL;

  bh_json_scanner_skip_blank (self);
  start = self->at;
  if (self->at == self->end)
    return fail (self, "a value is missing");
  if (!take_by_first_byte (self, &span->type))
    return FALSE;
  span->text = start;
  span->length = (gsize) (self->at - start);
  return TRUE;
}
