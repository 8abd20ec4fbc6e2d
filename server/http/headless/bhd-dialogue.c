/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/headless/bhd-dialogue.h"

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "common/bh-json-reader.h"

#include <string.h>

#define ID_MAX 128

static const struct
{
  const char *role;
  gboolean heard;
  BhAuthor author;
} roles[] = {
  { "user", TRUE, BH_AUTHOR_VISITOR },
  { "assistant", TRUE, BH_AUTHOR_AI },
  { "system", FALSE },
  { "developer", FALSE },
  { "tool", FALSE },
  { "function", FALSE },
  { "data", FALSE },
};

void
bhd_dialogue_free (BhdDialogue *self)
{
  g_free (self->question);
  g_free (self->question_id);
  g_ptr_array_unref (self->history);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *why)
{
  return bh_error_refuse (error, BH_ERROR_INVALID, "messages", "could not take “messages”: %s",
                          why);
}

/* Returns: the row of roles, -1 for none. */
static int
find_role (JsonObject *message)
{
  const char *role = bh_json_get_string (message, "role", "");

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_str_equal (roles[i].role, role))
      return (int) i;
  return -1;
}

static void
append_part (GString *text, JsonNode *part)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (part) ? json_node_get_object (part) : NULL;
  const char *words = NULL;

  if (object != NULL && g_str_equal (bh_json_get_string (object, "type", ""), "text"))
    words = bh_json_get_string (object, "text", NULL);
  if (words == NULL || *words == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, words);
}

/* All its text, which may be none.  Returns: (transfer full) */
static char *
read_text (JsonObject *message)
{
  const char *content = bh_json_get_string (message, "content", NULL);
  JsonArray *parts = bh_json_get_array (message, "parts");
  g_autoptr (GString) text = g_string_new (content);

  if (parts == NULL && content == NULL)
    parts = bh_json_get_array (message, "content");
  if (content != NULL)
    parts = NULL;
  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    append_part (text, json_array_get_element (parts, i));
  return g_strdup (text->str);
}

/* What was said before is read as far as a message may go. */
static BhMessage *
message_new (BhAuthor author, const char *text)
{
  glong length = MIN (g_utf8_strlen (text, -1), BH_MESSAGE_MAX);
  BhMessage fields = { .id = bh_id_new (),
                       .conversation_id = g_strdup (""),
                       .author = author,
                       .author_name = g_strdup (""),
                       .kind = BH_MESSAGE_TEXT,
                       .body = g_utf8_substring (text, 0, length) };

  return bh_message_new_take (&fields);
}

static gboolean
set_question (BhdDialogue *self, JsonObject *message, GError **error)
{
  g_autofree char *text = read_text (message);
  const char *id = bh_json_get_string (message, "id", NULL);

  if (*text == '\0')
    return refuse (error, "the last one has no text");
  if (g_utf8_strlen (text, -1) > BH_MESSAGE_MAX)
    return refuse (error, "the last one is longer than 4000 characters");
  self->question = g_steal_pointer (&text);
  if (id != NULL && *id != '\0' && strlen (id) <= ID_MAX)
    self->question_id = g_strdup (id);
  return TRUE;
}

/* Returns: (nullable): the object, with its row in @role (out); NULL with @error set. */
static JsonObject *
read_message (JsonArray *array, guint at, int *role, GError **error)
{
  JsonNode *node = json_array_get_element (array, at);
  JsonObject *message = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  *role = message != NULL ? find_role (message) : -1;
  if (*role < 0)
    refuse (error, "each needs a role: user, assistant, system, developer or tool");
  return *role >= 0 ? message : NULL;
}

static gboolean
read_all (BhdDialogue *self, JsonArray *array, GError **error)
{
  JsonObject *last = NULL;
  gboolean asked = FALSE;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      int role;
      JsonObject *message = read_message (array, i, &role, error);

      if (message == NULL)
        return FALSE;
      if (!roles[role].heard)
        continue;
      if (last != NULL)
        {
          g_autofree char *text = read_text (last);
          BhAuthor author = asked ? BH_AUTHOR_VISITOR : BH_AUTHOR_AI;

          if (*text != '\0')
            g_ptr_array_add (self->history, message_new (author, text));
        }
      if (self->history->len > BHD_DIALOGUE_HISTORY)
        g_ptr_array_remove_index (self->history, 0);
      last = message;
      asked = roles[role].author == BH_AUTHOR_VISITOR;
    }
  return asked ? set_question (self, last, error)
               : refuse (error, "the last one must be the user's");
}

BhdDialogue *
bhd_dialogue_read (const char *array, gsize length, GError **error)
{
  g_autoptr (BhdDialogue) self = g_new0 (BhdDialogue, 1);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *object = NULL;
  JsonArray *messages;

  self->history = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_message_unref);
  if (!bh_json_check (array, length, BHD_DIALOGUE_MAX_SIZE, error))
    return NULL;
  object = g_strdup_printf ("{\"m\":%.*s}", (int) length, array);
  root = bh_json_parse_object (object, strlen (object), strlen (object), error);
  if (root == NULL)
    return NULL;
  messages = bh_json_get_array (json_node_get_object (root), "m");
  if (messages == NULL || json_array_get_length (messages) > BHD_DIALOGUE_MAX_MESSAGES)
    refuse (error, "it must be an array of at most 2000");
  else if (read_all (self, messages, error))
    return g_steal_pointer (&self);
  return NULL;
}
