/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/bht-client.h"

#include "common/bh-error.h"

#include <string.h>
#include <unistd.h>

/* What happens on the socket, seen with real sockets. */

#define HEALTH "GET /health HTTP/1.1\r\nHost: a\r\n\r\n"

typedef struct
{
  BhtDaemon *daemon;
  int fd;
} Fixture;

static const BhdPatience hurry = {
  .head_us = 300000,
  .body_us = 600000,
  .body_rate = 1000,
  .grace_us = 200000,
  .idle_us = 500000,
  .stall_us = 500000,
  .linger_us = 200000,
  .sweep_us = 50000,
};

/* Only who does not read is in a hurry: nobody else makes room. */
static const BhdPatience unread = {
  .head_us = BH_MINUTE,
  .body_us = BH_MINUTE,
  .grace_us = BH_MINUTE,
  .idle_us = BH_MINUTE,
  .stall_us = 300000,
  .linger_us = 100000,
  .sweep_us = 50000,
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const BhdPatience *patience = data;
  const BhdHttpConfig config = { .patience = patience, .max_connections = 3 };

  fixture->daemon = bht_daemon_new (&config);
  fixture->fd = bht_connect (fixture->daemon);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close (fixture->fd);
  bht_daemon_free (fixture->daemon);
}

static void
test_health (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = NULL;
  g_autofree char *cache = NULL;

  bht_send (fixture->fd, HEALTH, -1);
  answer = bht_receive (fixture->fd, FALSE);
  cache = bht_answer_header (answer, "Cache-Control");
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (answer->body, ==, "{\"status\":\"ok\"}");
  g_assert_cmpstr (cache, ==, "no-store");
}

static void
test_kept_alive (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (BhtAnswer) answer = NULL;

      bht_send (fixture->fd, HEALTH, -1);
      answer = bht_receive (fixture->fd, FALSE);
      g_assert_cmpuint (answer->status, ==, 200);
    }
}

/* An answer without a body leaves the connection open for the next request. */
static void
test_empty_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) empty = NULL;
  g_autoptr (BhtAnswer) next = NULL;

  bht_send (fixture->fd, "OPTIONS /health HTTP/1.1\r\nHost: a\r\n\r\n", -1);
  empty = bht_receive (fixture->fd, FALSE);
  g_assert_cmpuint (empty->status, ==, 204);
  g_assert_null (bht_answer_header (empty, "Content-Length"));
  bht_send (fixture->fd, HEALTH, -1);
  next = bht_receive (fixture->fd, FALSE);
  g_assert_cmpuint (next->status, ==, 200);
}

static void
test_pipelined (Fixture *fixture, gconstpointer data)
{
  bht_send (fixture->fd, HEALTH "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n" HEALTH, -1);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (BhtAnswer) answer = bht_receive (fixture->fd, FALSE);

      g_assert_cmpuint (answer->status, ==, i == 1 ? 404 : 200);
    }
}

static void
test_byte_by_byte (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = NULL;

  for (const char *byte = HEALTH; *byte != '\0'; byte++)
    bht_send (fixture->fd, byte, 1);
  answer = bht_receive (fixture->fd, FALSE);
  g_assert_cmpuint (answer->status, ==, 200);
}

static void
test_close_is_honoured (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = NULL;

  bht_send (fixture->fd, "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", -1);
  answer = bht_receive (fixture->fd, FALSE);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_true (bht_is_closed (fixture->fd));
}

static void
test_http_1_0_closes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = NULL;

  bht_send (fixture->fd, "GET /health HTTP/1.0\r\nHost: a\r\n\r\n", -1);
  answer = bht_receive (fixture->fd, FALSE);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_true (bht_is_closed (fixture->fd));
}

static void
test_head (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) head = NULL;
  g_autoptr (BhtAnswer) next = NULL;
  g_autofree char *length = NULL;

  bht_send (fixture->fd, "HEAD /health HTTP/1.1\r\nHost: a\r\n\r\n" HEALTH, -1);
  head = bht_receive (fixture->fd, TRUE);
  length = bht_answer_header (head, "Content-Length");
  next = bht_receive (fixture->fd, FALSE);
  g_assert_cmpuint (head->status, ==, 200);
  g_assert_cmpstr (length, ==, "15");
  g_assert_cmpuint (next->status, ==, 200);
}

static void
test_chunked_body (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = NULL;

  bht_send (fixture->fd,
            "POST /v1/desk/sign-in HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            "3\r\n{\"e\r\n9\r\nmail\":1}\n\r\n0\r\n\r\n",
            -1);
  answer = bht_receive (fixture->fd, FALSE);
  bht_answer_assert_error (answer, 400, "invalid");
  g_assert_nonnull (strstr (answer->body, "\"field\":\"email\""));
}

static void
test_continue (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) interim = NULL;
  g_autoptr (BhtAnswer) answer = NULL;

  bht_send (fixture->fd,
            "POST /v1/desk/sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n"
            "Expect: 100-continue\r\n\r\n",
            -1);
  interim = bht_receive (fixture->fd, TRUE);
  bht_send (fixture->fd, "{}", -1);
  answer = bht_receive (fixture->fd, FALSE);
  g_assert_cmpuint (interim->status, ==, 100);
  bht_answer_assert_error (answer, 400, "invalid");
}

typedef struct
{
  const char *name;
  const char *bytes;
  guint status;
  const char *code;
} Refused;

static const Refused refused[] = {
  { "length-and-encoding",
    "POST /v1/desk/sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: "
    "chunked\r\n\r\n0\r\n\r\n",
    400, "malformed" },
  { "two-hosts", "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "malformed" },
  { "unknown-method", "BREW /health HTTP/1.1\r\nHost: a\r\n\r\n", 405, "method_not_allowed" },
  { "body-of-route", "POST /v1/desk/sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 65537\r\n\r\n",
    413, "too_large" },
  { "body-of-any-route",
    "POST /v1/desk/documents HTTP/1.1\r\nHost: a\r\nContent-Length: 2097153\r\n\r\n", 413,
    "too_large" },
  { "chunks-of-route",
    "POST /v1/desk/sign-in HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n10001\r\n", 413,
    "too_large" },
};

static void
test_refused (gconstpointer data)
{
  const Refused *row = data;
  g_autoptr (BhtDaemon) daemon = bht_daemon_new (NULL);
  g_autoptr (BhtAnswer) answer = NULL;
  int fd = bht_connect (daemon);

  bht_send (fd, row->bytes, -1);
  answer = bht_receive (fd, FALSE);
  bht_answer_assert_error (answer, row->status, row->code);
  g_assert_true (bht_is_closed (fd));
  close (fd);
}

/* The second request would be smuggled past whoever believed the length. */
static void
test_nothing_behind_a_refusal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = NULL;

  bht_send (fixture->fd,
            "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na" HEALTH,
            -1);
  answer = bht_receive (fixture->fd, FALSE);
  bht_answer_assert_error (answer, 400, "malformed");
  g_assert_true (bht_is_closed (fixture->fd));
}

static void
test_refused_behind_a_good_one (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) good = NULL;
  g_autoptr (BhtAnswer) bad = NULL;

  bht_send (fixture->fd, HEALTH "GET /x HTTP/1.1\r\n\r\n", -1);
  good = bht_receive (fixture->fd, FALSE);
  bad = bht_receive (fixture->fd, FALSE);
  g_assert_cmpuint (good->status, ==, 200);
  bht_answer_assert_error (bad, 400, "malformed");
}

static void
test_ten_megabytes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *waste = g_strnfill (10 * 1024 * 1024, 'a');
  g_autoptr (BhtAnswer) answer = NULL;

  bht_send (fixture->fd,
            "POST /v1/desk/documents HTTP/1.1\r\nHost: a\r\nContent-Length: 10485760\r\n\r\n", -1);
  bht_send (fixture->fd, waste, 10 * 1024 * 1024);
  answer = bht_receive (fixture->fd, FALSE);
  bht_answer_assert_error (answer, 413, "too_large");
}

static void
test_slow_head (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = NULL;

  bht_send (fixture->fd, "GET /health HT", -1);
  answer = bht_receive (fixture->fd, FALSE);
  bht_answer_assert_error (answer, 408, "timeout");
  g_assert_true (bht_is_closed (fixture->fd));
}

static void
test_slow_body (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = NULL;

  bht_send (fixture->fd, "POST /v1/desk/sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{",
            -1);
  answer = bht_receive (fixture->fd, FALSE);
  bht_answer_assert_error (answer, 408, "timeout");
}

static void
test_idle_is_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = NULL;

  bht_send (fixture->fd, HEALTH, -1);
  answer = bht_receive (fixture->fd, FALSE);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_true (bht_is_closed (fixture->fd));
}

static void
test_crowd (Fixture *fixture, gconstpointer data)
{
  int others[2] = { bht_connect (fixture->daemon), bht_connect (fixture->daemon) };
  int newest = bht_connect (fixture->daemon);
  g_autoptr (BhtAnswer) turned_away = bht_receive (newest, FALSE);
  g_autoptr (BhtAnswer) stays = NULL;
  g_autofree char *retry = bht_answer_header (turned_away, "Retry-After");

  bht_answer_assert_error (turned_away, 503, "unavailable");
  g_assert_cmpstr (retry, ==, "5");
  bht_send (fixture->fd, HEALTH, -1);
  stays = bht_receive (fixture->fd, FALSE);
  g_assert_cmpuint (stays->status, ==, 200);
  close (others[0]);
  close (others[1]);
  close (newest);
}

/* libsoup 3.2 does not notice by itself that a kept connection has ended. */
static void
test_gone_clients_make_room (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (BhtAnswer) answer = NULL;
      gint64 deadline_us = g_get_monotonic_time () + 5 * BH_SECOND;

      do
        {
          int fd = bht_connect (fixture->daemon);

          g_clear_pointer (&answer, bht_answer_free);
          bht_send (fd, HEALTH, -1);
          answer = bht_receive (fd, FALSE);
          close (fd);
        }
      while (answer->status == 503 && g_get_monotonic_time () < deadline_us);
      g_assert_cmpuint (answer->status, ==, 200);
    }
}

/* Whether a newcomer is served before @deadline_us. */
static gboolean
is_there_room (BhtDaemon *daemon, gint64 deadline_us)
{
  guint status;

  do
    {
      g_autoptr (BhtAnswer) answer = bht_call (daemon, "GET", "/health", NULL, NULL, NULL);

      status = answer->status;
    }
  while (status != 200 && g_get_monotonic_time () < deadline_us);
  return status == 200;
}

static int
ask_and_never_read (Fixture *fixture, const BhtTenant *tenant, const char *id)
{
  g_autofree char *request = g_strdup_printf (
      "GET /v1/desk/documents/%s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n", id,
      tenant->owner_token);
  int fd = bht_connect (fixture->daemon);

  for (guint i = 0; i < 20; i++)
    bht_send (fd, request, -1);
  return fd;
}

static void
test_who_does_not_read_is_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtTenant) tenant = bht_daemon_add_tenant (fixture->daemon, "acme");
  g_autofree char *text = g_strnfill (1000 * 1000, 'a');
  g_autofree char *body = g_strdup_printf ("{\"title\":\"Long\",\"body\":\"%s\"}", text);
  g_autoptr (BhtAnswer) put =
      bht_call (fixture->daemon, "POST", "/v1/desk/documents", tenant->owner_token, NULL, body);
  JsonObject *document = json_object_get_object_member (bht_answer_object (put), "document");
  const char *id = json_object_get_string_member (document, "id");
  int stalled[3];

  for (guint i = 0; i < G_N_ELEMENTS (stalled); i++)
    stalled[i] = ask_and_never_read (fixture, tenant, id);
  g_assert_true (is_there_room (fixture->daemon, g_get_monotonic_time () + 20 * BH_SECOND));
  for (guint i = 0; i < G_N_ELEMENTS (stalled); i++)
    close (stalled[i]);
}

static void
test_client_leaves (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = NULL;
  int fd = bht_connect (fixture->daemon);

  bht_send (fd,
            "POST /v1/desk/sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 44\r\n\r\n"
            "{\"email\":\"a@b.example\",\"password\":\"whatever1\"}",
            -1);
  close (fd);
  bht_send (fixture->fd, HEALTH, -1);
  answer = bht_receive (fixture->fd, FALSE);
  g_assert_cmpuint (answer->status, ==, 200);
}

static void
test_used_port (void)
{
  g_autoptr (BhtDaemon) daemon = bht_daemon_new (NULL);
  g_autoptr (GError) error = NULL;
  const BhdHttpConfig config = { .address = "127.0.0.1",
                                 .port = daemon->port,
                                 .fronts = 1,
                                 .store = daemon->store,
                                 .hub = daemon->hub,
                                 .listen_fd = -1 };

  g_assert_null (bhd_http_new (&config, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE);
}

static void
test_several_fronts (void)
{
  const BhdHttpConfig config = { .fronts = 3 };
  g_autoptr (BhtDaemon) daemon = bht_daemon_new (&config);

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (BhtAnswer) answer = bht_call (daemon, "GET", "/health", NULL, NULL, NULL);

      g_assert_cmpuint (answer->status, ==, 200);
    }
}

#define ADD(name, patience, func)                                                                  \
  g_test_add ("/http/wire/" name, Fixture, patience, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("health", NULL, test_health);
  ADD ("kept-alive", NULL, test_kept_alive);
  ADD ("pipelined", NULL, test_pipelined);
  ADD ("empty-answer", NULL, test_empty_answer);
  ADD ("byte-by-byte", NULL, test_byte_by_byte);
  ADD ("close-is-honoured", NULL, test_close_is_honoured);
  ADD ("http-1-0-closes", NULL, test_http_1_0_closes);
  ADD ("head", NULL, test_head);
  ADD ("chunked-body", NULL, test_chunked_body);
  ADD ("continue", NULL, test_continue);
  ADD ("nothing-behind-a-refusal", NULL, test_nothing_behind_a_refusal);
  ADD ("refused-behind-a-good-one", NULL, test_refused_behind_a_good_one);
  ADD ("ten-megabytes", NULL, test_ten_megabytes);
  ADD ("slow-head", &hurry, test_slow_head);
  ADD ("slow-body", &hurry, test_slow_body);
  ADD ("idle-is-closed", &hurry, test_idle_is_closed);
  ADD ("crowd", NULL, test_crowd);
  ADD ("gone-clients-make-room", NULL, test_gone_clients_make_room);
  ADD ("who-does-not-read-is-closed", &unread, test_who_does_not_read_is_closed);
  ADD ("client-leaves", NULL, test_client_leaves);
  g_test_add_func ("/http/wire/used-port", test_used_port);
  g_test_add_func ("/http/wire/several-fronts", test_several_fronts);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/http/wire/refused/", refused[i].name, NULL);

      g_test_add_data_func (path, &refused[i], test_refused);
    }
  return g_test_run ();
}
