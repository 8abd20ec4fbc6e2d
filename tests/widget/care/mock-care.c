/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/mock-call.h"

void
mock_care_read (MockCall *call, const char *id)
{
  call->desk->read_count++;
  mock_desk_mark (call->desk, id, 0, 0);
  soup_server_message_set_status (call->message, 204, NULL);
}

void
mock_care_rate (MockCall *call, const char *id)
{
  int score = (int) json_object_get_int_member (call->body, "score");
  g_autofree char *head = NULL, *json = NULL;

  mock_call_note (call, "csat %d %s", score,
                  json_object_get_string_member_with_default (call->body, "comment", ""));
  mock_desk_mark (call->desk, id, 0, score);
  head = mock_desk_conversation_json (call->desk, mock_desk_conversation (call->desk, id));
  json = g_strdup_printf ("{\"conversation\":%s}", head);
  mock_call_answer (call, 201, json);
}

void
mock_care_download (MockCall *call, const char *id)
{
  static const char text[] = "Conversation with Northwind Cycles\n";

  mock_call_note (call, "download");
  soup_server_message_set_status (call->message, 200, NULL);
  soup_server_message_set_response (call->message, "text/plain; charset=utf-8", SOUP_MEMORY_STATIC,
                                    text, sizeof text - 1);
}

void
mock_care_mail (MockCall *call, const char *id)
{
  mock_call_note (call, "mail");
  soup_server_message_set_status (call->message, 202, NULL);
}
