/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/runs/bhd-run-rows.h"
#include "tests/http/api/chat-fixture.h"

#include <string.h>
#include <unistd.h>

static void
test_answers (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = chat_talk (fixture, "/v1/chat", CHAT ("s-1", "hi"), "Hello.");
  g_autofree char *expected =
      g_strdup_printf ("{\"conversationId\":\"%s\",\"message\":\"Hello.\",\"sources\":[],"
                       "\"status\":\"unresolved\"}",
                       chat_member (answer, "conversationId"));

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (answer->body, ==, expected);
}

static void
test_streams (ChatFixture *fixture, gconstpointer data)
{
  int fd = chat_ask (fixture, "/v1/chat/stream", CHAT ("s-1", "hi"));
  g_autoptr (BhdRun) run = chat_take_run (fixture);
  const BhdRunResult result = { .end = BHD_RUN_ANSWER, .text = "Hello there." };
  g_autoptr (BhtAnswer) answer = NULL;
  g_autofree char *expected = NULL;

  chat_wait_begun (fd);
  chat_say (fixture, run, 0, "Hello ");
  chat_say (fixture, run, 6, "there.");
  g_assert_true (chat_finish (fixture, run, &result));
  answer = bht_receive (fd, FALSE);
  close (fd);
  expected = g_strdup_printf ("{\"type\":\"start\",\"conversationId\":\"%s\"}\n"
                              "{\"type\":\"token\",\"token\":\"Hello \"}\n"
                              "{\"type\":\"token\",\"token\":\"there.\"}\n"
                              "{\"type\":\"done\",\"message\":\"Hello there.\","
                              "\"conversationId\":\"%s\"}\n",
                              run->conversation_id, run->conversation_id);
  g_assert_cmpstr (answer->body, ==, expected);
  chat_assert_header (answer, "Content-Type", "application/x-ndjson; charset=utf-8");
  chat_assert_header (answer, "Cache-Control", "no-store, no-transform");
  chat_assert_header (answer, "Connection", "keep-alive");
  chat_assert_header (answer, "X-Accel-Buffering", "no");
}

static void
assert_security (const BhtAnswer *answer)
{
  chat_assert_header (answer, "X-Content-Type-Options", "nosniff");
  chat_assert_header (answer, "X-Frame-Options", "DENY");
  chat_assert_header (answer, "Referrer-Policy", "no-referrer");
  chat_assert_header (answer, "Permissions-Policy", "camera=(), microphone=(), geolocation=()");
}

static void
test_carries_security_headers (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) whole = chat_talk (fixture, "/v1/chat", CHAT ("s-1", "hi"), "Hello.");
  g_autoptr (BhtAnswer) stream = chat_talk (fixture, "/chat", CHAT ("s-2", "hi"), "Hello.");
  g_autoptr (BhtAnswer) refused = bht_call (fixture->daemon, "POST", "/v1/chat", NULL, NULL, "{}");

  assert_security (whole);
  assert_security (stream);
  assert_security (refused);
}

static void
test_older_name_streams (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = chat_talk (fixture, "/chat", CHAT ("s-1", "hi"), "Hello.");

  chat_assert_header (answer, "Content-Type", "application/x-ndjson; charset=utf-8");
  g_assert_true (g_str_has_prefix (answer->body, "{\"type\":\"start\""));
  g_assert_nonnull (strstr (answer->body, "{\"type\":\"token\",\"token\":\"Hello.\"}\n"));
}

static void
test_blocked_is_refused (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) first = chat_talk (fixture, "/v1/chat", CHAT ("s-1", "hi"), "Hello.");
  g_autoptr (BhtAnswer) contacts = bht_call (fixture->daemon, "GET", "/v1/desk/contacts?limit=1",
                                             fixture->tenant->owner_token, NULL, NULL);
  JsonObject *entry = json_array_get_object_element (
      json_object_get_array_member (bht_answer_object (contacts), "contacts"), 0);
  g_autofree char *path = g_strconcat (
      "/v1/desk/contacts/",
      json_object_get_string_member (json_object_get_object_member (entry, "contact"), "id"), NULL);
  g_autoptr (BhtAnswer) blocked = bht_call (
      fixture->daemon, "PATCH", path, fixture->tenant->owner_token, NULL, "{\"blocked\":true}");
  int fd = chat_ask (fixture, "/v1/chat", CHAT ("s-1", "me again"));
  g_autoptr (BhtAnswer) refused = bht_receive (fd, FALSE);

  close (fd);
  g_assert_cmpuint (blocked->status, ==, 200);
  g_assert_cmpuint (refused->status, ==, 403);
  g_assert_nonnull (strstr (refused->body, "\"blocked\":true"));
}

/* What was said and taken back is not in the end. */
static void
test_done_is_authoritative (ChatFixture *fixture, gconstpointer data)
{
  int fd = chat_ask (fixture, "/v1/chat/stream", CHAT ("s-1", "hi"));
  g_autoptr (BhdRun) run = chat_take_run (fixture);
  const BhdRunResult result = { .end = BHD_RUN_ANSWER, .text = "Something else." };
  g_autoptr (BhtAnswer) answer = NULL;

  chat_wait_begun (fd);
  chat_say (fixture, run, 0, "Hello ");
  chat_discard (fixture, run);
  chat_say (fixture, run, 0, "Something ");
  chat_finish (fixture, run, &result);
  answer = bht_receive (fd, FALSE);
  close (fd);
  g_assert_nonnull (strstr (answer->body, "\"type\":\"done\",\"message\":\"Something else.\""));
}

static void
test_connection_goes_on (ChatFixture *fixture, gconstpointer data)
{
  static const char next[] = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
  int fd = chat_ask (fixture, "/v1/chat/stream", CHAT ("s-1", "hi"));
  g_autoptr (BhdRun) run = chat_take_run (fixture);
  const BhdRunResult result = { .end = BHD_RUN_ANSWER, .text = "Hello." };
  g_autoptr (BhtAnswer) first = NULL;
  g_autoptr (BhtAnswer) second = NULL;

  chat_finish (fixture, run, &result);
  first = bht_receive (fd, FALSE);
  bht_send (fd, next, -1);
  second = bht_receive (fd, FALSE);
  close (fd);
  g_assert_cmpuint (first->status, ==, 200);
  g_assert_cmpuint (second->status, ==, 200);
  g_assert_nonnull (strstr (second->body, "ok"));
}

/* What is sent before the answer has come is the next request. */
static void
test_eager_client_is_served (ChatFixture *fixture, gconstpointer data)
{
  static const char next[] = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
  int fd = chat_ask (fixture, "/v1/chat", CHAT ("s-1", "hi"));
  g_autoptr (BhdRun) run = chat_take_run (fixture);
  const BhdRunResult result = { .end = BHD_RUN_ANSWER, .text = "Hello." };
  g_autoptr (BhtAnswer) first = NULL;
  g_autoptr (BhtAnswer) second = NULL;

  chat_wait_parked (fixture, 1);
  bht_send (fd, next, -1);
  chat_finish (fixture, run, &result);
  first = bht_receive (fd, FALSE);
  second = bht_receive (fd, FALSE);
  close (fd);
  g_assert_nonnull (strstr (first->body, "Hello."));
  g_assert_nonnull (strstr (second->body, "ok"));
}

static void
test_old_client_is_not_chunked (ChatFixture *fixture, gconstpointer data)
{
  g_autofree char *request = g_strdup_printf (
      "POST /chat HTTP/1.0\r\nHost: localhost\r\nX-Api-Key: %s\r\nContent-Length: 32\r\n\r\n"
      "{\"sessionId\":\"s\",\"message\":\"hi\"}",
      fixture->tenant->widget_key);
  int fd = bht_connect (fixture->daemon);
  g_autoptr (BhtAnswer) answer = NULL;

  bht_send (fd, request, -1);
  answer = chat_answer (fixture, fd, "Hello.");
  chat_assert_header (answer, "Transfer-Encoding", NULL);
  chat_assert_header (answer, "Connection", "close");
}

static void
test_conversation_goes_on (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) one = chat_talk (fixture, "/v1/chat", CHAT ("s-1", "hi"), "Hello.");
  g_autoptr (BhtAnswer) two = chat_talk (fixture, "/v1/chat", CHAT ("s-1", "more"), "Well.");
  g_autoptr (BhtAnswer) other = chat_talk (fixture, "/v1/chat", CHAT ("s-2", "hi"), "Hello.");
  g_autofree char *transcript = chat_transcript (fixture, chat_member (one, "conversationId"));

  g_assert_cmpstr (chat_member (one, "conversationId"), ==, chat_member (two, "conversationId"));
  g_assert_cmpstr (chat_member (one, "conversationId"), !=, chat_member (other, "conversationId"));
  g_assert_cmpstr (transcript, ==, "user: hi|assistant: Hello.|user: more|assistant: Well.");
}

static void
test_resolved_begins_another (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) one = chat_talk (fixture, "/v1/chat", CHAT ("s-1", "hi"), "Hello.");
  g_autofree char *path =
      g_strdup_printf ("/v1/desk/conversations/%s/resolve", chat_member (one, "conversationId"));
  g_autoptr (BhtAnswer) resolved =
      bht_call (fixture->daemon, "POST", path, fixture->tenant->owner_token, NULL, "{}");
  g_autoptr (BhtAnswer) two = chat_talk (fixture, "/v1/chat", CHAT ("s-1", "again"), "Hello.");

  g_assert_cmpuint (resolved->status, ==, 200);
  g_assert_cmpstr (chat_member (one, "conversationId"), !=, chat_member (two, "conversationId"));
}

#define NAMED(id) "{\"sessionId\":\"s-1\",\"message\":\"hi\",\"messageId\":\"" id "\"}"

static void
test_named_retry_is_told_the_answer (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) one = chat_talk (fixture, "/v1/chat", NAMED ("a"), "Hello.");
  g_autoptr (BhtAnswer) again = chat_receive (chat_ask (fixture, "/v1/chat", NAMED ("a")));
  g_autoptr (BhtAnswer) streamed = chat_receive (chat_ask (fixture, "/chat", NAMED ("a")));
  g_autofree char *transcript = chat_transcript (fixture, chat_member (one, "conversationId"));

  g_assert_cmpstr (one->body, ==, again->body);
  g_assert_nonnull (strstr (streamed->body, "\"token\":\"Hello.\""));
  g_assert_cmpstr (transcript, ==, "user: hi|assistant: Hello.");
}

static void
test_other_name_is_another_message (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) one = chat_talk (fixture, "/v1/chat", NAMED ("a"), "Hello.");
  g_autoptr (BhtAnswer) two = chat_talk (fixture, "/v1/chat", NAMED ("b"), "Again?");
  g_autofree char *transcript = chat_transcript (fixture, chat_member (two, "conversationId"));

  g_assert_cmpstr (transcript, ==, "user: hi|assistant: Hello.|user: hi|assistant: Again?");
}

/* Two clients wait for the answer to the one message. */
static void
test_same_words_unanswered_are_a_retry (ChatFixture *fixture, gconstpointer data)
{
  int first = chat_ask (fixture, "/v1/chat", CHAT ("s-1", "hi"));
  int second;
  g_autoptr (BhtAnswer) one = NULL;
  g_autoptr (BhtAnswer) two = NULL;
  g_autofree char *transcript = NULL;

  chat_wait_parked (fixture, 1);
  second = chat_ask (fixture, "/v1/chat", CHAT ("s-1", "hi"));
  chat_wait_parked (fixture, 2);
  one = chat_answer (fixture, first, "Hello.");
  two = chat_receive (second);
  transcript = chat_transcript (fixture, chat_member (one, "conversationId"));
  g_assert_cmpstr (one->body, ==, two->body);
  g_assert_cmpstr (transcript, ==, "user: hi|assistant: Hello.");
}

static void
test_same_words_later_are_new (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) one = chat_talk (fixture, "/v1/chat", CHAT ("s-1", "hi"), "Hello.");
  g_autoptr (BhtAnswer) two = chat_talk (fixture, "/v1/chat", CHAT ("s-1", "hi"), "Again?");

  g_assert_cmpstr (chat_member (two, "message"), ==, "Again?");
}

static void
test_client_that_leaves_cancels_nothing (ChatFixture *fixture, gconstpointer data)
{
  const BhdRunResult result = { .end = BHD_RUN_ANSWER, .text = "Hello there." };
  int fd = chat_ask (fixture, "/v1/chat/stream", CHAT ("s-1", "hi"));
  g_autoptr (BhdRun) run = chat_take_run (fixture);
  g_autofree char *transcript = NULL;

  chat_wait_begun (fd);
  chat_say (fixture, run, 0, "Hello ");
  close (fd);
  chat_wait_parked (fixture, 0);
  g_assert_true (chat_finish (fixture, run, &result));
  transcript = chat_transcript (fixture, run->conversation_id);
  g_assert_cmpstr (transcript, ==, "user: hi|assistant: Hello there.");
}

static gpointer
read_delay (BhdTurn *turn, gpointer data, GError **error)
{
  gint64 due_us = bhd_run_rows_next_due (turn->db, error);

  return g_memdup2 (&(gint64){ due_us - turn->now_us }, sizeof (gint64));
}

/* A visitor's burst is waited for; a program does not send in bursts. */
static void
test_program_is_not_debounced (ChatFixture *fixture, gconstpointer data)
{
  g_autofree gint64 *delay_us = NULL;
  int fd;

  bhd_runs_set_debounce (G_USEC_PER_SEC * 5);
  fd = chat_ask (fixture, "/v1/chat", CHAT ("s-1", "hi"));
  chat_wait_parked (fixture, 1);
  delay_us = bht_daemon_write (fixture->daemon, read_delay, fixture);
  close (fd);
  g_assert_cmpint (*delay_us, <=, 0);
}

static void
test_tenants_do_not_share_sessions (ChatFixture *fixture, gconstpointer data)
{
  ChatFixture other = { fixture->daemon, bht_daemon_add_tenant (fixture->daemon, "beta") };
  g_autoptr (BhtAnswer) one = chat_talk (fixture, "/v1/chat", CHAT ("s-1", "hi"), "Hello.");
  g_autoptr (BhtAnswer) two = chat_talk (&other, "/v1/chat", CHAT ("s-1", "hi"), "Servus.");
  g_autofree char *transcript = chat_transcript (&other, chat_member (two, "conversationId"));

  g_assert_cmpstr (transcript, ==, "user: hi|assistant: Servus.");
  g_assert_cmpstr (chat_member (one, "conversationId"), !=, chat_member (two, "conversationId"));
  bht_tenant_free (other.tenant);
}

static void
test_console_sees_the_channel (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) one = chat_talk (fixture, "/v1/chat", CHAT ("s-1", "hi"), "Hello.");
  g_autofree char *path =
      g_strdup_printf ("/v1/desk/conversations/%s", chat_member (one, "conversationId"));
  g_autoptr (BhtAnswer) desk =
      bht_call (fixture->daemon, "GET", path, fixture->tenant->owner_token, NULL, NULL);

  g_assert_nonnull (strstr (desk->body, "\"channel\":\"api\""));
}

static const struct
{
  const char *name;
  void (*test) (ChatFixture *, gconstpointer);
  const BhdHttpConfig *config;
} tests[] = {
  { "answers", test_answers },
  { "streams", test_streams },
  { "carries-security-headers", test_carries_security_headers },
  { "older-name-streams", test_older_name_streams },
  { "blocked-is-refused", test_blocked_is_refused },
  { "done-is-authoritative", test_done_is_authoritative },
  { "connection-goes-on", test_connection_goes_on },
  { "eager-client-is-served", test_eager_client_is_served },
  { "old-client-is-not-chunked", test_old_client_is_not_chunked },
  { "conversation-goes-on", test_conversation_goes_on },
  { "resolved-begins-another", test_resolved_begins_another },
  { "named-retry-is-told-the-answer", test_named_retry_is_told_the_answer },
  { "other-name-is-another-message", test_other_name_is_another_message },
  { "same-words-unanswered-are-a-retry", test_same_words_unanswered_are_a_retry },
  { "same-words-later-are-new", test_same_words_later_are_new },
  { "client-that-leaves-cancels-nothing", test_client_that_leaves_cancels_nothing },
  { "program-is-not-debounced", test_program_is_not_debounced },
  { "tenants-do-not-share-sessions", test_tenants_do_not_share_sessions },
  { "console-sees-the-channel", test_console_sees_the_channel },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/http/chat/", tests[i].name, NULL);

      g_test_add (path, ChatFixture, tests[i].config, chat_fixture_set_up, tests[i].test,
                  chat_fixture_tear_down);
    }
  return g_test_run ();
}
