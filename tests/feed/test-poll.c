/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "tests/feed/listener.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* The whole answer: its head is right, its length true, its body this. */
static void
expect_answer (Listener *listener, const char *body)
{
  g_autofree char *answer = listener_read_all (listener);
  g_autofree char *length =
      g_strdup_printf ("\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n", strlen (body));
  const char *end = strstr (answer, "\r\n\r\n");

  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200 OK\r\n"));
  g_assert_nonnull (strstr (answer, "\r\nConnection: close\r\n"));
  g_assert_nonnull (strstr (answer, "\r\nContent-Type: application/json\r\n"));
  g_assert_nonnull (strstr (answer, "\r\nX-Extra: yes\r\n"));
  g_assert_nonnull (strstr (answer, "\r\nDate: Thu, 01 Jan 1970 00:0"));
  g_assert_nonnull (strstr (answer, length));
  g_assert_cmpstr (end + 4, ==, body);
}

#define EVENT(seq, end)                                                                            \
  "{\"op\":\"event\",\"seq\":" #seq ",\"type\":\"test\",\"conversation_id\":\"c1\","               \
  "\"at_us\":100000000,\"body\":{\"n\":" #seq "}" end "}"

static void
test_at_once (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) poll = NULL;

  hub_fixture_publish (fixture, "ada", 3);
  poll = listener_new_poll (fixture, "ada", 1, 25);
  expect_answer (poll, "{\"frames\":[" EVENT (2, "") "," EVENT (3, "") "],\"seq\":3}");
  g_clear_pointer (&poll, listener_free);
  hub_fixture_await_count (fixture, 0);
}

static void
test_operator (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) poll = NULL;

  hub_fixture_publish (fixture, NULL, 1);
  poll = listener_new_poll (fixture, NULL, 0, 25);
  expect_answer (poll, "{\"frames\":[" EVENT (1, ",\"desk\":{\"d\":1}") "],\"seq\":1}");
}

/* Waits until the hub must have heard what came before: each thread has made a later subscriber
 * live. */
static void
await_live (HubFixture *fixture, int seq)
{
  g_autofree char *live = g_strdup_printf ("{\"op\":\"live\",\"seq\":%d}", seq);

  for (int i = 0; i < 4; i++)
    {
      g_autoptr (Listener) desk = listener_new (fixture, NULL);

      listener_resume (desk, seq);
      listener_expect (desk, live);
    }
}

/* … until it must have parked the poll, and knows the end of the log. */
static void
await_parked (HubFixture *fixture)
{
  await_live (fixture, 0);
}

static void
test_first_event (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) poll = listener_new_poll (fixture, "ada", 0, 25);

  await_parked (fixture);
  hub_fixture_publish (fixture, "bob", 2);
  hub_fixture_publish (fixture, "ada", 1);
  expect_answer (poll, "{\"frames\":[" EVENT (3, "") "],\"seq\":3}");
}

static void
test_no_wait (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) poll = NULL;

  hub_fixture_publish (fixture, "bob", 2);
  poll = listener_new_poll (fixture, "ada", 0, 0);
  expect_answer (poll, "{\"frames\":[],\"seq\":2}");
}

static void
test_deadline (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) poll = listener_new_poll (fixture, "ada", 0, 5);

  await_parked (fixture);
  hub_fixture_publish (fixture, "bob", 2);
  await_live (fixture, 2); /* else the poll may be answered before the news have come */
  hub_fixture_set_clock (fixture, NOW + 11 * BH_SECOND);
  expect_answer (poll, "{\"frames\":[],\"seq\":2}");
}

static void
test_from_log (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) poll = NULL;

  hub_fixture_publish (fixture, "ada", 1);
  hub_fixture_publish (fixture, "bob", 400);
  hub_fixture_publish (fixture, "ada", 1);
  poll = listener_new_poll (fixture, "ada", 0, 25);
  expect_answer (poll, "{\"frames\":[" EVENT (1, "") "," EVENT (402, "") "],\"seq\":402}");
}

static void
test_reset (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) before = NULL, beyond = NULL;

  hub_fixture_publish (fixture, "ada", 200);
  hub_fixture_prune (fixture, 50);
  before = listener_new_poll (fixture, "ada", 3, 25);
  expect_answer (before, "{\"frames\":[{\"op\":\"reset\",\"seq\":200}],\"seq\":200}");
  beyond = listener_new_poll (fixture, "ada", 201, 25);
  expect_answer (beyond, "{\"frames\":[{\"op\":\"reset\",\"seq\":200}],\"seq\":200}");
}

static void
test_whispers_do_not_travel (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) poll = listener_new_poll (fixture, "ada", 0, 25);

  await_parked (fixture);
  bhd_hub_say (fixture->hub, "acme", "ada", "c1", "typing", "{}");
  hub_fixture_publish (fixture, "ada", 1);
  expect_answer (poll, "{\"frames\":[" EVENT (1, "") "],\"seq\":1}");
}

static void
test_session_ended (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) poll = listener_new_poll (fixture, "ada", 0, 25);

  await_parked (fixture);
  bhd_hub_end_session (fixture->hub, "session of poll");
  expect_answer (poll, "{\"frames\":[],\"seq\":0}");
}

static void
test_client_leaves (HubFixture *fixture, gconstpointer data)
{
  Listener *poll = listener_new_poll (fixture, "ada", 0, 25);

  await_parked (fixture);
  listener_free (poll);
  hub_fixture_await_count (fixture, 0);
}

static void
test_shut_down (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) poll = listener_new_poll (fixture, "ada", 0, 25);

  await_parked (fixture);
  g_clear_pointer (&fixture->hub, bhd_hub_free);
  expect_answer (poll, "{\"frames\":[],\"seq\":0}");
}

/* A poll's own chain misses nothing while others write. */
static gpointer
publish_thread (gpointer data)
{
  hub_fixture_publish (data, "ada", 200);
  return NULL;
}

static void
test_no_gap (HubFixture *fixture, gconstpointer data)
{
  GThread *thread = g_thread_new (NULL, publish_thread, fixture);
  gint64 have = 0;

  while (have < 200)
    {
      g_autoptr (Listener) poll = listener_new_poll (fixture, "ada", have, 25);
      g_autofree char *answer = listener_read_all (poll);
      char *at = answer;

      while ((at = strstr (at, "\"event\",\"seq\":")) != NULL)
        {
          at += strlen ("\"event\",\"seq\":");
          g_assert_cmpint (g_ascii_strtoll (at, NULL, 10), ==, ++have);
        }
      g_assert_true (g_str_has_suffix (answer, "}"));
      g_assert_cmpint (g_ascii_strtoll (strrchr (answer, ':') + 1, NULL, 10), ==, have);
    }
  g_thread_join (thread);
}

/* A poll of “mia”, who is busy, answered at once. */
static void
poll_as_mia (HubFixture *fixture)
{
  const BhdAudience mia = { .organization_id = "acme",
                            .session = "session of mia",
                            .expires_us = G_MAXINT64,
                            .operator_id = "mia",
                            .status = BH_ATTENDANCE_BUSY };
  int pair[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, pair), ==, 0);
  bhd_hub_adopt_poll (fixture->hub, pair[1], &mia, 0, 0, "");
  while (read (pair[0], &(char){ 0 }, 1) > 0)
    ;
  close (pair[0]);
}

/* Passes over pings. */
static void
expect_presence (Listener *desk, const char *connected)
{
  g_autofree char *wanted =
      g_strdup_printf ("{\"op\":\"ephemeral\",\"type\":\"presence\",\"body\":{"
                       "\"operator_id\":\"mia\",\"connected\":%s,\"status\":\"busy\"}}",
                       connected);
  g_autofree char *said = listener_next (desk);

  while (g_str_has_prefix (said, "ping"))
    {
      g_free (said);
      said = listener_next (desk);
    }
  g_assert_cmpstr (said, ==, wanted);
}

static void
test_who_polled_is_told_to_have_gone (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) desk = listener_new (fixture, NULL);

  listener_resume (desk, -1);
  listener_expect (desk, "{\"op\":\"live\",\"seq\":0}");
  poll_as_mia (fixture);
  expect_presence (desk, "true");
  hub_fixture_await_count (fixture, 1);
  hub_fixture_set_clock (fixture, NOW + 31 * BH_SECOND);
  expect_presence (desk, "false");
}

static const struct
{
  const char *name;
  void (*run) (HubFixture *, gconstpointer);
} tests[] = {
  { "answers-at-once", test_at_once },
  { "tells-operators-the-desk", test_operator },
  { "answers-at-the-first-event", test_first_event },
  { "answers-empty-without-waiting", test_no_wait },
  { "answers-empty-at-the-deadline", test_deadline },
  { "answers-from-the-log", test_from_log },
  { "answers-reset", test_reset },
  { "leaves-ephemeral-frames-out", test_whispers_do_not_travel },
  { "ends-with-the-session", test_session_ended },
  { "forgets-a-client-that-leaves", test_client_leaves },
  { "answers-when-shutting-down", test_shut_down },
  { "chain-misses-nothing", test_no_gap },
  { "who-polled-is-told-to-have-gone", test_who_polled_is_told_to_have_gone },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/feed/poll/", tests[i].name, NULL);

      g_test_add (path, HubFixture, NULL, hub_fixture_set_up, tests[i].run, hub_fixture_tear_down);
    }
  return g_test_run ();
}
