/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/runs/bhd-choosing.h"

#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "server/desk/bhd-change-private.h"
#include "server/desk/bhd-messages-private.h"
#include "server/desk/knowledge/bhd-phrasings.h"
#include "server/store/rows/bhd-message-rows.h"

#include <string.h>

#define EXTRA_MAX 65536      /* bytes of what is offered below a message */
#define NONE "None of these" /* what a visitor says who chooses nothing */

static BhMessage *
find_offer (BhdTurn *turn, const BhdConversationRow *row, const char *message_id, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhMessage) message =
      bhd_message_rows_find (turn->db, row->organization_id, message_id, &inner);

  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (message == NULL || !g_str_equal (message->conversation_id, row->fields.id) ||
           message->author != BH_AUTHOR_AI)
    g_set_error (error, BH_ERROR, BH_ERROR_NOT_FOUND, "no such message with choices");
  else
    return g_steal_pointer (&message);
  return NULL;
}

/* Returns: (nullable): the title under which the document was offered. */
static const char *
find_title (JsonArray *choices, const char *document_id)
{
  for (guint i = 0; choices != NULL && i < json_array_get_length (choices); i++)
    {
      JsonNode *node = json_array_get_element (choices, i);
      JsonObject *choice = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (g_strcmp0 (bh_json_get_string (choice, "document_id", NULL), document_id) == 0)
        return bh_json_get_string (choice, "title", NULL);
    }
  return NULL;
}

static char *
write_chosen (const char *document_id, const char *question)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  bh_json_begin_object (&json, "chosen");
  bh_json_string (&json, "document_id", document_id);
  bh_json_string (&json, "question", question);
  bh_json_end_object (&json);
  bh_json_end_object (&json);
  return bh_json_writer_steal (&json);
}

/* What the visitor says by choosing; strings of @extra. */
typedef struct
{
  JsonNode *extra;
  const char *question;
  const char *title;
} Choice;

static void
choice_clear (Choice *self)
{
  g_clear_pointer (&self->extra, json_node_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Choice, choice_clear)

static gboolean
read_choice (const BhMessage *offer, const char *document_id, Choice *choice, GError **error)
{
  JsonObject *object;

  if (offer->extra != NULL)
    choice->extra = bh_json_parse_object (offer->extra, strlen (offer->extra), EXTRA_MAX, NULL);
  object = choice->extra != NULL ? json_node_get_object (choice->extra) : NULL;
  choice->question = bh_json_get_string (object, "question", NULL);
  choice->title =
      document_id == NULL ? NONE : find_title (bh_json_get_array (object, "choices"), document_id);
  if (choice->question != NULL && choice->title != NULL)
    return TRUE;
  g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
               "this was not among the message's choices: take one of them, or none");
  bh_error_set_detail (error != NULL ? *error : NULL, "field", "\"document_id\"");
  return FALSE;
}

BhMessage *
bhd_choosing_choose (BhdTurn *turn,
                     const BhdCaller *visitor,
                     const char *conversation_id,
                     const char *id,
                     const char *message_id,
                     const char *document_id,
                     gboolean *created,
                     GError **error)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin (turn, visitor, conversation_id, error);
  g_autoptr (BhMessage) offer = NULL;
  g_autoptr (BhMessage) said = NULL;
  g_autofree char *extra = NULL;
  g_auto (Choice) choice = { 0 };

  if (row != NULL)
    offer = find_offer (turn, row, message_id, error);
  if (offer == NULL || !read_choice (offer, document_id, &choice, error))
    return NULL;

  extra = write_chosen (document_id, choice.question);
  *created = FALSE;
  said = bhd_messages_post_extra (turn, visitor, conversation_id, id, choice.title, extra, created,
                                  error);
  if (said != NULL && *created && document_id != NULL &&
      !bhd_phrasings_propose (turn, row->organization_id, document_id, choice.question, "visitor",
                              row->fields.id, error))
    return NULL;
  return g_steal_pointer (&said);
}
