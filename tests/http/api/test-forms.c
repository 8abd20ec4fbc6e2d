/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "server/store/rows/runs/bhd-usage-rows.h"
#include "tests/http/api/chat-fixture.h"

#include <string.h>
#include <unistd.h>

/* OpenAI's form and the AI SDK's. */

#define HI "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]"
#define UI                                                                                         \
  "{\"id\":\"s-1\",\"messages\":[{\"id\":\"u1\",\"role\":\"user\",\"parts\":["                     \
  "{\"type\":\"text\",\"text\":\"hi\"}]}]}"
#define COMPLETIONS "/v1/chat/completions"

static int
ask (ChatFixture *fixture, const char *path, const char *body)
{
  g_autofree char *headers =
      g_strdup_printf ("Authorization: Bearer %s\r\n", fixture->tenant->widget_key);

  return chat_ask_with (fixture, path, headers, body);
}

static void
test_completes (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer =
      chat_answer (fixture, ask (fixture, COMPLETIONS, "{\"user\":\"s-1\"," HI "}"), "Hello.");
  JsonObject *object = bht_answer_object (answer);
  JsonObject *choice =
      json_array_get_object_element (json_object_get_array_member (object, "choices"), 0);
  JsonObject *message = json_object_get_object_member (choice, "message");
  JsonObject *usage = json_object_get_object_member (object, "usage");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_true (g_str_has_prefix (chat_member (answer, "id"), "chatcmpl-"));
  g_assert_cmpstr (json_object_get_string_member (message, "content"), ==, "Hello.");
  g_assert_cmpint (json_object_get_int_member (usage, "prompt_tokens"), ==, 11);
  g_assert_cmpint (json_object_get_int_member (usage, "completion_tokens"), ==, 7);
  g_assert_cmpint (json_object_get_int_member (usage, "total_tokens"), ==, 18);
}

static void
test_streams_chunks (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = chat_answer (
      fixture, ask (fixture, COMPLETIONS, "{\"user\":\"s-1\",\"stream\":true," HI "}"), "Hello.");

  chat_assert_header (answer, "Content-Type", "text/event-stream; charset=utf-8");
  g_assert_nonnull (strstr (answer->body, "\"delta\":{\"role\":\"assistant\",\"content\":\"\"}"));
  g_assert_nonnull (strstr (answer->body, "\"delta\":{\"content\":\"Hello.\"}"));
  g_assert_nonnull (strstr (answer->body, "\"finish_reason\":\"stop\""));
  g_assert_null (strstr (answer->body, "usage"));
  g_assert_true (g_str_has_suffix (answer->body, "data: [DONE]\n\n"));
}

static void
test_usage_is_told_where_it_is_wanted (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = chat_answer (
      fixture,
      ask (fixture, COMPLETIONS,
           "{\"user\":\"s-1\",\"stream\":true,\"stream_options\":{\"include_usage\":true}," HI "}"),
      "Hello.");

  g_assert_nonnull (strstr (answer->body, "\"choices\":[],\"usage\":{\"prompt_tokens\":11"));
}

/* Whoever puts pieces together gets all of the answer, and what was taken back stands apart. */
static void
test_taken_back_stands_apart (ChatFixture *fixture, gconstpointer data)
{
  int fd = ask (fixture, COMPLETIONS, "{\"user\":\"s-1\",\"stream\":true," HI "}");
  g_autoptr (BhdRun) run = chat_take_run (fixture);
  const BhdRunResult result = { .end = BHD_RUN_ANSWER, .text = "Something else." };
  g_autoptr (BhtAnswer) answer = NULL;

  chat_wait_begun (fd);
  chat_say (fixture, run, 0, "Hello ");
  chat_discard (fixture, run);
  chat_finish (fixture, run, &result);
  answer = chat_receive (fd);
  g_assert_nonnull (strstr (answer->body, "{\"content\":\"\\n\\n\"}"));
  g_assert_nonnull (strstr (answer->body, "{\"content\":\"Something else.\"}"));
}

/* A lost piece comes with the rest. */
static void
test_gap_is_filled (ChatFixture *fixture, gconstpointer data)
{
  int fd = ask (fixture, COMPLETIONS, "{\"user\":\"s-1\",\"stream\":true," HI "}");
  g_autoptr (BhdRun) run = chat_take_run (fixture);
  const BhdRunResult result = { .end = BHD_RUN_ANSWER, .text = "One two three." };
  g_autoptr (BhtAnswer) answer = NULL;

  chat_wait_begun (fd);
  chat_say (fixture, run, 0, "One ");
  chat_say (fixture, run, 8, "three.");
  chat_finish (fixture, run, &result);
  answer = chat_receive (fd);
  g_assert_nonnull (strstr (answer->body, "{\"content\":\"One \"}"));
  g_assert_nonnull (strstr (answer->body, "{\"content\":\"two three.\"}"));
}

static void
assert_openai_error (const BhtAnswer *answer, guint status, const char *type)
{
  JsonObject *error = json_object_get_object_member (bht_answer_object (answer), "error");

  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpstr (json_object_get_string_member (error, "type"), ==, type);
  g_assert_true (json_object_has_member (error, "param"));
  g_assert_true (json_object_has_member (error, "code"));
  g_assert_cmpstr (json_object_get_string_member (error, "message"), !=, "");
}

static void
test_errors_have_openai_s_shape (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) key =
      bht_call (fixture->daemon, "POST", COMPLETIONS, "wrong", NULL, "no JSON");
  g_autoptr (BhtAnswer) body =
      bht_call (fixture->daemon, "POST", COMPLETIONS, fixture->tenant->widget_key, NULL, "no JSON");
  g_autoptr (BhtAnswer) messages =
      bht_call (fixture->daemon, "POST", COMPLETIONS, fixture->tenant->widget_key, NULL,
                "{\"messages\":[{\"role\":\"assistant\",\"content\":\"hi\"}]}");

  assert_openai_error (key, 401, "authentication_error");
  assert_openai_error (body, 400, "invalid_request_error");
  assert_openai_error (messages, 400, "invalid_request_error");
}

static gpointer
read_usage (BhdTurn *turn, gpointer data, GError **error)
{
  ChatFixture *fixture = data;
  BhdUsage used = { 0 };

  bhd_usage_rows_get (turn->db, fixture->tenant->organization_id, turn->now_us / (24 * BH_HOUR), "",
                      &used, error);
  return GINT_TO_POINTER ((int) used.messages);
}

/* The agent that answers here is the real one, with the embedded model. */
static void
test_stands_alone_without_user (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = chat_receive (ask (fixture, COMPLETIONS, "{" HI "}"));
  g_autoptr (BhtAnswer) streamed =
      chat_receive (ask (fixture, COMPLETIONS, "{\"stream\":true," HI "}"));
  g_autoptr (BhtAnswer) list = chat_read (fixture, "/v1/admin/conversations");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_true (g_str_has_suffix (streamed->body, "data: [DONE]\n\n"));
  g_assert_cmpint (json_object_get_int_member (bht_answer_object (list), "total"), ==, 1);
  g_assert_cmpint (GPOINTER_TO_INT (bht_daemon_write (fixture->daemon, read_usage, fixture)), ==,
                   2);
}

static void
change (ChatFixture *fixture, const char *method, const char *path, const char *body)
{
  g_autoptr (BhtAnswer) changed =
      bht_call (fixture->daemon, method, path, fixture->tenant->owner_token, NULL, body);

  g_assert_cmpuint (changed->status, <, 300);
}

static void
test_guardrails_hold_alone_too (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = NULL;

  change (fixture, "POST", "/v1/desk/guardrails",
          "{\"id\":\"0b0f2b3c-0000-7000-8000-000000000001\",\"name\":\"g\","
          "\"type\":\"blocked_topic\",\"pattern\":\"politics\",\"action\":\"block\","
          "\"direction\":\"in\",\"message\":\"Not here.\"}");
  answer = chat_receive (
      ask (fixture, COMPLETIONS,
           "{\"messages\":[{\"role\":\"user\",\"content\":\"Tell me about politics\"}]}"));
  g_assert_nonnull (strstr (answer->body, "Not here."));
}

static void
test_bounds_hold_alone_too (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) first = NULL;
  g_autoptr (BhtAnswer) second = NULL;

  change (fixture, "PATCH", "/v1/desk/ai", "{\"organization_messages\":1}");
  first = chat_receive (ask (fixture, COMPLETIONS, "{" HI "}"));
  second = chat_receive (ask (fixture, COMPLETIONS, "{" HI "}"));
  g_assert_cmpuint (second->status, ==, 200);
  g_assert_cmpint (GPOINTER_TO_INT (bht_daemon_write (fixture->daemon, read_usage, fixture)), ==,
                   1);
}

static void
test_ai_that_is_off_answers_nobody (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) whole = NULL;
  g_autoptr (BhtAnswer) stream = NULL;

  change (fixture, "PATCH", "/v1/desk/organization", "{\"ai_enabled\":false}");
  whole = chat_receive (ask (fixture, COMPLETIONS, "{" HI "}"));
  stream = chat_receive (ask (fixture, COMPLETIONS, "{\"stream\":true," HI "}"));
  assert_openai_error (whole, 503, "server_error");
  g_assert_nonnull (strstr (stream->body, "data: {\"error\":{\"message\":\"the assistant is"));
}

static void
test_models (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer =
      bht_call (fixture->daemon, "GET", "/v1/models", fixture->tenant->widget_key, NULL, NULL);

  g_assert_cmpstr (answer->body, ==,
                   "{\"object\":\"list\",\"data\":[{\"id\":\"bellhop\",\"object\":\"model\","
                   "\"created\":0,\"owned_by\":\"alpha\"}]}");
}

static void
test_ui_stream (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = chat_answer (fixture, ask (fixture, "/v1/chat/ui", UI), "Hello.");

  chat_assert_header (answer, "x-vercel-ai-ui-message-stream", "v1");
  chat_assert_header (answer, "Content-Type", "text/event-stream; charset=utf-8");
  g_assert_true (g_str_has_prefix (answer->body, "data: {\"type\":\"start\",\"messageId\":"));
  g_assert_nonnull (strstr (
      answer->body, "data: {\"type\":\"start-step\"}\n\n"
                    "data: {\"type\":\"text-start\",\"id\":\"answer\"}\n\n"
                    "data: {\"type\":\"text-delta\",\"id\":\"answer\",\"delta\":\"Hello.\"}\n\n"
                    "data: {\"type\":\"text-end\",\"id\":\"answer\"}\n\n"
                    "data: {\"type\":\"finish-step\"}\n\n"
                    "data: {\"type\":\"finish\"}\n\n"
                    "data: [DONE]\n\n"));
}

static const BhdHttpConfig hurried = { .answer_wait_s = 1 };

static void
test_streams_tell_their_end (ChatFixture *fixture, gconstpointer data)
{
  int one = ask (fixture, COMPLETIONS, "{\"user\":\"s-1\",\"stream\":true," HI "}");
  int two = ask (fixture, "/v1/chat/ui", UI);
  g_autoptr (BhtAnswer) chunks = chat_receive (one);
  g_autoptr (BhtAnswer) ui = chat_receive (two);

  g_assert_nonnull (strstr (chunks->body, "data: {\"error\":{\"message\":\"there is no answer"));
  g_assert_nonnull (strstr (ui->body, "{\"type\":\"error\",\"errorText\":\"there is no answer"));
}

static const struct
{
  const char *name;
  void (*test) (ChatFixture *, gconstpointer);
  const BhdHttpConfig *config;
} tests[] = {
  { "completes", test_completes },
  { "streams-chunks", test_streams_chunks },
  { "usage-is-told-where-it-is-wanted", test_usage_is_told_where_it_is_wanted },
  { "taken-back-stands-apart", test_taken_back_stands_apart },
  { "gap-is-filled", test_gap_is_filled },
  { "errors-have-openai-s-shape", test_errors_have_openai_s_shape },
  { "stands-alone-without-user", test_stands_alone_without_user },
  { "guardrails-hold-alone-too", test_guardrails_hold_alone_too },
  { "bounds-hold-alone-too", test_bounds_hold_alone_too },
  { "ai-that-is-off-answers-nobody", test_ai_that_is_off_answers_nobody },
  { "models", test_models },
  { "ui-stream", test_ui_stream },
  { "streams-tell-their-end", test_streams_tell_their_end, &hurried },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/http/forms/", tests[i].name, NULL);

      g_test_add (path, ChatFixture, tests[i].config, chat_fixture_set_up, tests[i].test,
                  chat_fixture_tear_down);
    }
  return g_test_run ();
}
