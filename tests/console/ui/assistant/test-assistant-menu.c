/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/bhc-window.h"
#include "tests/console/ui/assistant/fake-ask.h"
#include "tests/console/ui/sample-desk.h"
#include "tests/console/ui/ui-fixture.h"

#include <string.h>

#define ASSIST "POST /v1/desk/conversations/c1/assist"

static GtkTextBuffer *
open_composer (UiFixture *fixture, const char *text)
{
  GtkWidget *view;

  sample_desk_fill (fixture->desk);
  fake_desk_sign_in_as_mia (fixture->desk);
  ui_fixture_show_window (fixture, 1100, 700);
  bhc_window_open_conversation (BHC_WINDOW (fixture->window), "c1");
  ui_wait_frames (GTK_WIDGET (fixture->window), 3);
  view =
      ui_find (ui_find_named (GTK_WIDGET (fixture->window), "composer"), GTK_TYPE_TEXT_VIEW, NULL);
  g_assert_nonnull (view);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
}

static void
use (UiFixture *fixture, const char *deed, const char *detail)
{
  GtkWidget *menu = ui_find_named (GTK_WIDGET (fixture->window), "assistant");

  g_assert_nonnull (menu);
  g_assert_true (gtk_widget_activate_action (menu, deed, detail != NULL ? "s" : NULL, detail));
}

static char *
text_of (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

typedef struct
{
  GtkTextBuffer *buffer;
  const char *text;
} Hope;

static gboolean
says_cb (gpointer data)
{
  Hope *hope = data;
  g_autofree char *text = text_of (hope->buffer);

  return g_str_equal (text, hope->text);
}

static void
wait_text (GtkTextBuffer *buffer, const char *text)
{
  Hope hope = { buffer, text };

  ui_wait_until (says_cb, &hope);
}

static gboolean
tells_cb (gpointer data)
{
  gpointer *pair = data;

  return ui_shows (pair[0], pair[1]);
}

static void
wait_told (UiFixture *fixture, const char *sentence)
{
  gpointer pair[] = { fixture->window, (gpointer) sentence };

  ui_wait_until (tells_cb, pair);
}

static void
test_improves_what_is_written (UiFixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = open_composer (fixture, "we send it tomorow");

  fake_ask_answer (fixture->desk, ASSIST, "{\"text\":\"We will send it tomorrow.\"}");
  use (fixture, "assist.improve", "friendly");
  wait_text (buffer, "We will send it tomorrow.");
  g_assert_nonnull (strstr (fake_ask_get_calls (fixture->desk), "\"op\":\"improve\""));
  g_assert_nonnull (strstr (fake_ask_get_calls (fixture->desk), "\"tone\":\"friendly\""));
  g_assert_nonnull (strstr (fake_ask_get_calls (fixture->desk), "we send it tomorow"));
}

static void
test_one_step_to_undo (UiFixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = open_composer (fixture, "");
  GtkTextIter start;

  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert (buffer, &start, "mine", -1);
  gtk_text_buffer_end_user_action (buffer);
  fake_ask_answer (fixture->desk, ASSIST, "{\"text\":\"Meins.\"}");
  use (fixture, "assist.translate", "de");
  wait_text (buffer, "Meins.");
  gtk_text_buffer_undo (buffer);
  wait_text (buffer, "mine");
}

static void
test_suggests_into_the_empty_composer (UiFixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = open_composer (fixture, "");

  fake_ask_answer (fixture->desk, ASSIST, "{\"text\":\"You have 30 days.\"}");
  use (fixture, "assist.suggest", NULL);
  wait_text (buffer, "You have 30 days.");
}

static void
test_nothing_to_improve_is_said (UiFixture *fixture, gconstpointer data)
{
  open_composer (fixture, "  ");
  use (fixture, "assist.improve", "");
  wait_told (fixture, "Write something first.");
  g_assert_cmpstr (fake_ask_get_calls (fixture->desk), ==, "");
}

static void
test_failure_leaves_the_text (UiFixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = open_composer (fixture, "keep me");

  fake_ask_refuse (fixture->desk, ASSIST, "no provider is set up", NULL);
  use (fixture, "assist.improve", "");
  wait_told (fixture, "No provider is set up.");
  wait_text (buffer, "keep me");
}

static void
test_what_was_written_meanwhile_stays (UiFixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = open_composer (fixture, "first");

  fake_ask_answer (fixture->desk, ASSIST, "{\"text\":\"First.\"}");
  use (fixture, "assist.improve", "");
  gtk_text_buffer_set_text (buffer, "first and second", -1);
  wait_told (fixture, "You wrote on meanwhile");
  wait_text (buffer, "first and second");
}

#define DRAFT "{\"draft\":{\"body\":\"You have 30 days to return it.\"}}"

static void
test_suggested_reply_is_taken_over (UiFixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer;
  GtkWidget *use_it;

  fake_ask_answer (fixture->desk, "GET /v1/desk/conversations/c1/draft", DRAFT);
  buffer = open_composer (fixture, "");
  wait_told (fixture, "You have 30 days to return it.");
  use_it = ui_find (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, "Use");
  g_assert_nonnull (use_it);
  g_signal_emit_by_name (use_it, "clicked");
  wait_text (buffer, "You have 30 days to return it.");
  g_assert_cmpstr (fake_ask_get_calls (fixture->desk), ==,
                   "DELETE /v1/desk/conversations/c1/draft\n");
}

static void
test_suggestion_comes_while_one_looks (UiFixture *fixture, gconstpointer data)
{
  open_composer (fixture, "");
  fake_ask_answer (fixture->desk, "GET /v1/desk/conversations/c1/draft", DRAFT);
  g_signal_emit_by_name (fixture->desk, "suggestion", "c2");
  g_signal_emit_by_name (fixture->desk, "suggestion", "c1");
  wait_told (fixture, "You have 30 days to return it.");
}

static gboolean
tells_not_cb (gpointer data)
{
  return !tells_cb (data);
}

static void
test_dismissed_suggestion_goes (UiFixture *fixture, gconstpointer data)
{
  gpointer pair[] = { NULL, (gpointer) "You have 30 days to return it." };
  GtkWidget *dismiss;

  fake_ask_answer (fixture->desk, "GET /v1/desk/conversations/c1/draft", DRAFT);
  open_composer (fixture, "");
  wait_told (fixture, pair[1]);
  pair[0] = fixture->window;
  dismiss = ui_find (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, "Dismiss");
  g_assert_nonnull (dismiss);
  g_signal_emit_by_name (dismiss, "clicked");
  ui_wait_until (tells_not_cb, pair);
}

static void
add_tests (void)
{
  UI_TEST ("/console/assistant/improves-what-is-written", test_improves_what_is_written);
  UI_TEST ("/console/assistant/is-one-step-to-undo", test_one_step_to_undo);
  UI_TEST ("/console/assistant/suggests-into-the-empty-composer",
           test_suggests_into_the_empty_composer);
  UI_TEST ("/console/assistant/says-that-there-is-nothing-to-improve",
           test_nothing_to_improve_is_said);
  UI_TEST ("/console/assistant/leaves-the-text-when-it-fails", test_failure_leaves_the_text);
  UI_TEST ("/console/assistant/leaves-what-was-written-meanwhile",
           test_what_was_written_meanwhile_stays);
  UI_TEST ("/console/assistant/a-suggested-reply-is-taken-over",
           test_suggested_reply_is_taken_over);
  UI_TEST ("/console/assistant/a-suggestion-comes-while-one-looks",
           test_suggestion_comes_while_one_looks);
  UI_TEST ("/console/assistant/a-dismissed-suggestion-goes", test_dismissed_suggestion_goes);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
