/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "console/model/directory/bhc-directory-private.h"
#include "console/ui/bhc-window.h"
#include "console/ui/conversation/deeds/bhc-deed-words.h"
#include "console/ui/conversation/deeds/bhc-snooze-times.h"
#include "tests/console/ui/assistant/fake-ask.h"
#include "tests/console/ui/sample-desk.h"
#include "tests/console/ui/ui-fixture.h"

/* What is done with a conversation besides answering it: snoozed, sorted, handed over, erased. */

#define TEAM                                                                                       \
  "{'operators':<[{'id':<'op-mia'>,'name':<'Mia Brandt'>,'status':<'online'>},"                    \
  "{'id':<'op-sam'>,'name':<'Sam Okafor'>,'status':<'away'>},"                                     \
  "{'id':<'op-old'>,'name':<'Gone Away'>,'disabled':<true>}]>,"                                    \
  "'teams':<[{'id':<'t-shop'>,'name':<'Workshop'>,'members':<['op-sam']>}]>,"                      \
  "'labels':<[{'id':<'l-repair'>,'name':<'repair'>,'color':<'#1c71d8'>},"                          \
  "{'id':<'l-billing'>,'name':<'billing & <VAT>'>,'color':<'#e5a50a'>}]>}"
#define PEOPLE                                                                                     \
  "{\"people\":[{\"operator\":{\"id\":\"op-sam\",\"status\":\"busy\"},\"connected\":true,"         \
  "\"open\":3,\"waiting\":1}]}"

static void
show_sample (UiFixture *fixture, const char *id, BhRole role)
{
  g_autoptr (GVariant) team = g_variant_parse (G_VARIANT_TYPE_VARDICT, TEAM, NULL, NULL, NULL);

  sample_desk_fill (fixture->desk);
  fake_desk_sign_in (fixture->desk, role);
  bhc_directory_show (bhc_desk_get_directory (fixture->desk), team);
  fake_ask_answer (fixture->desk, "GET /v1/desk/people", PEOPLE);
  ui_fixture_show_window (fixture, 1200, 640);
  bhc_window_open_conversation (BHC_WINDOW (fixture->window), id);
  ui_wait_frames (GTK_WIDGET (fixture->window), 6);
}

static GtkWidget *
pane (UiFixture *fixture)
{
  return ui_part (fixture, "conversation");
}

static void
act (UiFixture *fixture, const char *action, const char *target)
{
  GVariant *value = target != NULL ? g_variant_new_string (target) : NULL;

  gtk_widget_activate_action_variant (pane (fixture), action, value);
  ui_wait_frames (GTK_WIDGET (fixture->window), 4);
}

static void
assert_asked (UiFixture *fixture, const char *call)
{
  if (strstr (fake_ask_get_calls (fixture->desk), call) == NULL)
    g_error ("not asked “%s” but: %s", call, fake_ask_get_calls (fixture->desk));
}

/* ---- times ---- */

static void
assert_time (const char *word, GDateTime *now, const char *expected)
{
  g_autoptr (GDateTime) until = bhc_snooze_time (word, now);
  g_autofree char *text = until != NULL ? g_date_time_format (until, "%F %R") : NULL;

  g_assert_cmpstr (text, ==, expected);
}

static void
test_times (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) monday = g_date_time_new_local (2026, 11, 23, 10, 40, 12);
  g_autoptr (GDateTime) night = g_date_time_new_local (2026, 12, 31, 22, 5, 0);

  assert_time ("later", monday, "2026-11-23 13:00");
  assert_time ("morning", monday, "2026-11-24 09:00");
  assert_time ("monday", monday, "2026-11-30 09:00");
  assert_time ("week", monday, "2026-11-30 09:00");
  assert_time ("later", night, NULL);
  assert_time ("morning", night, "2027-01-01 09:00");
  assert_time ("never", night, NULL);
}

static guint
count_offered (GDateTime *now)
{
  g_autoptr (GMenuModel) menu = bhc_snooze_menu (now);

  return (guint) g_menu_model_get_n_items (menu) - 1; /* any other time */
}

static void
test_each_time_is_offered_once (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) monday = g_date_time_new_local (2026, 11, 23, 10, 40, 12);
  g_autoptr (GDateTime) wednesday = g_date_time_new_local (2026, 11, 25, 10, 40, 12);
  g_autoptr (GDateTime) sunday = g_date_time_new_local (2026, 11, 29, 10, 40, 12);

  g_assert_cmpuint (count_offered (monday), ==, 3);
  g_assert_cmpuint (count_offered (wednesday), ==, 4);
  g_assert_cmpuint (count_offered (sunday), ==, 3);
}

/* ---- sorting ---- */

static void
test_snooze_is_shown_at_once (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, "c3", BH_ROLE_AGENT);
  g_assert_false (gtk_widget_get_mapped (ui_part (fixture, "wake")));
  act (fixture, "conversation.snooze", "morning");
  g_assert_true (ui_shows (pane (fixture), "Snoozed until tomorrow 09:00"));
  g_assert_true (gtk_widget_get_mapped (ui_part (fixture, "wake")));
  assert_asked (fixture, "PATCH /v1/desk/conversations/c3 {\"snoozed_until_us\":");
  act (fixture, "conversation.wake", NULL);
  g_assert_false (ui_shows (pane (fixture), "Snoozed until"));
  assert_asked (fixture, "PATCH /v1/desk/conversations/c3 {\"snoozed_until_us\":null}");
}

static void
test_refusal_takes_it_back (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, "c3", BH_ROLE_AGENT);
  fake_ask_refuse (fixture->desk, "PATCH /v1/desk/conversations/c3", "the server is away", NULL);
  act (fixture, "conversation.priority", "urgent");
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "That was not done: the server is away"));
  g_assert_false (ui_shows (ui_part (fixture, "deeds"), "Urgent"));
}

static gboolean
asked_for_labels (gpointer data)
{
  return strstr (fake_ask_get_calls (data),
                 "PATCH /v1/desk/conversations/c4 {\"labels\":[\"l-billing\"]}") != NULL;
}

static void
test_priority_and_labels (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, "c4", BH_ROLE_AGENT);
  act (fixture, "conversation.priority", "high");
  g_assert_true (ui_shows (pane (fixture), "High priority"));
  act (fixture, "conversation.labels", NULL);
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (gtk_widget_get_parent (
          ui_find (ui_part (fixture, "label_popover"), GTK_TYPE_LABEL, "● billing & <VAT>"))),
      TRUE);
  ui_save_picture (GTK_WIDGET (fixture->window), "deeds-labels.png");
  gtk_popover_popdown (GTK_POPOVER (ui_part (fixture, "label_popover")));
  ui_wait_until (asked_for_labels, fixture->desk);
  g_assert_true (ui_shows (pane (fixture), "billing & <VAT>"));
}

/* The item of the open menu that has a mark, for whoever sees it and whoever hears it. */
static void
assert_marked (UiFixture *fixture, const char *marked)
{
  static const char *const items[] = { "Urgent", "High", "Normal", "Low" };

  act (fixture, "conversation.priority-menu", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    {
      GtkWidget *label = ui_find (ui_part (fixture, "priority"), GTK_TYPE_LABEL, items[i]);
      GtkAccessible *item = GTK_ACCESSIBLE (gtk_widget_get_parent (label));
      gboolean is_marked = g_str_equal (items[i], marked);

      gtk_test_accessible_assert_state (item, GTK_ACCESSIBLE_STATE_CHECKED,
                                        is_marked ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                                  : GTK_ACCESSIBLE_TRISTATE_FALSE);
    }
  gtk_menu_button_popdown (GTK_MENU_BUTTON (ui_part (fixture, "priority")));
}

static void
test_menu_marks_the_priority (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, "c4", BH_ROLE_AGENT);
  assert_marked (fixture, "Normal");
  gtk_widget_activate_action (ui_part (fixture, "priority"), "sorting.priority", "s", "high");
  assert_asked (fixture, "PATCH /v1/desk/conversations/c4 {\"priority\":\"high\"}");
  assert_marked (fixture, "High");
}

static void
test_agents_make_no_labels (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, "c4", BH_ROLE_AGENT);
  act (fixture, "conversation.labels", NULL);
  gtk_editable_set_text (
      GTK_EDITABLE (ui_find (ui_part (fixture, "label_popover"), GTK_TYPE_SEARCH_ENTRY, NULL)),
      "warranty");
  g_signal_emit_by_name (ui_find (ui_part (fixture, "label_popover"), GTK_TYPE_SEARCH_ENTRY, NULL),
                         "search-changed");
  ui_wait_frames (GTK_WIDGET (fixture->window), 4);
  g_assert_true (ui_shows (ui_part (fixture, "label_popover"), "No such label"));
  g_assert_false (ui_shows (ui_part (fixture, "label_popover"), "Create “warranty”"));
}

static void
test_admins_make_labels (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *search;

  show_sample (fixture, "c4", BH_ROLE_ADMIN);
  act (fixture, "conversation.labels", NULL);
  search = ui_find (ui_part (fixture, "label_popover"), GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (search), "warranty");
  g_signal_emit_by_name (search, "search-changed");
  ui_wait_frames (GTK_WIDGET (fixture->window), 4);
  g_assert_true (ui_shows (ui_part (fixture, "label_popover"), "Create “warranty”"));
  g_signal_emit_by_name (search, "activate");
  g_assert_null (strstr (fake_ask_get_calls (fixture->desk), "POST /v1/desk/labels"));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == ui_part (fixture, "create"));
  g_signal_emit_by_name (ui_part (fixture, "create"), "clicked");
  ui_wait_frames (GTK_WIDGET (fixture->window), 4);
  assert_asked (fixture, "POST /v1/desk/labels {");
  assert_asked (fixture, "\"name\":\"warranty\"");
  assert_asked (fixture, "PATCH /v1/desk/conversations/c4 {\"labels\":[\"");
}

/* The first one that is meant, unless one is called just so; a new one is chosen by itself. */
static void
test_return_takes_what_there_is (UiFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    const char *taken;
  } rows[] = { { "bil", "l-billing" }, { "Rep", "l-repair" } };

  show_sample (fixture, "c4", BH_ROLE_ADMIN);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *search;

      act (fixture, "conversation.labels", NULL);
      search = ui_find (ui_part (fixture, "label_popover"), GTK_TYPE_SEARCH_ENTRY, NULL);
      gtk_editable_set_text (GTK_EDITABLE (search), rows[i].typed);
      g_signal_emit_by_name (search, "activate");
      gtk_popover_popdown (GTK_POPOVER (ui_part (fixture, "label_popover")));
      ui_wait_frames (GTK_WIDGET (fixture->window), 4);
      assert_asked (fixture, rows[i].taken);
    }
  g_assert_null (strstr (fake_ask_get_calls (fixture->desk), "POST /v1/desk/labels"));
}

/* ---- transfer ---- */

static GtkWidget *
find_window (const char *title)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (g_strcmp0 (gtk_window_get_title (l->data), title) == 0)
        return l->data;
    }

  return NULL;
}

static gboolean
is_closed (gpointer data)
{
  return find_window (data) == NULL;
}

static void
test_transfer_with_a_note (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window, *row;

  show_sample (fixture, "c3", BH_ROLE_AGENT);
  act (fixture, "conversation.transfer", NULL);
  window = find_window ("Transfer Conversation");
  g_assert_nonnull (window);
  ui_wait_frames (window, 6);
  g_assert_true (ui_shows (window, "Busy · 3 conversations, 1 waits"));
  g_assert_true (ui_shows (window, "Workshop"));
  g_assert_false (ui_shows (window, "Gone Away"));
  g_assert_false (ui_shows (window, "Mia Brandt")); /* who has it already */
  ui_save_picture (window, "transfer.png");

  row = gtk_widget_get_ancestor (ui_find (window, GTK_TYPE_LABEL, "Sam Okafor"),
                                 GTK_TYPE_LIST_BOX_ROW);
  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (row)), GTK_LIST_BOX_ROW (row));
  gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (ui_find_named (window, "note"))),
      "She knows the fork.", -1);
  g_signal_emit_by_name (ui_find_named (window, "transfer"), "clicked");
  ui_wait_until (is_closed, (gpointer) "Transfer Conversation");
  assert_asked (fixture, "POST /v1/desk/conversations/c3/transfer {");
  assert_asked (fixture, "\"operator_id\":\"op-sam\"");
  assert_asked (fixture, "\"note\":\"She knows the fork.\"");
}

static void
test_transfer_says_why_not (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  show_sample (fixture, "c3", BH_ROLE_AGENT);
  act (fixture, "conversation.transfer", NULL);
  window = find_window ("Transfer Conversation");
  fake_ask_refuse (fixture->desk, "POST /v1/desk/conversations/c3/transfer", "Sam has left.", NULL);
  gtk_list_box_select_row (
      GTK_LIST_BOX (ui_find_named (window, "list")),
      gtk_list_box_get_row_at_index (GTK_LIST_BOX (ui_find_named (window, "list")), 0));
  g_signal_emit_by_name (ui_find_named (window, "transfer"), "clicked");
  ui_wait_frames (window, 4);
  g_assert_true (ui_shows (window, "Sam has left."));
  gtk_window_close (GTK_WINDOW (window));
}

/* ---- resolve and next ---- */

static gboolean
shows_other (gpointer data)
{
  return ui_shows (ui_find_named (data, "conversation"), "Tomás Oliveira");
}

static void
test_resolve_and_next (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, "c1", BH_ROLE_AGENT);
  act (fixture, "conversation.resolve-next", NULL);
  ui_wait_until (shows_other, fixture->window);
  g_assert_nonnull (strstr (fake_desk_get_calls (fixture->desk), "resolve c1\n"));
}

/* Whoever has turned to another one by themselves stays there. */
static void
test_next_takes_nobody_away (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, "c1", BH_ROLE_AGENT);
  gtk_widget_activate_action (pane (fixture), "conversation.resolve-next", NULL);
  bhc_window_open_conversation (BHC_WINDOW (fixture->window), "c4");
  ui_wait_frames (GTK_WIDGET (fixture->window), 6);
  g_assert_true (bhc_window_shows_conversation (BHC_WINDOW (fixture->window), "c4"));
}

/* ---- back to the assistant ---- */

/* The visitor is told at once, and waits for nobody any more: one click is not enough. */
static void
test_return_asks_first (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, "c1", BH_ROLE_AGENT);
  act (fixture, "conversation.return", NULL);
  g_assert_nonnull (ui_find_question ());
  g_assert_null (strstr (fake_desk_get_calls (fixture->desk), "return"));
  ui_answer_question ("cancel");
  ui_wait_frames (GTK_WIDGET (fixture->window), 4);
  g_assert_null (strstr (fake_desk_get_calls (fixture->desk), "return"));
  act (fixture, "conversation.return", NULL);
  bhc_window_open_conversation (BHC_WINDOW (fixture->window), "c4");
  ui_wait_frames (GTK_WIDGET (fixture->window), 4);
  ui_answer_question ("yes");
  ui_wait_frames (GTK_WIDGET (fixture->window), 4);
  g_assert_nonnull (strstr (fake_desk_get_calls (fixture->desk), "return c1\n"));
}

/* Who has talked with the visitor gives them back as they claimed them. */
static void
test_own_is_returned_at_once (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, "c3", BH_ROLE_AGENT);
  act (fixture, "conversation.return", NULL);
  g_assert_null (ui_find_question ());
  g_assert_nonnull (strstr (fake_desk_get_calls (fixture->desk), "return c3\n"));
}

/* ---- who else is here ---- */

static void
test_colleagues_are_seen (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, "c3", BH_ROLE_AGENT);
  g_signal_emit_by_name (fixture->desk, "colleague-here", "c3", "op-sam", "Sam Okafor", FALSE,
                         TRUE);
  g_signal_emit_by_name (fixture->desk, "colleague-here", "c1", "op-x", "Elsewhere", FALSE, TRUE);
  ui_wait_frames (GTK_WIDGET (fixture->window), 3);
  g_assert_true (ui_shows (pane (fixture), "Sam Okafor is looking, too"));
  g_signal_emit_by_name (fixture->desk, "colleague-here", "c3", "op-sam", "Sam Okafor", TRUE, TRUE);
  ui_wait_frames (GTK_WIDGET (fixture->window), 3);
  g_assert_true (ui_shows (pane (fixture), "Sam Okafor is writing…"));
  ui_save_picture (GTK_WIDGET (fixture->window), "deeds-watched.png");
  g_signal_emit_by_name (fixture->desk, "colleague-here", "c3", "op-sam", "Sam Okafor", FALSE,
                         FALSE);
  ui_wait_frames (GTK_WIDGET (fixture->window), 3);
  g_assert_false (ui_shows (pane (fixture), "Sam Okafor is"));
  g_assert_false (ui_shows (pane (fixture), "Elsewhere"));
}

/* ---- the end ---- */

static void
test_erased_disappears (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, "c3", BH_ROLE_ADMIN);
  g_assert_true (ui_shows (pane (fixture), "Priya Raman"));
  act (fixture, "conversation.erase", NULL);
  g_assert_nonnull (ui_find_question ());
  ui_answer_question ("yes");
  ui_wait_frames (GTK_WIDGET (fixture->window), 4);
  assert_asked (fixture, "DELETE /v1/desk/conversations/c3\n");
  fake_desk_erase (fixture->desk, "c3");
  ui_wait_frames (GTK_WIDGET (fixture->window), 4);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window),
                           "The conversation that was open here has been erased."));
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "No Conversation Open"));
}

static void
open_another (UiFixture *fixture, const char *id)
{
  bhc_window_open_conversation (BHC_WINDOW (fixture->window), id);
  ui_wait_frames (GTK_WIDGET (fixture->window), 4);
}

/* A notification may open another one while the question stands there. */
static void
test_erases_what_was_asked_about (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, "c3", BH_ROLE_ADMIN);
  act (fixture, "conversation.erase", NULL);
  open_another (fixture, "c4");
  ui_answer_question ("yes");
  ui_wait_frames (GTK_WIDGET (fixture->window), 4);
  assert_asked (fixture, "DELETE /v1/desk/conversations/c3\n");
}

static void
test_labels_go_where_they_were_chosen (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, "c4", BH_ROLE_AGENT);
  act (fixture, "conversation.labels", NULL);
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (gtk_widget_get_parent (
          ui_find (ui_part (fixture, "label_popover"), GTK_TYPE_LABEL, "● billing & <VAT>"))),
      TRUE);
  open_another (fixture, "c3");
  gtk_popover_popdown (GTK_POPOVER (ui_part (fixture, "label_popover")));
  ui_wait_until (asked_for_labels, fixture->desk);
  g_assert_null (strstr (fake_ask_get_calls (fixture->desk), "conversations/c3 {"));
}

static void
test_agents_erase_nothing (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, "c3", BH_ROLE_AGENT);
  act (fixture, "conversation.erase", NULL);
  g_assert_null (ui_find_question ());
}

static void
add_tests (void)
{
  UI_TEST ("/ui/deeds/times", test_times);
  UI_TEST ("/ui/deeds/each-time-is-offered-once", test_each_time_is_offered_once);
  UI_TEST ("/ui/deeds/snooze-is-shown-at-once", test_snooze_is_shown_at_once);
  UI_TEST ("/ui/deeds/refusal-takes-it-back", test_refusal_takes_it_back);
  UI_TEST ("/ui/deeds/priority-and-labels", test_priority_and_labels);
  UI_TEST ("/ui/deeds/menu-marks-the-priority", test_menu_marks_the_priority);
  UI_TEST ("/ui/deeds/agents-make-no-labels", test_agents_make_no_labels);
  UI_TEST ("/ui/deeds/admins-make-labels", test_admins_make_labels);
  UI_TEST ("/ui/deeds/return-takes-what-there-is", test_return_takes_what_there_is);
  UI_TEST ("/ui/deeds/transfer-with-a-note", test_transfer_with_a_note);
  UI_TEST ("/ui/deeds/transfer-says-why-not", test_transfer_says_why_not);
  UI_TEST ("/ui/deeds/resolve-and-next", test_resolve_and_next);
  UI_TEST ("/ui/deeds/next-takes-nobody-away", test_next_takes_nobody_away);
  UI_TEST ("/ui/deeds/return-asks-first", test_return_asks_first);
  UI_TEST ("/ui/deeds/own-is-returned-at-once", test_own_is_returned_at_once);
  UI_TEST ("/ui/deeds/colleagues-are-seen", test_colleagues_are_seen);
  UI_TEST ("/ui/deeds/erased-disappears", test_erased_disappears);
  UI_TEST ("/ui/deeds/erases-what-was-asked-about", test_erases_what_was_asked_about);
  UI_TEST ("/ui/deeds/labels-go-where-they-were-chosen", test_labels_go_where_they_were_chosen);
  UI_TEST ("/ui/deeds/agents-erase-nothing", test_agents_erase_nothing);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
