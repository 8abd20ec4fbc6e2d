/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/bht-client.h"

#include "common/bh-clock.h"

#include <string.h>
#include <unistd.h>

/* How a request becomes a subscriber of the hub. */

#define UPGRADE                                                                                    \
  "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"            \
  "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"                   \
  "Sec-WebSocket-Extensions: permessage-deflate\r\n%s\r\n"

/* {"op":"resume","after":0}, masked with zeros */
#define RESUME "\x81\x99\0\0\0\0{\"op\":\"resume\",\"after\":0}"

typedef struct
{
  BhtDaemon *daemon;
  BhtTenant *tenant;
  int fd;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->daemon = bht_daemon_new (NULL);
  fixture->tenant = bht_daemon_add_tenant (fixture->daemon, "acme");
  fixture->fd = bht_connect (fixture->daemon);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close (fixture->fd);
  bht_tenant_free (fixture->tenant);
  bht_daemon_free (fixture->daemon);
}

static BhtAnswer *
upgrade (Fixture *fixture, const char *path, const char *headers)
{
  g_autofree char *request = g_strdup_printf (UPGRADE, path, headers);

  bht_send (fixture->fd, request, -1);
  return bht_receive (fixture->fd, FALSE);
}

/* Reads one short text frame.  Returns: (transfer full) */
static char *
receive_frame (int fd)
{
  guint8 head[4];
  gsize length;
  char *text;

  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (read (fd, head + i, 1), ==, 1);
  g_assert_cmpuint (head[0], ==, 0x81);
  length = head[1];
  if (length == 126)
    {
      g_assert_cmpint (read (fd, head + 2, 2), ==, 2);
      length = (gsize) head[2] << 8 | head[3];
    }

  text = g_malloc0 (length + 1);
  for (gsize n = 0; n < length;)
    {
      gssize step = read (fd, text + n, length - n);

      g_assert_cmpint (step, >, 0);
      n += (gsize) step;
    }
  return text;
}

static void
assert_upgraded (const BhtAnswer *answer)
{
  g_autofree char *accept = bht_answer_header (answer, "Sec-WebSocket-Accept");
  g_autofree char *protocol = bht_answer_header (answer, "Sec-WebSocket-Protocol");

  g_assert_cmpuint (answer->status, ==, 101);
  g_assert_cmpstr (accept, ==, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  g_assert_cmpstr (protocol, ==, "bellhop.feed.1");
  g_assert_null (strstr (answer->head, "permessage-deflate"));
}

static void
test_operator (Fixture *fixture, gconstpointer data)
{
  g_autofree char *headers =
      g_strdup_printf ("Authorization: Bearer %s\r\nSec-WebSocket-Protocol: bellhop.feed.1\r\n",
                       fixture->tenant->owner_token);
  g_autoptr (BhtAnswer) answer = upgrade (fixture, "/v1/feed", headers);
  g_autofree char *frame = NULL;

  assert_upgraded (answer);
  bht_send (fixture->fd, RESUME, sizeof RESUME - 1);
  frame = receive_frame (fixture->fd);
  g_assert_nonnull (strstr (frame, "\"op\":\"event\",\"seq\":1"));
}

/* {"op":"resume"}, masked with zeros */
#define LISTEN "\x81\x8f\0\0\0\0{\"op\":\"resume\"}"

/* Nothing of it is in the log: who listens now hears it. */
static void
test_desk_hears_where_a_visitor_goes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *headers =
      g_strdup_printf ("Authorization: Bearer %s\r\nSec-WebSocket-Protocol: bellhop.feed.1\r\n",
                       fixture->tenant->owner_token);
  g_autoptr (BhtAnswer) answer = upgrade (fixture, "/v1/feed", headers);
  g_autofree char *live = NULL;
  g_autofree char *moved = NULL;
  g_autoptr (BhtAnswer) page = NULL;

  assert_upgraded (answer);
  bht_send (fixture->fd, LISTEN, sizeof LISTEN - 1);
  live = receive_frame (fixture->fd);
  g_assert_nonnull (strstr (live, "\"op\":\"live\""));
  page =
      bht_call (fixture->daemon, "POST", "/v1/widget/session/page", fixture->tenant->visitor_token,
                NULL, "{\"url\":\"https://shop.example/cart\",\"title\":\"Cart\"}");
  moved = receive_frame (fixture->fd);
  g_assert_nonnull (strstr (moved, "\"op\":\"ephemeral\",\"type\":\"visitor.moved\""));
  g_assert_nonnull (strstr (moved, fixture->tenant->contact_id));
  g_assert_nonnull (strstr (moved, "\"url\":\"https://shop.example/cart\""));
}

static void
test_visitor_by_protocol (Fixture *fixture, gconstpointer data)
{
  g_autofree char *headers =
      g_strdup_printf ("Sec-WebSocket-Protocol: bellhop.feed.1, bellhop.bearer.%s\r\n",
                       fixture->tenant->visitor_token);
  g_autoptr (BhtAnswer) answer = upgrade (fixture, "/v1/widget/feed", headers);

  assert_upgraded (answer);
  g_assert_null (strstr (answer->head, "bellhop.bearer"));
}

/* The first frame may come in the same packet as the handshake. */
static void
test_early_frame (Fixture *fixture, gconstpointer data)
{
  g_autofree char *headers =
      g_strdup_printf ("Authorization: Bearer %s\r\nSec-WebSocket-Protocol: bellhop.feed.1\r\n",
                       fixture->tenant->owner_token);
  g_autofree char *request = g_strdup_printf (UPGRADE, "/v1/feed", headers);
  g_autoptr (GByteArray) packet = g_byte_array_new ();
  g_autoptr (BhtAnswer) answer = NULL;
  g_autofree char *frame = NULL;

  g_byte_array_append (packet, (const guint8 *) request, (guint) strlen (request));
  g_byte_array_append (packet, (const guint8 *) RESUME, sizeof RESUME - 1);
  bht_send (fixture->fd, (const char *) packet->data, packet->len);
  answer = bht_receive (fixture->fd, FALSE);
  assert_upgraded (answer);
  frame = receive_frame (fixture->fd);
  g_assert_nonnull (strstr (frame, "\"op\":\"event\""));
}

static void
test_wrong_token (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer =
      upgrade (fixture, "/v1/feed",
               "Authorization: Bearer no\r\nSec-WebSocket-Protocol: bellhop.feed.1\r\n");

  bht_answer_assert_error (answer, 401, "unauthorized");
}

static void
test_without_protocol (Fixture *fixture, gconstpointer data)
{
  g_autofree char *headers = g_strdup_printf (
      "Authorization: Bearer %s\r\nSec-WebSocket-Protocol: chat\r\n", fixture->tenant->owner_token);
  g_autoptr (BhtAnswer) answer = upgrade (fixture, "/v1/feed", headers);

  bht_answer_assert_error (answer, 400, "malformed");
}

static void
test_neither (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer =
      bht_call (fixture->daemon, "GET", "/v1/feed", fixture->tenant->owner_token, NULL, NULL);

  bht_answer_assert_error (answer, 426, "upgrade_required");
}

static void
test_poll (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer =
      bht_call (fixture->daemon, "GET", "/v1/widget/feed?after=0&wait=5",
                fixture->tenant->visitor_token, "Origin: https://shop.example\r\n", NULL);
  g_autofree char *origin = bht_answer_header (answer, "Access-Control-Allow-Origin");
  g_autofree char *sniff = bht_answer_header (answer, "X-Content-Type-Options");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (bht_answer_object (answer), "frames")),
      >, 0);
  g_assert_cmpstr (origin, ==, "https://shop.example");
  g_assert_cmpstr (sniff, ==, "nosniff");
}

static void
test_poll_bounds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = bht_call (fixture->daemon, "GET", "/v1/feed?after=0&wait=26",
                                           fixture->tenant->owner_token, NULL, NULL);

  bht_answer_assert_error (answer, 400, "invalid");
}

static void
test_origin (Fixture *fixture, gconstpointer data)
{
  static const char *const others[] = { "https://else.example", NULL };
  g_autofree char *headers =
      g_strdup_printf ("Origin: https://shop.example\r\nSec-WebSocket-Protocol: bellhop.feed.1, "
                       "bellhop.bearer.%s\r\n",
                       fixture->tenant->visitor_token);
  g_autoptr (BhtAnswer) answer = NULL;

  bht_daemon_allow_origins (fixture->daemon, fixture->tenant, others);
  answer = upgrade (fixture, "/v1/widget/feed", headers);
  bht_answer_assert_error (answer, 403, "origin_refused");
}

static void
test_sign_out_cuts_off (Fixture *fixture, gconstpointer data)
{
  g_autofree char *headers =
      g_strdup_printf ("Authorization: Bearer %s\r\nSec-WebSocket-Protocol: bellhop.feed.1\r\n",
                       fixture->tenant->agent_token);
  g_autoptr (BhtAnswer) answer = upgrade (fixture, "/v1/feed", headers);
  g_autoptr (BhtAnswer) out = NULL;
  gint64 deadline_us = g_get_monotonic_time () + 5 * BH_SECOND;

  assert_upgraded (answer);
  out = bht_call (fixture->daemon, "POST", "/v1/desk/sign-out", fixture->tenant->agent_token, NULL,
                  "{}");
  g_assert_cmpuint (out->status, ==, 204);
  while (bhd_hub_count (fixture->daemon->hub) > 0 && g_get_monotonic_time () < deadline_us)
    g_thread_yield ();
  g_assert_cmpuint (bhd_hub_count (fixture->daemon->hub), ==, 0);
}

static void
test_new_password_cuts_off (Fixture *fixture, gconstpointer data)
{
  g_autofree char *headers =
      g_strdup_printf ("Authorization: Bearer %s\r\nSec-WebSocket-Protocol: bellhop.feed.1\r\n",
                       fixture->tenant->agent_token);
  g_autoptr (BhtAnswer) answer = upgrade (fixture, "/v1/feed", headers);
  g_autoptr (BhtAnswer) set = NULL;
  gint64 deadline_us = g_get_monotonic_time () + 5 * BH_SECOND;

  assert_upgraded (answer);
  set = bht_call_local (fixture->daemon, "POST", "/v1/ctl/operators/password",
                        "{\"email\":\"agent@acme.example\",\"password\":\"a new password\"}");
  g_assert_cmpuint (set->status, ==, 204);
  while (bhd_hub_count (fixture->daemon->hub) > 0 && g_get_monotonic_time () < deadline_us)
    g_thread_yield ();
  g_assert_cmpuint (bhd_hub_count (fixture->daemon->hub), ==, 0);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/http/feed-entry/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("operator", test_operator);
  ADD ("desk-hears-where-a-visitor-goes", test_desk_hears_where_a_visitor_goes);
  ADD ("visitor-by-protocol", test_visitor_by_protocol);
  ADD ("early-frame", test_early_frame);
  ADD ("wrong-token", test_wrong_token);
  ADD ("without-protocol", test_without_protocol);
  ADD ("neither", test_neither);
  ADD ("poll", test_poll);
  ADD ("poll-bounds", test_poll_bounds);
  ADD ("origin", test_origin);
  ADD ("sign-out-cuts-off", test_sign_out_cuts_off);
  ADD ("new-password-cuts-off", test_new_password_cuts_off);
  return g_test_run ();
}
