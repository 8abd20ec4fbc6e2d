/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "console/ui/bhc-window.h"
#include "console/ui/conversation/bhc-composer.h"
#include "console/ui/conversation/bhc-message-row.h"
#include "console/ui/conversation/bhc-transcript-view.h"
#include "console/ui/conversation/rows/bhc-words-layout.h"
#include "tests/console/ui/sample-desk.h"
#include "tests/console/ui/ui-fixture.h"

static void
open_conversation (UiFixture *fixture, const char *id)
{
  bhc_window_open_conversation (BHC_WINDOW (fixture->window), id);
  ui_wait_frames (GTK_WIDGET (fixture->window), 6);
}

static void
show_sample (UiFixture *fixture, const char *id)
{
  sample_desk_fill (fixture->desk);
  fake_desk_sign_in_as_mia (fixture->desk);
  ui_fixture_show_window (fixture, 1200, 600);
  open_conversation (fixture, id);
}

/* ---- what can be done ---- */

static void
test_actions (UiFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *id;
    gboolean claim, release, resolve, reopen, return_to_ai;
  } cases[] = {
    { "c1", TRUE, FALSE, TRUE, FALSE, TRUE },    { "c3", FALSE, TRUE, TRUE, FALSE, TRUE },
    { "c5", FALSE, FALSE, FALSE, FALSE, FALSE }, { "c6", TRUE, FALSE, TRUE, FALSE, FALSE },
    { "c8", FALSE, FALSE, FALSE, TRUE, FALSE },
  };

  show_sample (fixture, "c1");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      open_conversation (fixture, cases[i].id);
      g_assert_cmpint (gtk_widget_get_mapped (ui_part (fixture, "claim")), ==, cases[i].claim);
      g_assert_cmpint (gtk_widget_get_mapped (ui_part (fixture, "release")), ==, cases[i].release);
      g_assert_cmpint (gtk_widget_get_mapped (ui_part (fixture, "resolve")), ==, cases[i].resolve);
      g_assert_cmpint (gtk_widget_get_mapped (ui_part (fixture, "reopen")), ==, cases[i].reopen);
      g_assert_cmpint (gtk_widget_get_mapped (ui_part (fixture, "return_to_ai")), ==,
                       cases[i].return_to_ai);
    }
}

static gboolean
shows_owner (gpointer data)
{
  return ui_shows (data, "Sam Okafor has claimed this conversation.");
}

static void
test_claimed_by_another (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, "c1");
  fake_desk_fail_next (fixture->desk, g_error_new (BH_ERROR, BH_ERROR_CLAIMED,
                                                   "Sam Okafor has claimed this conversation."));
  g_signal_emit_by_name (ui_part (fixture, "claim"), "clicked");
  ui_wait_until (shows_owner, fixture->window);

  g_assert_nonnull (strstr (fake_desk_get_calls (fixture->desk), "claim c1\n"));
  g_assert_true (gtk_widget_is_sensitive (ui_part (fixture, "claim")));
}

static gboolean
writes_reply (gpointer data)
{
  UiFixture *fixture = data;

  return gtk_window_get_focus (fixture->window) == ui_part (fixture, "text");
}

static void
test_claim_and_write (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, "c1");
  g_signal_emit_by_name (ui_part (fixture, "claim"), "clicked");
  ui_wait_until (writes_reply, fixture);
}

/* ---- the composer ---- */

static GtkTextBuffer *
buffer (UiFixture *fixture)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (ui_part (fixture, "text")));
}

static void
write_text (UiFixture *fixture, const char *text)
{
  gtk_text_buffer_set_text (buffer (fixture), text, -1);
}

static char *
written (UiFixture *fixture)
{
  char *text;

  g_object_get (buffer (fixture), "text", &text, NULL);
  return text;
}

static gboolean
has_call (UiFixture *fixture, const char *call)
{
  return strstr (fake_desk_get_calls (fixture->desk), call) != NULL;
}

static void
send_text (UiFixture *fixture)
{
  bhc_composer_send (BHC_COMPOSER (ui_part (fixture, "composer")));
}

static void
test_reply (UiFixture *fixture, gconstpointer data)
{
  g_autofree char *rest = NULL;

  show_sample (fixture, "c3");
  write_text (fixture, "  Here it is.\n");
  send_text (fixture);

  rest = written (fixture);
  g_assert_true (has_call (fixture, "post c3 text Here it is.\n"));
  g_assert_cmpstr (rest, ==, "");
}

static void
test_note (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, "c3");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (ui_part (fixture, "note")), TRUE);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "Only your team sees this"));
  write_text (fixture, "For us");
  send_text (fixture);

  g_assert_true (has_call (fixture, "post c3 note For us\n"));
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (ui_part (fixture, "note"))));
}

static void
test_nothing_to_send (UiFixture *fixture, gconstpointer data)
{
  g_autofree char *too_long = g_strnfill (BH_MESSAGE_MAX + 1, 'x');

  show_sample (fixture, "c3");
  write_text (fixture, " \n ");
  send_text (fixture);
  g_assert_false (has_call (fixture, "post"));

  write_text (fixture, too_long);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "-1"));
  send_text (fixture);
  g_assert_false (has_call (fixture, "post"));

  write_text (fixture, too_long + 1);
  send_text (fixture);
  g_assert_true (has_call (fixture, "post"));
}

static void
test_drafts (UiFixture *fixture, gconstpointer data)
{
  g_autofree char *other = NULL;
  g_autofree char *same = NULL;

  show_sample (fixture, "c3");
  write_text (fixture, "half a sen");
  open_conversation (fixture, "c4");
  other = written (fixture);
  open_conversation (fixture, "c3");
  same = written (fixture);

  g_assert_cmpstr (other, ==, "");
  g_assert_cmpstr (same, ==, "half a sen");
}

static void
test_resolved (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, "c8");
  g_assert_false (gtk_widget_get_mapped (ui_part (fixture, "text")));
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "Reopen it to write"));

  write_text (fixture, "still here");
  send_text (fixture);
  g_assert_false (has_call (fixture, "post"));
}

static void
test_takes_over (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, "c6");
  g_assert_true (
      ui_shows (GTK_WIDGET (fixture->window), "Your reply takes over from the assistant"));
}

/* ---- the transcript ---- */

static GtkAdjustment *
adjustment (UiFixture *fixture)
{
  GtkWidget *view = ui_part (fixture, "transcript");

  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (ui_find_named (view, "list")));
}

static gboolean
is_at_end (gpointer data)
{
  GtkAdjustment *at = adjustment (data);

  return gtk_adjustment_get_upper (at) - gtk_adjustment_get_page_size (at) -
             gtk_adjustment_get_value (at) <
         1;
}

static void
say_something (UiFixture *fixture, const char *body)
{
  const BhMessage fields = { .author = BH_AUTHOR_VISITOR,
                             .author_name = (char *) "Ada",
                             .body = (char *) body,
                             .created_us = SAMPLE_NOW };

  fake_desk_say (fixture->desk, "c1", &fields, NULL);
}

/* Where no AI greets, the organisation does: its words stand where its people's do. */
static void
test_organizations_words (UiFixture *fixture, gconstpointer data)
{
  const BhMessage fields = { .author = BH_AUTHOR_SYSTEM,
                             .kind = BH_MESSAGE_TEXT,
                             .author_name = (char *) "Northwind Cycles",
                             .body = (char *) "Good day!",
                             .created_us = SAMPLE_NOW };
  GtkWidget *row;

  show_sample (fixture, "c3");
  fake_desk_say (fixture->desk, "c3", &fields, NULL);
  ui_wait_frames (GTK_WIDGET (fixture->window), 5);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "Northwind Cycles"));
  row = ui_find (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL, "Good day!");
  g_assert_nonnull (row);
  row = gtk_widget_get_ancestor (row, BHC_TYPE_MESSAGE_ROW);
  g_assert_true (gtk_widget_has_css_class (row, "from-operator"));
}

/* Where unread ones begin has been seen, too, which takes as many frames as the list has guessed
 * wrong how high its rows are. */
static gboolean
is_at_rest (gpointer data)
{
  return bhc_transcript_view_is_at_latest (BHC_TRANSCRIPT_VIEW (ui_part (data, "transcript")));
}

static void
test_sticks (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, "c1");
  ui_wait_until (is_at_rest, fixture);
  ui_wait_until (is_at_end, fixture);

  for (int i = 0; i < 5; i++)
    say_something (fixture, "One\nand\nmore");
  ui_wait_frames (GTK_WIDGET (fixture->window), 10);
  ui_wait_until (is_at_end, fixture);
}

/* The contact pane slides in and out, and every line is wrapped anew. */
static void
test_sticks_when_narrowed (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, "c1");
  ui_wait_frames (GTK_WIDGET (fixture->window), 60);
  g_assert_true (is_at_end (fixture));

  gtk_widget_activate_action (ui_part (fixture, "leaflet"), "desk.contact", NULL);
  ui_wait_frames (GTK_WIDGET (fixture->window), 60);
  g_assert_true (is_at_end (fixture));
}

static void
scroll_to (UiFixture *fixture, double value)
{
  ui_wait_frames (GTK_WIDGET (fixture->window), 10); /* at rest */
  gtk_adjustment_set_value (adjustment (fixture), value);
  ui_wait_frames (GTK_WIDGET (fixture->window), 5);
}

static void
test_stays_when_scrolled_up (UiFixture *fixture, gconstpointer data)
{
  double before;

  show_sample (fixture, "c1");
  scroll_to (fixture, 100);
  before = gtk_adjustment_get_value (adjustment (fixture));
  say_something (fixture, "News from below");
  ui_wait_frames (GTK_WIDGET (fixture->window), 10);

  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment (fixture)), before, 1);
  g_assert_true (gtk_widget_get_mapped (ui_part (fixture, "latest")));

  bhc_transcript_view_jump_to_latest (BHC_TRANSCRIPT_VIEW (ui_part (fixture, "transcript")));
  ui_wait_until (is_at_end, fixture);
}

/* Where on the window the row with @text begins, -1 where it is not there. */
static double
row_y (UiFixture *fixture, GtkWidget *root, const char *text)
{
  double x = 0, y = -1;

  if (BHC_IS_MESSAGE_ROW (root) && ui_shows (root, text))
    gtk_widget_translate_coordinates (root, GTK_WIDGET (fixture->window), 0, 0, &x, &y);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && y < 0;
       child = gtk_widget_get_next_sibling (child))
    y = row_y (fixture, child, text);

  return y;
}

static void
test_older (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (BhcTranscript) transcript = NULL;
  double before;

  show_sample (fixture, "c1");
  transcript = bhc_desk_open_transcript (fixture->desk, "c1");
  scroll_to (fixture, 60);
  before = row_y (fixture, GTK_WIDGET (fixture->window), "Is the fork of my Trail 29");
  g_assert_cmpfloat (before, >, 0);

  fake_transcript_set_older (transcript, 120);
  bhc_transcript_load_older (transcript);
  ui_wait_frames (GTK_WIDGET (fixture->window), 10);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (transcript)), >=, 13 + 50);
  g_assert_cmpfloat_with_epsilon (
      row_y (fixture, GTK_WIDGET (fixture->window), "Is the fork of my Trail 29"), before, 2);
}

static void
test_fetches_at_top (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (BhcTranscript) transcript = NULL;

  show_sample (fixture, "c1");
  transcript = bhc_desk_open_transcript (fixture->desk, "c1");
  fake_transcript_set_older (transcript, 70);
  scroll_to (fixture, 0);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (transcript)), >=, 13 + 50);
}

static void
test_refused (UiFixture *fixture, gconstpointer data)
{
  const BhMessage fields = { .id = (char *) "lost",
                             .author = BH_AUTHOR_OPERATOR,
                             .author_name = (char *) "Mia",
                             .body = (char *) "Hello",
                             .created_us = SAMPLE_NOW };
  const BhcMessageState refused = { BHC_DELIVERY_REFUSED, "the conversation is closed" };

  show_sample (fixture, "c3");
  fake_desk_say (fixture->desk, "c3", &fields, &refused);
  ui_wait_frames (GTK_WIDGET (fixture->window), 5);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "Not sent: the conversation is closed"));

  g_signal_emit_by_name (ui_part (fixture, "retry"), "clicked");
  g_assert_true (has_call (fixture, "retry-message lost\n"));
}

static void
test_typing (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (BhcTranscript) transcript = NULL;

  show_sample (fixture, "c1");
  transcript = bhc_desk_open_transcript (fixture->desk, "c1");
  fake_transcript_set_typing (transcript, "Ada Lindqvist");
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "Ada Lindqvist is typing"));
}

/* ---- rows ---- */

static guint
count_words_that_fit (GtkWidget *root)
{
  guint n = 0;
  int height;

  if (!gtk_widget_get_mapped (root))
    return 0;
  if (BHC_IS_WORDS_LAYOUT (gtk_widget_get_layout_manager (root)))
    {
      GtkWidget *words = gtk_widget_get_first_child (root);

      pango_layout_get_pixel_size (gtk_label_get_layout (GTK_LABEL (words)), NULL, &height);
      g_assert_cmpint (gtk_widget_get_height (words), ==, height);
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_words_that_fit (child);

  return n;
}

/* Rows and what is known of their words serve one conversation after the other. */
static void
test_words_fit (UiFixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "c1", "c3", "c8", "c1", "c2", "c1" };
  GtkWidget *list;
  guint n = 0;

  show_sample (fixture, "c3");
  list = ui_find_named (ui_part (fixture, "transcript"), "list");
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      open_conversation (fixture, ids[i]);
      n += count_words_that_fit (list);
    }

  g_assert_cmpuint (n, >, 5);
  gtk_window_set_default_size (fixture->window, 900, 600);
  ui_wait_frames (GTK_WIDGET (fixture->window), 6);
  g_assert_cmpuint (count_words_that_fit (list), >, 0);
}

static void
add_tests (void)
{
  UI_TEST ("/console/conversation/words-fit-their-place", test_words_fit);
  UI_TEST ("/console/conversation/offers-what-its-state-allows", test_actions);
  UI_TEST ("/console/conversation/claim-lost-names-the-owner", test_claimed_by_another);
  UI_TEST ("/console/conversation/claim-leads-to-the-composer", test_claim_and_write);
  UI_TEST ("/console/composer/sends-a-reply-and-is-empty", test_reply);
  UI_TEST ("/console/composer/note-is-once", test_note);
  UI_TEST ("/console/composer/nothing-and-too-much-are-not-sent", test_nothing_to_send);
  UI_TEST ("/console/composer/draft-is-kept-per-conversation", test_drafts);
  UI_TEST ("/console/composer/closed-when-resolved", test_resolved);
  UI_TEST ("/console/composer/says-that-it-takes-over", test_takes_over);
  UI_TEST ("/console/transcript/organizations-words", test_organizations_words);
  UI_TEST ("/console/transcript/sticks-to-the-newest", test_sticks);
  UI_TEST ("/console/transcript/sticks-when-the-width-changes", test_sticks_when_narrowed);
  UI_TEST ("/console/transcript/stays-where-it-is-read", test_stays_when_scrolled_up);
  UI_TEST ("/console/transcript/older-ones-do-not-move-it", test_older);
  UI_TEST ("/console/transcript/top-fetches-older-ones", test_fetches_at_top);
  UI_TEST ("/console/transcript/refused-can-be-tried-again", test_refused);
  UI_TEST ("/console/transcript/says-who-types", test_typing);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
