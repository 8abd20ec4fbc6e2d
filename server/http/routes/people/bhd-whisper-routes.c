/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/people/bhd-whispers.h"
#include "server/http/routes/bhd-routes.h"

#define PAGE 50
#define BODY_MAX 4000

static void
write_person (BhJsonWriter *json, const char *member, const char *id, const char *name)
{
  bh_json_begin_object (json, member);
  bh_json_string (json, "id", id);
  bh_json_string (json, "name", name);
  bh_json_end_object (json);
}

static void
write_whisper (BhJsonWriter *json, const char *member, const BhdWhisperRow *row)
{
  bh_json_begin_object (json, member);
  bh_json_string (json, "id", row->id);
  write_person (json, "from", row->from_id, row->from_name);
  write_person (json, "to", row->to_id, row->to_name);
  bh_json_string (json, "conversation_id", row->conversation_id);
  bh_json_string (json, "body", row->body);
  if (row->read_us != 0)
    bh_json_int (json, "read_us", row->read_us);
  else
    bh_json_null (json, "read_us");
  bh_json_int (json, "created_us", row->created_us);
  bh_json_end_object (json);
}

static gboolean
post_whisper (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdWhisperDraft draft = {
    .id = bhd_request_text (request, "id"),
    .to = bhd_request_text (request, "to"),
    .conversation_id = bhd_request_text (request, "conversation_id"),
    .body = bhd_request_text (request, "body"),
  };
  gboolean created = FALSE;
  g_autoptr (BhdWhisperRow) row =
      bhd_whispers_say (turn, bhd_request_caller (request), &draft, &created, error);

  if (row == NULL)
    return FALSE;

  reply->status = created ? 201 : 200;
  bh_json_begin_object (&reply->json, NULL);
  write_whisper (&reply->json, "whisper", row);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static void
write_unread (BhJsonWriter *json, const GPtrArray *unread)
{
  bh_json_begin_object (json, "unread");
  for (guint i = 0; i < unread->len; i++)
    {
      const BhdUnreadRow *row = g_ptr_array_index (unread, i);

      bh_json_int (json, row->operator_id, row->count);
    }
  bh_json_end_object (json);
}

/* Without a colleague to ask about, only what is unread is told. */
static GPtrArray *
list (BhdTurn *turn, const BhdRequest *request, gboolean *more, GError **error)
{
  const char *with = bhd_request_text (request, "with");

  if (with == NULL)
    return g_ptr_array_new ();
  return bhd_whispers_list (turn, bhd_request_caller (request), with,
                            bhd_request_text (request, "before"),
                            (guint) bhd_request_int (request, "limit", PAGE), more, error);
}

static gboolean
get_whispers (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  gboolean more = FALSE;
  g_autoptr (GPtrArray) rows = list (turn, request, &more, error);
  g_autoptr (GPtrArray) unread = NULL;

  if (rows != NULL)
    unread = bhd_whispers_count_unread (turn, bhd_request_caller (request), error);
  if (unread == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "whispers");
  for (guint i = 0; i < rows->len; i++)
    write_whisper (&reply->json, NULL, g_ptr_array_index (rows, i));
  bh_json_end_array (&reply->json);
  write_unread (&reply->json, unread);
  bh_json_bool (&reply->json, "more", more);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
post_read (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_whispers_read (turn, bhd_request_caller (request), bhd_request_text (request, "with"),
                            error);
}

static const BhdField say_fields[] = {
  { "id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  { "to", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  { "body", BHD_FIELD_TEXT, BHD_IN_BODY, TRUE, 1, BODY_MAX },
  { "conversation_id", BHD_FIELD_ID, BHD_IN_BODY, FALSE },
  { NULL },
};

static const BhdField list_fields[] = {
  { "with", BHD_FIELD_ID, BHD_IN_QUERY, FALSE },
  { "before", BHD_FIELD_ID, BHD_IN_QUERY, FALSE },
  { "limit", BHD_FIELD_INT, BHD_IN_QUERY, FALSE, 1, 200 },
  { NULL },
};

static const BhdField read_fields[] = {
  { "with", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  { NULL },
};

const BhdRoute bhd_whisper_routes[] = {
  { .method = "POST",
    .path = "/v1/desk/whispers",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = say_fields,
    .write = post_whisper,
    .gives = BHD_GIVES (BHD_OK_OR_CREATED (BHD_ONE ("whisper", whisper))),
    .summary = "Say something to one colleague" },
  { .method = "GET",
    .path = "/v1/desk/whispers",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .fields = list_fields,
    .read = get_whispers,
    .gives =
        BHD_GIVES (BHD_OK (BHD_MANY ("whispers", whisper),
                           { "unread", BHD_IS_MAP, 0, "How many are not read, by who said them" },
                           { "more", BHD_IS_BOOL, 0, "Whether there are older ones" })),
    .summary = "What was said between two colleagues, newest first" },
  { .method = "POST",
    .path = "/v1/desk/whispers/read",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = read_fields,
    .write = post_read,
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "What one colleague has said is read" },
  { NULL },
};
