/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "tests/feed/client-frame.h"
#include "tests/feed/listener.h"

#include <string.h>

static gsize
resident_kib (void)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  return g_ascii_strtoull (strchr (text, ' '), NULL, 10) * 4;
}

static void
test_fragment_flood (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) flood = listener_new (fixture, NULL);
  g_autoptr (GByteArray) fragment = g_byte_array_new ();
  g_autofree char *megabyte = g_strnfill (1024 * 1024, 'x');
  gsize before;

  client_frame_append (fragment, 0x01, megabyte, 1024 * 1024);
  before = resident_kib ();
  for (int i = 0; i < 200; i++)
    {
      listener_write_bytes (flood, fragment);
      fragment->data[0] = 0x00;
    }
  listener_expect (flood, "close 1009 frame refused");
  listener_expect (flood, "end");
  g_assert_cmpuint (resident_kib (), <, before + 8 * 1024);
  hub_fixture_await_count (fixture, 0);
}

static void
test_nonsense (HubFixture *fixture, gconstpointer data)
{
  static const char *const sayings[] = { "81:hello",
                                         "81:{}",
                                         "81:[]",
                                         "81:{\"op\":\"dance\"}",
                                         "81:{\"op\":\"resume\",\"after\":-1}",
                                         "81:{\"op\":\"resume\",\"after\":\"1\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (sayings); i++)
    {
      g_autoptr (Listener) desk = listener_new (fixture, NULL);
      g_autofree char *text = NULL;

      listener_write (desk, sayings[i]);
      text = listener_next (desk);
      g_assert_true (g_str_has_prefix (text, "close 1008 "));
    }
}

static void
test_ping_answered (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) desk = listener_new (fixture, NULL);

  listener_write (desk, "89:hello");
  listener_expect (desk, "pong hello");
}

static void
test_close_answered (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) desk = listener_new (fixture, NULL);

  listener_write (desk, "88:\x03\xe9");
  listener_expect (desk, "close 1001 ");
  listener_expect (desk, "end");
}

static void
test_pinged (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) desk = listener_new (fixture, NULL);

  listener_resume (desk, 0);
  listener_expect (desk, "{\"op\":\"live\",\"seq\":0}");
  hub_fixture_set_clock (fixture, NOW + 31 * BH_SECOND);
  listener_expect (desk, "ping ");
  hub_fixture_set_clock (fixture, NOW + 91 * BH_SECOND);
  listener_expect (desk, "end");
  hub_fixture_await_count (fixture, 0);
}

static void
test_pong_keeps (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) desk = listener_new (fixture, NULL);

  listener_resume (desk, 0);
  listener_expect (desk, "{\"op\":\"live\",\"seq\":0}");
  for (int i = 1; i < 6; i++)
    {
      hub_fixture_set_clock (fixture, NOW + i * 31 * BH_SECOND);
      listener_expect (desk, "ping ");
      listener_write (desk, "8a: 89:seen");
      listener_expect (desk, "pong seen");
    }
}

static void
test_session_expires (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) short_lived = listener_new_until (fixture, "ada", NOW + 5 * BH_SECOND);
  g_autoptr (Listener) other = listener_new (fixture, "ada");

  hub_fixture_await_count (fixture, 2);
  hub_fixture_set_clock (fixture, NOW + 6 * BH_SECOND);
  listener_expect (short_lived, "close 1008 session ended");
  listener_expect (short_lived, "end");
  listener_resume (other, 0);
  listener_expect (other, "{\"op\":\"live\",\"seq\":0}");
}

static void
test_session_ended (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) ada = listener_new (fixture, "ada");
  g_autoptr (Listener) bob = listener_new (fixture, "bob");

  bhd_hub_end_session (fixture->hub, "session of ada");
  listener_expect (ada, "close 1008 session ended");
  listener_expect (ada, "end");
  listener_resume (bob, 0);
  listener_expect (bob, "{\"op\":\"live\",\"seq\":0}");
}

/* It ended while its handshake was on the way. */
static void
test_session_ended_before (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) ada = NULL;

  bhd_hub_end_session (fixture->hub, "session of ada");
  ada = listener_new (fixture, "ada");
  listener_expect (ada, "close 1008 session ended");
  listener_expect (ada, "end");
}

static void
test_count (HubFixture *fixture, gconstpointer data)
{
  Listener *listeners[10];

  for (guint i = 0; i < G_N_ELEMENTS (listeners); i++)
    listeners[i] = listener_new (fixture, i % 2 ? "ada" : NULL);
  hub_fixture_await_count (fixture, 10);
  for (guint i = 0; i < G_N_ELEMENTS (listeners); i++)
    listener_free (listeners[i]);
  hub_fixture_await_count (fixture, 0);
}

static void
test_shut_down (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) live = listener_new (fixture, NULL);
  g_autoptr (Listener) silent = listener_new (fixture, "ada");

  listener_resume (live, 0);
  listener_expect (live, "{\"op\":\"live\",\"seq\":0}");
  g_clear_pointer (&fixture->hub, bhd_hub_free);
  listener_expect (live, "close 1001 the daemon stops");
  listener_expect (live, "end");
  listener_expect (silent, "close 1001 the daemon stops");
}

/* Freed in the middle of many replays: nothing is left behind (the sanitizer looks). */
static void
test_shut_down_in_replay (HubFixture *fixture, gconstpointer data)
{
  Listener *listeners[50];

  hub_fixture_publish (fixture, NULL, 200);
  for (guint i = 0; i < G_N_ELEMENTS (listeners); i++)
    {
      listeners[i] = listener_new (fixture, i % 2 ? "ada" : NULL);
      listener_resume (listeners[i], i % 4);
    }
  g_clear_pointer (&fixture->hub, bhd_hub_free);
  for (guint i = 0; i < G_N_ELEMENTS (listeners); i++)
    listener_free (listeners[i]);
}

static const struct
{
  const char *name;
  void (*run) (HubFixture *, gconstpointer);
} tests[] = {
  { "fragment-flood-refused", test_fragment_flood },
  { "nonsense-refused", test_nonsense },
  { "ping-is-answered", test_ping_answered },
  { "close-is-answered", test_close_answered },
  { "idle-is-pinged-then-closed", test_pinged },
  { "pong-keeps-open", test_pong_keeps },
  { "expired-session-is-cut-off", test_session_expires },
  { "ended-session-is-cut-off", test_session_ended },
  { "session-ended-during-the-handshake-is-cut-off", test_session_ended_before },
  { "counts-subscribers", test_count },
  { "shutting-down-says-1001", test_shut_down },
  { "shuts-down-in-the-middle-of-replays", test_shut_down_in_replay },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/feed/socket/", tests[i].name, NULL);

      g_test_add (path, HubFixture, NULL, hub_fixture_set_up, tests[i].run, hub_fixture_tear_down);
    }
  return g_test_run ();
}
