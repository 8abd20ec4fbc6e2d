/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Webhooks of the real daemon, heard by a real server: what they say, who has signed it, and what
 * becomes of them when the server or the daemon fails. */
#include "common/bh-id.h"
#include "tests/bht-patience.h"
#include "tests/outbound/loop-thread.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"

#include <libsoup/soup.h>
#include <string.h>

#define ALL_EVENTS                                                                                 \
  "[\"conversation.created\",\"conversation.resolved\",\"conversation.reopened\","                 \
  "\"message.created\",\"handoff.created\",\"handoff.claimed\",\"handoff.released\","              \
  "\"contact.created\",\"csat.submitted\"]"

/* One request as it came. */
typedef struct
{
  char *path;
  char *delivery;
  char *event;
  char *signature;
  char *body;
} Heard;

static void
heard_free (gpointer data)
{
  Heard *self = data;

  g_free (self->path);
  g_free (self->delivery);
  g_free (self->event);
  g_free (self->signature);
  g_free (self->body);
  g_free (self);
}

typedef struct
{
  BhtBellhopd *daemon;
  BhtApi *desk;
  LoopThread loop;
  SoupServer *server;
  char *url;
  char *secret; /* of the webhook that was made last */
  char *id;     /* the same one's */
  GMutex mutex;
  GCond heard_more;
  GPtrArray *heard; /* of Heard; under the mutex, as is: */
  guint next;       /* the first of them that no test has taken */
} Story;

static char *
header_of (SoupServerMessage *message, const char *name)
{
  return g_strdup (
      soup_message_headers_get_one (soup_server_message_get_request_headers (message), name));
}

/* “/silent” is never answered, “/broken” badly, “/moved” leads elsewhere. */
static void
answer (SoupServerMessage *message, const char *path)
{
  if (g_str_equal (path, "/silent"))
    soup_server_message_pause (message);
  else if (g_str_equal (path, "/moved"))
    soup_server_message_set_redirect (message, 307, "/well");
  else
    soup_server_message_set_status (message, g_str_equal (path, "/broken") ? 500 : 204, NULL);
}

static void
heard_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer data)
{
  Story *self = data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  Heard *heard = g_new0 (Heard, 1);

  heard->path = g_strdup (path);
  heard->delivery = header_of (message, "X-Bellhop-Delivery");
  heard->event = header_of (message, "X-Bellhop-Event");
  heard->signature = header_of (message, "X-Bellhop-Signature");
  heard->body = g_strndup (body->data, (gsize) body->length);
  answer (message, path);
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->heard, heard);
  g_cond_broadcast (&self->heard_more);
  g_mutex_unlock (&self->mutex);
}

static void
start_server (Story *self)
{
  g_autoptr (GError) error = NULL;
  GSList *uris = NULL;

  loop_thread_init (&self->loop);
  g_main_context_push_thread_default (self->loop.context);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, heard_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  g_main_context_pop_thread_default (self->loop.context);
  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  loop_thread_start (&self->loop);
}

static void
set_up (Story *self, gconstpointer private)
{
  const char *settings[] = { private != NULL ? "BELLHOP_WEBHOOKS_TO_PRIVATE=true" : NULL, NULL };
  g_autofree char *token = NULL;

  g_mutex_init (&self->mutex);
  g_cond_init (&self->heard_more);
  self->heard = g_ptr_array_new_with_free_func (heard_free);
  start_server (self);
  self->daemon = bht_bellhopd_new (settings);
  token = bht_bellhopd_furnish (self->daemon);
  self->desk = bht_api_new (bht_bellhopd_url (self->daemon), token);
}

static void
tear_down (Story *self, gconstpointer data)
{
  bht_api_free (self->desk);
  bht_bellhopd_free (self->daemon);
  loop_thread_stop (&self->loop);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  loop_thread_clear (&self->loop);
  g_ptr_array_unref (self->heard);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->heard_more);
  g_free (self->url);
  g_free (self->secret);
  g_free (self->id);
}

static void
add_webhook (Story *self, const char *path, const char *events)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",\"url\":\"%s%s\",\"events\":%s}", id,
                                           self->url, path, events);
  g_autoptr (JsonNode) made = bht_api_expect (self->desk, "POST", "/v1/desk/webhooks", body, 201);

  g_free (self->secret);
  g_free (self->id);
  self->secret = g_strdup (bht_json_string (made, "secret"));
  self->id = g_steal_pointer (&id);
}

static char *
ping (Story *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/webhooks/%s/test", self->id);
  g_autoptr (JsonNode) sent = bht_api_expect (self->desk, "POST", path, "{}", 202);

  return g_strdup (bht_json_string (sent, "delivery.id"));
}

/* The next request that came.  (transfer none) */
static const Heard *
hear (Story *self)
{
  gint64 end = g_get_monotonic_time () + BHT_PATIENCE_US;
  const Heard *heard = NULL;

  g_mutex_lock (&self->mutex);
  while (self->heard->len <= self->next)
    g_assert_true (g_cond_wait_until (&self->heard_more, &self->mutex, end));
  heard = self->heard->pdata[self->next++];
  g_mutex_unlock (&self->mutex);
  return heard;
}

/* As a receiver does it, with nothing of the daemon's. */
static void
assert_signed (const Heard *heard, const char *secret)
{
  g_auto (GStrv) parts = g_strsplit (heard->signature, ",", 2);
  g_autofree char *text = g_strdup_printf ("%s.%s", parts[0] + strlen ("t="), heard->body);
  g_autofree char *code = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) secret,
                                                     strlen (secret), text, (gssize) strlen (text));
  gint64 age = g_get_real_time () / G_USEC_PER_SEC - g_ascii_strtoll (parts[0] + 2, NULL, 10);

  g_assert_cmpstr (parts[1] + strlen ("v1="), ==, code);
  g_assert_cmpint (ABS (age), <, 60);
}

static void
assert_whole (const Heard *heard)
{
  g_autoptr (JsonNode) root = json_from_string (heard->body, NULL);

  g_assert_cmpstr (bht_json_string (root, "id"), ==, heard->delivery);
  g_assert_cmpstr (bht_json_string (root, "event"), ==, heard->event);
  g_assert_cmpstr (bht_json_string (root, "organization"), ==, "demo");
  g_assert_true (json_object_has_member (json_node_get_object (root), "data"));
}

static void
act (BhtApi *api, const char *side, const char *conversation, const char *what, const char *body)
{
  g_autofree char *path = g_strdup_printf ("/v1/%s/conversations/%s/%s", side, conversation, what);

  g_assert_cmpuint (bht_api_call (api, "POST", path, body, NULL), <, 300);
}

/* A visitor asks for a person, who comes, goes, closes and opens it again. */
static void
live_through (Story *self)
{
  g_autoptr (BhtApi) ada = bht_api_new_visitor (bht_bellhopd_url (self->daemon), "Ada");
  g_autofree char *conversation = bht_api_open_conversation (ada);

  act (ada, "widget", conversation, "person", "{}");
  act (self->desk, "desk", conversation, "claim", "{}");
  act (self->desk, "desk", conversation, "release", "{}");
  act (self->desk, "desk", conversation, "resolve", "{}");
  act (ada, "widget", conversation, "csat", "{\"score\":5,\"comment\":\"fine\"}");
  act (self->desk, "desk", conversation, "reopen", "{}");
}

static void
test_events (Story *self, gconstpointer data)
{
  static const char *const expected[] = {
    "contact.created",  "conversation.created",  "handoff.created", "handoff.claimed",
    "handoff.released", "conversation.resolved", "csat.submitted",  "conversation.reopened",
  };
  guint found = 0;

  add_webhook (self, "/well", ALL_EVENTS);
  live_through (self);
  while (found < G_N_ELEMENTS (expected))
    {
      const Heard *heard = hear (self);

      assert_signed (heard, self->secret);
      assert_whole (heard);
      if (g_str_equal (heard->event, "message.created"))
        continue;
      g_assert_cmpstr (heard->event, ==, expected[found]);
      found++;
    }
}

static void
test_selected (Story *self, gconstpointer data)
{
  const Heard *heard = NULL;

  add_webhook (self, "/well", "[\"conversation.resolved\"]");
  live_through (self);
  heard = hear (self);
  g_assert_cmpstr (heard->event, ==, "conversation.resolved");
  g_free (ping (self));
  g_assert_cmpstr (hear (self)->event, ==, "ping"); /* and nothing between them */
}

/* Returns: (transfer full): what the desk says of @id once it has been tried. */
static JsonNode *
await_attempt (Story *self, const char *id)
{
  gint64 end = g_get_monotonic_time () + BHT_PATIENCE_US;

  while (g_get_monotonic_time () < end)
    {
      g_autoptr (JsonNode) answer =
          bht_api_expect (self->desk, "GET", "/v1/desk/deliveries", NULL, 200);
      JsonArray *all = json_object_get_array_member (json_node_get_object (answer), "deliveries");

      for (guint i = 0; i < json_array_get_length (all); i++)
        {
          JsonObject *one = json_array_get_object_element (all, i);

          if (g_str_equal (json_object_get_string_member (one, "id"), id) &&
              json_object_get_int_member (one, "attempts") > 0)
            return json_node_copy (json_array_get_element (all, i));
        }
      g_usleep (2000);
    }
  g_error ("nothing became of %s", id);
}

static void
set_url (Story *self, const char *path)
{
  g_autofree char *route = g_strdup_printf ("/v1/desk/webhooks/%s", self->id);
  g_autofree char *body = g_strdup_printf ("{\"url\":\"%s%s\"}", self->url, path);

  json_node_unref (bht_api_expect (self->desk, "PATCH", route, body, 200));
}

static void
test_repeated (Story *self, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *route = NULL;
  g_autoptr (JsonNode) failed = NULL;

  add_webhook (self, "/broken", "[\"gap.created\"]");
  id = ping (self);
  g_assert_cmpstr (hear (self)->delivery, ==, id);
  failed = await_attempt (self, id);
  g_assert_cmpstr (bht_json_string (failed, "state"), ==, "waiting");
  g_assert_cmpint (bht_json_int (failed, "http_status"), ==, 500);
  set_url (self, "/well");
  route = g_strdup_printf ("/v1/desk/deliveries/%s/repeat", id);
  json_node_unref (bht_api_expect (self->desk, "POST", route, "{}", 202));
  g_assert_cmpstr (hear (self)->delivery, ==, id);
}

/* Ten seconds and a little after its first failure it comes by itself. */
static void
test_tried_again (Story *self, gconstpointer data)
{
  g_autofree char *id = NULL;

  add_webhook (self, "/broken", "[\"gap.created\"]");
  id = ping (self);
  g_assert_cmpstr (hear (self)->delivery, ==, id);
  g_assert_cmpstr (hear (self)->delivery, ==, id);
}

static void
test_redirect (Story *self, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (JsonNode) failed = NULL;

  add_webhook (self, "/moved", "[\"gap.created\"]");
  id = ping (self);
  g_assert_cmpstr (hear (self)->path, ==, "/moved");
  failed = await_attempt (self, id);
  g_assert_cmpint (bht_json_int (failed, "http_status"), ==, 307);
  g_assert_cmpuint (self->heard->len, ==, 1);
}

static void
test_killed (Story *self, gconstpointer data)
{
  g_autofree char *id = NULL;

  add_webhook (self, "/silent", "[\"gap.created\"]");
  id = ping (self);
  g_assert_cmpstr (hear (self)->delivery, ==, id);
  bht_bellhopd_kill (self->daemon);
  bht_bellhopd_start (self->daemon);
  g_assert_cmpstr (hear (self)->delivery, ==, id);
}

/* What was queued before the daemon died is sent by the next one. */
static void
test_queued_and_killed (Story *self, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  add_webhook (self, "/silent", "[\"gap.created\"]");
  first = ping (self);
  second = ping (self); /* behind the first, which hangs */
  g_assert_cmpstr (hear (self)->delivery, ==, first);
  bht_bellhopd_kill (self->daemon);
  bht_bellhopd_start (self->daemon);
  set_url (self, "/well");
  for (guint i = 0; i < 3; i++)
    if (g_str_equal (hear (self)->delivery, second))
      return;
  g_error ("the second was lost");
}

static void
test_private (Story *self, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (JsonNode) failed = NULL;

  add_webhook (self, "/well", "[\"gap.created\"]");
  id = ping (self);
  failed = await_attempt (self, id);
  g_assert_cmpstr (bht_json_string (failed, "state"), ==, "waiting");
  g_assert_cmpuint (self->heard->len, ==, 0);
}

static void
assert_silent_file (const char *path, const char *secret)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  if (g_file_get_contents (path, &bytes, &length, NULL) &&
      memmem (bytes, length, secret, strlen (secret)) != NULL)
    g_error ("%s tells the secret", path);
}

static void
test_secret (Story *self, gconstpointer data)
{
  static const char *const asked[] = { "/v1/desk/webhooks", "/v1/desk/deliveries",
                                       "/v1/desk/organization", "/v1/feed?after=0&wait=0" };
  g_autoptr (GDir) dir = g_dir_open (bht_bellhopd_dir (self->daemon), 0, NULL);
  const char *name;

  add_webhook (self, "/well", "[\"gap.created\"]");
  g_free (ping (self));
  hear (self);
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (JsonNode) answered = bht_api_expect (self->desk, "GET", asked[i], NULL, 200);
      g_autofree char *text = json_to_string (answered, FALSE);

      g_assert_null (strstr (text, self->secret));
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (bht_bellhopd_dir (self->daemon), name, NULL);

      assert_silent_file (path, self->secret);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func, private)                                                                   \
  g_test_add ("/story/webhooks/" name, Story, private, set_up, func, tear_down)
  ADD ("tell-signed-what-happens-in-order", test_events, "allowed");
  ADD ("tell-only-what-was-chosen", test_selected, "allowed");
  ADD ("are-repeated-by-hand-under-the-same-id", test_repeated, "allowed");
  ADD ("come-again-by-themselves", test_tried_again, "allowed");
  ADD ("follow-no-redirect", test_redirect, "allowed");
  ADD ("survive-the-daemon", test_killed, "allowed");
  ADD ("keep-what-was-queued", test_queued_and_killed, "allowed");
  ADD ("do-not-reach-private-addresses", test_private, NULL);
  ADD ("never-tell-their-secret", test_secret, "allowed");
  return g_test_run ();
}
