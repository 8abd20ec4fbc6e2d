/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/routes/bhd-page.h"

#include "server/desk/bhd-conversations.h"
#include "server/desk/bhd-messages.h"
#include "server/desk/bhd-organizations.h"
#include "server/desk/flow/bhd-line.h"

#define PAGE 50

gboolean
bhd_page_write_conversation (BhdTurn *turn,
                             const BhdRequest *request,
                             BhConversation *conversation,
                             BhdReply *reply,
                             GError **error)
{
  const BhdCaller *caller = bhd_request_caller (request);
  g_autoptr (BhOrganization) organization = NULL;

  if (caller->who != BHD_VISITOR)
    {
      bh_conversation_write_json (conversation, &reply->json, "conversation");
      return TRUE;
    }

  organization = bhd_organizations_find (turn, caller->organization_id, error);
  if (organization == NULL || !bhd_line_place (turn, caller->organization_id, conversation, error))
    return FALSE;

  bh_conversation_write_visitor_json (conversation, organization->ai_name, &reply->json,
                                      "conversation");
  return TRUE;
}

gboolean
bhd_page_answer_conversation (BhdTurn *turn,
                              const BhdRequest *request,
                              BhConversation *conversation,
                              BhdReply *reply,
                              GError **error)
{
  if (conversation == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  if (!bhd_page_write_conversation (turn, request, conversation, reply, error))
    return FALSE;
  bh_json_end_object (&reply->json);
  return TRUE;
}

gboolean
bhd_page_answer_message (const BhMessage *message, gboolean created, BhdReply *reply)
{
  if (message == NULL)
    return FALSE;

  reply->status = created ? 201 : 200;
  bh_json_begin_object (&reply->json, NULL);
  bh_message_write_json (message, &reply->json, "message");
  bh_json_end_object (&reply->json);
  return TRUE;
}

void
bhd_page_write_messages (BhdReply *reply, GPtrArray *messages)
{
  bh_json_begin_array (&reply->json, "messages");
  for (guint i = 0; i < messages->len; i++)
    bh_message_write_json (g_ptr_array_index (messages, i), &reply->json, NULL);
  bh_json_end_array (&reply->json);
}

gboolean
bhd_page_write_head (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  gint64 seq =
      bhd_organizations_feed_head (turn, bhd_request_caller (request)->organization_id, error);

  if (seq >= 0)
    bh_json_int (&reply->json, "seq", seq);
  return seq >= 0;
}

gboolean
bhd_page_get_messages (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdCaller *caller = bhd_request_caller (request);
  const char *id = bhd_request_param (request, "id");
  g_autoptr (BhConversation) conversation = bhd_conversations_find (turn, caller, id, error);
  g_autoptr (GPtrArray) messages = NULL;
  gboolean more = FALSE;

  if (conversation == NULL)
    return FALSE;

  messages = bhd_messages_page (turn, caller, id, bhd_request_int (request, "before", 0),
                                bhd_request_int (request, "after", 0),
                                (guint) bhd_request_int (request, "limit", PAGE), &more, error);
  if (messages == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  if (!bhd_page_write_conversation (turn, request, conversation, reply, error))
    return FALSE;
  bhd_page_write_messages (reply, messages);
  bh_json_bool (&reply->json, "more", more);
  if (!bhd_page_write_head (turn, request, reply, error))
    return FALSE;
  bh_json_end_object (&reply->json);
  return TRUE;
}

/* Nothing is stored: who listens now hears it.  A visitor's typing is the desk's business alone. */
gboolean
bhd_page_post_typing (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdCaller *caller = bhd_request_caller (request);
  gboolean visitor = caller->who == BHD_VISITOR;
  g_auto (BhJsonWriter) body = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;
  g_autoptr (BhConversation) conversation =
      bhd_conversations_find (turn, caller, bhd_request_param (request, "id"), error);

  if (conversation == NULL)
    return FALSE;

  bh_json_begin_object (&body, NULL);
  bh_json_string (&body, "author", visitor ? "visitor" : "operator");
  bh_json_string (&body, "author_id", visitor ? caller->contact_id : caller->operator_id);
  bh_json_string (&body, "name", caller->name);
  bh_json_bool (&body, "on", bhd_request_bool (request, "on", TRUE));
  bh_json_end_object (&body);
  text = bh_json_writer_steal (&body);
  bhd_hub_say (bhd_request_hub (request), caller->organization_id,
               visitor ? NULL : conversation->contact_id, conversation->id, "typing", text);
  return TRUE;
}
