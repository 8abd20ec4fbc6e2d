/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* The AI beside an operator: it drafts and helps with the wording in the real console, and the
 * visitor reads what a person sends. */
#include "tests/bht-patience.h"
#include "tests/story/agent/ai-story.h"
#include "tests/story/agent/model-words.h"
#include "tests/story/story-desktop.h"

#include <string.h>

#define QUESTION "How many days do I have to return something?"
#define DRAFT "/v1/desk/conversations/CONVERSATION/draft"
#define MESSAGES "/v1/desk/conversations/CONVERSATION/messages"

static StoryConsole *mia;

static void
picture (const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s/%s.png", g_getenv ("BHT_PICTURES"), name);

  bht_atspi_picture (file);
}

/* A visitor with a question nobody has answered, in a desk where the AI only suggests. */
static void
ask (AiStory *self)
{
  g_autoptr (JsonNode) ai =
      ai_story_put (self, "PATCH", "/v1/desk/ai", NULL, "{\"suggestions_only\":true}");

  ai_story_arrive (self);
  ai_story_listen (self);
  ai_story_ask (self, QUESTION);
  ai_story_await (self, DRAFT, "\"body\":\"");
}

static void
open_conversation (void)
{
  story_console_press (mia, ATSPI_ROLE_LIST_ITEM, "Unassigned, 1");
  story_console_press (mia, ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, The assistant*");
}

static void
wait_composer (const char *part)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  for (;;)
    {
      g_autoptr (AtspiAccessible) composer =
          bht_atspi_wait (mia->root, ATSPI_ROLE_TEXT, "Write a reply", BHT_PATIENCE_S);
      g_autofree char *text = bht_atspi_get_text (composer);

      if (strstr (text, part) != NULL)
        return;
      if (g_get_monotonic_time () > deadline)
        g_error ("the composer never said “%s” but “%s”", part, text);
      g_usleep (20000);
    }
}

/* Nobody but the operators has heard of it. */
static void
assert_unheard (AiStory *self, const char *text)
{
  g_autofree char *frames = ai_story_heard (self);
  g_autofree char *messages = ai_story_get_text (self, MESSAGES);

  g_assert_false (ai_story_shows (self, text));
  g_assert_null (strstr (frames, text));
  g_assert_null (strstr (frames, "ai.started"));
  g_assert_null (strstr (messages, text));
}

static void
test_draft_is_sent_by_a_person (AiStory *self)
{
  ask (self);
  open_conversation ();
  story_console_wait (mia, ATSPI_ROLE_LABEL, "The assistant suggests");
  story_console_wait (mia, ATSPI_ROLE_LABEL, "*within 30 days*");
  picture ("suggestions-1-bar");
  assert_unheard (self, "within 30 days");
  story_console_press (mia, ATSPI_ROLE_PUSH_BUTTON, "Use");
  wait_composer ("within 30 days");
  assert_unheard (self, "within 30 days");
  story_console_press (mia, ATSPI_ROLE_PUSH_BUTTON, "Send Reply");
  ai_story_wait_text (self, "within 30 days");
  ai_story_wait (self,
                 "document.querySelector('.operator .bubble').textContent.includes('30 days')");
  picture ("suggestions-2-sent");
  ai_story_picture (self, "suggestions-3-visitor");
  ai_story_await (self, DRAFT, "\"draft\":null");
}

static void
test_provider_drafts_unheard (AiStory *self)
{
  ai_story_add_provider (self, &self->first, "First", 1);
  emulator_say (&self->first, MODEL_SAYS ("A month, says the provider [1].") MODEL_ENDS);
  ask (self);
  ai_story_await (self, DRAFT, "A month, says the provider.");
  open_conversation ();
  story_console_wait (mia, ATSPI_ROLE_LABEL, "A month, says the provider.");
  assert_unheard (self, "says the provider");
  story_console_press (mia, ATSPI_ROLE_PUSH_BUTTON, "Dismiss");
  bht_atspi_wait_gone (mia->root, ATSPI_ROLE_LABEL, "A month, says the provider.", BHT_PATIENCE_S);
  ai_story_await (self, DRAFT, "\"draft\":null");
}

/* Who writes something else has decided against the draft. */
static void
test_own_words_take_the_draft_away (AiStory *self)
{
  ask (self);
  open_conversation ();
  story_console_wait (mia, ATSPI_ROLE_LABEL, "*within 30 days*");
  story_console_write (mia, "Mia here, in my own words.");
  ai_story_wait_text (self, "in my own words");
  bht_atspi_wait_gone (mia->root, ATSPI_ROLE_LABEL, "*within 30 days*", BHT_PATIENCE_S);
}

/* ---- the composer's helpers ---- */

static void
write_reply (const char *text)
{
  g_autoptr (AtspiAccessible) composer =
      bht_atspi_wait (mia->root, ATSPI_ROLE_TEXT, "Write a reply", BHT_PATIENCE_S);

  bht_atspi_set_text (composer, text);
}

/* A menu button is two things of one name: the one inside can be pressed. */
static void
let_help (const char *deed)
{
  g_autoptr (AtspiAccessible) menu =
      bht_atspi_wait (mia->root, ATSPI_ROLE_PUSH_BUTTON, "Let the assistant help", BHT_PATIENCE_S);

  bht_atspi_wait_press (menu, ATSPI_ROLE_PUSH_BUTTON, "Let the assistant help", BHT_PATIENCE_S);
  story_console_press (mia, BHT_ATSPI_ANY, deed);
}

static void
begin_reply (AiStory *self, const char *answer)
{
  ai_story_arrive (self);
  ai_story_ask (self, QUESTION);
  ai_story_wait_text (self, "Source: Returning an item");
  ai_story_add_provider (self, &self->first, "First", 1);
  emulator_say (&self->first, answer);
  open_conversation ();
}

static void
test_improve (AiStory *self)
{
  begin_reply (self, MODEL_SAYS ("You can bring it back for 30 days.") MODEL_ENDS);
  write_reply ("u can bring back 30 days");
  let_help ("Improve the Wording");
  wait_composer ("You can bring it back for 30 days.");
  picture ("suggestions-4-improved");
  g_assert_nonnull (strstr (emulator_body (&self->first, 0), "u can bring back 30 days"));
}

/* A model that promises something else has not improved it. */
static void
test_improve_keeps_numbers (AiStory *self)
{
  begin_reply (self, MODEL_SAYS ("You can bring it back for 90 days.") MODEL_ENDS);
  emulator_say (&self->first, MODEL_SAYS ("You can bring it back for 90 days!") MODEL_ENDS);
  write_reply ("u can bring back 30 days");
  let_help ("Improve the Wording");
  story_console_wait (mia, ATSPI_ROLE_LABEL, "*did not keep*30*");
  wait_composer ("u can bring back 30 days");
}

static void
test_suggest (AiStory *self)
{
  begin_reply (self, MODEL_SAYS ("Thirty days, as always [1].") MODEL_ENDS);
  let_help ("Suggest a Reply");
  wait_composer ("Thirty days, as always.");
  g_assert_nonnull (strstr (emulator_body (&self->first, 0), "within 30 days of receiving it"));
}

/* A menu in the menu has the languages, each in its own words. */
static void
test_translate (AiStory *self)
{
  begin_reply (self, MODEL_SAYS ("Dreißig Tage.") MODEL_ENDS);
  write_reply ("Thirty days.");
  let_help ("Translate");
  story_console_press (mia, ATSPI_ROLE_MENU_ITEM, "Deutsch");
  wait_composer ("Dreißig Tage.");
  picture ("suggestions-5-translated");
  g_assert_nonnull (strstr (emulator_body (&self->first, 0), "Thirty days."));
}

/* What the provider has against it is told; what was written stays. */
static void
test_nobody_to_help (AiStory *self)
{
  begin_reply (self, MODEL_ENDS); /* nothing was said */
  write_reply ("u can bring back 30 days");
  let_help ("Improve the Wording");
  story_console_wait (mia, ATSPI_ROLE_LABEL, "No language model could do it just now*");
  wait_composer ("u can bring back 30 days");
}

static void
add_tests (void)
{
  ai_story_add ("/story/ai/suggestions/a-draft-is-sent-by-a-person",
                test_draft_is_sent_by_a_person);
  ai_story_add ("/story/ai/suggestions/what-a-provider-drafts-is-not-heard",
                test_provider_drafts_unheard);
  ai_story_add ("/story/ai/suggestions/own-words-take-the-draft-away",
                test_own_words_take_the_draft_away);
  ai_story_add ("/story/ai/suggestions/wording-is-improved", test_improve);
  ai_story_add ("/story/ai/suggestions/improving-keeps-numbers", test_improve_keeps_numbers);
  ai_story_add ("/story/ai/suggestions/a-reply-is-suggested", test_suggest);
  ai_story_add ("/story/ai/suggestions/a-reply-is-translated", test_translate);
  ai_story_add ("/story/ai/suggestions/where-nobody-helps-the-reply-stays", test_nobody_to_help);
}

static void
open_console (AiStory *self)
{
  mia = story_console_open (self->daemon, "mia");
  story_console_wait (mia, ATSPI_ROLE_LIST_ITEM, "Waiting, 0");
}

static void
close_console (AiStory *self)
{
  story_console_free (mia);
}

int
main (int argc, char **argv)
{
  ai_story_set_hooks (open_console, close_console);
  return ai_story_run (argc, argv, add_tests);
}
