/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/widget/bh-members-private.h"

#include "common/bh-error.h"

#include <string.h>

gboolean
bh_member_refuse (GError **error, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, BH_ERROR, BH_ERROR_INVALID, reason);
  return FALSE;
}

gboolean
bh_members_read (const BhMember *table,
                 gpointer record,
                 JsonObject *object,
                 const char **blamed,
                 GError **error)
{
  for (const BhMember *member = table; member->name != NULL; member++)
    {
      JsonNode *node = json_object_get_member (object, member->name);
      g_autoptr (GError) reason = NULL;

      if (node == NULL || JSON_NODE_HOLDS_NULL (node) ||
          member->read (member, record, node, &reason))
        continue;
      if (blamed != NULL)
        *blamed = member->name;
      if (blamed != NULL)
        g_propagate_error (error, g_steal_pointer (&reason));
      else
        g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "“%s”: %s", member->name, reason->message);
      return FALSE;
    }
  return TRUE;
}

const char *
bh_member_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gpointer
place_of (const BhMember *self, gpointer record)
{
  return (char *) record + self->offset;
}

void
bh_member_set_take (const BhMember *self, gpointer record, char *text)
{
  char **place = place_of (self, record);

  g_free (*place);
  *place = text;
}

static gboolean
has_control (const char *text, gboolean lines)
{
  for (; *text != '\0'; text++)
    if (((guchar) *text < 0x20 && !(lines && *text == '\n')) || *text == 0x7f)
      return TRUE;
  return FALSE;
}

static gboolean
read_text (const BhMember *self, gpointer record, JsonNode *node, gboolean lines, GError **error)
{
  const char *text = bh_member_text (node);
  g_autofree char *trimmed = text != NULL ? g_strstrip (g_strdup (text)) : NULL;
  gint64 length;

  if (trimmed == NULL)
    return bh_member_refuse (error, "it must be text");
  if (has_control (trimmed, lines))
    return bh_member_refuse (error, lines ? "it must be plain text" : "it must be one line");
  length = g_utf8_strlen (trimmed, -1);
  if (length < self->min || length > self->max)
    return bh_member_refuse (error, "it must have %d to %d characters", (int) self->min,
                             (int) self->max);
  bh_member_set_take (self, record, g_steal_pointer (&trimmed));
  return TRUE;
}

gboolean
bh_member_line (const BhMember *self, gpointer record, JsonNode *node, GError **error)
{
  return read_text (self, record, node, FALSE, error);
}

gboolean
bh_member_prose (const BhMember *self, gpointer record, JsonNode *node, GError **error)
{
  return read_text (self, record, node, TRUE, error);
}

gboolean
bh_member_choice (const BhMember *self, gpointer record, JsonNode *node, GError **error)
{
  g_auto (GStrv) words = g_strsplit (self->choice, "|", -1);
  const char *text = bh_member_text (node);

  if (text == NULL || !g_strv_contains ((const char *const *) words, text))
    return bh_member_refuse (error, "it must be one of %s", self->choice);
  bh_member_set_take (self, record, g_strdup (text));
  return TRUE;
}

gboolean
bh_member_flag (const BhMember *self, gpointer record, JsonNode *node, GError **error)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return bh_member_refuse (error, "it must be true or false");
  *(gboolean *) place_of (self, record) = json_node_get_boolean (node);
  return TRUE;
}

gboolean
bh_member_number (const BhMember *self, gpointer record, JsonNode *node, GError **error)
{
  gint64 number = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : -1;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64 ||
      number < self->min || number > self->max)
    return bh_member_refuse (error, "it must be a whole number from %ld to %ld", self->min,
                             self->max);
  *(gint64 *) place_of (self, record) = number;
  return TRUE;
}

static gboolean
add_line (const BhMember *self, GStrvBuilder *lines, JsonNode *node, GError **error)
{
  const char *text = bh_member_text (node);
  g_autofree char *line = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  if (line == NULL || has_control (line, FALSE) || g_utf8_strlen (line, -1) > self->min)
    return bh_member_refuse (error, "each must be one line of at most %d characters",
                             (int) self->min);
  if (*line != '\0')
    g_strv_builder_add (lines, line);
  return TRUE;
}

gboolean
bh_member_lines (const BhMember *self, gpointer record, JsonNode *node, GError **error)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  char ***place = place_of (self, record);

  if (array == NULL || json_array_get_length (array) > self->max)
    return bh_member_refuse (error, "it must be an array of at most %d texts", (int) self->max);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!add_line (self, lines, json_array_get_element (array, i), error))
      return FALSE;
  g_strfreev (*place);
  *place = g_strv_builder_end (lines);
  return TRUE;
}
