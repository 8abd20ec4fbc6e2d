/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/stage.h"

/* The buttons below an answer: which article was meant, may the tool run, did it help. */

#define CHOICES                                                                                    \
  "{\"choices\":[{\"document_id\":\"d1\",\"title\":\"Returns\"},"                                  \
  "{\"document_id\":\"d2\",\"title\":\"<b>Refunds</b>\"}]}"
#define ACTION                                                                                     \
  "{\"action\":{\"call_id\":\"c1\",\"token\":\"t0k3n\",\"tool\":\"cancel_order\","                 \
  "\"text\":\"Cancel order 4711?\",\"state\":\"pending\"}}"
#define SOURCES                                                                                    \
  "[{\"document_id\":\"d\",\"passage_id\":\"p\",\"title\":\"Returns\",\"heading\":\"\","           \
  "\"quote\":\"Thirty days.\"}]"

static void
offer_choices (Stage *stage)
{
  stage_start (stage);
  mock_desk_offer (stage->desk, "offer", "Which of these do you mean?", CHOICES);
  bht_page_wait_for (stage->page, FRAME, "button", "Returns");
}

static void
test_choosing_an_article (Stage *stage)
{
  offer_choices (stage);
  stage_picture (stage, "choices");
  bht_page_click (stage->page, FRAME, "button", "Returns");
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  g_assert_cmpstr (mock_desk_pressed (stage->desk), ==, "choose offer Returns");
  g_assert_false (stage_holds (stage, "document.querySelector('.choices')"));
}

static void
test_choosing_none (Stage *stage)
{
  offer_choices (stage);
  bht_page_click (stage->page, FRAME, "button", "None of these");
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  g_assert_cmpstr (mock_desk_pressed (stage->desk), ==, "choose offer None of these");
}

static void
test_choice_leaves_the_keyboard_in_place (Stage *stage)
{
  offer_choices (stage);
  bht_page_run (stage->page, FRAME, "document.querySelector('.choice').focus()");
  bht_page_press (stage->page, "Enter");
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  stage_wait (stage, "document.activeElement.matches('textarea')");
}

static void
test_titles_are_no_markup (Stage *stage)
{
  offer_choices (stage);
  g_assert_true (bht_page_has (stage->page, FRAME, "button", "<b>Refunds</b>"));
  g_assert_false (stage_holds (stage, "document.querySelector('.choice b')"));
}

/* Who writes on instead has answered the question. */
static void
test_writing_takes_the_choices_away (Stage *stage)
{
  offer_choices (stage);
  stage_write (stage, "Something else");
  stage_wait (stage, "!document.querySelector('.choices')");
}

static void
test_person_takes_the_choices_away (Stage *stage)
{
  offer_choices (stage);
  mock_desk_set_status (stage->desk, "escalated", "Mia");
  stage_wait (stage, "!document.querySelector('.choices')");
}

static void
test_lost_choice_can_be_made_again (Stage *stage)
{
  offer_choices (stage);
  mock_desk_fail (stage->desk, "*choose", 503, "unavailable", 1);
  bht_page_click (stage->page, FRAME, "button", "Returns");
  stage_wait (stage, "document.querySelector('.trouble').textContent.startsWith('That could not')");
  bht_page_click (stage->page, FRAME, "button", "Returns");
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  stage_wait (stage, "document.querySelector('.trouble').textContent === ''");
}

static void
offer_action (Stage *stage)
{
  stage_start (stage);
  mock_desk_offer (stage->desk, "offer", "I can do that.", ACTION);
  bht_page_wait_for (stage->page, FRAME, "button", "Yes, do it");
}

static void
test_confirming_a_tool (Stage *stage)
{
  offer_action (stage);
  stage_wait_text (stage, "Cancel order 4711?");
  stage_picture (stage, "action");
  bht_page_click (stage->page, FRAME, "button", "Yes, do it");
  stage_wait_text (stage, "Done");
  g_assert_cmpstr (mock_desk_pressed (stage->desk), ==, "confirm c1 t0k3n");
  g_assert_false (bht_page_has (stage->page, FRAME, "button", "Yes, do it"));
}

static void
test_declining_a_tool (Stage *stage)
{
  offer_action (stage);
  bht_page_click (stage->page, FRAME, "button", "No");
  stage_wait_text (stage, "Not done.");
  g_assert_cmpstr (mock_desk_pressed (stage->desk), ==, "decline c1 t0k3n");
}

static void
test_rating_an_answer (Stage *stage)
{
  stage_start (stage);
  mock_desk_answer (stage->desk, "m9", "Thirty days.", SOURCES);
  bht_page_click (stage->page, FRAME, "button", "No, this did not help");
  stage_wait_text (stage, "Thank you for telling us."); /* before the desk has heard it */
  stage_wait_pressed (stage, "useless m9");
}

static void
test_greeting_is_not_rated (Stage *stage)
{
  stage_start (stage);
  g_assert_false (stage_holds (stage, "document.querySelector('.rating')"));
}

static void
test_lost_rating_is_asked_again (Stage *stage)
{
  stage_start (stage);
  mock_desk_answer (stage->desk, "m9", "Thirty days.", SOURCES);
  mock_desk_fail (stage->desk, "*rating", 503, "unavailable", 1);
  bht_page_click (stage->page, FRAME, "button", "Yes, this helped");
  stage_wait (stage, "document.querySelector('.trouble').textContent !== ''");
  g_assert_true (bht_page_has (stage->page, FRAME, "button", "Yes, this helped"));
}

static void
add_tests (void)
{
  stage_add ("/widget/offers/choosing-an-article", test_choosing_an_article);
  stage_add ("/widget/offers/choosing-none", test_choosing_none);
  stage_add ("/widget/offers/choice-leaves-the-keyboard-in-place",
             test_choice_leaves_the_keyboard_in_place);
  stage_add ("/widget/offers/titles-are-no-markup", test_titles_are_no_markup);
  stage_add ("/widget/offers/writing-takes-the-choices-away", test_writing_takes_the_choices_away);
  stage_add ("/widget/offers/a-person-takes-the-choices-away", test_person_takes_the_choices_away);
  stage_add ("/widget/offers/a-lost-choice-can-be-made-again", test_lost_choice_can_be_made_again);
  stage_add ("/widget/offers/confirming-a-tool", test_confirming_a_tool);
  stage_add ("/widget/offers/declining-a-tool", test_declining_a_tool);
  stage_add ("/widget/offers/rating-an-answer", test_rating_an_answer);
  stage_add ("/widget/offers/the-greeting-is-not-rated", test_greeting_is_not_rated);
  stage_add ("/widget/offers/a-lost-rating-is-asked-again", test_lost_rating_is_asked_again);
}

int
main (int argc, char **argv)
{
  return stage_run (argc, argv, add_tests);
}
