/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What operators ask of the AI: drafts, summaries, rehearsals. */
#include "tests/agent/loop/fake-model.h"
#include "tests/bht-patience.h"

#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "server/agent/assist/bhd-facts.h"

#include <string.h>

typedef LoopFixture Fixture;

static char *
wish_for (Fixture *f, const BhdWish *wish, char **sources, GError **error)
{
  const BhdAssistant assistant = bhd_agent_assistant (f->agent.agent);

  return assistant.assist (f->agent.mia, f->agent.conversation_id, wish, sources, assistant.data,
                           error);
}

static char *
help (Fixture *f, const char *op, const char *text, GError **error)
{
  const BhdWish wish = { .op = op, .text = text, .language = "de" };
  g_autofree char *sources = NULL;

  return wish_for (f, &wish, &sources, error);
}

static void
test_improved_draft_keeps_its_figures (Fixture *f, gconstpointer data)
{
  static const FakeTurn turns[] = { { .text = "You have 30 days; write to help@acme.example." } };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  loop_add_provider (f, "one");
  LOOP_START (f, turns);
  text = help (f, "improve", "u got 30 days, mail help@acme.example", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, turns[0].text);
  loop_assert_contains (loop_heard (f, 0), "u got 30 days");
}

static void
test_changed_promise_is_tried_again_and_refused (Fixture *f, gconstpointer data)
{
  static const FakeTurn turns[] = { { .text = "You have 60 days." }, { .text = "You have days." } };
  g_autoptr (GError) error = NULL;

  loop_add_provider (f, "one");
  LOOP_START (f, turns);
  g_assert_null (help (f, "improve", "u got 30 days", &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE);
  loop_assert_contains (error->message, "“30”");
  g_assert_cmpuint (f->next, ==, 2);
}

static void
test_without_a_provider_nobody_improves (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  loop_start (f, NULL, 0, NULL);
  g_assert_null (help (f, "improve", "u got 30 days", &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE);
}

static void
test_nothing_cannot_be_improved (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  loop_start (f, NULL, 0, NULL);
  g_assert_null (help (f, "improve", "", &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
}

static void
test_translation_names_its_language (Fixture *f, gconstpointer data)
{
  static const FakeTurn turns[] = { { .text = "Hallo" } };
  g_autofree char *text = NULL;

  loop_add_provider (f, "one");
  LOOP_START (f, turns);
  text = help (f, "translate", "Hello", NULL);
  g_assert_cmpstr (text, ==, "Hallo");
  loop_assert_contains (loop_heard (f, 0), "“de”");
}

static void
test_embedded_model_suggests_with_sources (Fixture *f, gconstpointer data)
{
  const BhdWish wish = { .op = "suggest" };
  g_autofree char *sources = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  guint answers;

  agent_say (&f->agent, "How much does shipping cost?");
  agent_operator_says (&f->agent, "One moment please.");
  loop_start (f, NULL, 0, NULL);
  answers = agent_count_answers (&f->agent);
  text = wish_for (f, &wish, &sources, &error);
  g_assert_no_error (error);
  loop_assert_contains (text, "Shipping costs 4.90 euros");
  loop_assert_contains (sources, "\"title\":\"Delivery\"");
  g_assert_cmpuint (agent_count_answers (&f->agent), ==, answers);
}

static void
test_nothing_is_suggested_where_nothing_is_known (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  agent_say (&f->agent, "Who painted the night watch?");
  agent_operator_says (&f->agent, "One moment please.");
  loop_start (f, NULL, 0, NULL);
  g_assert_null (help (f, "suggest", NULL, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE);
}

static void
test_embedded_model_summarises (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;

  agent_say (&f->agent, "How much does shipping cost?");
  agent_operator_says (&f->agent, "4.90 euros.");
  loop_start (f, NULL, 0, NULL);
  text = help (f, "summarise", NULL, NULL);
  loop_assert_contains (text, "Visitor: How much does shipping cost?");
}

static void
wait_for_summary (Fixture *f, const char *expected)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  while (g_get_monotonic_time () < deadline)
    {
      g_autoptr (BhConversation) conversation = agent_look (&f->agent);

      if (strstr (conversation->handoff_summary, expected) != NULL)
        return;
      agent_pause (&f->agent);
    }
  g_assert_not_reached ();
}

static void
test_pressed_button_is_summarised_by_a_provider (Fixture *f, gconstpointer data)
{
  static const FakeTurn turns[] = { { .text = "Ada's parcel 4711 is late." } };

  loop_add_provider (f, "one");
  agent_say (&f->agent, "Where is 4711?");
  agent_want_person (&f->agent);
  LOOP_START (f, turns);
  wait_for_summary (f, "Ada's parcel 4711 is late.");
}

static void
test_pressed_button_is_summarised_without_a_provider (Fixture *f, gconstpointer data)
{
  agent_say (&f->agent, "Where is my parcel?");
  agent_say (&f->agent, "It has number 4711");
  agent_want_person (&f->agent);
  loop_start (f, NULL, 0, NULL);
  wait_for_summary (f, "Visitor: Where is my parcel?");
}

static gboolean
rehearse (Fixture *f, const BhdAiSettingsChange *change, BhdRehearsed *rehearsed, GError **error)
{
  const BhdAssistant assistant = bhd_agent_assistant (f->agent.agent);
  g_autoptr (GPtrArray) history = g_ptr_array_new ();
  const BhdRehearsal rehearsal = { f->agent.organization_id, "How much does shipping cost?",
                                   history, change, NULL };

  return assistant.rehearse (&rehearsal, rehearsed, assistant.data, error);
}

static void
test_rehearsal_touches_nothing (Fixture *f, gconstpointer data)
{
  static const FakeTurn turns[] = {
    { .calls = { { "cancel", "{}" }, { "look", "{}" } } },
    { .text = "4.90 euros [1]." },
  };
  g_auto (BhdRehearsed) rehearsed = { NULL };
  g_autoptr (BhConversation) before = NULL;
  g_autoptr (BhConversation) after = NULL;

  loop_add_provider (f, "one");
  loop_add_tool (f, &(BhdToolChange){ .name = "cancel",
                                      .description = "x",
                                      .method = "POST",
                                      .url = "https://shop.example.org/cancel",
                                      .arguments_schema = "{\"type\":\"object\"}" });
  loop_add_tool (f, &(BhdToolChange){ .name = "look",
                                      .description = "x",
                                      .method = "GET",
                                      .url = "https://shop.example.org/look",
                                      .arguments_schema = "{\"type\":\"object\"}" });
  LOOP_START (f, turns);
  before = agent_look (&f->agent);
  g_assert_true (rehearse (f, NULL, &rehearsed, NULL));
  after = agent_look (&f->agent);
  g_assert_cmpstr (rehearsed.text, ==, "4.90 euros.");
  g_assert_cmpint (after->seq, ==, before->seq);
  g_assert_cmpuint (f->agent.said->len, ==, 0);
  g_assert_cmpuint (f->tool_calls->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (f->tool_calls, 0), ==, "look {}");
  loop_assert_contains (rehearsed.run, "\"name\":\"cancel\"");
  loop_assert_contains (rehearsed.run, "this is a rehearsal");
  g_assert_null (loop_last_run (f));
}

static void
test_rehearsal_follows_other_settings (Fixture *f, gconstpointer data)
{
  static const FakeTurn turns[] = { { .text = "4.90 euros [1]." } };
  g_auto (BhdRehearsed) rehearsed = { NULL };

  loop_add_provider (f, "one");
  LOOP_START (f, turns);
  g_assert_true (rehearse (f, &(BhdAiSettingsChange){ .tone = "like a pirate" }, &rehearsed, NULL));
  loop_assert_contains (loop_heard (f, 0), "Tone: like a pirate");
}

static void
test_rehearsal_with_impossible_settings_is_refused (Fixture *f, gconstpointer data)
{
  g_auto (BhdRehearsed) rehearsed = { NULL };
  g_autoptr (GError) error = NULL;

  loop_start (f, NULL, 0, NULL);
  g_assert_false (
      rehearse (f, &(BhdAiSettingsChange){ .time_zone = "Moon/Base" }, &rehearsed, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
}

static const struct
{
  const char *before;
  const char *after;
  const char *difference; /* NULL: none */
} facts[] = {
  { "30 days", "thirty 30 days", NULL },
  { "30 days", "some days", "30" },
  { "some days", "30 days", "30" },
  { "4.90 euros.", "It is 4.90 euros!", NULL },
  { "4.90", "4,90", "4.90" },
  { "see https://a.example/x.", "https://a.example/x (see)", NULL },
  { "see https://a.example/x", "see https://a.example/y", "https://a.example/x" },
  { "mail me@a.example, ok", "ok: me@a.example.", NULL },
  { "٣٠ days", "days", "٣٠" },
};

static void
test_figures_are_compared (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autofree char *found = bhd_facts_find_difference (facts[i].before, facts[i].after);

      g_assert_cmpstr (found, ==, facts[i].difference);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  LOOP_TEST ("/agent/assist/improved-draft-keeps-its-figures",
             test_improved_draft_keeps_its_figures);
  LOOP_TEST ("/agent/assist/changed-promise-is-refused",
             test_changed_promise_is_tried_again_and_refused);
  LOOP_TEST ("/agent/assist/without-a-provider-nobody-improves",
             test_without_a_provider_nobody_improves);
  LOOP_TEST ("/agent/assist/nothing-cannot-be-improved", test_nothing_cannot_be_improved);
  LOOP_TEST ("/agent/assist/translation-names-its-language", test_translation_names_its_language);
  LOOP_TEST ("/agent/assist/embedded-model-suggests-with-sources",
             test_embedded_model_suggests_with_sources);
  LOOP_TEST ("/agent/assist/nothing-is-suggested-where-nothing-is-known",
             test_nothing_is_suggested_where_nothing_is_known);
  LOOP_TEST ("/agent/assist/embedded-model-summarises", test_embedded_model_summarises);
  LOOP_TEST ("/agent/summary/pressed-button-by-a-provider",
             test_pressed_button_is_summarised_by_a_provider);
  LOOP_TEST ("/agent/summary/pressed-button-without-a-provider",
             test_pressed_button_is_summarised_without_a_provider);
  LOOP_TEST ("/agent/rehearsal/touches-nothing", test_rehearsal_touches_nothing);
  LOOP_TEST ("/agent/rehearsal/follows-other-settings", test_rehearsal_follows_other_settings);
  LOOP_TEST ("/agent/rehearsal/impossible-settings-are-refused",
             test_rehearsal_with_impossible_settings_is_refused);
  g_test_add_func ("/agent/facts/figures-are-compared", test_figures_are_compared);
  return g_test_run ();
}
