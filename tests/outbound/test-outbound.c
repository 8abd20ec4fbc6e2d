/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/outbound/bhd-address.h"
#include "server/outbound/bhd-outbound.h"
#include "tests/bht-patience.h"
#include "tests/outbound/loop-thread.h"

#include <libsoup/soup.h>
#include <string.h>

typedef struct
{
  BhdOutbound *outbound;
  LoopThread loop;
  SoupServer *server;
  char *url;
  char *heard; /* what the server was sent last */
} Fixture;

static void
answer_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer data)
{
  Fixture *fixture = data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  const char *token =
      soup_message_headers_get_one (soup_server_message_get_request_headers (message), "X-Token");

  g_free (fixture->heard);
  fixture->heard = g_strdup_printf ("%s %s %s %.*s", soup_server_message_get_method (message), path,
                                    token != NULL ? token : "-", (int) body->length, body->data);
  if (g_str_equal (path, "/silent"))
    {
      soup_server_message_pause (message);
      return;
    }
  if (g_str_equal (path, "/moved"))
    soup_server_message_set_redirect (message, 302, "/elsewhere");
  else
    soup_server_message_set_status (message, g_str_equal (path, "/broken") ? 500 : 200, NULL);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "0123456789", 10);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  GSList *uris = NULL;

  fixture->outbound = bhd_outbound_new (&error);
  loop_thread_init (&fixture->loop);
  g_main_context_push_thread_default (fixture->loop.context);
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, answer_cb, fixture, NULL);
  g_assert_true (
      soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  g_main_context_pop_thread_default (fixture->loop.context);
  uris = soup_server_get_uris (fixture->server);
  fixture->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  loop_thread_start (&fixture->loop);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  bhd_outbound_free (fixture->outbound);
  loop_thread_stop (&fixture->loop);
  soup_server_disconnect (fixture->server);
  g_object_unref (fixture->server);
  loop_thread_clear (&fixture->loop);
  g_free (fixture->url);
  g_free (fixture->heard);
}

static GBytes *
fetch_within (Fixture *fixture,
              guint timeout_ms,
              const char *path,
              gboolean allow_private,
              guint *status,
              GError **error)
{
  static const char *const headers[] = { "X-Token: t", NULL };
  g_autofree char *url = g_strconcat (fixture->url, path, NULL);
  g_autoptr (GBytes) body = g_bytes_new_static ("hello", 5);
  BhdFetch request = {
    .method = "POST",
    .url = url,
    .headers = headers,
    .body = body,
    .timeout_ms = timeout_ms,
    .max_answer = 10,
    .allow_private = allow_private,
  };

  return bhd_outbound_fetch (fixture->outbound, &request, status, error);
}

static GBytes *
fetch (Fixture *fixture, const char *path, gboolean allow_private, guint *status, GError **error)
{
  return fetch_within (fixture, BHT_PATIENCE_MS, path, allow_private, status, error);
}

static void
test_fetch (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  guint status = 0;
  g_autoptr (GBytes) answer = fetch (fixture, "/a", TRUE, &status, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (status, ==, 200);
  g_assert_cmpuint (g_bytes_get_size (answer), ==, 10);
  g_assert_cmpstr (fixture->heard, ==, "POST /a t hello");
}

static void
test_private (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  guint status = 0;

  g_assert_null (fetch (fixture, "/a", FALSE, &status, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_FORBIDDEN);
  g_assert_null (fixture->heard);
}

static void
test_redirect (Fixture *fixture, gconstpointer unused)
{
  guint status = 0;
  g_autoptr (GBytes) answer = fetch (fixture, "/moved", TRUE, &status, NULL);

  g_assert_cmpuint (status, ==, 302);
  g_assert_cmpstr (fixture->heard, ==, "POST /moved t hello");
}

static void
test_status (Fixture *fixture, gconstpointer unused)
{
  guint status = 0;
  g_autoptr (GBytes) answer = fetch (fixture, "/broken", TRUE, &status, NULL);

  g_assert_nonnull (answer);
  g_assert_cmpuint (status, ==, 500);
}

static void
test_timeout (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  guint status = 0;

  g_assert_null (fetch_within (fixture, 500, "/silent", TRUE, &status, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_TIMEOUT);
}

static void
test_too_large (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *url = g_strconcat (fixture->url, "/a", NULL);
  BhdFetch request = { .method = "GET",
                       .url = url,
                       .timeout_ms = 5000,
                       .max_answer = 9,
                       .allow_private = TRUE };
  g_autoptr (GError) error = NULL;
  guint status = 0;

  g_assert_null (bhd_outbound_fetch (fixture->outbound, &request, &status, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_TOO_LARGE);
}

static void
test_schemes (Fixture *fixture, gconstpointer unused)
{
  static const char *const urls[] = { "file:///etc/passwd", "gopher://127.0.0.1/",
                                      "ftp://127.0.0.1/", "nonsense", NULL };

  for (const char *const *url = urls; *url != NULL; url++)
    {
      BhdFetch request = { .method = "GET", .url = *url, .timeout_ms = 500, .max_answer = 1000 };
      g_autoptr (GError) error = NULL;
      guint status = 0;

      g_assert_null (bhd_outbound_fetch (fixture->outbound, &request, &status, &error));
      g_assert_true (g_error_matches (error, BH_ERROR, BH_ERROR_UNAVAILABLE) ||
                     g_error_matches (error, BH_ERROR, BH_ERROR_TIMEOUT));
    }
}

static gboolean
is_public (const char *text)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (text, 80);
  struct sockaddr_storage native;

  g_assert_true (g_socket_address_to_native (address, &native, sizeof native, NULL));
  return bhd_address_is_public ((struct sockaddr *) &native);
}

static void
test_addresses (void)
{
  static const char *const open[] = { "93.184.216.34", "8.8.8.8",         "172.32.0.1",
                                      "100.128.0.1",   "2606:4700::1111", NULL };
  static const char *const closed[] = {
    "127.0.0.1",
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fc00::1",
    "fd12::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::7f00:1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:db8::1",
    "2001::1",
    NULL,
  };

  for (const char *const *text = open; *text != NULL; text++)
    g_assert_true (is_public (*text));
  for (const char *const *text = closed; *text != NULL; text++)
    {
      g_test_message ("%s", *text);
      g_assert_false (is_public (*text));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/outbound/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("fetches", test_fetch);
  ADD ("private-addresses-are-refused-before-a-byte", test_private);
  ADD ("redirects-are-not-followed", test_redirect);
  ADD ("a-bad-status-is-an-answer", test_status);
  ADD ("a-silent-server-times-out", test_timeout);
  ADD ("a-long-answer-is-cut-off", test_too_large);
  ADD ("other-schemes-are-refused", test_schemes);
  g_test_add_func ("/outbound/address/public-or-not", test_addresses);
  return g_test_run ();
}
