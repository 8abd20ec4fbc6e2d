/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/bhd-fields.h"

#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "server/http/bhd-field-rules.h"

#include <string.h>

typedef struct
{
  const BhdField *fields;
  BhdValue *values;
} Reading;

guint
bhd_fields_count (const BhdField *fields)
{
  guint count = 0;

  while (fields != NULL && fields[count].name != NULL)
    count++;
  return count;
}

void
bhd_fields_free (BhdValue *values, guint count)
{
  for (guint i = 0; values != NULL && i < count; i++)
    {
      g_free (values[i].text);
      g_strfreev (values[i].list);
    }
  g_free (values);
}

/* Returns: the field's place in the table, or -1. */
static int
find_field (const BhdField *fields, const char *name, BhdFieldPlace place)
{
  for (int i = 0; fields != NULL && fields[i].name != NULL; i++)
    if (fields[i].place == place && strcmp (fields[i].name, name) == 0)
      return i;
  return -1;
}

static gboolean
refuse_twice (const BhdField *field, const BhdValue *value, GError **error)
{
  return value->given && !bhd_field_rules_refuse (field, error, "it must be given once");
}

static gboolean
read_member (const char *name, const BhJsonSpan *span, gpointer data, GError **error)
{
  Reading *reading = data;
  int at = find_field (reading->fields, name, BHD_IN_BODY);

  if (at < 0)
    return TRUE;
  reading->values[at].is_null = span->type == BH_JSON_NULL;
  if (reading->values[at].is_null)
    return TRUE;
  if (refuse_twice (&reading->fields[at], &reading->values[at], error))
    return FALSE;
  return bhd_field_rules_read_json (&reading->fields[at], span, &reading->values[at], error);
}

static int
unescape_byte (const char **at, const char *end, gboolean plus_is_blank)
{
  char byte = *(*at)++;

  if (byte == '+' && plus_is_blank)
    return ' ';
  if (byte != '%')
    return (guchar) byte;
  if (end - *at < 2 || !g_ascii_isxdigit ((*at)[0]) || !g_ascii_isxdigit ((*at)[1]))
    return -1;

  *at += 2;
  return g_ascii_xdigit_value ((*at)[-2]) * 16 + g_ascii_xdigit_value ((*at)[-1]);
}

char *
bhd_fields_unescape (const char *text, gsize length, gboolean plus_is_blank)
{
  const char *end = text + length;
  g_autofree char *plain = g_malloc (length + 1);
  gsize n = 0;

  while (text < end)
    {
      int byte = unescape_byte (&text, end, plus_is_blank);

      if (byte <= 0)
        return NULL;
      plain[n++] = (char) byte;
    }
  plain[n] = '\0';
  return g_utf8_validate (plain, (gssize) n, NULL) ? g_steal_pointer (&plain) : NULL;
}

static gboolean
read_pair (Reading *reading, const char *pair, gsize length, GError **error)
{
  const char *equals = memchr (pair, '=', length);
  gsize name_length = equals != NULL ? (gsize) (equals - pair) : length;
  const char *from = equals != NULL ? equals + 1 : pair + length;
  g_autofree char *name = bhd_fields_unescape (pair, name_length, TRUE);
  g_autofree char *text = bhd_fields_unescape (from, (gsize) (pair + length - from), TRUE);
  int at = name != NULL ? find_field (reading->fields, name, BHD_IN_QUERY) : -1;

  if (at < 0)
    return TRUE;
  if (text == NULL)
    return bhd_field_rules_refuse (&reading->fields[at], error, "it must be text in UTF-8");
  if (refuse_twice (&reading->fields[at], &reading->values[at], error))
    return FALSE;
  return bhd_field_rules_read_text (&reading->fields[at], text, &reading->values[at], error);
}

static gboolean
read_query (Reading *reading, const char *query, GError **error)
{
  while (query != NULL)
    {
      const char *amp = strchr (query, '&');

      if (!read_pair (reading, query, amp != NULL ? (gsize) (amp - query) : strlen (query), error))
        return FALSE;
      query = amp != NULL ? amp + 1 : NULL;
    }
  return TRUE;
}

static gboolean
check_required (const Reading *reading, GError **error)
{
  for (guint i = 0; reading->fields != NULL && reading->fields[i].name != NULL; i++)
    if (reading->fields[i].required && !reading->values[i].given)
      return bhd_field_rules_refuse (&reading->fields[i], error, "it is required");
  return TRUE;
}

BhdValue *
bhd_fields_read (const BhdField *fields,
                 const char *body,
                 gsize body_length,
                 const char *query,
                 GError **error)
{
  guint count = bhd_fields_count (fields);
  Reading reading = { fields, g_new0 (BhdValue, count + 1) };

  if ((body_length == 0 ||
       bh_json_each_member (body, body_length, body_length, read_member, &reading, error)) &&
      read_query (&reading, query, error) && check_required (&reading, error))
    return reading.values;

  bhd_fields_free (reading.values, count);
  return NULL;
}
