/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/ai/ai-fixture.h"

#include "common/bh-id.h"
#include "server/desk/ai/bhd-tool-calls.h"
#include "server/desk/ai/bhd-violations.h"
#include "server/desk/bhd-change-private.h"

#include <string.h>

#define RUN "01990000-0000-7000-8000-000000000001"

static BhtAnswer *
test (AiFixture *fixture, const char *members)
{
  g_autofree char *body = g_strdup_printf ("{%s}", members);
  BhtAnswer *answer = ai_call (fixture, "POST", "/guardrails/test", body);

  if (answer->status != 200)
    g_error ("%s", answer->body);
  return answer;
}

static gboolean
is_allowed (const BhtAnswer *answer)
{
  return json_object_get_boolean_member (bht_answer_object (answer), "allowed");
}

/* The fixture's own rule is: blocked_topic, “tea”. */
static void
test_tester (AiFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhtAnswer) hit = test (fixture, "\"text\":\"Tea?\",\"direction\":\"in\"");
  g_autoptr (BhtAnswer) miss = test (fixture, "\"text\":\"teapot\",\"direction\":\"out\"");

  g_assert_false (is_allowed (hit));
  g_assert_nonnull (strstr (hit->body, fixture->tenant->guardrail_id));
  g_assert_nonnull (strstr (hit->body, "\"excerpt\":\"Tea?\""));
  g_assert_true (is_allowed (miss));
}

static void
test_tester_with_a_rule (AiFixture *fixture, gconstpointer unused)
{
  static const char members[] =
      "\"text\":\"mail ada@example.org, tea\",\"direction\":\"in\",\"rule\":{\"name\":\"PII\","
      "\"type\":\"pii_filter\",\"pattern\":\"email\",\"action\":\"warn\"}";
  g_autoptr (BhtAnswer) answer = test (fixture, members);

  g_assert_true (is_allowed (answer));
  g_assert_nonnull (strstr (answer->body, "\"excerpt\":\"mail [email], tea\""));
  g_assert_null (strstr (answer->body, "ada@example.org"));
  g_assert_null (strstr (answer->body, fixture->tenant->guardrail_id));
}

static void
test_tester_refuses (AiFixture *fixture, gconstpointer unused)
{
  ai_assert_field (fixture, "POST", "/guardrails/test",
                   "{\"text\":\"x\",\"direction\":\"in\",\"rule\":{\"type\":\"custom\",\"pattern\":"
                   "\"(a+)+$\"}}",
                   "pattern");
  ai_assert_field (fixture, "POST", "/guardrails/test", "{\"text\":\"x\",\"direction\":\"both\"}",
                   "direction");
}

static void
test_bad_patterns (AiFixture *fixture, gconstpointer unused)
{
  static const char *const bad[] = { "(", "(a+)+$", "a*", "" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *id = bh_id_new ();
      g_autofree char *path = g_strconcat ("/guardrails/", fixture->tenant->guardrail_id, NULL);
      g_autofree char *body = g_strdup_printf (
          "{\"id\":\"%s\",\"name\":\"n\",\"type\":\"custom\",\"pattern\":\"%s\"}", id, bad[i]);
      g_autofree char *change =
          g_strdup_printf ("{\"type\":\"custom\",\"pattern\":\"%s\"}", bad[i]);

      ai_assert_field (fixture, "POST", "/guardrails", body, "pattern");
      ai_assert_field (fixture, "PATCH", path, change, "pattern");
    }
}

static void
test_changed (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_strconcat ("/guardrails/", fixture->tenant->guardrail_id, NULL);
  g_autoptr (BhtAnswer) changed =
      ai_call (fixture, "PATCH", path, "{\"pattern\":\"coffee\",\"message\":\"No.\"}");
  g_autoptr (BhtAnswer) hit = test (fixture, "\"text\":\"Coffee\",\"direction\":\"in\"");
  g_autoptr (BhtAnswer) cleared = ai_call (fixture, "PATCH", path, "{\"message\":null}");

  g_assert_nonnull (strstr (changed->body, "\"message\":\"No.\""));
  g_assert_nonnull (strstr (hit->body, "\"message\":\"No.\""));
  g_assert_nonnull (strstr (cleared->body, "\"message\":null"));
}

static gpointer
violate (BhdTurn *turn, gpointer data, GError **error)
{
  const BhtTenant *tenant = data;
  const BhdGuardrailRow rule = { .organization_id = tenant->organization_id,
                                 .id = tenant->guardrail_id,
                                 .name = (char *) "No tea",
                                 .type = (char *) "blocked_topic",
                                 .action = (char *) "block" };
  const BhdViolationDraft draft = { &rule, "in", tenant->conversation_id, RUN, "[email] tea" };

  bhd_violations_note (turn, &draft, error);
  return NULL;
}

static void
test_violations (AiFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhtAnswer) first = NULL;
  g_autofree char *path = NULL;
  g_autoptr (BhtAnswer) second = NULL;

  bht_daemon_write (fixture->daemon, violate, fixture->tenant);
  bht_daemon_write (fixture->daemon, violate, fixture->tenant);
  first = ai_call (fixture, "GET", "/violations?limit=1", NULL);
  g_assert_nonnull (strstr (first->body, "\"excerpt\":\"[email] tea\""));
  path = g_strdup_printf ("/violations?limit=1&after=%s",
                          json_object_get_string_member (bht_answer_object (first), "next"));
  second = ai_call (fixture, "GET", path, NULL);
  g_assert_true (json_object_get_null_member (bht_answer_object (second), "next"));
}

/* A question to the visitor below a message of the AI. */
typedef struct
{
  const BhtTenant *tenant;
  char *action;
} Asking;

static gpointer
ask (BhdTurn *turn, gpointer data, GError **error)
{
  Asking *asking = data;
  const BhtTenant *tenant = asking->tenant;
  const BhdCaller visitor = { .who = BHD_VISITOR,
                              .organization_id = tenant->organization_id,
                              .contact_id = tenant->contact_id };
  const BhdToolRow tool = { .organization_id = tenant->organization_id,
                            .id = tenant->tool_id,
                            .name = (char *) "cancel_order" };
  g_autofree char *message_id = bh_id_new ();
  const BhdToolCallDraft draft = { &tool, RUN, tenant->conversation_id, message_id, "{}" };
  g_autoptr (BhdConversationRow) row =
      bhd_change_begin (turn, &visitor, tenant->conversation_id, error);
  g_autofree char *extra = NULL;
  g_autoptr (BhMessage) message = NULL;
  BhdSaying saying = { .id = message_id,
                       .author = BH_AUTHOR_AI,
                       .author_name = "Bell",
                       .body = "Shall I?" };

  asking->action = bhd_tool_calls_ask (turn, &draft, error);
  saying.extra = extra = g_strdup_printf ("{\"action\":%s}", asking->action);
  message = bhd_change_say (turn, row, &saying, error);
  return NULL;
}

static BhtAnswer *
answer_question (AiFixture *fixture, const char *action, const char *word)
{
  g_autoptr (JsonNode) root = json_from_string (action, NULL);
  JsonObject *object = json_node_get_object (root);
  g_autofree char *path =
      g_strdup_printf ("/v1/widget/conversations/%s/actions/%s", fixture->tenant->conversation_id,
                       json_object_get_string_member (object, "call_id"));
  g_autofree char *body = g_strdup_printf ("{\"token\":\"%s\",\"confirm\":%s}",
                                           json_object_get_string_member (object, "token"), word);

  return bht_call (fixture->daemon, "POST", path, fixture->tenant->visitor_token, NULL, body);
}

static void
test_visitor_says_yes (AiFixture *fixture, gconstpointer unused)
{
  Asking asking = { fixture->tenant, NULL };
  g_autoptr (BhtAnswer) yes = NULL;
  g_autoptr (BhtAnswer) again = NULL;

  bht_daemon_write (fixture->daemon, ask, &asking);
  yes = answer_question (fixture, asking.action, "true");
  again = answer_question (fixture, asking.action, "true");
  g_assert_cmpuint (yes->status, ==, 200);
  g_assert_nonnull (strstr (yes->body, "\"state\":\"pending\""));
  g_assert_null (strstr (yes->body, "\"token\""));
  bht_answer_assert_error (again, 409, "closed");
  g_free (asking.action);
}

static void
test_visitor_says_no (AiFixture *fixture, gconstpointer unused)
{
  Asking asking = { fixture->tenant, NULL };
  g_autoptr (BhtAnswer) no = NULL;
  g_autoptr (BhtAnswer) calls = NULL;

  bht_daemon_write (fixture->daemon, ask, &asking);
  no = answer_question (fixture, asking.action, "false");
  calls = ai_call (fixture, "GET", "/tool-calls?limit=1", NULL);
  g_assert_nonnull (strstr (no->body, "\"state\":\"cancelled\""));
  g_assert_nonnull (strstr (calls->body, "\"status\":\"cancelled\""));
  g_free (asking.action);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  AI_TEST ("/http/guardrails/are-tried-on-a-text", test_tester);
  AI_TEST ("/http/guardrails/one-that-is-not-stored-is-tried", test_tester_with_a_rule);
  AI_TEST ("/http/guardrails/the-tester-refuses-nonsense", test_tester_refuses);
  AI_TEST ("/http/guardrails/bad-patterns-are-refused", test_bad_patterns);
  AI_TEST ("/http/guardrails/changes-count-at-once", test_changed);
  AI_TEST ("/http/guardrails/violations-are-paged", test_violations);
  AI_TEST ("/http/actions/a-visitor-says-yes-once", test_visitor_says_yes);
  AI_TEST ("/http/actions/a-visitor-says-no", test_visitor_says_no);
  return g_test_run ();
}
