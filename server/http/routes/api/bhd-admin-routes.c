/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-id.h"
#include "common/bh-message.h"
#include "server/desk/api/bhd-api-history.h"
#include "server/http/routes/bhd-cursor.h"
#include "server/http/routes/bhd-routes.h"

#include <string.h>

#define LIMIT 100
#define ID_MAX 128

static const BhdErrorForm list_errors = { FALSE, "Invalid query parameters" };
static const BhdErrorForm one_errors = { FALSE, "Invalid conversationId" };

static void
write_ms (BhJsonWriter *json, const char *name, gint64 us)
{
  bh_json_int (json, name, us / 1000);
}

static void
write_conversation (const BhdApiConversation *row, BhJsonWriter *json, const char *name)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "_id", row->id);
  write_ms (json, "_creationTime", row->created_us);
  bh_json_string (json, "sessionId", row->session_id);
  write_ms (json, "createdAt", row->created_us);
  write_ms (json, "updatedAt", row->updated_us);
  if (row->last_body != NULL)
    bh_json_string (json, "lastMessage", row->last_body);
  bh_json_end_object (json);
}

static void
write_next (GPtrArray *conversations, guint limit, BhJsonWriter *json)
{
  const BhdApiConversation *last =
      conversations->len == limit ? g_ptr_array_index (conversations, limit - 1) : NULL;

  bhd_cursor_write_next (json, last != NULL ? last->updated_us : 0, last != NULL ? last->id : NULL);
}

static gboolean
get_list (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  guint limit = (guint) bhd_request_int (request, "limit", LIMIT);
  g_autoptr (GPtrArray) conversations = NULL;
  gint64 total = 0;
  BhdCursor before;

  if (!bhd_cursor_read (request, "before", &before, error))
    return FALSE;
  conversations = bhd_api_history_list (turn, bhd_request_caller (request), before.us, before.id,
                                        limit, &total, error);
  if (conversations == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "conversations");
  for (guint i = 0; i < conversations->len; i++)
    write_conversation (g_ptr_array_index (conversations, i), &reply->json, NULL);
  bh_json_end_array (&reply->json);
  bh_json_int (&reply->json, "total", total);
  write_next (conversations, limit, &reply->json);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static void
write_message (const BhMessage *message, BhJsonWriter *json)
{
  gboolean visitor = message->author == BH_AUTHOR_VISITOR;

  bh_json_begin_object (json, NULL);
  bh_json_string (json, "_id", message->id);
  write_ms (json, "_creationTime", message->created_us);
  bh_json_string (json, "conversationId", message->conversation_id);
  bh_json_string (json, "role", visitor ? "user" : "assistant");
  bh_json_string (json, "content", message->body);
  write_ms (json, "createdAt", message->created_us);
  bh_json_end_object (json);
}

static gboolean
write_messages (BhdTurn *turn, const BhdRequest *request, BhJsonWriter *json, GError **error)
{
  const char *id = bhd_request_param (request, "conversationId");
  gint64 after = 0;

  bh_json_begin_array (json, "messages");
  do
    {
      g_autoptr (GPtrArray) page =
          bhd_api_history_page (turn, bhd_request_caller (request), id, after, &after, error);

      if (page == NULL)
        return FALSE;
      for (guint i = 0; i < page->len; i++)
        write_message (g_ptr_array_index (page, i), json);
    }
  while (after > 0);
  bh_json_end_array (json);
  return TRUE;
}

static gboolean
get_one (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const char *id = bhd_request_param (request, "conversationId");
  g_autoptr (BhdApiConversation) conversation = NULL;

  if (g_utf8_strlen (id, -1) > ID_MAX)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "an id has at most 128 characters");
      return FALSE;
    }
  conversation = bhd_api_history_find (turn, bhd_request_caller (request), id, error);
  if (conversation == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  write_conversation (conversation, &reply->json, "conversation");
  if (!write_messages (turn, request, &reply->json, error))
    return FALSE;
  bh_json_end_object (&reply->json);
  return TRUE;
}

static const BhdField list_fields[] = {
  { "limit", BHD_FIELD_INT, BHD_IN_QUERY, FALSE, 1, 200 },
  { "before", BHD_FIELD_TEXT, BHD_IN_QUERY, FALSE, 1, 64 },
  { NULL },
};

const BhdRoute bhd_admin_routes[] = {
  { .method = "GET",
    .path = "/v1/admin/conversations",
    .who = BHD_ADMIN_KEY,
    .rate = BHD_RATE_READ,
    .fields = list_fields,
    .read = get_list,
    .errors = &list_errors,
    .gives = BHD_GIVES (
        BHD_OK (BHD_MANY ("conversations", api_conversation), { "total", BHD_IS_INT }, BHD_NEXT)),
    .summary = "Conversations, newest activity first" },
  { .method = "GET",
    .path = "/v1/admin/conversations/:conversationId",
    .who = BHD_ADMIN_KEY,
    .rate = BHD_RATE_READ,
    .read = get_one,
    .errors = &one_errors,
    .gives = BHD_GIVES (
        BHD_OK (BHD_ONE ("conversation", api_conversation), BHD_MANY ("messages", api_message))),
    .summary = "One conversation with all that was said" },
  { NULL },
};
