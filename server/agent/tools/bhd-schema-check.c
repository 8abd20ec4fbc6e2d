/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/agent/guard/bhd-guard-pattern.h"
#include "server/agent/tools/bhd-schema-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define SHOWN 10 /* choices that a message lists */

static gboolean refuse (GError **error, const char *path, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static gboolean
refuse (GError **error, const char *path, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "“%s” %s", *path != '\0' ? path : "arguments",
               reason);
  return FALSE;
}

static gboolean
is_whole (double number)
{
  return isfinite (number) && floor (number) == number;
}

/* A number without a fraction is an integer, however it is written. */
static guint
types_of (JsonNode *value)
{
  GType type = json_node_get_value_type (value);

  if (JSON_NODE_HOLDS_OBJECT (value))
    return BHD_SCHEMA_OBJECT;
  if (JSON_NODE_HOLDS_ARRAY (value))
    return BHD_SCHEMA_ARRAY;
  if (JSON_NODE_HOLDS_NULL (value))
    return BHD_SCHEMA_NULL;
  if (type == G_TYPE_STRING)
    return BHD_SCHEMA_STRING;
  if (type == G_TYPE_BOOLEAN)
    return BHD_SCHEMA_BOOLEAN;
  if (type == G_TYPE_INT64 || is_whole (json_node_get_double (value)))
    return BHD_SCHEMA_NUMBER | BHD_SCHEMA_INTEGER;
  return BHD_SCHEMA_NUMBER;
}

static gboolean
check_type (const BhdSchemaNode *self, guint types, const char *path, GError **error)
{
  g_autoptr (GString) wanted = g_string_new (NULL);

  if ((self->types & types) != 0)
    return TRUE;
  for (guint bit = 1; bit < BHD_SCHEMA_ANY; bit <<= 1)
    if ((self->types & bit) != 0)
      g_string_append_printf (wanted, "%s%s", wanted->len > 0 ? " or " : "",
                              bhd_schema_type_name (bit));
  return refuse (error, path, N_ ("must be of type %s"), wanted->str);
}

static gboolean
is_choice (JsonArray *choices, JsonNode *value)
{
  for (guint i = 0; i < json_array_get_length (choices); i++)
    if (json_node_equal (json_array_get_element (choices, i), value))
      return TRUE;
  return FALSE;
}

static gboolean
check_choice (const BhdSchemaNode *self, JsonNode *value, const char *path, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint count = self->choices != NULL ? json_array_get_length (self->choices) : 0;

  if (count == 0 || is_choice (self->choices, value))
    return TRUE;
  for (guint i = 0; i < MIN (count, SHOWN); i++)
    {
      g_autofree char *choice = json_to_string (json_array_get_element (self->choices, i), FALSE);

      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", choice);
    }
  if (count > SHOWN)
    g_string_append (list, " …");
  return refuse (error, path, N_ ("must be one of %s"), list->str);
}

static gboolean
check_number (const BhdSchemaNode *self, JsonNode *value, const char *path, GError **error)
{
  double number = json_node_get_double (value);
  char bound[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (number))
    return refuse (error, path, N_ ("must be a number that can be written"));
  if (self->has_minimum && number < self->minimum)
    return refuse (error, path, N_ ("must be at least %s"),
                   g_ascii_formatd (bound, sizeof bound, "%.15g", self->minimum));
  if (self->has_maximum && number > self->maximum)
    return refuse (error, path, N_ ("may be at most %s"),
                   g_ascii_formatd (bound, sizeof bound, "%.15g", self->maximum));
  return TRUE;
}

/* What takes too long to decide does not fit. */
static gboolean
check_text (const BhdSchemaNode *self, JsonNode *value, const char *path, GError **error)
{
  const char *text = json_node_get_string (value);
  gint64 length = g_utf8_strlen (text, -1);
  gsize start, end;

  if (self->min_length >= 0 && length < self->min_length)
    return refuse (error, path, N_ ("must have at least %ld characters"), self->min_length);
  if (self->max_length >= 0 && length > self->max_length)
    return refuse (error, path, N_ ("may have at most %ld characters"), self->max_length);
  if (self->pattern != NULL &&
      bhd_guard_pattern_find (self->pattern, text, 0, &start, &end) != BHD_FOUND)
    return refuse (error, path, N_ ("does not have the form that is asked for"));
  return TRUE;
}

static gboolean
check_items (const BhdSchemaNode *self, JsonArray *array, const char *path, GError **error)
{
  gint64 count = json_array_get_length (array);

  if (self->min_items >= 0 && count < self->min_items)
    return refuse (error, path, N_ ("must have at least %ld items"), self->min_items);
  if (self->max_items >= 0 && count > self->max_items)
    return refuse (error, path, N_ ("may have at most %ld items"), self->max_items);
  for (guint i = 0; self->items != NULL && i < (guint) count; i++)
    {
      g_autofree char *place = g_strdup_printf ("%s[%u]", path, i);

      if (!bhd_schema_node_check (self->items, json_array_get_element (array, i), place, error))
        return FALSE;
    }
  return TRUE;
}

static char *
join (const char *path, const char *name)
{
  return *path != '\0' ? g_strconcat (path, ".", name, NULL) : g_strdup (name);
}

static gboolean
check_member (const BhdSchemaNode *self,
              const char *name,
              JsonNode *value,
              const char *path,
              GError **error)
{
  const BhdSchemaNode *child =
      self->properties != NULL ? g_hash_table_lookup (self->properties, name) : NULL;
  g_autofree char *place = join (path, name);

  if (child != NULL)
    return bhd_schema_node_check (child, value, place, error);
  return !self->closed || refuse (error, place, N_ ("is not asked for: leave it out"));
}

static gboolean
check_members (const BhdSchemaNode *self, JsonObject *object, const char *path, GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  for (guint i = 0; self->required != NULL && i < self->required->len; i++)
    if (!json_object_has_member (object, self->required->pdata[i]))
      {
        g_autofree char *place = join (path, self->required->pdata[i]);

        return refuse (error, place, N_ ("is required"));
      }
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &value))
    if (!check_member (self, name, value, path, error))
      return FALSE;
  return TRUE;
}

gboolean
bhd_schema_node_check (const BhdSchemaNode *self, JsonNode *value, const char *path, GError **error)
{
  guint types = types_of (value);

  if (!check_type (self, types, path, error) || !check_choice (self, value, path, error))
    return FALSE;
  if ((types & BHD_SCHEMA_NUMBER) != 0)
    return check_number (self, value, path, error);
  if (types == BHD_SCHEMA_STRING)
    return check_text (self, value, path, error);
  if (types == BHD_SCHEMA_ARRAY)
    return check_items (self, json_node_get_array (value), path, error);
  return types != BHD_SCHEMA_OBJECT ||
         check_members (self, json_node_get_object (value), path, error);
}
