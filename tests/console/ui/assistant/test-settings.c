/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/settings/bhc-form.h"
#include "console/ui/settings/bhc-settings-window.h"
#include "tests/console/ui/assistant/settings-driver.h"

#include <string.h>

static void
test_only_what_differs_is_saved (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  sample_settings_fill (fixture->desk);
  fake_ask_answer (fixture->desk, "PATCH /v1/desk/ai", SAMPLE_AI);
  window = open_topic (fixture, "persona");
  write_lines (window, "Tone", "warm");
  save_picture (window, "persona");
  press (window, "_Save");
  g_assert_cmpstr (fake_ask_get_calls (fixture->desk), ==,
                   "PATCH /v1/desk/ai {\"tone\":\"warm\"}\n");
}

/* Else the toast has the keyboard, and Escape is its. */
static void
test_saved_leaves_the_keyboard_here (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window, *save;

  sample_settings_fill (fixture->desk);
  fake_ask_answer (fixture->desk, "PATCH /v1/desk/ai", SAMPLE_AI);
  window = open_topic (fixture, "persona");
  write_lines (window, "Tone", "warm");
  ui_wait_frames (window, 20);
  save = ui_find (window, GTK_TYPE_BUTTON, "_Save");
  g_assert_true (gtk_widget_grab_focus (save));
  press (window, "_Save");
  wait_shown (window, "Saved");
  g_assert_true (GTK_IS_SCROLLED_WINDOW (gtk_window_get_focus (GTK_WINDOW (window))));
}

static gboolean
is_gone (gpointer window)
{
  return *(GtkWidget **) window == NULL;
}

/* Who leaves while it is being saved is not asked whether to discard it. */
static void
test_left_while_saving (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window, *save;

  sample_settings_fill (fixture->desk);
  fake_ask_answer (fixture->desk, "PATCH /v1/desk/ai",
                   "{\"ai\":{\"tone\":\"warm\",\"preferred_terms\":[],\"blocked_terms\":[]}}");
  window = open_topic (fixture, "persona");
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  write_lines (window, "Tone", "warm");
  ui_wait_frames (window, 20);
  save = ui_find (window, GTK_TYPE_BUTTON, "_Save");
  g_signal_emit_by_name (save, "clicked");
  gtk_window_close (GTK_WINDOW (window));
  g_assert_nonnull (window);
  ui_wait_until (is_gone, &window);
}

static void
test_words_are_a_line_each (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  sample_settings_fill (fixture->desk);
  window = open_topic (fixture, "persona");
  write_lines (window, "Words to Avoid", "cheap\n\n  bike ");
  press (window, "_Save");
  assert_called (fixture, "{\"blocked_terms\":[\"cheap\",\"bike\"]}");
}

static void
test_hours_are_read_as_written (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window, *row;

  sample_settings_fill (fixture->desk);
  window = open_topic (fixture, "rules");
  row = find_titled (window, "Business Hours");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  ui_wait_frames (window, 20);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_titled (window, "Monday"))), ==,
                   "09:00–12:30, 14:00–18:00");
  write_line (window, "Tuesday", "10:00 - 16:00");
  save_picture (window, "hours");
  press (window, "_Save");
  assert_called (fixture, "\"mon\":[[\"09:00\",\"12:30\"],[\"14:00\",\"18:00\"]]");
  assert_called (fixture, "\"tue\":[[\"10:00\",\"16:00\"]]");
}

static void
test_page_of_two_records_saves_each_at_its_place (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  sample_settings_fill (fixture->desk);
  window = open_topic (fixture, "rules");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (ui_find (find_titled (window, "Resolve After Hours"),
                                                       GTK_TYPE_SPIN_BUTTON, NULL)),
                             48);
  write_line (window, "Time Zone of the Hours", "Europe/Paris");
  press (window, "_Save");
  assert_called (fixture, "PATCH /v1/desk/settings {\"auto_resolve_h\":48}\n");
  assert_called (fixture, "PATCH /v1/desk/ai {\"time_zone\":\"Europe/Paris\"}\n");
}

static void
test_refusal_stands_at_its_field (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  sample_settings_fill (fixture->desk);
  fake_ask_refuse (fixture->desk, "PATCH /v1/desk/ai", "there is no such model", "embedding_model");
  window = open_topic (fixture, "models");
  write_line (window, "Embedding Model", "mars");
  press (window, "_Save");
  wait_shown (window, "There is no such model.");
  g_assert_true (gtk_widget_has_css_class (find_titled (window, "Embedding Model"), "error"));
}

/* What cannot be is told while it is typed, and asks the daemon nothing. */
static void
test_mistakes_are_told_while_typed (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  sample_settings_fill (fixture->desk);
  window = open_topic (fixture, "rules");
  write_line (window, "Time Zone of the Hours", "Mars");
  g_assert_nonnull (find_titled (window, "Time Zone of the Hours: a name such as Europe/Berlin"));
  press (window, "_Save");
  g_assert_cmpstr (fake_ask_get_calls (fixture->desk), ==, "");
  window = open_topic (fixture, "assistant");
  write_line (window, "Name", "");
  g_assert_nonnull (find_titled (window, "Name: some words are needed"));
  write_line (window, "Name: some words are needed", "Bella");
  g_assert_nonnull (find_titled (window, "Name"));
}

/* A field for several lines says it where its name stands. */
static void
test_mistakes_in_lines_are_told_while_typed (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  sample_settings_fill (fixture->desk);
  window = open_topic (fixture, "assistant");
  write_lines (window, "Greeting", "");
  g_assert_true (ui_shows (window, "Greeting: some words are needed"));
  gtk_test_accessible_assert_property (
      ui_find (find_titled (window, "Greeting"), GTK_TYPE_TEXT_VIEW, NULL),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Greeting: some words are needed");
  save_picture (window, "mistake-in-lines");
  write_lines (window, "Greeting", "Hello");
  g_assert_true (ui_shows (window, "Greeting"));
}

/* A daemon quotes what was written, whatever that was. */
static void
test_refusals_are_no_markup (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  sample_settings_fill (fixture->desk);
  fake_ask_refuse (fixture->desk, "PATCH /v1/desk/ai", "“<b>Mars & co” is no model",
                   "embedding_model");
  window = open_topic (fixture, "models");
  write_line (window, "Embedding Model", "<b>Mars & co");
  press (window, "_Save");
  wait_shown (window, "“<b>Mars & co” is no model");
  fake_ask_refuse (fixture->desk, "GET /v1/desk/tools", "<html>502 & so on", NULL);
  window = open_topic (fixture, "tools");
  wait_shown (window, "<html>502 & so on");
}

static void
test_discard_shows_what_was_there (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  sample_settings_fill (fixture->desk);
  window = open_topic (fixture, "assistant");
  write_line (window, "Name", "Bella");
  ui_wait_frames (window, 20);
  press (window, "_Discard");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_titled (window, "Name"))), ==, "Bell");
  g_assert_cmpstr (fake_ask_get_calls (fixture->desk), ==, "");
}

static void
test_what_cannot_be_read_can_be_tried_again (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  sample_settings_fill (fixture->desk);
  fake_ask_refuse (fixture->desk, "GET /v1/desk/tools", "the server does not answer", NULL);
  window = open_topic (fixture, "tools");
  wait_shown (window, "The server does not answer.");
  save_picture (window, "failed");
  press (window, "_Try Again");
  g_assert_nonnull (find_titled (window, "order_status"));
}

static void
test_kept_key_is_not_shown_and_not_sent (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window, *sheet, *key;

  sample_settings_fill (fixture->desk);
  window = open_topic (fixture, "models");
  save_picture (window, "models");
  open_row (window, "Local");
  sheet = newest_window ();
  key = find_titled (sheet, "Key (kept, type to replace it)");
  g_assert_nonnull (key);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (key)), ==, "");
  save_picture (sheet, "provider");
  write_line (sheet, "Model", "large");
  press (sheet, "_Save");
  g_assert_cmpstr (fake_ask_get_calls (fixture->desk), ==,
                   "PATCH /v1/desk/providers/p1 {\"model\":\"large\"}\n");
}

static void
test_model_is_chosen_from_the_providers_list (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *sheet;

  sample_settings_fill (fixture->desk);
  fake_ask_answer (fixture->desk, "POST /v1/desk/providers/models",
                   "{\"models\":[\"llama-8b\",\"llama-70b\"]}");
  open_row (open_topic (fixture, "models"), "Local");
  sheet = newest_window ();
  press (sheet, "_List Models");
  press (sheet, "llama-70b");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_titled (sheet, "Model"))), ==,
                   "llama-70b");
  assert_called (fixture, "\"id\":\"p1\"");
}

static void
test_embeddings_come_from_a_provider (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  sample_settings_fill (fixture->desk);
  window = open_topic (fixture, "models");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_titled (window, "Provider")), 1);
  write_line (window, "Embedding Model", "embed-small");
  press (window, "_Save");
  assert_called (fixture, "\"embedding_provider_id\":\"p1\"");
  assert_called (fixture, "\"embedding_model\":\"embed-small\"");
}

static void
test_new_rule_says_everything (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window, *sheet;

  sample_settings_fill (fixture->desk);
  fake_ask_answer (fixture->desk, "POST /v1/desk/guardrails",
                   "{\"guardrail\":{\"id\":\"g2\",\"name\":\"Cards\",\"type\":\"pii_filter\","
                   "\"pattern\":\"card\",\"action\":\"block\",\"enabled\":true}}");
  window = open_topic (fixture, "guardrails");
  save_picture (window, "guardrails");
  press (window, "Add a Rule");
  sheet = newest_window ();
  write_line (sheet, "Name", "Cards");
  write_lines (sheet, "Pattern", "card");
  save_picture (sheet, "rule");
  press (sheet, "_Add");
  assert_called (fixture, "POST /v1/desk/guardrails {");
  assert_called (fixture, "\"id\":\"");
  assert_called (fixture, "\"enabled\":true");
  assert_called (fixture, "\"direction\":\"both\"");
  g_assert_null (strstr (fake_ask_get_calls (fixture->desk), "message"));
  g_assert_nonnull (find_titled (window, "Cards"));
}

static void
test_bad_pattern_keeps_the_window_open (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *sheet;

  sample_settings_fill (fixture->desk);
  fake_ask_refuse (fixture->desk, "PATCH /v1/desk/guardrails/g1", "missing closing parenthesis",
                   "pattern");
  open_row (open_topic (fixture, "guardrails"), "No politics");
  sheet = newest_window ();
  write_lines (sheet, "Pattern", "(");
  press (sheet, "_Save");
  wait_shown (sheet, "Missing closing parenthesis.");
}

static void
test_rules_are_tried_without_a_visitor (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  sample_settings_fill (fixture->desk);
  fake_ask_answer (fixture->desk, "POST /v1/desk/guardrails/test",
                   "{\"allowed\":false,\"violations\":[{\"name\":\"No politics\",\"action\":"
                   "\"block\",\"excerpt\":\"the election\"}]}");
  window = open_topic (fixture, "guardrails");
  write_lines (window, "Text", "Who wins the election?");
  press (window, "_Check");
  wait_shown (window, "This would be blocked.");
  g_assert_true (ui_shows (window, "No politics"));
  assert_called (fixture, "\"text\":\"Who wins the election?\"");
}

static void
test_deleting_asks_first (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window, *sheet;

  sample_settings_fill (fixture->desk);
  window = open_topic (fixture, "guardrails");
  open_row (window, "No politics");
  sheet = newest_window ();
  press (sheet, "_Delete…");
  g_assert_cmpstr (fake_ask_get_calls (fixture->desk), ==, "");
  ui_answer_question ("yes");
  settle ();
  g_assert_cmpstr (fake_ask_get_calls (fixture->desk), ==, "DELETE /v1/desk/guardrails/g1\n");
  g_assert_null (find_titled (window, "No politics"));
}

static void
test_schema_is_written_as_json (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window, *sheet;

  sample_settings_fill (fixture->desk);
  window = open_topic (fixture, "tools");
  save_picture (window, "tools");
  open_row (window, "order_status");
  sheet = newest_window ();
  save_picture (sheet, "tool");
  write_lines (sheet, "Arguments", "{\"type\":\"object\"}");
  press (sheet, "_Save");
  assert_called (fixture, "{\"arguments_schema\":{\"type\":\"object\"}}");
}

static void
test_headers_are_sent_by_name (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *sheet;

  sample_settings_fill (fixture->desk);
  open_row (open_topic (fixture, "tools"), "order_status");
  sheet = newest_window ();
  write_lines (sheet, "Headers", "X-Key: s3cret\nAccept: a:b");
  press (sheet, "_Save");
  assert_called (fixture, "{\"headers\":{\"X-Key\":\"s3cret\",\"Accept\":\"a:b\"}}");
}

static void
test_agents_look_and_cannot_change (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  sample_settings_fill (fixture->desk);
  fake_desk_sign_in_as_mia (fixture->desk);
  window = open_topic (fixture, "persona");
  g_assert_true (ui_shows (window, "Only administrators can change settings."));
  g_assert_false (
      gtk_widget_is_sensitive (ui_find (find_titled (window, "Tone"), GTK_TYPE_TEXT_VIEW, NULL)));
}

static void
test_closing_with_changes_asks_first (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  sample_settings_fill (fixture->desk);
  window = open_topic (fixture, "assistant");
  write_line (window, "Name", "Bella");
  gtk_window_close (GTK_WINDOW (window));
  ui_wait_frames (window, 3);
  g_assert_true (gtk_widget_get_mapped (window));
}

static GtkWidget *
find_topics (GtkWidget *root)
{
  GtkWidget *found = gtk_widget_has_css_class (root, "topics") ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_topics (child);
  return found;
}

static GtkWidget *
find_topic (GtkWidget *window, const char *title)
{
  return ui_find (find_topics (window), GTK_TYPE_LABEL, title);
}

static gboolean
is_seen (gpointer row)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t place;

  return gtk_widget_compute_bounds (row, scroller, &place) && place.size.height > 0 &&
         place.origin.y >= 0 &&
         place.origin.y + place.size.height <= gtk_widget_get_height (scroller);
}

/* The list is longer than its window, and a line divides this topic from the one before. */
static void
test_opened_topic_is_seen_in_the_list (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_topic (fixture, "audit");

  save_picture (window, "audit-opened");
  ui_wait_until (is_seen, find_topic (window, "Audit Log"));
  bhc_settings_window_open (BHC_SETTINGS_WINDOW (window), "assistant");
  ui_wait_until (is_seen, find_topic (window, "Assistant"));
  g_assert_false (is_seen (find_topic (window, "Audit Log")));
}

static void
test_narrow (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  sample_settings_fill (fixture->desk);
  window = open_topic (fixture, "limits");
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  ui_wait_frames (window, 30);
  save_picture (window, "narrow");
  g_assert_true (ui_shows (window, "Tool Calls at Most"));
}

static void
add_tests (void)
{
  UI_TEST ("/console/settings/only-what-differs-is-saved", test_only_what_differs_is_saved);
  UI_TEST ("/console/settings/saved-leaves-the-keyboard-here", test_saved_leaves_the_keyboard_here);
  UI_TEST ("/console/settings/left-while-saving-is-left-when-saved", test_left_while_saving);
  UI_TEST ("/console/settings/words-are-a-line-each", test_words_are_a_line_each);
  UI_TEST ("/console/settings/hours-are-read-as-written", test_hours_are_read_as_written);
  UI_TEST ("/console/settings/two-records-on-a-page-are-saved-each-at-its-place",
           test_page_of_two_records_saves_each_at_its_place);
  UI_TEST ("/console/settings/a-refusal-stands-at-its-field", test_refusal_stands_at_its_field);
  UI_TEST ("/console/settings/mistakes-are-told-while-typed", test_mistakes_are_told_while_typed);
  UI_TEST ("/console/settings/mistakes-in-lines-are-told-while-typed",
           test_mistakes_in_lines_are_told_while_typed);
  UI_TEST ("/console/settings/refusals-are-no-markup", test_refusals_are_no_markup);
  UI_TEST ("/console/settings/discard-shows-what-was-there", test_discard_shows_what_was_there);
  UI_TEST ("/console/settings/what-cannot-be-read-can-be-tried-again",
           test_what_cannot_be_read_can_be_tried_again);
  UI_TEST ("/console/settings/a-kept-key-is-not-shown-and-not-sent",
           test_kept_key_is_not_shown_and_not_sent);
  UI_TEST ("/console/settings/a-model-is-chosen-from-the-providers-list",
           test_model_is_chosen_from_the_providers_list);
  UI_TEST ("/console/settings/embeddings-come-from-a-provider",
           test_embeddings_come_from_a_provider);
  UI_TEST ("/console/settings/a-new-rule-says-everything", test_new_rule_says_everything);
  UI_TEST ("/console/settings/a-bad-pattern-keeps-the-window-open",
           test_bad_pattern_keeps_the_window_open);
  UI_TEST ("/console/settings/rules-are-tried-without-a-visitor",
           test_rules_are_tried_without_a_visitor);
  UI_TEST ("/console/settings/deleting-asks-first", test_deleting_asks_first);
  UI_TEST ("/console/settings/a-schema-is-written-as-json", test_schema_is_written_as_json);
  UI_TEST ("/console/settings/headers-are-sent-by-name", test_headers_are_sent_by_name);
  UI_TEST ("/console/settings/agents-look-and-cannot-change", test_agents_look_and_cannot_change);
  UI_TEST ("/console/settings/closing-with-changes-asks-first",
           test_closing_with_changes_asks_first);
  UI_TEST ("/console/settings/an-opened-topic-is-seen-in-the-list",
           test_opened_topic_is_seen_in_the_list);
  UI_TEST ("/console/settings/narrow", test_narrow);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
