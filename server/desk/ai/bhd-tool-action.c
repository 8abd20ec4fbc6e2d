/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/ai/bhd-tool-action-private.h"

#include "common/bh-json-reader.h"
#include "server/desk/ai/bhd-refuse-private.h"
#include "server/store/rows/bhd-message-rows.h"

#include <glib/gi18n.h>
#include <string.h>

#define TEXT_MAX 300 /* characters of the question */
#define VALUE_MAX 80 /* characters of one argument */
#define EXTRA_MAX 65536
#define ARGUMENTS_MAX 65536

/* “order_number” → “order number” */
static char *
spell (const char *name)
{
  return g_strdelimit (g_strdup (name), "_-", ' ');
}

static char *
shorten (const char *text, glong max)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= max)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, max);
  return g_strconcat (start, "…", NULL);
}

static void
append_argument (GString *text, const char *name, JsonNode *node)
{
  g_autofree char *spelt = spell (name);
  g_autofree char *value = json_node_get_value_type (node) == G_TYPE_STRING
                               ? g_strdup (json_node_get_string (node))
                               : json_to_string (node, FALSE);
  g_autofree char *shown = shorten (value, VALUE_MAX);

  g_string_append_printf (text, "%s%s: %s", text->len > 0 ? ", " : "", spelt, shown);
}

/* What the visitor agrees to is told with its values: a model that was talked into something else
 * shows it here. */
static char *
question (const BhdToolRow *tool, const char *arguments)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (JsonNode) root =
      bh_json_parse_object (arguments, strlen (arguments), ARGUMENTS_MAX, NULL);
  g_autofree char *name = spell (tool->name);
  g_autofree char *whole = NULL;
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  if (root != NULL)
    json_object_iter_init_ordered (&iter, json_node_get_object (root));
  while (root != NULL && json_object_iter_next_ordered (&iter, &member, &node))
    append_argument (list, member, node);
  name[0] = g_ascii_toupper (name[0]);
  whole =
      list->len > 0 ? g_strdup_printf ("%s (%s)?", name, list->str) : g_strdup_printf ("%s?", name);
  return shorten (whole, TEXT_MAX);
}

char *
bhd_tool_action_write (const BhdToolAction *action, const BhdToolRow *tool, const char *arguments)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = question (tool, arguments);

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "call_id", action->call_id);
  bh_json_string (&json, "tool", tool->name);
  bh_json_string (&json, "text", text);
  bh_json_string (&json, "token", action->token);
  bh_json_int (&json, "expires_us", action->expires_us);
  bh_json_string (&json, "state", "pending");
  bh_json_end_object (&json);
  return bh_json_writer_steal (&json);
}

BhMessage *
bhd_tool_action_find (BhdTurn *turn, const BhdToolCallRow *call, GError **error)
{
  g_autoptr (GError) inner = NULL;
  BhMessage *message = NULL;

  if (call->message_id != NULL)
    message = bhd_message_rows_find (turn->db, call->organization_id, call->message_id, &inner);
  if (message != NULL)
    return message;
  if (inner == NULL)
    return bhd_refuse_unknown (error, N_ ("no such message"));
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

/* Returns: (transfer full) (nullable): NULL where @extra has no such action. */
static char *
with_state (const char *extra, const char *call_id, const char *state)
{
  g_autoptr (JsonNode) stored =
      extra != NULL ? bh_json_parse_object (extra, strlen (extra), EXTRA_MAX, NULL) : NULL;
  g_autoptr (JsonNode) root = stored != NULL ? json_from_string (extra, NULL) : NULL;
  JsonObject *action =
      root != NULL ? bh_json_get_object (json_node_get_object (root), "action") : NULL;

  if (action == NULL || g_strcmp0 (bh_json_get_string (action, "call_id", NULL), call_id) != 0)
    return NULL;
  json_object_set_string_member (action, "state", state);
  json_object_remove_member (action, "token");
  return json_to_string (root, FALSE);
}

BhMessage *
bhd_tool_action_amend (BhdTurn *turn,
                       const BhdConversationRow *row,
                       const BhdToolCallRow *call,
                       const char *state,
                       GError **error)
{
  g_autoptr (BhMessage) message = bhd_tool_action_find (turn, call, error);
  g_autofree char *extra = NULL;

  if (message == NULL)
    return NULL;
  extra = with_state (message->extra, call->id, state);
  if (extra == NULL)
    return bhd_refuse_unknown (error, N_ ("no such question"));
  return bhd_change_amend (turn, row, message->id, extra, error);
}
