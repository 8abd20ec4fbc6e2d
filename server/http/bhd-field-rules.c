/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/bhd-field-rules.h"

#include "common/bh-email.h"
#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/http/bhd-origin.h"

#include <glib/gi18n.h>
#include <string.h>

#define WORD_MAX 100 /* characters */

gboolean
bhd_field_rules_refuse (const BhdField *field, GError **error, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  return bh_error_refuse (error, BH_ERROR_INVALID, field->name, "could not take “%s”: %s",
                          field->name, reason);
}

static gboolean
has_control (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text < 0x20 || *text == 0x7f)
      return TRUE;
  return FALSE;
}

static gboolean
check_length (const BhdField *field, const char *text, GError **error)
{
  gint64 length = g_utf8_strlen (text, -1);

  if (length < field->min)
    return bhd_field_rules_refuse (field, error, "it must have at least %ld characters",
                                   (long) field->min);
  if (length > field->max)
    return bhd_field_rules_refuse (field, error, "it may have at most %ld characters",
                                   (long) field->max);
  return TRUE;
}

static gboolean
read_plain (const BhdField *field, char *text, BhdValue *value, GError **error)
{
  value->text = text;
  return check_length (field, text, error);
}

static gboolean
read_name (const BhdField *field, char *text, BhdValue *value, GError **error)
{
  value->text = g_strstrip (text);
  if (has_control (text))
    return bhd_field_rules_refuse (field, error, "it must be one line of text");
  if (*text == '\0' && field->min > 0)
    return bhd_field_rules_refuse (field, error, "it must not be blank");
  return check_length (field, text, error);
}

static gboolean
read_email (const BhdField *field, char *text, BhdValue *value, GError **error)
{
  value->text = bh_email_normalize (text);
  g_free (text);
  return value->text != NULL ||
         bhd_field_rules_refuse (field, error, "it must be an e-mail address");
}

static gboolean
read_id (const BhdField *field, char *text, BhdValue *value, GError **error)
{
  value->text = text;
  return bh_id_is_valid (text) ||
         bhd_field_rules_refuse (field, error, "it must be a UUID in lower case");
}

static gboolean
read_choice (const BhdField *field, char *text, BhdValue *value, GError **error)
{
  g_auto (GStrv) words = g_strsplit (field->choices, "|", -1);

  value->text = text;
  return g_strv_contains ((const char *const *) words, text) ||
         bhd_field_rules_refuse (field, error, "it must be one of %s", field->choices);
}

/* Each takes @text. */
static gboolean (*const text_readers[]) (const BhdField *field,
                                         char *text,
                                         BhdValue *value,
                                         GError **error) = {
  [BHD_FIELD_TEXT] = read_plain, [BHD_FIELD_NAME] = read_name,     [BHD_FIELD_EMAIL] = read_email,
  [BHD_FIELD_ID] = read_id,      [BHD_FIELD_CHOICE] = read_choice, [BHD_FIELD_WORDS] = NULL,
};

static gboolean
check_number (const BhdField *field, BhdValue *value, GError **error)
{
  if (value->number >= field->min && value->number <= field->max)
    return TRUE;
  return bhd_field_rules_refuse (field, error, "it must lie between %ld and %ld", (long) field->min,
                                 (long) field->max);
}

/* Returns: (transfer full): an object that holds the array as “list”; NULL where it is none of at
 * most as many items as the field allows. */
static JsonNode *
read_list (const BhdField *field, const BhJsonSpan *span, const char *items, GError **error)
{
  g_autofree char *text = g_strdup_printf ("{\"list\":%.*s}", (int) span->length, span->text);
  g_autoptr (JsonNode) root = bh_json_parse_object (text, strlen (text), strlen (text), error);
  JsonArray *array = root != NULL ? bh_json_get_array (json_node_get_object (root), "list") : NULL;

  if (root == NULL)
    return NULL;
  if (array != NULL && json_array_get_length (array) <= field->max)
    return g_steal_pointer (&root);
  bhd_field_rules_refuse (field, error, "it must be an array of at most %ld %s", (long) field->max,
                          items);
  return NULL;
}

static const char *
text_of (JsonNode *node)
{
  return json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gboolean
read_origins (const BhdField *field, const BhJsonSpan *span, BhdValue *value, GError **error)
{
  g_autoptr (JsonNode) root = read_list (field, span, N_ ("origins"), error);
  g_autoptr (GStrvBuilder) origins = g_strv_builder_new ();
  JsonArray *array = root != NULL ? bh_json_get_array (json_node_get_object (root), "list") : NULL;

  if (array == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = text_of (json_array_get_element (array, i));
      g_autofree char *origin = text != NULL ? bhd_origin_normalize (text) : NULL;

      if (origin == NULL)
        return bhd_field_rules_refuse (field, error,
                                       "each must be an origin such as “https://www.example.org”");
      g_strv_builder_add (origins, origin);
    }
  value->list = g_strv_builder_end (origins);
  return TRUE;
}

static gboolean
read_words (const BhdField *field, const BhJsonSpan *span, BhdValue *value, GError **error)
{
  g_autoptr (JsonNode) root = read_list (field, span, N_ ("texts"), error);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  JsonArray *array = root != NULL ? bh_json_get_array (json_node_get_object (root), "list") : NULL;

  if (array == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = text_of (json_array_get_element (array, i));
      g_autofree char *word = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

      if (word == NULL || has_control (word) || g_utf8_strlen (word, -1) > WORD_MAX)
        return bhd_field_rules_refuse (field, error,
                                       "each must be one line of at most %d characters", WORD_MAX);
      if (*word != '\0')
        g_strv_builder_add (words, word);
    }
  value->list = g_strv_builder_end (words);
  return TRUE;
}

/* An object or an array, as it is. */
static gboolean
read_raw (const BhdField *field, const BhJsonSpan *span, BhdValue *value, GError **error)
{
  gboolean array = field->type == BHD_FIELD_ARRAY;

  if (span->type != (array ? BH_JSON_ARRAY : BH_JSON_OBJECT))
    return bhd_field_rules_refuse (
        field, error, array ? N_ ("it must be an array") : N_ ("it must be an object"));
  if (span->length > (gsize) field->max)
    return bhd_field_rules_refuse (field, error, "it may have at most %ld bytes",
                                   (long) field->max);

  value->text = g_strndup (span->text, span->length);
  return TRUE;
}

static gboolean
read_string (const BhdField *field, const BhJsonSpan *span, BhdValue *value, GError **error)
{
  char *text = bh_json_span_dup_string (span);

  if (text == NULL)
    return bhd_field_rules_refuse (field, error, "it must be text without NUL");
  return text_readers[field->type](field, text, value, error);
}

gboolean
bhd_field_rules_read_json (const BhdField *field,
                           const BhJsonSpan *span,
                           BhdValue *value,
                           GError **error)
{
  value->given = TRUE;
  switch (field->type)
    {
    case BHD_FIELD_INT:
      return (bh_json_span_get_int (span, &value->number) ||
              bhd_field_rules_refuse (field, error, "it must be a whole number")) &&
             check_number (field, value, error);
    case BHD_FIELD_BOOL:
      value->number = span->text[0] == 't';
      return span->type == BH_JSON_BOOL ||
             bhd_field_rules_refuse (field, error, "it must be true or false");
    case BHD_FIELD_OBJECT:
    case BHD_FIELD_ARRAY:
      return read_raw (field, span, value, error);
    case BHD_FIELD_ORIGINS:
      return read_origins (field, span, value, error);
    case BHD_FIELD_WORDS:
      return read_words (field, span, value, error);
    case BHD_FIELD_TEXT:
    case BHD_FIELD_NAME:
    case BHD_FIELD_EMAIL:
    case BHD_FIELD_ID:
    case BHD_FIELD_CHOICE:
    default:
      return read_string (field, span, value, error);
    }
}

gboolean
bhd_field_rules_read_text (const BhdField *field, const char *text, BhdValue *value, GError **error)
{
  g_assert (field->type != BHD_FIELD_OBJECT && field->type != BHD_FIELD_ARRAY &&
            field->type != BHD_FIELD_ORIGINS && field->type != BHD_FIELD_WORDS);

  value->given = TRUE;
  if (field->type == BHD_FIELD_INT)
    return (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value->number, NULL) ||
            bhd_field_rules_refuse (field, error, "it must be a whole number")) &&
           check_number (field, value, error);
  if (field->type != BHD_FIELD_BOOL)
    return text_readers[field->type](field, g_strdup (text), value, error);

  value->number = strcmp (text, "true") == 0;
  return value->number || strcmp (text, "false") == 0 ||
         bhd_field_rules_refuse (field, error, "it must be true or false");
}
