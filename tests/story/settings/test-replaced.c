/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Mia deletes what is not needed any more and is asked once before, calls a label something else,
 * and makes new secrets where the old ones may be known: what was signed with those is worth
 * nothing.  The real window, real keys, the real daemon, and a server that is told by webhooks. */
#include "common/bh-id.h"
#include "tests/bht-patience.h"
#include "tests/outbound/loop-thread.h"
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"
#include "tests/story/settings/pages.h"

#include <libsoup/soup.h>
#include <string.h>

#define SECRET_MIN 32

static Scene scene;

/* ---- deleting ---- */

/* One record, as a colleague made it. */
typedef struct
{
  const char *topic;
  const char *name;
  const char *path; /* where records of its kind are made … */
  const char *json; /* … and what is sent there */
  const char *list; /* where it is told */
} Record;

static const Record records[] = {
  { "Teams", "Workshop", "/v1/desk/teams", "{\"id\":\"%s\",\"name\":\"Workshop\",\"members\":[]}",
    "/v1/desk/directory" },
  { "Tools", "order_status", "/v1/desk/tools",
    "{\"id\":\"%s\",\"name\":\"order_status\",\"description\":\"Where it is\",\"method\":\"GET\","
    "\"url\":\"https://shop.example/order\"}",
    "/v1/desk/tools" },
  { "Guardrails", "Politics", "/v1/desk/guardrails",
    "{\"id\":\"%s\",\"name\":\"Politics\",\"type\":\"blocked_topic\",\"pattern\":\"election\","
    "\"action\":\"block\",\"direction\":\"in\",\"message\":\"Not here.\"}",
    "/v1/desk/guardrails" },
};

static void
make_record (const Record *record)
{
  g_autofree char *id = bh_id_new ();
  g_auto (GStrv) parts = g_strsplit (record->json, "%s", 2);
  g_autofree char *json = g_strjoinv (id, parts);

  desk_ask (scene.mia, "POST", record->path, "%s", json);
}

/* Who thinks better of it has lost nothing. */
static void
test_one_is_deleted (gconstpointer data)
{
  const Record *record = data;
  g_autofree char *row = g_strconcat (record->name, "*", NULL);
  g_autofree char *kept = g_strdup_printf ("\"name\":\"%s\"", record->name);
  g_autofree char *question = g_strdup_printf ("Delete “%s”?", record->name);
  g_autofree char *picture = g_strconcat ("replaced-delete-", record->topic, NULL);

  make_record (record);
  pages_open_record (scene.window, record->topic, record->name);
  window_press (scene.window, BUTTON, "Delete…");
  window_picture (picture);
  window_press_in (scene.window, question, BUTTON, "Cancel");
  window_see_no (scene.window, ANYTHING, question);
  desk_await (scene.mia, record->list, kept);
  window_press (scene.window, BUTTON, "Delete…");
  window_press_in (scene.window, question, BUTTON, "Delete");
  window_see_no (scene.window, ROW, row);
  desk_await_no (scene.mia, record->list, kept);
  pages_leave (scene.window);
}

/* ---- another name ---- */

/* It is the same label: who has it keeps it. */
static void
test_a_label_is_called_something_else (void)
{
  g_autofree char *label = desk_add_label (scene.mia, "Repair", "#1c71d8");
  Visitor *ada = scene_meet_waiting (&scene, "Ada Lindqvist", "My fork creaks.");

  visitor_is_marked (ada, scene.sam, "{\"labels\":[\"%s\"]}", label);
  window_see (scene.window, ROW, "Ada Lindqvist, *Repair*");
  pages_open_record (scene.window, "Labels", "Repair");
  window_write (scene.window, "Name", "Bent and Broken");
  keyboard_press ("alt+s");
  window_see (scene.window, ROW, "Bent and Broken*");
  pages_leave (scene.window);
  window_see (scene.window, ROW, "Ada Lindqvist, *Bent and Broken*");
  window_see_no (scene.window, ROW, "Ada Lindqvist, *Repair*");
  window_picture ("replaced-label");
  visitor_await_desk (ada, scene.mia, label);
}

/* ---- new secrets ---- */

/* The only words in @shown that are long and have no blank between them. */
static char *
find_secret (AtspiAccessible *shown)
{
  g_autofree char *name = bht_atspi_name (shown);
  int n = atspi_accessible_get_child_count (shown, NULL);
  char *found = NULL;

  if (name != NULL && strlen (name) >= SECRET_MIN && strchr (name, ' ') == NULL)
    return g_steal_pointer (&name);
  for (int i = 0; found == NULL && i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (shown, i, NULL);

      found = child != NULL ? find_secret (child) : NULL;
    }
  return found;
}

static char *
make_secret (void)
{
  g_autoptr (AtspiAccessible) told = NULL;
  char *secret;

  window_press (scene.window, BUTTON, "New Secret…");
  window_press_in (scene.window, "Make a New Secret?", BUTTON, "Make");
  told = bht_atspi_wait (scene.window->root, ANYTHING, "The New Secret", BHT_PATIENCE_S);
  secret = find_secret (told);
  g_assert_nonnull (secret);
  keyboard_press ("Escape");
  window_see_no (scene.window, ANYTHING, "The New Secret");
  return secret;
}

static char *
sign (const char *secret, const char *text)
{
  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) secret, strlen (secret),
                                    text, -1);
}

/* What a page gets for a visitor whom its server has signed with @secret. */
static guint
arrive (const char *secret)
{
  g_autoptr (BhtApi) page = bht_api_new (bht_bellhopd_url (scene.daemon), NULL);
  g_autofree char *code = sign (secret, "u1\nzoe@example.org\nZoe");
  g_autofree char *body =
      g_strdup_printf ("{\"organization\":\"demo\",\"identity\":{\"id\":\"u1\",\"email\":"
                       "\"zoe@example.org\",\"name\":\"Zoe\",\"hmac\":\"%s\"}}",
                       code);

  return bht_api_call (page, "POST", "/v1/widget/sessions", body, NULL);
}

static void
test_visitors_are_vouched_for_anew (void)
{
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;

  pages_open (scene.window, "On Your Site");
  old = make_secret ();
  g_assert_cmpuint (arrive (old), ==, 201);
  new = make_secret ();
  g_assert_cmpuint (arrive (old), ==, 401);
  g_assert_cmpuint (arrive (new), ==, 201);
  g_assert_null (find_secret (scene.window->root));
  pages_leave (scene.window);
}

/* The server that is told, and what it heard last. */
static struct
{
  LoopThread loop;
  SoupServer *server;
  GMutex mutex;
  GCond more;
  char *signature; /* (nullable), under the mutex, as is: */
  char *body;
} hook;

static void
heard_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer d)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  soup_server_message_set_status (message, 204, NULL);
  g_mutex_lock (&hook.mutex);
  g_free (hook.signature);
  g_free (hook.body);
  hook.signature = g_strdup (soup_message_headers_get_one (headers, "X-Bellhop-Signature"));
  hook.body = g_strndup (body->data, (gsize) body->length);
  g_cond_broadcast (&hook.more);
  g_mutex_unlock (&hook.mutex);
}

/* Returns: (transfer full): its address */
static char *
start_hook (void)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;
  char *url;

  loop_thread_init (&hook.loop);
  g_main_context_push_thread_default (hook.loop.context);
  hook.server = soup_server_new (NULL, NULL);
  soup_server_add_handler (hook.server, NULL, heard_cb, NULL, NULL);
  soup_server_listen_local (hook.server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  g_main_context_pop_thread_default (hook.loop.context);
  uris = soup_server_get_uris (hook.server);
  url = g_strdup_printf ("http://127.0.0.1:%d/hook", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  loop_thread_start (&hook.loop);
  return url;
}

static void
stop_hook (void)
{
  loop_thread_stop (&hook.loop);
  soup_server_disconnect (hook.server);
  g_clear_object (&hook.server);
  loop_thread_clear (&hook.loop);
  g_free (hook.signature);
  g_free (hook.body);
}

/* Whether what the server heard next is signed with @secret. */
static gboolean
is_heard_with (const char *secret)
{
  gint64 end = g_get_monotonic_time () + BHT_PATIENCE_US;
  g_auto (GStrv) parts = NULL;
  g_autofree char *text = NULL;
  g_autofree char *code = NULL;

  g_mutex_lock (&hook.mutex);
  while (hook.body == NULL)
    g_assert_true (g_cond_wait_until (&hook.more, &hook.mutex, end));
  parts = g_strsplit (hook.signature, ",", 2);
  text = g_strdup_printf ("%s.%s", parts[0] + strlen ("t="), hook.body);
  g_mutex_unlock (&hook.mutex);
  code = sign (secret, text);
  return g_str_equal (parts[1] + strlen ("v1="), code);
}

static void
test_a_webhook_is_signed_anew (void)
{
  g_autofree char *url = start_hook ();
  g_autofree char *id = bh_id_new ();
  g_autofree char *body = g_strdup_printf (
      "{\"id\":\"%s\",\"url\":\"%s\",\"events\":[\"conversation.created\"]}", id, url);
  g_autoptr (JsonNode) made = bht_api_expect (scene.mia, "POST", "/v1/desk/webhooks", body, 201);
  g_autofree char *secret = NULL;

  pages_open_record (scene.window, "Webhooks", "http://127.0.0.1");
  secret = make_secret ();
  window_press (scene.window, BUTTON, "Send");
  g_assert_true (is_heard_with (secret));
  g_assert_false (is_heard_with (bht_json_string (made, "secret")));
  window_picture ("replaced-webhook");
  keyboard_press ("Escape");
  window_see (scene.window, ROW, "Test*");
  g_assert_null (find_secret (scene.window->root));
  pages_leave (scene.window);
  stop_hook ();
}

/* ---- */

#define CHAPTER(name, function) g_test_add_func ("/story/replaced/" name, function)

int
main (int argc, char **argv)
{
  static const char *const settings[] = { "BELLHOP_WEBHOOKS_TO_PRIVATE=true", NULL };
  int status;

  g_test_init (&argc, &argv, NULL);
  scene_open (&scene, settings);
  scene_show (&scene);
  g_test_add_data_func ("/story/replaced/1-a-team-is-deleted", &records[0], test_one_is_deleted);
  g_test_add_data_func ("/story/replaced/2-a-tool-is-deleted", &records[1], test_one_is_deleted);
  g_test_add_data_func ("/story/replaced/3-a-rule-is-deleted", &records[2], test_one_is_deleted);
  CHAPTER ("4-a-label-is-called-something-else", test_a_label_is_called_something_else);
  CHAPTER ("5-visitors-are-vouched-for-anew", test_visitors_are_vouched_for_anew);
  CHAPTER ("6-a-webhook-is-signed-anew", test_a_webhook_is_signed_anew);
  status = g_test_run ();
  scene_close (&scene);

  return status;
}
