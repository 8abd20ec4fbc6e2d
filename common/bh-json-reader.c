/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-scanner.h"

#include <string.h>

#include "common/bh-json-reader.h"

/* Size and encoding, before the first byte is looked at as JSON. */
static gboolean
start_scan (BhJsonScanner *scanner,
            const char *text,
            gsize length,
            gsize max_length,
            GError **error)
{
  *scanner = (BhJsonScanner){ text, text + length, NULL, 0 };
  if (length > max_length)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_TOO_LARGE,
                   "the JSON is longer than %" G_GSIZE_FORMAT " bytes", max_length);
      return FALSE;
    }
  /* g_utf8_validate_len() refuses NUL as well. */
  if (length > 0 && !g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED, "the JSON is not valid UTF-8");
      return FALSE;
    }
  return TRUE;
}

static gboolean
refuse (const BhJsonScanner *scanner, const char *text, GError **error)
{
  g_set_error (error, BH_ERROR, BH_ERROR_MALFORMED,
               "the JSON is malformed at byte %" G_GSIZE_FORMAT ": %s",
               (gsize) (scanner->at - text),
               scanner->fault != NULL ? scanner->fault : "an object was expected");
  return FALSE;
}

static gboolean
ends_here (BhJsonScanner *scanner)
{
  bh_json_scanner_skip_blank (scanner);
  if (scanner->at == scanner->end)
    return TRUE;
  scanner->fault = "something stands behind the value";
  return FALSE;
}

gboolean
bh_json_check (const char *text, gsize length, gsize max_length, GError **error)
{
  BhJsonScanner scanner;
  BhJsonSpan span;

  if (!start_scan (&scanner, text, length, max_length, error))
    return FALSE;
  return (bh_json_scanner_value (&scanner, &span) && ends_here (&scanner)) ||
         refuse (&scanner, text, error);
}

JsonNode *
bh_json_parse_object (const char *text, gsize length, gsize max_length, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *root = NULL;

  if (!bh_json_check (text, length, max_length, error))
    return NULL;
  parser = json_parser_new_immutable ();
  if (json_parser_load_from_data (parser, text, (gssize) length, NULL))
    root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return json_node_ref (root);
  g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED, "the JSON is not an object");
  return NULL;
}

static gboolean
read_member (BhJsonScanner *scanner, BhJsonMemberFunc func, gpointer data, GError **error)
{
  g_autofree char *name = NULL;
  BhJsonSpan key, value;

  bh_json_scanner_skip_blank (scanner);
  if (!bh_json_scanner_string (scanner, &key))
    return FALSE;
  bh_json_scanner_skip_blank (scanner);
  if (!bh_json_scanner_take (scanner, ':'))
    {
      scanner->fault = "a name without a value";
      return FALSE;
    }
  if (!bh_json_scanner_value (scanner, &value))
    return FALSE;
  name = bh_json_span_dup_string (&key);
  return name == NULL || func (name, &value, data, error);
}

static gboolean
read_members (BhJsonScanner *scanner, BhJsonMemberFunc func, gpointer data, GError **error)
{
  bh_json_scanner_skip_blank (scanner);
  if (!bh_json_scanner_take (scanner, '{'))
    return FALSE;
  scanner->depth = 1;
  bh_json_scanner_skip_blank (scanner);
  if (bh_json_scanner_take (scanner, '}'))
    return ends_here (scanner);
  do
    {
      if (!read_member (scanner, func, data, error))
        return FALSE;
      bh_json_scanner_skip_blank (scanner);
    }
  while (bh_json_scanner_take (scanner, ','));
  if (!bh_json_scanner_take (scanner, '}'))
    {
      scanner->fault = "an object does not end";
      return FALSE;
    }
  return ends_here (scanner);
}

gboolean
bh_json_each_member (const char *text,
                     gsize length,
                     gsize max_length,
                     BhJsonMemberFunc func,
                     gpointer data,
                     GError **error)
{
  BhJsonScanner scanner;
  GError *refusal = NULL;

  if (!start_scan (&scanner, text, length, max_length, error))
    return FALSE;
  if (read_members (&scanner, func, data, &refusal))
    return TRUE;
  if (refusal == NULL)
    return refuse (&scanner, text, error);
  g_propagate_error (error, refusal);
  return FALSE;
}

static guint
hex_at (const char *text)
{
  guint value = 0;

  for (guint i = 0; i < 4; i++)
    value = value * 16 + (guint) g_ascii_xdigit_value (text[i]);
  return value;
}

/* @at: behind “\u”.  Answers how many bytes it took. */
static gsize
decode_unicode (GString *decoded, const char *at)
{
  gunichar unit = hex_at (at);

  if (unit < 0xd800 || unit > 0xdbff)
    {
      g_string_append_unichar (decoded, unit);
      return 4;
    }
  g_string_append_unichar (decoded, 0x10000 + ((unit - 0xd800) << 10) + (hex_at (at + 6) - 0xdc00));
  return 10;
}

static gsize
decode_escape (GString *decoded, const char *at)
{
  static const char from[] = "bfnrt";
  static const char to[] = "\b\f\n\r\t";
  const char *found = strchr (from, *at);

  if (*at == 'u')
    return 1 + decode_unicode (decoded, at + 1);
  g_string_append_c (decoded, found != NULL ? to[found - from] : *at);
  return 1;
}

/* Most strings have no escape at all. */
char *
bh_json_span_dup_string (const BhJsonSpan *span)
{
  const char *at = span->text + 1;
  const char *end = span->text + span->length - 1;
  g_autoptr (GString) decoded = NULL;

  if (span->type != BH_JSON_STRING)
    return NULL;
  if (memchr (at, '\\', (gsize) (end - at)) == NULL)
    return g_strndup (at, (gsize) (end - at));

  decoded = g_string_sized_new ((gsize) (end - at));
  while (at < end)
    {
      const char *escape = memchr (at, '\\', (gsize) (end - at));
      const char *stop = escape != NULL ? escape : end;

      g_string_append_len (decoded, at, stop - at);
      at = escape != NULL ? escape + 1 + decode_escape (decoded, escape + 1) : end;
    }
  if (strlen (decoded->str) != decoded->len)
    return NULL;
  return g_string_free (g_steal_pointer (&decoded), FALSE);
}

gboolean
bh_json_span_get_int (const BhJsonSpan *span, gint64 *value)
{
  char digits[24];

  if (span->type != BH_JSON_NUMBER || span->length >= sizeof digits)
    return FALSE;
  memcpy (digits, span->text, span->length);
  digits[span->length] = '\0';
  return g_ascii_string_to_signed (digits, 10, G_MININT64, G_MAXINT64, value, NULL);
}

static JsonNode *
get_node (JsonObject *object, const char *name, JsonNodeType type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && json_node_get_node_type (node) == type ? node : NULL;
}

const char *
bh_json_get_string (JsonObject *object, const char *name, const char *fallback)
{
  JsonNode *node = get_node (object, name, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : fallback;
}

gint64
bh_json_get_int (JsonObject *object, const char *name, gint64 fallback)
{
  JsonNode *node = get_node (object, name, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node)
                                                                         : fallback;
}

double
bh_json_get_double (JsonObject *object, const char *name, double fallback)
{
  JsonNode *node = get_node (object, name, JSON_NODE_VALUE);
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;

  return type == G_TYPE_DOUBLE || type == G_TYPE_INT64 ? json_node_get_double (node) : fallback;
}

gboolean
bh_json_get_bool (JsonObject *object, const char *name, gboolean fallback)
{
  JsonNode *node = get_node (object, name, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN
             ? json_node_get_boolean (node)
             : fallback;
}

JsonObject *
bh_json_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = get_node (object, name, JSON_NODE_OBJECT);

  return node != NULL ? json_node_get_object (node) : NULL;
}

JsonArray *
bh_json_get_array (JsonObject *object, const char *name)
{
  JsonNode *node = get_node (object, name, JSON_NODE_ARRAY);

  return node != NULL ? json_node_get_array (node) : NULL;
}
