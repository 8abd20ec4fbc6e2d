/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Runs, drafts, choices and what operators ask of the AI, over HTTP. */
#include "tests/http/bht-client.h"

#include "common/bh-id.h"
#include "common/bh-json-reader.h"
#include "server/desk/ai/bhd-ai-settings.h"
#include "server/store/rows/runs/bhd-draft-rows.h"

#include <string.h>

typedef struct
{
  BhtDaemon *daemon;
  BhtTenant *tenant;
} Fixture;

static BhtDaemon *shared;

static void
set_up (Fixture *f, gconstpointer data)
{
  static guint count;
  g_autofree char *slug = g_strdup_printf ("runs-%u", ++count);

  if (shared == NULL)
    shared = bht_daemon_new (NULL);
  f->daemon = shared;
  f->tenant = bht_daemon_add_tenant (shared, slug);
  bht_daemon_add_run (shared, f->tenant);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  bht_tenant_free (f->tenant);
}

/* @path: behind the conversation's. */
static BhtAnswer *
as_visitor (Fixture *f, const char *path, const char *body)
{
  g_autofree char *full =
      g_strdup_printf ("/v1/widget/conversations/%s/%s", f->tenant->conversation_id, path);

  return bht_call (f->daemon, "POST", full, f->tenant->visitor_token, NULL, body);
}

static BhtAnswer *
as_agent (Fixture *f, const char *method, const char *path, const char *body)
{
  g_autofree char *full =
      g_strdup_printf ("/v1/desk/conversations/%s/%s", f->tenant->conversation_id, path);

  return bht_call (f->daemon, method, full, f->tenant->agent_token, NULL, body);
}

static gint64
verdict_of (Fixture *f)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/runs/%s", f->tenant->run_id);
  g_autoptr (BhtAnswer) answer =
      bht_call (f->daemon, "GET", path, f->tenant->agent_token, NULL, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  return bh_json_get_int (bh_json_get_object (bht_answer_object (answer), "run"), "verdict", 0);
}

static void
test_visitors_rating_is_the_runs_verdict (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("messages/%s/rating", f->tenant->answer_id);
  g_autoptr (BhtAnswer) answer = as_visitor (f, path, "{\"helpful\":false}");

  g_assert_cmpuint (answer->status, ==, 204);
  g_assert_cmpint (verdict_of (f), ==, -1);
}

static void
test_operators_verdict_is_bounded (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/runs/%s/verdict", f->tenant->run_id);
  g_autoptr (BhtAnswer) good =
      bht_call (f->daemon, "POST", path, f->tenant->agent_token, NULL, "{\"verdict\":1}");
  g_autoptr (BhtAnswer) bad =
      bht_call (f->daemon, "POST", path, f->tenant->agent_token, NULL, "{\"verdict\":2}");

  g_assert_cmpuint (good->status, ==, 200);
  bht_answer_assert_error (bad, 400, "invalid");
  g_assert_cmpint (verdict_of (f), ==, 1);
}

static void
test_choice_is_the_visitors_message (Fixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *body =
      g_strdup_printf ("{\"id\":\"%s\",\"message_id\":\"%s\",\"document_id\":\"%s\"}", id,
                       f->tenant->answer_id, f->tenant->document_id);
  g_autoptr (BhtAnswer) first = as_visitor (f, "choose", body);
  g_autoptr (BhtAnswer) again = as_visitor (f, "choose", body);
  JsonObject *message = bh_json_get_object (bht_answer_object (first), "message");

  g_assert_cmpuint (first->status, ==, 201);
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_cmpstr (bh_json_get_string (message, "body", ""), ==, "Returns");
}

static gpointer
draft_job (BhdTurn *turn, gpointer data, GError **error)
{
  const BhtTenant *tenant = data;
  const BhDraft draft = { .conversation_id = tenant->conversation_id,
                          .run_id = tenant->run_id,
                          .body = (char *) "Within 30 days.",
                          .created_us = turn->now_us };

  bhd_draft_rows_put (turn->db, tenant->organization_id, &draft, error);
  return NULL;
}

static void
assert_draft (Fixture *f, gboolean there)
{
  g_autoptr (BhtAnswer) answer = as_agent (f, "GET", "draft", NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpint (bh_json_get_object (bht_answer_object (answer), "draft") != NULL, ==, there);
}

static void
test_draft_goes_with_the_message_it_became (Fixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",\"body\":\"30 days.\"}", id);
  g_autoptr (BhtAnswer) answer = NULL;

  bht_daemon_write (f->daemon, draft_job, f->tenant);
  assert_draft (f, TRUE);
  answer = as_agent (f, "POST", "messages", body);
  g_assert_cmpuint (answer->status, ==, 201);
  assert_draft (f, FALSE);
}

static void
send_text (Fixture *f, const char *kind)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *body =
      g_strdup_printf ("{\"id\":\"%s\",\"body\":\"A month.\",\"kind\":\"%s\"}", id, kind);
  g_autoptr (BhtAnswer) answer = NULL;

  bht_daemon_write (f->daemon, draft_job, f->tenant);
  answer = as_agent (f, "POST", "messages", body);
  g_assert_cmpuint (answer->status, ==, 201);
}

static void
test_draft_goes_with_any_reply (Fixture *f, gconstpointer data)
{
  send_text (f, "text");
  assert_draft (f, FALSE);
}

static void
test_draft_stays_with_a_note (Fixture *f, gconstpointer data)
{
  send_text (f, "note");
  assert_draft (f, TRUE);
}

static void
test_conversation_goes_back_to_the_ai (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) claimed = as_agent (f, "POST", "claim", "{}");
  g_autoptr (BhtAnswer) returned = as_agent (f, "POST", "return", "{}");
  JsonObject *conversation = bh_json_get_object (bht_answer_object (returned), "conversation");

  g_assert_cmpuint (returned->status, ==, 200);
  g_assert_cmpstr (bh_json_get_string (conversation, "status", ""), ==, "unresolved");
}

static BhtAnswer *
play (Fixture *f, const char *body)
{
  return bht_call (f->daemon, "POST", "/v1/desk/playground", f->tenant->agent_token, NULL, body);
}

static void
test_playground_tells_the_run (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = play (
      f, "{\"question\":\"Who are you?\",\"history\":[{\"author\":\"visitor\",\"body\":\"hi\"},"
         "{\"author\":\"ai\",\"body\":\"Hello\"}],\"settings\":{\"provider_id\":\"embedded\"}}");
  JsonObject *run = bh_json_get_object (bht_answer_object (answer), "run");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (bh_json_get_string (run, "provider", ""), ==, "embedded");
  g_assert_nonnull (strstr (answer->body, "automatic assistant"));
}

static void
test_playground_refuses_what_is_no_history (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) words = play (f, "{\"question\":\"q\",\"history\":[\"hi\"]}");
  g_autoptr (BhtAnswer) object = play (f, "{\"question\":\"q\",\"history\":{}}");
  g_autoptr (BhtAnswer) zone =
      play (f, "{\"question\":\"q\",\"settings\":{\"time_zone\":\"Moon/Base\"}}");

  bht_answer_assert_error (words, 400, "invalid");
  bht_answer_assert_error (object, 400, "invalid");
  bht_answer_assert_error (zone, 400, "invalid");
}

static void
test_assist_says_who_could_not (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) improved = NULL;
  g_autoptr (BhtAnswer) summary = as_agent (f, "POST", "assist", "{\"op\":\"summarise\"}");
  g_autoptr (BhtAnswer) unknown = as_agent (f, "POST", "assist", "{\"op\":\"dance\"}");

  g_test_expect_message ("bellhop-http", G_LOG_LEVEL_WARNING, "*no language model is set up*");
  improved = as_agent (f, "POST", "assist", "{\"op\":\"improve\",\"text\":\"u got 30 days\"}");
  bht_answer_assert_error (improved, 503, "unavailable");
  g_assert_cmpuint (summary->status, ==, 200);
  bht_answer_assert_error (unknown, 400, "invalid");
}

#define RUN_TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  RUN_TEST ("/http/runs/visitors-rating-is-the-verdict", test_visitors_rating_is_the_runs_verdict);
  RUN_TEST ("/http/runs/operators-verdict-is-bounded", test_operators_verdict_is_bounded);
  RUN_TEST ("/http/runs/choice-is-the-visitors-message", test_choice_is_the_visitors_message);
  RUN_TEST ("/http/runs/draft-goes-with-its-message", test_draft_goes_with_the_message_it_became);
  RUN_TEST ("/http/runs/draft-goes-with-any-reply", test_draft_goes_with_any_reply);
  RUN_TEST ("/http/runs/draft-stays-with-a-note", test_draft_stays_with_a_note);
  RUN_TEST ("/http/runs/conversation-goes-back", test_conversation_goes_back_to_the_ai);
  RUN_TEST ("/http/runs/playground-tells-the-run", test_playground_tells_the_run);
  RUN_TEST ("/http/runs/playground-refuses-no-history", test_playground_refuses_what_is_no_history);
  RUN_TEST ("/http/runs/assist-says-who-could-not", test_assist_says_who_could_not);
  status = g_test_run ();
  g_clear_pointer (&shared, bht_daemon_free);
  return status;
}
