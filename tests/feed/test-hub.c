/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "tests/feed/listener.h"

#include <string.h>

static void
expect_events (Listener *listener, gint64 from, gint64 to)
{
  for (gint64 seq = from; seq <= to; seq++)
    listener_expect_event (listener, seq, TRUE);
}

static void
test_from_now (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) desk = listener_new (fixture, NULL);

  hub_fixture_publish (fixture, "ada", 2);
  listener_resume (desk, -1);
  listener_expect (desk, "{\"op\":\"live\",\"seq\":2}");
  hub_fixture_publish (fixture, "ada", 2);
  expect_events (desk, 3, 4);
}

static void
test_silent_before_resume (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) desk = listener_new (fixture, NULL);

  hub_fixture_publish (fixture, "ada", 3);
  bhd_hub_say (fixture->hub, "acme", "ada", "c1", "typing", "{}");
  listener_resume (desk, 2);
  listener_expect_event (desk, 3, TRUE);
  listener_expect (desk, "{\"op\":\"live\",\"seq\":3}");
}

static void
test_early_bytes (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) desk = listener_new_early (fixture, "{\"op\":\"resume\",\"after\":0}");

  listener_expect (desk, "{\"op\":\"live\",\"seq\":0}");
}

static void
test_from_memory (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) first = listener_new (fixture, NULL);
  g_autoptr (Listener) second = NULL;

  listener_resume (first, 0);
  listener_expect (first, "{\"op\":\"live\",\"seq\":0}");
  hub_fixture_publish (fixture, "ada", 5);
  expect_events (first, 1, 5);

  second = listener_new (fixture, NULL);
  listener_resume (second, 3);
  expect_events (second, 4, 5);
  listener_expect (second, "{\"op\":\"live\",\"seq\":5}");
}

static void
test_from_log (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) desk = NULL;

  hub_fixture_publish (fixture, "ada", 700);
  desk = listener_new (fixture, NULL);
  listener_resume (desk, 0);
  expect_events (desk, 1, 700);
  listener_expect (desk, "{\"op\":\"live\",\"seq\":700}");
}

static void
test_resume_again (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) desk = listener_new (fixture, NULL);

  hub_fixture_publish (fixture, "ada", 3);
  for (int again = 0; again < 3; again++)
    {
      listener_resume (desk, 1);
      expect_events (desk, 2, 3);
      listener_expect (desk, "{\"op\":\"live\",\"seq\":3}");
    }
}

static void
test_visitor_hears_own (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) ada = listener_new (fixture, "ada");

  listener_resume (ada, 0);
  listener_expect (ada, "{\"op\":\"live\",\"seq\":0}");
  hub_fixture_publish (fixture, "bob", 2);
  hub_fixture_publish (fixture, "ada", 1);
  hub_fixture_publish (fixture, NULL, 2);
  hub_fixture_publish (fixture, "ada", 1);
  listener_expect_event (ada, 3, FALSE);
  listener_expect_event (ada, 6, FALSE);
}

/* From memory and from the log alike. */
static void
test_visitor_replay (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) ada = listener_new (fixture, "ada");

  for (int i = 0; i < 100; i++)
    {
      hub_fixture_publish (fixture, "ada", 1);
      hub_fixture_publish (fixture, "bob", 1);
      hub_fixture_publish (fixture, NULL, 1);
    }
  listener_resume (ada, 0);
  for (int i = 0; i < 100; i++)
    listener_expect_event (ada, 3 * i + 1, FALSE);
  listener_expect (ada, "{\"op\":\"live\",\"seq\":300}");
}

static void
test_other_organization (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) desk = listener_new (fixture, NULL);

  listener_resume (desk, 0);
  listener_expect (desk, "{\"op\":\"live\",\"seq\":0}");
  hub_fixture_publish_other (fixture);
  bhd_hub_say (fixture->hub, "other", NULL, "c1", "typing", "{}");
  hub_fixture_publish (fixture, "ada", 1);
  listener_expect_event (desk, 1, TRUE);
}

static void
test_reset_pruned (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) desk = listener_new (fixture, NULL);

  hub_fixture_publish (fixture, "ada", 300);
  hub_fixture_prune (fixture, 100);
  listener_resume (desk, 99);
  listener_expect (desk, "{\"op\":\"reset\",\"seq\":300}");
  listener_resume (desk, 100);
  expect_events (desk, 101, 300);
}

static void
test_reset_beyond (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) desk = listener_new (fixture, NULL);

  hub_fixture_publish (fixture, "ada", 2);
  listener_resume (desk, 3);
  listener_expect (desk, "{\"op\":\"reset\",\"seq\":2}");
}

static void
test_silent_after_reset (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) desk = listener_new (fixture, NULL);

  listener_resume (desk, 7);
  listener_expect (desk, "{\"op\":\"reset\",\"seq\":0}");
  hub_fixture_publish (fixture, "ada", 3);
  listener_resume (desk, 2);
  expect_events (desk, 3, 3);
}

static void
test_whisper (HubFixture *fixture, gconstpointer data)
{
  static const char said[] = "{\"op\":\"ephemeral\",\"type\":\"typing\",\"conversation_id\":\"c1\","
                             "\"body\":{\"on\":true}}";
  g_autoptr (Listener) desk = listener_new (fixture, NULL);
  g_autoptr (Listener) ada = listener_new (fixture, "ada");
  g_autoptr (Listener) bob = listener_new (fixture, "bob");
  Listener *all[] = { desk, ada, bob };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      listener_resume (all[i], 0);
      listener_expect (all[i], "{\"op\":\"live\",\"seq\":0}");
    }
  bhd_hub_say (fixture->hub, "acme", "ada", "c1", "typing", "{\"on\":true}");
  listener_expect (desk, said);
  listener_expect (ada, said);
  bhd_hub_say (fixture->hub, "acme", NULL, "c1", "typing", "{\"on\":true}");
  listener_expect (desk, said);
  hub_fixture_publish (fixture, "ada", 1);
  hub_fixture_publish (fixture, "bob", 1);
  listener_expect_event (ada, 1, FALSE);
  listener_expect_event (bob, 2, FALSE);
}

/* Reads on until “live” or, with @rest, until @rest has come. */
static gint64
follow (Listener *listener, gint64 after, gint64 until)
{
  while (after < until)
    {
      g_autofree char *text = listener_next (listener);
      const char *seq = strstr (text, "\"seq\":");

      g_assert_nonnull (seq);
      if (g_str_has_prefix (text, "{\"op\":\"live\""))
        continue;
      g_assert_true (g_str_has_prefix (text, "{\"op\":\"event\""));
      g_assert_cmpint (g_ascii_strtoll (seq + 6, NULL, 10), ==, after + 1);
      after++;
    }
  return after;
}

#define WRITERS 4
#define EACH 300

static gpointer
publish_thread (gpointer data)
{
  hub_fixture_publish (data, "ada", EACH);
  return NULL;
}

/* Hears a stretch, leaves in the middle of the noise, comes back after what it has. */
static gpointer
return_thread (gpointer data)
{
  HubFixture *fixture = data;
  gint64 have = 0;

  while (have < WRITERS * EACH)
    {
      g_autoptr (Listener) desk = listener_new (fixture, NULL);

      listener_resume (desk, have);
      have = follow (desk, have, MIN (have + 97, WRITERS * EACH));
    }
  return NULL;
}

static void
test_no_gap (HubFixture *fixture, gconstpointer data)
{
  GThread *threads[WRITERS + 4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, i < WRITERS ? publish_thread : return_thread, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  hub_fixture_await_count (fixture, 0);
}

/* Who does not read is told to fetch a snapshot, and can then go on. */
static void
test_slow (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) slow = listener_new (fixture, NULL);
  g_autofree char *text = NULL;

  listener_resume (slow, 0);
  listener_expect (slow, "{\"op\":\"live\",\"seq\":0}");
  for (int i = 0; i < 100; i++)
    hub_fixture_publish_large (fixture, 50000);
  do
    {
      g_free (text);
      text = listener_next (slow);
    }
  while (g_str_has_prefix (text, "{\"op\":\"event\""));
  g_assert_cmpstr (text, ==, "{\"op\":\"reset\",\"seq\":100}");

  listener_resume (slow, 100);
  listener_expect (slow, "{\"op\":\"live\",\"seq\":100}");
}

/* A page of the log that a slow client cannot take is read again, not kept. */
static void
test_slow_replay (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) slow = listener_new (fixture, NULL);

  for (int i = 0; i < 60; i++)
    hub_fixture_publish_large (fixture, 50000);
  hub_fixture_publish (fixture, NULL, 1);
  listener_resume (slow, 0);
  follow (slow, 0, 60);
  listener_expect_event (slow, 61, TRUE);
  listener_expect (slow, "{\"op\":\"live\",\"seq\":61}");
}

/* Bob waits longer than Ada; one event says that the line has changed. */
static gpointer
make_line (BhdTurn *turn, gpointer data, GError **error)
{
  BhdEventDraft draft = { "acme", "test", "c1", NULL, "{}", "{}" };

  bh_db_script (turn->db,
                "INSERT INTO conversation (organization_id, id, contact_id, status, channel, "
                "priority, unread, message_count, visitor_seq, boundary_seq, created_us, "
                "updated_us, seq, waiting_since_us) VALUES "
                "('acme', 'c1', 'ada', 'escalated', 'widget', 'normal', 0, 0, 0, 0, 1, 1, 1, 9), "
                "('acme', 'c2', 'bob', 'escalated', 'widget', 'normal', 0, 0, 0, 0, 1, 1, 1, 8)",
                error);
  draft.line = TRUE;
  draft.seq = bhd_turn_reserve_seq (turn, "acme", error);
  bhd_turn_publish (turn, &draft, error);
  return NULL;
}

static void
test_line (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) ada = listener_new (fixture, "ada");
  g_autoptr (Listener) bob = listener_new (fixture, "bob");
  g_autoptr (GError) error = NULL;

  listener_resume (ada, 0);
  listener_expect (ada, "{\"op\":\"live\",\"seq\":0}");
  listener_resume (bob, 0);
  listener_expect (bob, "{\"op\":\"live\",\"seq\":0}");
  bhd_store_call (fixture->store, BHD_JOB_WRITE, make_line, NULL, &error);
  g_assert_no_error (error);
  listener_expect (ada, "{\"op\":\"ephemeral\",\"type\":\"queue\",\"conversation_id\":\"c1\","
                        "\"body\":{\"position\":2}}");
  listener_expect (bob, "{\"op\":\"ephemeral\",\"type\":\"queue\",\"conversation_id\":\"c2\","
                        "\"body\":{\"position\":1}}");
}

static const struct
{
  const char *name;
  void (*run) (HubFixture *, gconstpointer);
} tests[] = {
  { "who-waits-hears-the-place", test_line },
  { "resume-without-number-streams-from-now", test_from_now },
  { "says-nothing-before-resume", test_silent_before_resume },
  { "reads-what-came-behind-the-handshake", test_early_bytes },
  { "resumes-from-memory", test_from_memory },
  { "resumes-from-the-log", test_from_log },
  { "resumes-as-often-as-asked", test_resume_again },
  { "visitor-hears-own-without-desk", test_visitor_hears_own },
  { "visitor-resumes-over-others", test_visitor_replay },
  { "organisations-do-not-hear-each-other", test_other_organization },
  { "before-the-log-begins-is-reset", test_reset_pruned },
  { "beyond-the-head-is-reset", test_reset_beyond },
  { "silent-after-reset", test_silent_after_reset },
  { "ephemeral-reaches-desk-and-its-visitor", test_whisper },
  { "no-gap-and-no-repetition-in-noise", test_no_gap },
  { "slow-subscriber-is-reset", test_slow },
  { "slow-replay-misses-nothing", test_slow_replay },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/feed/hub/", tests[i].name, NULL);

      g_test_add (path, HubFixture, NULL, hub_fixture_set_up, tests[i].run, hub_fixture_tear_down);
    }
  return g_test_run ();
}
