/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/writing/bhc-writing.h"
#include "console/ui/conversation/bhc-composer.h"
#include "tests/console/ui/sample-desk.h"
#include "tests/console/ui/writing/writing-window.h"

#include <string.h>

static void
show (UiFixture *fixture, const char *id)
{
  writing_window_show (fixture, id, WRITING_WIDTH, WRITING_HEIGHT);
}

/* ---- hands ---- */

static GtkTextBuffer *
buffer (UiFixture *fixture)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (ui_part (fixture, "text")));
}

static void
type (UiFixture *fixture, const char *words)
{
  gtk_text_buffer_insert_at_cursor (buffer (fixture), words, -1);
  ui_wait_frames (GTK_WIDGET (fixture->window), 2);
}

static gboolean
press_held (UiFixture *fixture, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (ui_part (fixture, "text"));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) each = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (each) &&
          gtk_event_controller_get_propagation_phase (each) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (each, "key-pressed", key, 0, state, &handled);
    }
  ui_wait_frames (GTK_WIDGET (fixture->window), 2);

  return handled;
}

static gboolean
press (UiFixture *fixture, guint key)
{
  return press_held (fixture, key, 0);
}

#define assert_written(fixture, words)                                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *written = NULL;                                                               \
    g_object_get (buffer (fixture), "text", &written, NULL);                                       \
    g_assert_cmpstr (written, ==, words);                                                          \
  }                                                                                                \
  G_STMT_END

static gboolean
has_call (UiFixture *fixture, const char *call)
{
  return strstr (fake_desk_get_calls (fixture->desk), call) != NULL;
}

static void
set_note (UiFixture *fixture, gboolean note)
{
  bhc_composer_set_note (BHC_COMPOSER (ui_part (fixture, "composer")), note);
}

/* ---- drafts ---- */

static void
test_reply_and_note_are_two (UiFixture *fixture, gconstpointer data)
{
  show (fixture, "c3");
  type (fixture, "for the visitor");
  set_note (fixture, TRUE);
  assert_written (fixture, "");
  type (fixture, "for us");
  set_note (fixture, FALSE);
  assert_written (fixture, "for the visitor");
  set_note (fixture, TRUE);
  assert_written (fixture, "for us");
}

static void
test_draft_stays_with_its_conversation (UiFixture *fixture, gconstpointer data)
{
  show (fixture, "c3");
  type (fixture, "half a sen");
  writing_window_open (fixture, "c4");
  assert_written (fixture, "");
  press (fixture, GDK_KEY_Return);
  g_assert_false (has_call (fixture, "post"));
  writing_window_open (fixture, "c3");
  assert_written (fixture, "half a sen");
}

static void
test_only_a_note_was_begun (UiFixture *fixture, gconstpointer data)
{
  show (fixture, "c3");
  set_note (fixture, TRUE);
  type (fixture, "for us");
  writing_window_open (fixture, "c4");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (ui_part (fixture, "note"))));
  writing_window_open (fixture, "c3");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (ui_part (fixture, "note"))));
  assert_written (fixture, "for us");
}

/* ---- sending ---- */

static void
test_which_enter_sends (UiFixture *fixture, gconstpointer data)
{
  show (fixture, "c3");
  type (fixture, "one");
  g_assert_false (press_held (fixture, GDK_KEY_Return, GDK_SHIFT_MASK));
  g_assert_true (press (fixture, GDK_KEY_Return));
  g_assert_true (has_call (fixture, "post c3 text one"));

  g_object_set (bhc_desk_get_preferences (fixture->desk), "enter-sends", FALSE, NULL);
  type (fixture, "two");
  g_assert_false (press (fixture, GDK_KEY_Return));
  g_assert_true (press_held (fixture, GDK_KEY_Return, GDK_CONTROL_MASK));
  g_assert_true (has_call (fixture, "post c3 text two"));
}

static gboolean
is_back (gpointer data)
{
  g_autofree char *written = NULL;

  g_object_get (buffer (data), "text", &written, NULL);
  return g_str_equal (written, "not like this");
}

static void
test_undo (UiFixture *fixture, gconstpointer data)
{
  show (fixture, "c3");
  type (fixture, "not like this");
  press (fixture, GDK_KEY_Return);
  assert_written (fixture, "");
  g_assert_true (press_held (fixture, GDK_KEY_z, GDK_CONTROL_MASK));
  ui_wait_until (is_back, fixture);
  g_assert_true (has_call (fixture, "recall held"));
}

static void
test_undo_of_a_note_comes_back_as_one (UiFixture *fixture, gconstpointer data)
{
  show (fixture, "c3");
  set_note (fixture, TRUE);
  type (fixture, "not like this");
  press (fixture, GDK_KEY_Return);
  press_held (fixture, GDK_KEY_z, GDK_CONTROL_MASK);
  ui_wait_until (is_back, fixture);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (ui_part (fixture, "note"))));
}

static void
answer_as_sam (UiFixture *fixture)
{
  const BhMessage fields = { .seq = 1000,
                             .author = BH_AUTHOR_OPERATOR,
                             .author_id = (char *) "op-sam",
                             .author_name = (char *) "Sam Okafor",
                             .body = (char *) "I have ordered a new fork.",
                             .created_us = SAMPLE_NOW };

  fake_desk_say (fixture->desk, "c1", &fields, NULL);
}

static void
test_a_colleague_answered (UiFixture *fixture, gconstpointer data)
{
  show (fixture, "c1");
  type (fixture, "Let me look");
  answer_as_sam (fixture);
  press (fixture, GDK_KEY_Return);
  g_assert_false (has_call (fixture, "post"));
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "Sam Okafor answered while you were"));
  writing_window_save (fixture, "composer-answered");

  press (fixture, GDK_KEY_Return);
  g_assert_true (has_call (fixture, "post c1 text Let me look"));
}

/* ---- canned replies ---- */

static void
test_canned_by_keyboard (UiFixture *fixture, gconstpointer data)
{
  show (fixture, "c1");
  type (fixture, "/");
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "/returns · Returns"));
  type (fixture, "hel");
  g_assert_false (ui_shows (GTK_WIDGET (fixture->window), "/returns · Returns"));
  g_assert_true (press (fixture, GDK_KEY_Tab));
  assert_written (fixture, "Hello Ada, Mia here.");
  g_assert_false (has_call (fixture, "post"));
}

static void
test_canned_by_arrows (UiFixture *fixture, gconstpointer data)
{
  show (fixture, "c1");
  type (fixture, "Well: /");
  press (fixture, GDK_KEY_Down);
  press (fixture, GDK_KEY_Down);
  press (fixture, GDK_KEY_Return);
  assert_written (fixture, "Well: You can send it back within 30 days.\nThe label is in the box.");
}

static void
test_canned_is_given_up (UiFixture *fixture, gconstpointer data)
{
  show (fixture, "c1");
  type (fixture, "/he");
  g_assert_true (press (fixture, GDK_KEY_Escape));
  g_assert_false (ui_shows (GTK_WIDGET (fixture->window), "/hello"));
  type (fixture, "l");
  g_assert_false (ui_shows (GTK_WIDGET (fixture->window), "/hello"));
  press (fixture, GDK_KEY_Return);
  g_assert_true (has_call (fixture, "post c1 text /hel"));
}

static void
test_blank_is_selected (UiFixture *fixture, gconstpointer data)
{
  GtkTextIter start, end;
  g_autofree char *selected = NULL;

  show (fixture, "c1");
  type (fixture, "/order");
  press (fixture, GDK_KEY_Return);
  g_assert_true (gtk_text_buffer_get_selection_bounds (buffer (fixture), &start, &end));
  selected = gtk_text_iter_get_text (&start, &end);
  g_assert_cmpstr (selected, ==, "{{contact.order}}");
}

static void
test_insertion_is_undone (UiFixture *fixture, gconstpointer data)
{
  show (fixture, "c1");
  type (fixture, "/hello");
  press (fixture, GDK_KEY_Return);
  gtk_text_buffer_undo (buffer (fixture));
  assert_written (fixture, "/hello");
}

/* ---- mentions ---- */

static void
test_mention (UiFixture *fixture, gconstpointer data)
{
  show (fixture, "c3");
  type (fixture, "@");
  g_assert_false (ui_shows (GTK_WIDGET (fixture->window), "sam@northwind.example"));
  set_note (fixture, TRUE);
  type (fixture, "@sam");
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "sam@northwind.example"));
  press (fixture, GDK_KEY_Return);
  assert_written (fixture, "@Sam Okafor ");
  type (fixture, "please");
  press (fixture, GDK_KEY_Return);
  g_assert_true (has_call (fixture, "mention op-sam"));
  g_assert_false (has_call (fixture, "mention op-lea"));
}

static void
test_mention_a_team (UiFixture *fixture, gconstpointer data)
{
  show (fixture, "c3");
  set_note (fixture, TRUE);
  type (fixture, "@work");
  press (fixture, GDK_KEY_Return);
  type (fixture, "please");
  press (fixture, GDK_KEY_Return);
  g_assert_true (has_call (fixture, "mention op-sam"));
  g_assert_true (has_call (fixture, "mention op-lea"));
}

/* ---- to look at ---- */

static void
test_looks (UiFixture *fixture, gconstpointer data)
{
  show (fixture, "c1");
  type (fixture, "/");
  writing_window_save (fixture, "composer-canned");
}

/* A reply says the same of itself only where there is room. */
static void
test_note_says_so_in_a_narrow_window (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *hint;

  writing_window_show (fixture, "c1", 360, 640);
  ui_wait_frames (GTK_WIDGET (fixture->window), 6);
  hint = ui_part (fixture, "hint");
  g_assert_false (gtk_widget_get_mapped (hint));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (ui_part (fixture, "note")), TRUE);
  ui_wait_frames (GTK_WIDGET (fixture->window), 6);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "Only your team sees this"));
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (hint))));
}

static void
test_looks_narrow (UiFixture *fixture, gconstpointer data)
{
  writing_window_show (fixture, "c1", 360, 640);
  ui_wait_frames (GTK_WIDGET (fixture->window), 20);
  set_note (fixture, TRUE);
  type (fixture, "Ask @");
  writing_window_save (fixture, "composer-narrow");
}

static void
test_looks_delivery (UiFixture *fixture, gconstpointer data)
{
  const BhMessage reply = { .author = BH_AUTHOR_OPERATOR,
                            .author_id = (char *) FAKE_ME,
                            .author_name = (char *) "Mia Brandt",
                            .body =
                                (char *) "We have it **here**:\n- blue, size M\n- until *Friday*",
                            .created_us = SAMPLE_NOW };
  const BhMessage noted = { .author = BH_AUTHOR_OPERATOR,
                            .author_id = (char *) "op-sam",
                            .author_name = (char *) "Sam Okafor",
                            .kind = BH_MESSAGE_NOTE,
                            .body = (char *) "@Mia Brandt, could you call her?",
                            .created_us = SAMPLE_NOW };
  static const char *const names[] = { "Mia Brandt", NULL };
  const BhcMessageState mention = { BHC_DELIVERY_STORED, NULL, NULL, FALSE, names };
  const BhcMessageState held = { BHC_DELIVERY_HELD, NULL };
  const BhcMessageState stale = { BHC_DELIVERY_STALE, "Sam Okafor" };
  const BhcMessageState offline = { BHC_DELIVERY_WAITING, NULL, NULL, TRUE };

  show (fixture, "c3");
  fake_desk_say (fixture->desk, "c3", &noted, &mention);
  fake_desk_say (fixture->desk, "c3", &reply, &held);
  fake_desk_say (fixture->desk, "c3", &reply, &stale);
  fake_desk_say (fixture->desk, "c3", &reply, &offline);
  ui_wait_frames (GTK_WIDGET (fixture->window), 20);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "Sam Okafor answered meanwhile"));
  g_assert_nonnull (ui_find (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, "Undo"));
  g_assert_nonnull (ui_find (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, "Send Anyway"));
  writing_window_save (fixture, "composer-delivery");
}

static void
test_pressed_send_gives_the_keyboard_back (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *send;

  show (fixture, "c3");
  type (fixture, "It is on its way.");
  send = ui_part (fixture, "send");
  g_assert_true (gtk_widget_grab_focus (send));
  g_signal_emit_by_name (send, "clicked");
  ui_wait_frames (GTK_WIDGET (fixture->window), 2);
  g_assert_true (ui_part (fixture, "text") == gtk_window_get_focus (fixture->window));
}

static void
add_tests (void)
{
  UI_TEST ("/ui/composer/reply-and-note-are-two", test_reply_and_note_are_two);
  UI_TEST ("/ui/composer/draft-stays", test_draft_stays_with_its_conversation);
  UI_TEST ("/ui/composer/only-a-note-was-begun", test_only_a_note_was_begun);
  UI_TEST ("/ui/composer/which-enter-sends", test_which_enter_sends);
  UI_TEST ("/ui/composer/pressed-send", test_pressed_send_gives_the_keyboard_back);
  UI_TEST ("/ui/composer/undo", test_undo);
  UI_TEST ("/ui/composer/undo-of-a-note", test_undo_of_a_note_comes_back_as_one);
  UI_TEST ("/ui/composer/a-colleague-answered", test_a_colleague_answered);
  UI_TEST ("/ui/composer/canned-by-keyboard", test_canned_by_keyboard);
  UI_TEST ("/ui/composer/canned-by-arrows", test_canned_by_arrows);
  UI_TEST ("/ui/composer/canned-is-given-up", test_canned_is_given_up);
  UI_TEST ("/ui/composer/blank-is-selected", test_blank_is_selected);
  UI_TEST ("/ui/composer/insertion-is-undone", test_insertion_is_undone);
  UI_TEST ("/ui/composer/mention", test_mention);
  UI_TEST ("/ui/composer/mention-a-team", test_mention_a_team);
  UI_TEST ("/ui/composer/looks", test_looks);
  UI_TEST ("/ui/composer/note-says-so-in-a-narrow-window", test_note_says_so_in_a_narrow_window);
  UI_TEST ("/ui/composer/looks-narrow", test_looks_narrow);
  UI_TEST ("/ui/composer/looks-delivery", test_looks_delivery);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
