/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/mock-call.h"

#include <string.h>

/* The visitor's conversations as a list, and the form outside hours. */

static const char *
body_text (MockCall *call, const char *name)
{
  return json_object_get_string_member_with_default (call->body, name, "");
}

static gint64
query_int (MockCall *call, const char *name, gint64 fallback)
{
  const char *value = call->query != NULL ? g_hash_table_lookup (call->query, name) : NULL;

  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : fallback;
}

static int
compare_age (gconstpointer a, gconstpointer b)
{
  const MockConversation *one = *(MockConversation *const *) a,
                         *other = *(MockConversation *const *) b;

  return one->updated_us < other->updated_us ? 1 : -1;
}

/* The cursor is the time of the last one given. */
void
mock_inbox_list (MockCall *call, const char *rest)
{
  gint64 before = query_int (call, "before", G_MAXINT64);
  gint64 limit = query_int (call, "limit", 20);
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (call->desk->conversations, NULL, NULL);
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *next = g_strdup ("null");
  g_autofree char *json = NULL;
  gint64 given = 0;

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_age);
  for (guint i = 0; i < sorted->len; i++)
    {
      const MockConversation *conversation = g_ptr_array_index (sorted, i);
      g_autofree char *one = NULL;

      if (conversation->updated_us >= before || given == limit)
        continue;
      one = mock_desk_conversation_json (call->desk, conversation);
      g_string_append_printf (list, "%s%s", given > 0 ? "," : "", one);
      if (++given < limit || i + 1 == sorted->len)
        continue;
      g_free (next);
      next = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", conversation->updated_us);
    }
  json = g_strdup_printf ("{\"conversations\":[%s],\"next\":%s,\"seq\":%d}", list->str, next,
                          (int) call->desk->seq);
  mock_call_answer (call, 200, json);
}

char *
mock_inbox_open_session (MockCall *call, const char *members)
{
  g_free (call->desk->token);
  call->desk->token = g_uuid_string_random ();
  return g_strdup_printf ("{\"token\":\"%s\",\"expires_us\":1,\"contact\":{\"id\":\"k\",\"name\":"
                          "\"Ada\",\"email\":\"ada@example.org\"}," MOCK_ORGANIZATION "%s}",
                          call->desk->token, members);
}

void
mock_inbox_write_offline (MockCall *call, const char *rest)
{
  MockConversation *conversation = mock_desk_open (call->desk, body_text (call, "id"));
  g_autofree char *head = NULL, *members = NULL, *json = NULL;

  mock_desk_store (call->desk, body_text (call, "message_id"), "visitor", "Ada", NULL,
                   body_text (call, "body"), NULL);
  mock_desk_set_status (call->desk, "escalated", NULL);
  head = mock_desk_conversation_json (call->desk, conversation);
  members = g_strdup_printf (",\"conversation\":%s", head);
  json = mock_inbox_open_session (call, members);
  mock_call_answer (call, 201, json);
}
