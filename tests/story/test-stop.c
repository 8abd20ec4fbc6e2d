/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* The daemon is asked to stop while everybody is busy: it goes at once, in order, and what it had
 * acknowledged is there. */
#include "common/bh-id.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"

#include <gio/gio.h>
#include <string.h>

#define N_SENDERS 6
#define N_LISTENERS 4
#define N_STOPS 6
#define ENOUGH 40 /* messages between two stops */
#define GRACE_US (10 * G_USEC_PER_SEC)

static int stopping;     /* atomic */
static int acknowledged; /* atomic: of all senders */

typedef struct
{
  BhtApi *api;
  char *conversation;
  GPtrArray *ids; /* of messages that were acknowledged */
} Sender;

typedef struct
{
  const char *url;
  const char *token;
} Listener;

static gpointer
send_messages (gpointer data)
{
  Sender *self = data;

  while (!g_atomic_int_get (&stopping))
    {
      g_autofree char *id = bh_id_new ();
      guint status = bht_api_say (self->api, "widget", self->conversation, id, "Is it there?");

      if (status != 201)
        {
          g_assert_true (status == 0 || status == 503); /* it stops, or is not there */
          continue;
        }
      g_ptr_array_add (self->ids, g_steal_pointer (&id));
      g_atomic_int_inc (&acknowledged);
    }
  return NULL;
}

/* Opens the feed, hears a little, and goes without a word. */
static void
visit_feed (const Listener *self)
{
  static const char resume[] = "\x81\x99\0\0\0\0{\"op\":\"resume\",\"after\":0}";
  g_autofree char *head =
      g_strdup_printf ("GET /v1/feed HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                       "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                       "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                       "Sec-WebSocket-Protocol: bellhop.feed.1\r\n\r\n",
                       self->token);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  char heard[4096];
  GOutputStream *out;
  GInputStream *in;

  g_socket_client_set_timeout (client, 5);
  connection =
      g_socket_client_connect_to_host (client, self->url + strlen ("http://"), 80, NULL, NULL);
  if (connection == NULL)
    return;

  out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  if (g_output_stream_write_all (out, head, strlen (head), NULL, NULL, NULL) &&
      g_input_stream_read (in, heard, sizeof heard, NULL, NULL) > 0 &&
      g_output_stream_write_all (out, resume, sizeof resume - 1, NULL, NULL, NULL))
    g_input_stream_read (in, heard, sizeof heard, NULL, NULL);
}

/* Comes again and again, now by a poll, now by a WebSocket. */
static gpointer
listen_to_feed (gpointer data)
{
  const Listener *self = data;
  g_autoptr (BhtApi) api = bht_api_new (self->url, self->token);
  gint64 seq = 0;

  while (!g_atomic_int_get (&stopping))
    {
      g_autofree char *path = g_strdup_printf ("/v1/feed?after=%" G_GINT64_FORMAT "&wait=25", seq);
      g_autoptr (JsonNode) answer = NULL;

      if (bht_api_call (api, "GET", path, NULL, &answer) == 200 && answer != NULL)
        seq = bht_json_int (answer, "seq");
      visit_feed (self);
    }
  return NULL;
}

/* A session that ends while its feed has hardly begun. */
static gpointer
sign_in_and_out (gpointer data)
{
  const Listener *self = data;
  g_autoptr (BhtApi) nobody = bht_api_new (self->url, NULL);

  while (!g_atomic_int_get (&stopping))
    {
      g_autoptr (JsonNode) answer = NULL;
      g_autoptr (BhtApi) api = NULL;

      if (bht_api_call (nobody, "POST", "/v1/desk/sign-in",
                        "{\"email\":\"mia@example.org\",\"password\":\"" BHT_PASSWORD "\"}",
                        &answer) != 200)
        continue;
      api = bht_api_new (self->url, bht_json_string (answer, "token"));
      bht_api_call (api, "GET", "/v1/feed?after=0&wait=0", NULL, NULL);
      bht_api_call (api, "POST", "/v1/desk/sign-out", "{}", NULL);
    }
  return NULL;
}

static void
stop_again_and_again (BhtBellhopd *daemon)
{
  for (guint i = 0; i < N_STOPS; i++)
    {
      int enough = g_atomic_int_get (&acknowledged) + ENOUGH;
      gint64 start, took;

      while (g_atomic_int_get (&acknowledged) < enough)
        g_usleep (200);
      start = g_get_monotonic_time ();
      g_assert_cmpint (bht_bellhopd_terminate (daemon), ==, 0);
      took = g_get_monotonic_time () - start;
      g_test_message ("stopped after %d ms", (int) (took / 1000));
      g_assert_cmpint (took, <, GRACE_US);
      bht_bellhopd_start (daemon);
    }
}

static void
check_sender (Sender *self)
{
  for (guint i = 0; i < self->ids->len; i++)
    {
      const char *id = g_ptr_array_index (self->ids, i);

      /* Sent again, it is found and not stored anew. */
      g_assert_cmpuint (bht_api_say (self->api, "widget", self->conversation, id, "Is it there?"),
                        ==, 200);
    }
}

static void
start_sender (Sender *self, const char *url)
{
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) answer = NULL;

  self->api = bht_api_new_visitor (url, "Ada");
  self->conversation = bht_api_open_conversation (self->api);
  self->ids = g_ptr_array_new_with_free_func (g_free);
  path = g_strdup_printf ("/v1/widget/conversations/%s/person", self->conversation);
  answer = bht_api_expect (self->api, "POST", path, "{}", 200);
}

static void
free_sender (Sender *self)
{
  bht_api_free (self->api);
  g_free (self->conversation);
  g_ptr_array_unref (self->ids);
}

static void
test_stopped (void)
{
  g_autoptr (BhtBellhopd) daemon = bht_bellhopd_new (NULL);
  g_autofree char *token = bht_bellhopd_furnish (daemon);
  Listener listener = { bht_bellhopd_url (daemon), token };
  Sender senders[N_SENDERS] = { 0 };
  GThread *threads[N_SENDERS + N_LISTENERS + 1];
  guint n = 0;

  for (guint i = 0; i < N_SENDERS; i++)
    start_sender (&senders[i], bht_bellhopd_url (daemon));
  for (guint i = 0; i < N_SENDERS; i++)
    threads[n++] = g_thread_new ("sender", send_messages, &senders[i]);
  for (guint i = 0; i < N_LISTENERS; i++)
    threads[n++] = g_thread_new ("listener", listen_to_feed, &listener);
  threads[n++] = g_thread_new ("operator", sign_in_and_out, &listener);

  stop_again_and_again (daemon);
  g_atomic_int_set (&stopping, TRUE);
  while (n > 0)
    g_thread_join (threads[--n]);

  g_test_message ("%d messages acknowledged over %d stops", acknowledged, N_STOPS);
  for (guint i = 0; i < N_SENDERS; i++)
    {
      check_sender (&senders[i]);
      free_sender (&senders[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story/stop/in-order-while-all-are-busy", test_stopped);
  return g_test_run ();
}
