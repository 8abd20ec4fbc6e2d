/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Pages of a server in this process are imported by the real daemon. */
#include "tests/story/library.h"

#include <libsoup/soup.h>
#include <string.h>

typedef struct
{
  Library library;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  SoupServer *server;
  guint16 port;
} Fixture;

#define HTML(title, text)                                                                          \
  "<html><head><title>" title "</title></head><body><nav>Menu</nav><p>" text "</p></body></html>"

static const struct
{
  const char *path;
  guint status;
  const char *type;
  const char *body;
  const char *location; /* (nullable) */
} pages[] = {
  { "/help", 200, "text/html; charset=utf-8",
    HTML ("Help centre", "Quokkas may stay overnight for nine euros."), NULL },
  { "/plain", 200, "text/plain", "Wombats may not stay at all.", NULL },
  { "/picture", 200, "image/png", "not really", NULL },
  { "/moved", 302, "text/html", HTML ("Moved", "elsewhere"), "/help" },
  { "/inside", 302, "text/html", "", "file:///etc/passwd" },
  { "/round", 302, "text/html", "", "/round" },
  { "/gone", 410, "text/html", HTML ("Gone", "no more"), NULL },
};

static void
answer_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer data)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, 404, NULL);
  if (g_str_equal (path, "/silent"))
    soup_server_message_pause (message);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].path, path))
      {
        soup_server_message_set_status (message, pages[i].status, NULL);
        soup_server_message_set_response (message, pages[i].type, SOUP_MEMORY_STATIC, pages[i].body,
                                          strlen (pages[i].body));
        if (pages[i].location != NULL)
          soup_message_headers_replace (headers, "Location", pages[i].location);
      }
}

static gpointer
serve (gpointer data)
{
  Fixture *f = data;

  g_main_context_push_thread_default (f->context);
  g_main_loop_run (f->loop);
  g_main_context_pop_thread_default (f->context);
  return NULL;
}

static void
set_up (Fixture *f, gconstpointer setting)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  library_open (&f->library, setting);
  f->context = g_main_context_new ();
  f->loop = g_main_loop_new (f->context, FALSE);
  g_main_context_push_thread_default (f->context);
  f->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (f->server, NULL, answer_cb, f, NULL);
  g_assert_true (soup_server_listen_local (f->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  g_main_context_pop_thread_default (f->context);
  uris = soup_server_get_uris (f->server);
  f->port = (guint16) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  f->thread = g_thread_new ("server", serve, f);
}

static void
tear_down (Fixture *f, gconstpointer setting)
{
  library_close (&f->library);
  g_main_loop_quit (f->loop);
  g_thread_join (f->thread);
  g_main_context_push_thread_default (f->context);
  soup_server_disconnect (f->server);
  g_object_unref (f->server);
  while (g_main_context_iteration (f->context, FALSE))
    ;
  g_main_context_pop_thread_default (f->context);
  g_main_loop_unref (f->loop);
  g_main_context_unref (f->context);
}

/* Returns: (transfer full): the document's id */
static char *
import (Fixture *f, const char *path)
{
  g_autofree char *body =
      g_strdup_printf ("{\"url\":\"http://127.0.0.1:%u%s\",\"category\":\"Web\"}", f->port, path);
  g_autoptr (JsonNode) answer =
      bht_api_expect (f->library.desk, "POST", "/v1/desk/documents/import", body, 202);

  return g_strdup (bht_json_string (answer, "document.id"));
}

/* Returns: (transfer full) (nullable): why it has failed. */
static char *
import_and_wait (Fixture *f, const char *path)
{
  g_autofree char *id = import (f, path);

  return library_await (&f->library, id);
}

/* Returns: (transfer full) */
static char *
title_of (Fixture *f, const char *id)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/documents/%s", id);
  g_autoptr (JsonNode) answer = bht_api_expect (f->library.desk, "GET", path, NULL, 200);

  return g_strdup (bht_json_string (answer, "document.title"));
}

static void
test_page_is_found (Fixture *f, gconstpointer data)
{
  g_autofree char *id = import (f, "/help");
  g_autofree char *failure = library_await (&f->library, id);
  g_autofree char *title = title_of (f, id);

  g_assert_cmpstr (failure, ==, NULL);
  g_assert_cmpstr (title, ==, "Help centre");
  g_assert_cmpuint (library_count_blobs (&f->library), ==, 1);
}

static void
test_plain_text_is_a_page (Fixture *f, gconstpointer data)
{
  g_autofree char *failure = import_and_wait (f, "/plain");

  g_assert_cmpstr (failure, ==, NULL);
}

static void
test_redirect_is_followed (Fixture *f, gconstpointer data)
{
  g_autofree char *id = import (f, "/moved");
  g_autofree char *failure = library_await (&f->library, id);
  g_autofree char *title = title_of (f, id);

  g_assert_cmpstr (failure, ==, NULL);
  g_assert_cmpstr (title, ==, "Help centre");
}

static void
test_failures_say_why (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *path;
    const char *says;
  } failures[] = {
    { "/picture", "image/png" },
    { "/gone", "410" },
    { "/round", "leads on and on" },
    { "/inside", "could not be fetched" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autofree char *failure = import_and_wait (f, failures[i].path);

      g_assert_nonnull (failure);
      g_test_message ("%s: %s", failures[i].path, failure);
      g_assert_nonnull (strstr (failure, failures[i].says));
    }
  g_assert_cmpuint (library_count_blobs (&f->library), ==, 0);
}

static void
test_imported_again_is_one (Fixture *f, gconstpointer data)
{
  g_autofree char *first = import (f, "/help");
  g_autofree char *failure = library_await (&f->library, first);
  g_autofree char *again = import (f, "/help");
  g_autofree char *second = library_await (&f->library, again);

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (failure, ==, NULL);
  g_assert_cmpstr (second, ==, NULL);
}

/* Stopping does not wait for a server that never answers, and the next start tries it again. */
static void
test_silent_server_holds_nothing_up (Fixture *f, gconstpointer data)
{
  g_autofree char *id = import (f, "/silent");
  gint64 start;

  library_await_status (&f->library, id, "extracting");
  g_assert_cmpint (library_health_us (&f->library), <, LIBRARY_AT_ONCE_US);
  start = g_get_monotonic_time ();
  g_assert_cmpint (bht_bellhopd_terminate (f->library.daemon), ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 8 * G_USEC_PER_SEC);
  bht_bellhopd_start (f->library.daemon);
  library_await_status (&f->library, id, "extracting");
}

static void
test_private_addresses_are_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *failure = import_and_wait (f, "/help");

  g_assert_nonnull (failure);
  g_assert_nonnull (strstr (failure, "private network"));
}

#define ALLOWED "BELLHOP_PAGES_FROM_PRIVATE=true"
#define TEST(path, setting, function)                                                              \
  g_test_add (path, Fixture, setting, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/story/pages/page-is-found", ALLOWED, test_page_is_found);
  TEST ("/story/pages/plain-text-is-a-page", ALLOWED, test_plain_text_is_a_page);
  TEST ("/story/pages/redirect-is-followed", ALLOWED, test_redirect_is_followed);
  TEST ("/story/pages/failures-say-why", ALLOWED, test_failures_say_why);
  TEST ("/story/pages/imported-again-is-one", ALLOWED, test_imported_again_is_one);
  TEST ("/story/pages/silent-server", ALLOWED, test_silent_server_holds_nothing_up);
  TEST ("/story/pages/private-addresses", NULL, test_private_addresses_are_refused);
  return g_test_run ();
}
