/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* What a visitor meets where no provider is set: answers with their source, “did you mean”, a way
 * out, and a desk that learns from all of it. */
#include "tests/story/agent/ai-story.h"

#include <string.h>

#define PROPOSED "/v1/desk/phrasings?status=proposed"

/* Which of these is what depends on how the index weighs today; the desk can be asked. */
static const char *const questions[] = {
  "What does the lock weigh?",
  "broken chain on tour",
  "how heavy is the bike",
  "Do you ship to Norway?",
  "brakes squeak",
  "can you help me with my pedal",
  "Do you have tandems?",
  "What is the meaning of life?",
};

/* A question the desk would answer in this manner. */
static const char *
find_question (AiStory *self, const char *band)
{
  g_autofree char *wanted = g_strdup_printf ("\"band\":\"%s\"", band);

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autofree char *escaped = g_uri_escape_string (questions[i], NULL, FALSE);
      g_autofree char *path = g_strdup_printf ("/v1/desk/search?q=%s", escaped);
      g_autofree char *answer = ai_story_get_text (self, path);

      if (strstr (answer, wanted) != NULL)
        return questions[i];
    }
  g_error ("none of the questions is one for “%s”", band);
}

static void
test_answer_with_source (AiStory *self)
{
  ai_story_arrive (self);
  ai_story_ask (self, "How many days do I have to return something?");
  ai_story_wait_text (self, "within 30 days");
  ai_story_wait_text (self, "Source: Returning an item");
  bht_page_run (self->page, FRAME, "document.querySelector('.sources').open = true");
  ai_story_picture (self, "embedded-1-answer");
  g_assert_true (bht_page_holds (
      self->page, FRAME,
      "document.querySelector('.sources blockquote').textContent.includes('30 days')"));
}

/* Asks something unclear.  Returns: (transfer full): the first title offered */
static char *
ask_unclear (AiStory *self, const char *question)
{
  ai_story_arrive (self);
  ai_story_ask (self, question);
  ai_story_wait (self, "document.querySelector('.choice')");
  return bht_page_eval (self->page, FRAME, "document.querySelector('.choice').textContent");
}

static void
choose (AiStory *self, const char *title)
{
  g_autofree char *source = g_strdup_printf ("Source: %s", title);

  ai_story_press (self, title);
  ai_story_wait_text (self, source);
}

static void
test_choice_is_answered (AiStory *self)
{
  g_autofree char *title = ask_unclear (self, find_question (self, "choices"));

  g_assert_true (bht_page_has (self->page, FRAME, "button", "None of these"));
  ai_story_picture (self, "embedded-2-choices");
  choose (self, title);
  ai_story_picture (self, "embedded-3-chosen");
  g_assert_false (bht_page_has (self->page, FRAME, "button", "None of these"));
}

/* Returns: (transfer full): the id of the proposed phrasing @question */
static char *
find_proposal (AiStory *self, const char *question)
{
  g_autoptr (JsonNode) answer = ai_story_get (self, PROPOSED);
  JsonArray *all = json_object_get_array_member (json_node_get_object (answer), "phrasings");

  for (guint i = 0; i < json_array_get_length (all); i++)
    {
      JsonObject *one = json_array_get_object_element (all, i);

      if (g_str_equal (json_object_get_string_member (one, "question"), question))
        return g_strdup (json_object_get_string_member (one, "id"));
    }
  g_error ("nobody proposed “%s”", question);
}

static void
test_choice_proposes_a_phrasing (AiStory *self)
{
  const char *question = find_question (self, "choices");
  g_autofree char *title = ask_unclear (self, question);
  g_autofree char *proposals = NULL;

  choose (self, title);
  ai_story_await (self, PROPOSED, question);
  proposals = ai_story_get_text (self, PROPOSED);
  g_assert_nonnull (strstr (proposals, title));
  g_assert_nonnull (strstr (proposals, "\"origin\":\"visitor\""));
}

static void
test_approved_phrasing_answers (AiStory *self)
{
  const char *question = find_question (self, "choices");
  g_autofree char *title = ask_unclear (self, question);
  g_autofree char *source = g_strdup_printf ("Source: %s", title);
  g_autofree char *proposal = NULL;
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) approved = NULL;

  choose (self, title);
  ai_story_await (self, PROPOSED, question);
  proposal = find_proposal (self, question);
  path = g_strdup_printf ("/v1/desk/phrasings/%s/approve", proposal);
  approved = ai_story_put (self, "POST", path, NULL, "{}");

  ai_story_arrive (self);
  ai_story_ask (self, question);
  ai_story_wait_text (self, source);
  ai_story_picture (self, "embedded-4-learnt");
  g_assert_false (bht_page_holds (self->page, FRAME, "document.querySelector('.choice') !== null"));
}

static void
test_none_of_these (AiStory *self)
{
  const char *question = find_question (self, "choices");
  g_autofree char *title = ask_unclear (self, question);
  g_autofree char *gaps = NULL;

  ai_story_press (self, "None of these");
  ai_story_wait (self, "[...document.querySelectorAll('.ai .bubble')].pop()"
                       ".textContent.includes('person')");
  ai_story_picture (self, "embedded-5-none");
  ai_story_await (self, "/v1/desk/gaps", question);
  ai_story_ask (self, "Yes please");
  ai_story_wait (
      self,
      "/Waiting for a person|number 1 in line/.test (document.querySelector('.state').textContent)");
}

static void
test_unknown_is_said (AiStory *self)
{
  const char *question = find_question (self, "person");

  ai_story_arrive (self);
  ai_story_ask (self, question);
  ai_story_wait_text (self, "person");
  g_assert_false (
      bht_page_holds (self->page, FRAME, "document.querySelector('.sources') !== null"));
  ai_story_await (self, "/v1/desk/gaps", question);
}

static void
test_thumbs_down (AiStory *self)
{
  g_autoptr (JsonNode) run = NULL;

  ai_story_arrive (self);
  ai_story_ask (self, "How many days do I have to return something?");
  ai_story_wait_text (self, "Source: Returning an item");
  run = ai_story_last_run (self);
  g_assert_true (json_object_get_null_member (
      json_object_get_object_member (json_node_get_object (run), "run"), "verdict"));
  ai_story_press (self, "No, this did not help");
  ai_story_wait_text (self, "Thank you for telling us.");
  ai_story_await (self, "/v1/desk/conversations/CONVERSATION/runs", "\"verdict\":-1");
}

static void
add_tests (void)
{
  ai_story_add ("/story/ai/embedded/a-question-is-answered-with-its-source",
                test_answer_with_source);
  ai_story_add ("/story/ai/embedded/an-unclear-question-is-answered-by-choosing",
                test_choice_is_answered);
  ai_story_add ("/story/ai/embedded/a-choice-proposes-a-phrasing", test_choice_proposes_a_phrasing);
  ai_story_add ("/story/ai/embedded/none-of-these-offers-a-person-and-is-a-gap",
                test_none_of_these);
  ai_story_add ("/story/ai/embedded/what-is-not-known-is-said-and-recorded", test_unknown_is_said);
  ai_story_add ("/story/ai/embedded/thumbs-down-is-the-verdict-of-the-run", test_thumbs_down);
  ai_story_add ("/story/ai/embedded/an-approved-phrasing-answers-at-once",
                test_approved_phrasing_answers);
}

int
main (int argc, char **argv)
{
  return ai_story_run (argc, argv, add_tests);
}
