/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/bht-wire.h"
#include "tests/widget/mock-call.h"

#include "data/widget/bh-widget.h"

#include <string.h>

void
mock_call_answer (MockCall *call, guint status, const char *json)
{
  soup_server_message_set_status (call->message, status, NULL);
  soup_server_message_set_response (call->message, "application/json", SOUP_MEMORY_COPY, json,
                                    strlen (json));
}

static void
fail (MockCall *call, guint status, const char *code)
{
  g_autofree char *json = g_strdup_printf ("{\"error\":\"no\",\"code\":\"%s\"}", code);

  if (status == 429)
    soup_message_headers_append (soup_server_message_get_response_headers (call->message),
                                 "Retry-After", "2");
  mock_call_answer (call, status, json);
}

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

static void
answer_welcome (MockCall *call)
{
  g_autofree char *json = g_strdup_printf ("{" MOCK_ORGANIZATION ",\"widget\":%s,\"presence\":%s}",
                                           call->desk->widget, call->desk->presence);

  mock_call_answer (call, 200, json);
}

static void
get_organization (MockCall *call, const char *name)
{
  if (strcmp (name, "demo") != 0 && strcmp (name, "other") != 0)
    fail (call, 404, "not_found");
  else
    answer_welcome (call);
}

static void
post_session (MockCall *call, const char *rest)
{
  g_autofree char *json = NULL;

  if (strstr (body_text (call, "email"), "refuse") != NULL)
    {
      mock_call_answer (call, 400, "{\"error\":\"no\",\"code\":\"invalid\",\"field\":\"email\"}");
      return;
    }
  mock_desk_note_member (call->desk, call->body, "identity");
  g_free (call->desk->metadata);
  g_free (call->desk->answers);
  call->desk->metadata = json_to_string (json_object_get_member (call->body, "metadata"), FALSE);
  call->desk->answers = json_object_has_member (call->body, "fields")
                            ? json_to_string (json_object_get_member (call->body, "fields"), FALSE)
                            : NULL;
  json = mock_inbox_open_session (call, "");
  mock_call_answer (call, 201, json);
}

static void
get_session (MockCall *call, const char *rest)
{
  mock_call_answer (call, 200,
                    "{\"expires_us\":1,\"contact\":{\"id\":\"k\",\"name\":\"Ada\",\"email\":"
                    "\"ada@example.org\"}," MOCK_ORGANIZATION "}");
}

static void
patch_session (MockCall *call, const char *rest)
{
  mock_desk_note_member (call->desk, call->body, "identity");
  mock_desk_note_member (call->desk, call->body, "metadata");
  mock_call_answer (call, 200,
                    "{\"contact\":{\"id\":\"k\",\"name\":\"Ada\",\"email\":\"ada@example.org\","
                    "\"verified\":true}}");
}

/* The newest page before @before, or the oldest after @after. */
static char *
page_json (MockCall *call, MockConversation *conversation)
{
  gint64 before = query_int (call, "before", G_MAXINT64), after = query_int (call, "after", -1);
  gint64 limit = query_int (call, "limit", 50);
  g_autofree char *head = mock_desk_conversation_json (call->desk, conversation);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (GString) list = g_string_new (NULL);
  gboolean more;
  guint from;

  for (guint i = 0; i < call->desk->messages->len; i++)
    {
      MockMessage *message = g_ptr_array_index (call->desk->messages, i);

      if (strcmp (message->conversation, conversation->id) == 0 && message->seq < before &&
          message->seq > after)
        g_ptr_array_add (found, message);
    }
  more = found->len > limit;
  from = more && after < 0 ? found->len - limit : 0;
  for (guint i = from; i < MIN (found->len, from + limit); i++)
    g_string_append_printf (list, "%s%s", i > from ? "," : "",
                            ((MockMessage *) g_ptr_array_index (found, i))->json);
  return g_strdup_printf ("{\"conversation\":%s,\"messages\":[%s],\"more\":%s,\"seq\":%d}", head,
                          list->str, more ? "true" : "false", (int) call->desk->seq);
}

static void
post_conversation (MockCall *call, const char *rest)
{
  const char *id = body_text (call, "id");
  MockConversation *conversation = mock_desk_conversation (call->desk, id);
  g_autofree char *json = NULL;

  if (*body_text (call, "greeting") != '\0')
    g_string_append_printf (call->desk->noted, "greeting %s\n", body_text (call, "greeting"));
  if (conversation == NULL)
    conversation = mock_desk_open (call->desk, id);
  json = page_json (call, conversation);
  mock_call_answer (call, 201, json);
}

static void
get_messages (MockCall *call, const char *id)
{
  MockConversation *conversation = mock_desk_conversation (call->desk, id);
  g_autofree char *json = NULL;

  if (conversation == NULL)
    {
      fail (call, 404, "not_found");
      return;
    }
  json = page_json (call, conversation);
  mock_call_answer (call, 200, json);
}

static void
cut (MockCall *call)
{
  GSocket *socket = soup_server_message_get_socket (call->message);

  call->desk->cuts--;
  soup_server_message_set_status (call->message, 500, NULL);
  g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

static void
post_message (MockCall *call, const char *id)
{
  const char *message_id = body_text (call, "id");
  MockMessage *message = mock_desk_find (call->desk, message_id);
  g_autofree char *json = NULL;
  gboolean had = message != NULL;

  if (!had && strcmp (mock_desk_conversation (call->desk, NULL)->status, "resolved") == 0)
    {
      fail (call, 409, "closed");
      return;
    }
  if (!had)
    message = mock_desk_store (call->desk, message_id, "visitor", "Ada", NULL,
                               body_text (call, "body"), NULL);
  if (call->desk->cuts > 0)
    {
      cut (call);
      return;
    }
  json = g_strdup_printf ("{\"message\":%s}", message->json);
  mock_call_answer (call, had ? 200 : 201, json);
  if (call->desk->hold)
    {
      soup_server_message_pause (call->message);
      g_ptr_array_add (call->desk->held, g_object_ref (call->message));
    }
}

void
mock_desk_hold (MockDesk *self, gboolean hold)
{
  self->hold = hold;
  for (guint i = 0; !hold && i < self->held->len; i++)
    soup_server_message_unpause (g_ptr_array_index (self->held, i));
  if (!hold)
    g_ptr_array_set_size (self->held, 0);
}

static void
escalate (MockCall *call, const MockConversation *conversation)
{
  if (strcmp (conversation->status, "unresolved") != 0)
    return;
  mock_desk_notice (call->desk, "handoff_requested", "Ada", "You asked for a person");
  mock_desk_set_status (call->desk, "escalated", NULL);
}

static void
post_person (MockCall *call, const char *id)
{
  MockConversation *conversation = mock_desk_conversation (call->desk, id);
  g_autofree char *head = NULL, *json = NULL;

  escalate (call, conversation);
  head = mock_desk_conversation_json (call->desk, conversation);
  json = g_strdup_printf ("{\"conversation\":%s}", head);
  mock_call_answer (call, 200, json);
}

/* Takes what begins with a plus. */
static void
post_call (MockCall *call, const char *id)
{
  MockConversation *conversation = mock_desk_conversation (call->desk, id);
  MockMessage *message = mock_desk_find (call->desk, body_text (call, "id"));
  const char *phone = body_text (call, "phone");
  g_autofree char *body = g_strconcat ("Please call me: ", phone, NULL);
  g_autofree char *head = NULL, *json = NULL;

  if (*phone != '+')
    {
      mock_call_answer (call, 400, "{\"error\":\"no\",\"code\":\"invalid\",\"field\":\"phone\"}");
      return;
    }
  if (message == NULL)
    message =
        mock_desk_store (call->desk, body_text (call, "id"), "visitor", "Ada", NULL, body, NULL);
  if (call->desk->cuts > 0)
    {
      cut (call);
      return;
    }
  escalate (call, conversation);
  head = mock_desk_conversation_json (call->desk, conversation);
  json = g_strdup_printf ("{\"message\":%s,\"conversation\":%s}", message->json, head);
  mock_call_answer (call, 201, json);
}

static void
post_typing (MockCall *call, const char *id)
{
  call->desk->typing_count++;
  soup_server_message_set_status (call->message, 204, NULL);
}

void
mock_call_note (MockCall *call, const char *format, ...)
{
  va_list args;

  if (call->desk->pressed->len > 0)
    g_string_append_c (call->desk->pressed, '|');
  va_start (args, format);
  g_string_append_vprintf (call->desk->pressed, format, args);
  va_end (args);
}

static void
answer_message (MockCall *call, guint status, const MockMessage *message)
{
  g_autofree char *json = g_strdup_printf ("{\"message\":%s}", message->json);

  mock_call_answer (call, status, json);
}

static void
post_choice (MockCall *call, const char *id)
{
  JsonNode *document = json_object_get_member (call->body, "document_id");
  const char *title = json_node_is_null (document) ? "None of these" : "Returns";

  mock_call_note (call, "choose %s %s", body_text (call, "message_id"), title);
  answer_message (
      call, 201,
      mock_desk_store (call->desk, body_text (call, "id"), "visitor", "Ada", NULL, title, NULL));
}

/* The one call that there is. */
static void
post_action (MockCall *call, const char *parameter)
{
  gboolean yes = json_object_get_boolean_member_with_default (call->body, "confirm", FALSE);

  mock_call_note (call, "%s c1 %s", yes ? "confirm" : "decline", body_text (call, "token"));
  mock_desk_amend (call->desk, "offer",
                   yes ? "{\"action\":{\"call_id\":\"c1\",\"state\":\"done\"}}"
                       : "{\"action\":{\"call_id\":\"c1\",\"state\":\"cancelled\"}}");
  answer_message (call, 200, mock_desk_find (call->desk, "offer"));
}

static void
post_rating (MockCall *call, const char *parameter)
{
  gboolean yes = json_object_get_boolean_member_with_default (call->body, "helpful", FALSE);

  mock_call_note (call, "%s %s", yes ? "helpful" : "useless", strrchr (parameter, '/') + 1);
  soup_server_message_set_status (call->message, 204, NULL);
}

/* The path's one parameter stands at the star. */
static const struct
{
  const char *method;
  const char *before, *after;
  gboolean is_open; /* no session needed */
  void (*handle) (MockCall *call, const char *parameter);
} routes[] = {
  { "GET", "organizations/", "", TRUE, get_organization },
  { "POST", "sessions", "", TRUE, post_session },
  { "GET", "session", "", FALSE, get_session },
  { "PATCH", "session", "", FALSE, patch_session },
  { "DELETE", "session", "", FALSE, patch_session },
  { "POST", "conversations", "", FALSE, post_conversation },
  { "GET", "conversations", "", FALSE, mock_inbox_list },
  { "GET", "conversations/", "/messages", FALSE, get_messages },
  { "POST", "conversations/", "/messages", FALSE, post_message },
  { "POST", "offline", "", TRUE, mock_inbox_write_offline },
  { "POST", "conversations/", "/person", FALSE, post_person },
  { "POST", "conversations/", "/call", FALSE, post_call },
  { "POST", "conversations/", "/typing", FALSE, post_typing },
  { "POST", "conversations/", "/read", FALSE, mock_care_read },
  { "POST", "conversations/", "/csat", FALSE, mock_care_rate },
  { "GET", "conversations/", "/transcript", FALSE, mock_care_download },
  { "POST", "conversations/", "/transcript", FALSE, mock_care_mail },
  { "POST", "conversations/", "/choose", FALSE, post_choice },
  { "POST", "conversations/", "/rating", FALSE, post_rating },
  { "POST", "conversations/", "/c1", FALSE, post_action },
};

static char *
match (const char *path, const char *before, const char *after)
{
  gsize start = strlen (before), end = strlen (after), length = strlen (path);

  if (!g_str_has_prefix (path, before) || !g_str_has_suffix (path, after) || length < start + end)
    return NULL;
  if (g_str_has_suffix (before, "/") ? length == start + end : length != start + end)
    return NULL;
  return g_strndup (path + start, length - start - end);
}

static gboolean
is_signed_in (MockCall *call)
{
  const char *given = soup_message_headers_get_one (
      soup_server_message_get_request_headers (call->message), "Authorization");

  return given != NULL && call->desk->token != NULL && g_str_has_prefix (given, "Bearer ") &&
         strcmp (given + strlen ("Bearer "), call->desk->token) == 0;
}

static gboolean
fails_now (MockCall *call)
{
  MockDesk *desk = call->desk;
  g_autofree char *text =
      g_strconcat (soup_server_message_get_method (call->message), " ", call->path, NULL);

  if (desk->fail_times == 0 || !g_pattern_match_simple (desk->failing, text))
    return FALSE;
  desk->fail_times--;
  fail (call, desk->fail_status, desk->fail_code);
  return TRUE;
}

static void
dispatch (MockCall *call)
{
  const char *method = soup_server_message_get_method (call->message);

  if (fails_now (call))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      g_autofree char *parameter = match (call->path, routes[i].before, routes[i].after);

      if (parameter == NULL || strcmp (routes[i].method, method) != 0)
        continue;
      if (!routes[i].is_open && !is_signed_in (call))
        fail (call, 401, "unauthorized");
      else
        routes[i].handle (call, parameter);
      return;
    }
  fail (call, 404, "not_found");
}

static void
api_cb (SoupServer *server,
        SoupServerMessage *message,
        const char *path,
        GHashTable *query,
        gpointer data)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonObject) none = json_object_new ();
  MockCall call = { data, message, path + strlen ("/v1/widget/"), query, none };

  if (body->length > 0 && json_parser_load_from_data (parser, body->data, body->length, NULL))
    call.body = json_node_get_object (json_parser_get_root (parser));
  dispatch (&call);
}

static const char *
type_of (const char *name)
{
  return g_str_has_suffix (name, ".js")    ? "text/javascript; charset=utf-8"
         : g_str_has_suffix (name, ".css") ? "text/css; charset=utf-8"
                                           : "text/html; charset=utf-8";
}

/* As strict as the daemon's. */
#define FRAME_CSP                                                                                  \
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "                  \
  "img-src 'self' data: blob:; base-uri 'none'; form-action 'none'"

static void
asset_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer data)
{
  gboolean is_frame = strcmp (path, "/widget/frame") == 0;
  const char *name = strcmp (path, "/demo") == 0 ? "demo.html"
                     : is_frame                  ? "frame.en.html"
                                                 : path + strlen ("/widget/");
  g_autofree char *resource = g_strconcat ("/org/bellhop/widget/", name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (bh_widget_get_resource (), resource, 0, NULL);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (bytes == NULL)
    {
      soup_server_message_set_status (message, 404, NULL);
      return;
    }
  if (is_frame)
    soup_message_headers_append (headers, "Content-Security-Policy", FRAME_CSP);
  soup_message_headers_append (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_append (headers, "Access-Control-Allow-Origin", "*");
  soup_message_headers_set_content_type (headers, type_of (name), NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), bytes);
  soup_server_message_set_status (message, 200, NULL);
}

void
mock_desk_add_routes (MockDesk *self)
{
  soup_server_add_handler (self->server, "/v1/widget", api_cb, self, NULL);
  soup_server_add_handler (self->server, "/widget", asset_cb, self, NULL);
  soup_server_add_handler (self->server, "/demo", asset_cb, self, NULL);
}
