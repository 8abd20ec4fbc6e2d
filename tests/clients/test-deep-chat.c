/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/bht-browser.h"
#include "tests/process/bht-bellhopd.h"

#include <libsoup/soup.h>
#include <string.h>

/* deep-chat as npm has it, on a page of another origin, talks to a real daemon.  BHT_CLIENTS names
 * the folder it was installed into. */

#define HTML                                                                                       \
  "<!DOCTYPE html><meta charset=\"utf-8\"><title>Shop</title>"                                     \
  "<script type=\"module\" src=\"/deep-chat.js\"></script><deep-chat></deep-chat>"

#define CHAT "document.querySelector('deep-chat')"
#define INPUT CHAT ".shadowRoot?.querySelector('#text-input')"

/* What an adopter writes: one function for each way. */
#define WHOLE                                                                                      \
  "const chat = " CHAT ";"                                                                         \
  "chat.connect = { url: '%s/v1/chat', method: 'POST', headers: { 'X-Api-Key': '%s' } };"          \
  "chat.requestInterceptor = (details) => {"                                                       \
  "  details.body = { sessionId: 'deep-1', message: details.body.messages.at(-1).text };"          \
  "  return details;"                                                                              \
  "};"                                                                                             \
  "chat.responseInterceptor = (answer) => answer.message ? { text: answer.message } : answer;"

#define STREAM                                                                                     \
  CHAT ".connect = { stream: true, handler: async (body, signals) => {"                            \
       "  const answer = await fetch('%s/v1/chat/stream', { method: 'POST',"                       \
       "    headers: { 'Content-Type': 'application/json', 'X-Api-Key': '%s' },"                   \
       "    body: JSON.stringify({ sessionId: 'deep-2', message: body.messages.at(-1).text }) });" \
       "  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();"            \
       "  let rest = '';"                                                                          \
       "  signals.onOpen();"                                                                       \
       "  for (;;) {"                                                                              \
       "    const { value, done } = await reader.read();"                                          \
       "    if (done) break;"                                                                      \
       "    const lines = (rest + value).split('\\n');"                                            \
       "    rest = lines.pop();"                                                                   \
       "    for (const line of lines.map((each) => JSON.parse(each)))"                             \
       "      if (line.type === 'token') await signals.onResponse({ text: line.token });"          \
       "  }"                                                                                       \
       "  signals.onClose();"                                                                      \
       "} };"

#define SAID                                                                                       \
  CHAT ".getMessages().filter((each) => each.role === 'ai').map((each) => each.text).join('')"

typedef struct
{
  SoupServer *server;
  BhtBellhopd *daemon;
  BhtPage *page;
  char *key;
} Fixture;

static BhtBrowser *browser; /* of the program */

static void
serve_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer bundle)
{
  gboolean script = g_str_equal (path, "/deep-chat.js");
  g_autofree char *text = NULL;
  gsize length = strlen (HTML);

  if (script)
    g_file_get_contents (bundle, &text, &length, NULL);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, script ? "text/javascript" : "text/html",
                                    SOUP_MEMORY_COPY, script ? text : HTML, length);
}

static char *
make_key (BhtBellhopd *daemon)
{
  g_autofree char *output = NULL;
  g_autoptr (JsonNode) root = NULL;

  bht_bellhopd_try_ctl (daemon, NULL, "key create --organization demo --kind widget --name Deep",
                        &output, NULL);
  root = json_from_string (output, NULL);
  return g_strdup (json_object_get_string_member (json_node_get_object (root), "secret"));
}

static void
set_up (Fixture *fixture, gconstpointer bundle)
{
  g_autofree char *token = NULL;
  g_autofree char *address = NULL;
  GSList *uris = NULL;

  fixture->daemon = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (fixture->daemon);
  fixture->key = make_key (fixture->daemon);
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, serve_cb, (gpointer) bundle, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL);
  uris = soup_server_get_uris (fixture->server);
  address = g_strdup_printf ("http://127.0.0.1:%d/", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  fixture->page = bht_page_new (browser);
  bht_page_open (fixture->page, address);
  bht_page_wait (fixture->page, BHT_TOP, INPUT);
}

static void
tear_down (Fixture *fixture, gconstpointer bundle)
{
  bht_page_free (fixture->page);
  g_object_unref (fixture->server);
  bht_bellhopd_free (fixture->daemon);
  g_free (fixture->key);
}

/* deep-chat draws itself anew a little after it was told whom to ask; what is said before that goes
 * with the old drawing. */
static void
connect_and_say (Fixture *fixture, const char *configuration)
{
  bht_page_run (fixture->page, BHT_TOP, "window.before = " INPUT);
  bht_page_run (fixture->page, BHT_TOP, configuration);
  bht_page_wait (fixture->page, BHT_TOP, "(" INPUT " ?? before) !== before");
  bht_page_run (fixture->page, BHT_TOP, CHAT ".submitUserMessage({ text: 'Hello' })");
}

static void
test_whole (Fixture *fixture, gconstpointer bundle)
{
  g_autofree char *script =
      g_strdup_printf (WHOLE, bht_bellhopd_url (fixture->daemon), fixture->key);

  connect_and_say (fixture, script);
  bht_page_wait (fixture->page, BHT_TOP, SAID ".length > 5");
}

static void
test_stream (Fixture *fixture, gconstpointer bundle)
{
  g_autofree char *script =
      g_strdup_printf (STREAM, bht_bellhopd_url (fixture->daemon), fixture->key);

  connect_and_say (fixture, script);
  bht_page_wait (fixture->page, BHT_TOP, SAID ".length > 5");
}

static void
test_wrong_key (Fixture *fixture, gconstpointer bundle)
{
  g_autofree char *script =
      g_strdup_printf (WHOLE, bht_bellhopd_url (fixture->daemon), "bhw_wrong");

  connect_and_say (fixture, script);
  bht_page_wait (fixture->page, BHT_TOP, CHAT ".shadowRoot.querySelector('.error-message-text')");
}

int
main (int argc, char **argv)
{
  const char *folder = g_getenv ("BHT_CLIENTS");
  g_autofree char *bundle = g_build_filename (
      folder != NULL ? folder : "", "node_modules/deep-chat/dist/deepChat.bundle.js", NULL);
  int status;

  g_test_init (&argc, &argv, NULL);
  if (!g_file_test (bundle, G_FILE_TEST_EXISTS))
    {
      g_print ("1..0 # SKIP deep-chat is not installed: run tests/run.sh where npm reaches a "
               "registry\n");
      return 0;
    }
  browser = bht_browser_new (NULL);
  g_assert_nonnull (browser);
  g_test_add ("/clients/deep-chat/whole", Fixture, bundle, set_up, test_whole, tear_down);
  g_test_add ("/clients/deep-chat/stream", Fixture, bundle, set_up, test_stream, tear_down);
  g_test_add ("/clients/deep-chat/wrong-key", Fixture, bundle, set_up, test_wrong_key, tear_down);
  status = g_test_run ();
  bht_browser_free (browser);
  return status;
}
