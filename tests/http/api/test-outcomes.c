/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/api/chat-fixture.h"

#include <string.h>
#include <unistd.h>

static void
call_desk (ChatFixture *fixture, const char *conversation_id, const char *deed)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/conversations/%s/%s", conversation_id, deed);
  g_autoptr (BhtAnswer) answer =
      bht_call (fixture->daemon, "POST", path, fixture->tenant->owner_token, NULL, "{}");

  g_assert_cmpuint (answer->status, ==, 200);
}

static void
test_person_who_has_it_is_named (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) one = chat_talk (fixture, "/v1/chat", CHAT ("s-1", "hi"), "Hello.");
  g_autoptr (BhtAnswer) two = NULL;

  call_desk (fixture, chat_member (one, "conversationId"), "claim");
  two = chat_receive (chat_ask (fixture, "/v1/chat", CHAT ("s-1", "still?")));
  g_assert_cmpuint (two->status, ==, 200);
  g_assert_cmpstr (chat_member (two, "status"), ==, "escalated");
  g_assert_cmpstr (chat_member (two, "message"), ==,
                   "A person has taken over and will answer you here.");
}

/* Nobody is said to be there before anybody is. */
static void
test_person_who_is_only_asked_for (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) one = chat_talk (fixture, "/v1/chat", CHAT ("s-1", "hi"), "Hello.");
  g_autoptr (BhtAnswer) two = NULL;

  call_desk (fixture, chat_member (one, "conversationId"), "claim");
  call_desk (fixture, chat_member (one, "conversationId"), "release");
  two = chat_receive (chat_ask (fixture, "/v1/chat", CHAT ("s-1", "anybody?")));
  g_assert_cmpstr (chat_member (two, "status"), ==, "escalated");
  g_assert_cmpstr (chat_member (two, "message"), ==,
                   "A person has been asked for and will answer you here.");
}

/* Whoever answers first is whom the client hears. */
static void
test_person_who_takes_it_meanwhile (ChatFixture *fixture, gconstpointer data)
{
  int fd = chat_ask (fixture, "/v1/chat/stream", CHAT ("s-1", "hi"));
  g_autoptr (BhdRun) run = chat_take_run (fixture);
  g_autofree char *path =
      g_strdup_printf ("/v1/desk/conversations/%s/messages", run->conversation_id);
  g_autoptr (BhtAnswer) said = NULL;
  g_autoptr (BhtAnswer) answer = NULL;

  chat_wait_parked (fixture, 1);
  said = bht_call (fixture->daemon, "POST", path, fixture->tenant->owner_token, NULL,
                   "{\"id\":\"0b0f2b3c-0000-7000-8000-000000000001\",\"body\":\"Mia here.\","
                   "\"kind\":\"text\"}");
  answer = chat_receive (fd);
  g_assert_cmpuint (said->status, ==, 201);
  g_assert_nonnull (strstr (answer->body, "\"type\":\"done\",\"message\":\"Mia here.\""));
}

static void
set_ai (ChatFixture *fixture, const char *json)
{
  g_autoptr (BhtAnswer) changed = bht_call (fixture->daemon, "PATCH", "/v1/desk/organization",
                                            fixture->tenant->owner_token, NULL, json);

  g_assert_cmpuint (changed->status, ==, 200);
}

static void
test_ai_that_is_off_says_so (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = NULL;

  set_ai (fixture, "{\"ai_enabled\":false}");
  answer = chat_receive (chat_ask (fixture, "/v1/chat", CHAT ("s-1", "hi")));
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (chat_member (answer, "message"), ==,
                   "Your message has been received. A person will answer you here.");
}

/* The agent says of the run that is dropped then that it is. */
static void
test_ai_that_is_switched_off_meanwhile (ChatFixture *fixture, gconstpointer data)
{
  int fd = chat_ask (fixture, "/v1/chat", CHAT ("s-1", "hi"));
  g_autoptr (BhdRun) run = chat_take_run (fixture);
  const BhdRunResult result = { .end = BHD_RUN_ANSWER, .text = "Hello." };
  g_autoptr (BhtAnswer) answer = NULL;

  chat_wait_parked (fixture, 1);
  set_ai (fixture, "{\"ai_enabled\":false}");
  g_assert_false (chat_finish (fixture, run, &result));
  chat_discard (fixture, run);
  answer = chat_receive (fd);
  g_assert_nonnull (strstr (chat_member (answer, "message"), "has been received"));
}

static void
test_failed_run_has_its_words (ChatFixture *fixture, gconstpointer data)
{
  int fd = chat_ask (fixture, "/v1/chat", CHAT ("s-1", "hi"));
  g_autoptr (BhdRun) run = chat_take_run (fixture);
  const BhdRunResult result = { .end = BHD_RUN_FAIL, .text = "Sorry, a person will help." };
  g_autoptr (BhtAnswer) answer = NULL;

  chat_finish (fixture, run, &result);
  answer = chat_receive (fd);
  g_assert_cmpstr (chat_member (answer, "message"), ==, "Sorry, a person will help.");
  g_assert_cmpstr (chat_member (answer, "status"), ==, "escalated");
}

static void
test_silent_handover_is_said (ChatFixture *fixture, gconstpointer data)
{
  int fd = chat_ask (fixture, "/v1/chat", CHAT ("s-1", "hi"));
  g_autoptr (BhdRun) run = chat_take_run (fixture);
  const BhdRunResult result = { .end = BHD_RUN_ESCALATE, .reason = "user_requested" };
  g_autoptr (BhtAnswer) answer = NULL;

  chat_finish (fixture, run, &result);
  answer = chat_receive (fd);
  g_assert_cmpstr (chat_member (answer, "status"), ==, "escalated");
}

/* The answer to the later question is the answer to both. */
static void
test_superseded_waits_for_the_next (ChatFixture *fixture, gconstpointer data)
{
  const BhdRunResult late = { .end = BHD_RUN_ANSWER, .text = "Too late." };
  int first = chat_ask (fixture, "/v1/chat", CHAT ("s-1", "hi"));
  g_autoptr (BhdRun) run = chat_take_run (fixture);
  int second;
  g_autoptr (BhtAnswer) one = NULL;
  g_autoptr (BhtAnswer) two = NULL;

  chat_wait_parked (fixture, 1);
  second = chat_ask (fixture, "/v1/chat", CHAT ("s-1", "and this"));
  chat_wait_parked (fixture, 2);
  g_assert_false (chat_finish (fixture, run, &late));
  two = chat_answer (fixture, second, "To both.");
  one = chat_receive (first);
  g_assert_cmpstr (chat_member (one, "message"), ==, "To both.");
  g_assert_cmpstr (chat_member (two, "message"), ==, "To both.");
}

static const BhdHttpConfig hurried = { .answer_wait_s = 1 };

static void
test_wait_is_bounded (ChatFixture *fixture, gconstpointer data)
{
  int whole = chat_ask (fixture, "/v1/chat", CHAT ("s-1", "hi"));
  int stream = chat_ask (fixture, "/v1/chat/stream", CHAT ("s-2", "hi"));
  g_autoptr (BhtAnswer) one = chat_receive (whole);
  g_autoptr (BhtAnswer) two = chat_receive (stream);

  g_assert_cmpuint (one->status, ==, 503);
  chat_assert_header (one, "Retry-After", "5");
  g_assert_nonnull (chat_member (one, "request_id"));
  g_assert_nonnull (strstr (two->body, "{\"type\":\"error\",\"error\":\"there is no answer yet"));
}

static void
test_stopping_daemon_tells (ChatFixture *fixture, gconstpointer data)
{
  int whole = chat_ask (fixture, "/v1/chat", CHAT ("s-1", "hi"));
  int stream = chat_ask (fixture, "/v1/chat/stream", CHAT ("s-2", "hi"));
  g_autoptr (BhtAnswer) one = NULL;
  g_autoptr (BhtAnswer) two = NULL;

  chat_wait_parked (fixture, 2);
  bht_daemon_free (g_steal_pointer (&fixture->daemon));
  one = chat_receive (whole);
  two = chat_receive (stream);
  g_assert_cmpuint (one->status, ==, 503);
  g_assert_nonnull (strstr (two->body, "\"type\":\"error\""));
}

static guint
count_threads (void)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  guint count = 0;

  while (g_dir_read_name (tasks) != NULL)
    count++;
  return count;
}

static void
test_waiting_takes_no_thread (ChatFixture *fixture, gconstpointer data)
{
  int clients[40];
  guint before;

  clients[0] = chat_ask (fixture, "/v1/chat", CHAT ("s", "hi"));
  chat_wait_parked (fixture, 1);
  before = count_threads ();
  for (guint i = 1; i < G_N_ELEMENTS (clients); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"sessionId\":\"s-%u\",\"message\":\"hi\"}", i);

      clients[i] = chat_ask (fixture, "/v1/chat/stream", body);
    }
  chat_wait_parked (fixture, G_N_ELEMENTS (clients));
  g_assert_cmpuint (count_threads (), ==, before);
  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    close (clients[i]);
  chat_wait_parked (fixture, 0);
}

static const struct
{
  const char *name;
  void (*test) (ChatFixture *, gconstpointer);
  const BhdHttpConfig *config;
} tests[] = {
  { "person-who-has-it-is-named", test_person_who_has_it_is_named },
  { "person-who-is-only-asked-for", test_person_who_is_only_asked_for },
  { "person-who-takes-it-meanwhile", test_person_who_takes_it_meanwhile },
  { "ai-that-is-off-says-so", test_ai_that_is_off_says_so },
  { "ai-that-is-switched-off-meanwhile", test_ai_that_is_switched_off_meanwhile },
  { "failed-run-has-its-words", test_failed_run_has_its_words },
  { "silent-handover-is-said", test_silent_handover_is_said },
  { "superseded-waits-for-the-next", test_superseded_waits_for_the_next },
  { "waiting-takes-no-thread", test_waiting_takes_no_thread },
  { "wait-is-bounded", test_wait_is_bounded, &hurried },
  { "stopping-daemon-tells", test_stopping_daemon_tells },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/http/outcomes/", tests[i].name, NULL);

      g_test_add (path, ChatFixture, tests[i].config, chat_fixture_set_up, tests[i].test,
                  chat_fixture_tear_down);
    }
  return g_test_run ();
}
