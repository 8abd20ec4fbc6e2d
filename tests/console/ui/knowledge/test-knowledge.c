/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/bhc-window.h"
#include "console/ui/knowledge/bhc-articles-page.h"
#include "tests/console/bht-wait.h"
#include "tests/console/ui/knowledge/shelf-window.h"

#include <string.h>

static GFile *
make_file (ShelfWindow *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->shelf.desk.directory, name, NULL);

  g_assert_true (g_file_set_contents (path, "Three to five working days.", -1, NULL));
  return g_file_new_for_path (path);
}

static void
write_body (GtkWidget *editor, const char *text)
{
  gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (ui_find_named (editor, "body_text"))), text, -1);
}

/* ---- places ---- */

static void
test_places (ShelfWindow *fixture, gconstpointer data)
{
  shelf_window_show (fixture, 1100, 700);
  g_assert_true (gtk_widget_get_mapped (ui_part (&fixture->ui, "articles")));
  g_assert_false (gtk_widget_is_sensitive (ui_part (&fixture->ui, "inbox")));

  gtk_widget_activate_action (ui_part (&fixture->ui, "articles"), "places.show", "s", "inbox");
  ui_wait_frames (GTK_WIDGET (fixture->ui.window), 3);
  g_assert_true (gtk_widget_get_mapped (ui_part (&fixture->ui, "inbox")));
  g_assert_false (gtk_widget_get_mapped (ui_part (&fixture->ui, "articles")));
}

static void
test_narrow_places_stand_below (ShelfWindow *fixture, gconstpointer data)
{
  shelf_window_show (fixture, 360, 640);
  ui_wait_frames (GTK_WIDGET (fixture->ui.window), 5);

  g_assert_true (gtk_widget_get_mapped (ui_part (&fixture->ui, "place_bar")));
  g_assert_false (gtk_widget_get_mapped (ui_part (&fixture->ui, "rail")));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->ui.window)), <=, 380);
}

/* ---- articles ---- */

static void
test_list_is_live (ShelfWindow *fixture, gconstpointer data)
{
  BhtBooks *books = fixture->shelf.books;
  g_autofree char *id = g_strdup (bht_books_write (books, "Returns", "Send it back."));

  shelf_window_show (fixture, 1100, 700);
  shelf_window_wait (fixture, "Returns");
  bht_books_set_status (books, id, "extracting", NULL);
  shelf_window_wait (fixture, "Being read");
  bht_books_set_status (books, id, "error", "the PDF is protected");
  shelf_window_wait (fixture, "Error: the PDF is protected");
  bht_books_delete (books, id);
  shelf_window_wait (fixture, "No Articles Yet");
}

static void
test_search (ShelfWindow *fixture, gconstpointer data)
{
  bht_books_write (fixture->shelf.books, "Returns", "Send it back.");
  bht_books_write (fixture->shelf.books, "Delivery", "Soon.");
  shelf_window_show (fixture, 1100, 700);
  shelf_window_wait (fixture, "Returns");
  gtk_editable_set_text (
      GTK_EDITABLE (ui_find_named (ui_part (&fixture->ui, "articles"), "search")), "Deliv");
  shelf_window_wait_gone (fixture, "Returns");
  shelf_window_wait (fixture, "Delivery");
  gtk_editable_set_text (
      GTK_EDITABLE (ui_find_named (ui_part (&fixture->ui, "articles"), "search")),
      "nothing like it");
  shelf_window_wait (fixture, "Nothing Found");
}

static void
test_dropped_files_are_uploaded (ShelfWindow *fixture, gconstpointer data)
{
  g_autoptr (GFile) one = make_file (fixture, "opening hours.txt");
  g_autoptr (GFile) other = make_file (fixture, "film.mp4");
  GSList tail = { other, NULL };
  GSList files = { one, &tail };

  shelf_window_show (fixture, 1100, 700);
  bht_wait_until (bhc_library_get_overview (bhc_desk_get_library (fixture->ui.desk)) != NULL);
  bhc_articles_page_add_files (BHC_ARTICLES_PAGE (ui_part (&fixture->ui, "articles")), &files);
  shelf_window_wait (fixture, "Files of this kind cannot be read");
  shelf_window_wait (fixture, "Uploaded");
  shelf_click (GTK_WIDGET (fixture->ui.window), "Clear Finished");
  shelf_window_wait_gone (fixture, "film.mp4");

  g_assert_true (ui_shows (GTK_WIDGET (fixture->ui.window), "opening hours"));
}

static void
test_write_article (ShelfWindow *fixture, gconstpointer data)
{
  GtkWidget *editor;

  shelf_window_show (fixture, 1100, 700);
  gtk_widget_activate_action (ui_part (&fixture->ui, "articles"), "articles.new", NULL);
  editor = shelf_window_wait_top (fixture);
  g_assert_false (gtk_widget_get_sensitive (shelf_find (editor, GTK_TYPE_BUTTON, "Save")));
  gtk_editable_set_text (GTK_EDITABLE (ui_find_named (editor, "title_row")), "Payment");
  write_body (editor, "By **card**.");
  gtk_stack_set_visible_child_name (GTK_STACK (ui_find_named (editor, "stack")), "preview");
  shelf_click (editor, "Save");

  shelf_window_wait (fixture, "Payment");
  bht_wait_until (shelf_window_top (fixture) == NULL);
  shelf_window_wait_call (fixture, "POST documents {\"title\":\"Payment\",\"category\":\"\","
                                   "\"body\":\"By **card**.\",\"format\":\"markdown\"}");
}

static void
test_unsaved_text_is_not_lost (ShelfWindow *fixture, gconstpointer data)
{
  GtkWidget *editor;

  shelf_window_show (fixture, 1100, 700);
  gtk_widget_activate_action (ui_part (&fixture->ui, "articles"), "articles.new", NULL);
  editor = shelf_window_wait_top (fixture);
  write_body (editor, "Half a sen");
  gtk_window_close (GTK_WINDOW (editor));
  ui_wait_frames (GTK_WIDGET (fixture->ui.window), 3);

  g_assert_true (gtk_widget_get_visible (editor));
  shelf_window_wait (fixture, "Discard What You Wrote?");
}

static void
test_import (ShelfWindow *fixture, gconstpointer data)
{
  GtkWidget *window;

  shelf_window_show (fixture, 1100, 700);
  gtk_widget_activate_action (ui_part (&fixture->ui, "articles"), "articles.import", NULL);
  window = shelf_window_wait_top (fixture);
  gtk_editable_set_text (GTK_EDITABLE (ui_find_named (window, "url")), "ftp://example.org");
  g_assert_false (gtk_widget_get_sensitive (ui_find_named (window, "import")));
  gtk_editable_set_text (GTK_EDITABLE (ui_find_named (window, "url")), "example.org/help");
  shelf_click (window, "Import");

  shelf_window_wait_call (fixture, "\"url\":\"https://example.org/help\"");
  shelf_window_wait (fixture, "Waiting to be read");
}

static void
open_article (ShelfWindow *fixture, const char *id, const char *passage)
{
  gtk_widget_activate_action (ui_part (&fixture->ui, "articles"), "places.open-article", "(ss)", id,
                              passage);
}

static void
test_article_and_its_phrasings (ShelfWindow *fixture, gconstpointer data)
{
  g_autofree char *id = g_strdup (bht_books_write (fixture->shelf.books, "Delivery", "# Soon"));

  bht_books_propose (fixture->shelf.books, id, "when will it come", "approved");
  shelf_window_show (fixture, 1100, 900);
  open_article (fixture, id, "p2");
  shelf_window_wait (fixture, "Three to five working days.");
  shelf_window_wait (fixture, "when will it come");
  gtk_editable_set_text (GTK_EDITABLE (ui_part (&fixture->ui, "phrasing")),
                         "how long does it take");
  g_signal_emit_by_name (ui_part (&fixture->ui, "phrasing"), "apply");
  shelf_window_wait (fixture, "how long does it take");
  shelf_click (ui_part (&fixture->ui, "article"), "Remove");
  shelf_window_wait_call (fixture, "DELETE phrasings/");
}

static gboolean
is_pointed_at (GtkWidget *root)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (root));

  return focus != NULL && gtk_widget_has_css_class (focus, "found-passage");
}

static void
test_passage_is_pointed_at (ShelfWindow *fixture, gconstpointer data)
{
  const char *id = bht_books_write (fixture->shelf.books, "Delivery", "# Soon");

  shelf_window_show (fixture, 1100, 700);
  open_article (fixture, id, "p2");
  bht_wait_until (is_pointed_at (GTK_WIDGET (fixture->ui.window)));
}

static void
test_delete_asks_first (ShelfWindow *fixture, gconstpointer data)
{
  const char *id = bht_books_write (fixture->shelf.books, "Delivery", "Soon");

  shelf_window_show (fixture, 1100, 700);
  open_article (fixture, id, "");
  shelf_window_wait (fixture, "Written here");
  shelf_click (GTK_WIDGET (fixture->ui.window), "Delete Article");
  shelf_window_wait (fixture, "Delete “Delivery”?");
  g_assert_false (bht_books_was_called (fixture->shelf.books, "DELETE documents"));
  ui_answer_question ("yes");
  shelf_window_wait_call (fixture, "DELETE documents/");
  shelf_window_wait (fixture, "The article was deleted.");
}

static void
test_offline_is_said (ShelfWindow *fixture, gconstpointer data)
{
  bht_desk_sign_in (&fixture->shelf.desk, FALSE);
  bht_mock_go_away (fixture->shelf.desk.mock);
  bht_wait_until (!bhc_library_is_connected (bhc_desk_get_library (fixture->ui.desk)));
  shelf_window_show (fixture, 1100, 700);
  shelf_window_wait (fixture, "Not Connected");
  bht_books_write (fixture->shelf.books, "Delivery", "Soon");
  bht_mock_come_back (fixture->shelf.desk.mock);
  bhc_desk_retry (fixture->ui.desk);
  shelf_window_wait (fixture, "Delivery");
}

static void
test_agent_may_not_add (ShelfWindow *fixture, gconstpointer data)
{
  shelf_window_show (fixture, 1100, 700);
  g_assert_false (gtk_widget_get_visible (ui_part (&fixture->ui, "add")));
}

/* ---- gaps ---- */

static void
show_gap (ShelfWindow *fixture)
{
  bht_books_write (fixture->shelf.books, "Boats", "We sell none.");
  bht_books_miss (fixture->shelf.books, "Do you sell submarines?", 3);
  shelf_window_show (fixture, 1100, 700);
  shelf_window_go (fixture, "gaps");
  shelf_window_wait (fixture, "Do you sell submarines?");
}

static void
test_dismissing_can_be_undone (ShelfWindow *fixture, gconstpointer data)
{
  show_gap (fixture);
  shelf_click (ui_part (&fixture->ui, "gaps"), "Dismiss");
  shelf_window_wait (fixture, "No Open Questions");
  shelf_window_wait (fixture, "The question was dismissed.");
  shelf_click (GTK_WIDGET (fixture->ui.window), "_Undo");
  shelf_window_wait (fixture, "Do you sell submarines?");
}

static void
test_closed_gap_is_reopened (ShelfWindow *fixture, gconstpointer data)
{
  show_gap (fixture);
  shelf_click (ui_part (&fixture->ui, "gaps"), "Dismiss");
  shelf_window_wait (fixture, "No Open Questions");
  gtk_drop_down_set_selected (
      GTK_DROP_DOWN (ui_find_named (ui_part (&fixture->ui, "gaps"), "status")), 1);
  shelf_window_wait (fixture, "Closed: dismissed");
  shelf_click (ui_part (&fixture->ui, "gaps"), "Reopen");
  shelf_window_wait (fixture, "Nothing Found");
}

static void
test_gap_is_linked (ShelfWindow *fixture, gconstpointer data)
{
  show_gap (fixture);
  shelf_click (ui_part (&fixture->ui, "gaps"), "Link to an Article");
  shelf_window_wait_top (fixture);
  shelf_window_wait (fixture, "Boats");
  shelf_click (shelf_window_top (fixture), "Choose");
  shelf_window_wait_call (fixture, "/link {\"document_id\":");
  shelf_window_wait (fixture, "No Open Questions");
}

static void
test_gap_becomes_an_article (ShelfWindow *fixture, gconstpointer data)
{
  GtkWidget *editor;

  show_gap (fixture);
  shelf_click (ui_part (&fixture->ui, "gaps"), "Write an Article About It");
  editor = shelf_window_wait_top (fixture);
  write_body (editor, "Only small ones.");
  shelf_click (editor, "Save");
  shelf_window_wait_call (fixture, "/article {\"title\":\"Do you sell submarines?\"");
  shelf_window_wait (fixture, "No Open Questions");
}

/* ---- phrasings ---- */

static void
show_phrasings (ShelfWindow *fixture)
{
  const char *id = bht_books_write (fixture->shelf.books, "Delivery", "Soon");

  bht_books_propose (fixture->shelf.books, id, "first question", "proposed");
  bht_books_propose (fixture->shelf.books, id, "second question", "proposed");
  bht_books_propose (fixture->shelf.books, id, "third question", "proposed");
  shelf_window_show (fixture, 1100, 700);
  shelf_window_go (fixture, "phrasings");
  shelf_window_wait (fixture, "second question");
}

static void
test_judging_moves_on (ShelfWindow *fixture, gconstpointer data)
{
  show_phrasings (fixture);
  gtk_widget_activate_action (ui_part (&fixture->ui, "phrasings"), "phrasings.approve-selected",
                              NULL);
  shelf_window_wait_gone (fixture, "third question");
  shelf_window_wait_call (fixture, "/approve");
  gtk_widget_activate_action (ui_part (&fixture->ui, "phrasings"), "phrasings.reject-selected",
                              NULL);
  shelf_window_wait_gone (fixture, "second question");
  shelf_window_wait_call (fixture, "/reject");

  g_assert_true (ui_shows (GTK_WIDGET (fixture->ui.window), "first question"));
}

static void
test_many_are_approved (ShelfWindow *fixture, gconstpointer data)
{
  GtkWidget *list;

  show_phrasings (fixture);
  list = ui_find (ui_part (&fixture->ui, "phrasings"), GTK_TYPE_LIST_VIEW, NULL);
  gtk_selection_model_select_all (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  shelf_window_wait (fixture, "3 selected");
  shelf_click (ui_part (&fixture->ui, "phrasings"), "Approve What Is Selected (A)");
  shelf_window_wait (fixture, "Nothing Proposed");
  for (guint i = 0; i < fixture->shelf.books->phrasings->len; i++)
    g_assert_cmpstr (((BhPhrasing *) fixture->shelf.books->phrasings->pdata[i])->status, ==,
                     "approved");
}

/* ---- the playground, and why ---- */

static void
test_playground (ShelfWindow *fixture, gconstpointer data)
{
  bht_books_write (fixture->shelf.books, "Delivery", "Soon");
  shelf_window_show (fixture, 1100, 900);
  shelf_window_go (fixture, "playground");
  gtk_editable_set_text (GTK_EDITABLE (ui_part (&fixture->ui, "question")), "How long?");
  shelf_click (ui_part (&fixture->ui, "playground"), "Ask");
  shelf_window_wait (fixture, "nothing on Sundays");
  shelf_window_wait (fixture, "Sure enough to answer");
  g_assert_null (shelf_find (ui_part (&fixture->ui, "playground"), GTK_TYPE_BUTTON, "Bad Answer"));

  gtk_switch_set_active (GTK_SWITCH (ui_part (&fixture->ui, "continues")), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (ui_part (&fixture->ui, "question")), "And abroad?");
  shelf_click (ui_part (&fixture->ui, "playground"), "Ask");
  shelf_window_wait_call (fixture, "\"history\":[{\"author\":\"visitor\",\"body\":\"How long?\"}");
}

static const char *
open_talk (ShelfWindow *fixture)
{
  BhtMock *mock = fixture->shelf.desk.mock;
  const char *conversation = bht_mock_open (mock, "Ada");
  const BhMessage *answer;

  bht_books_write (fixture->shelf.books, "Delivery", "Soon");
  bht_mock_say (mock, conversation, BH_AUTHOR_VISITOR, "How long does it take?");
  answer = bht_mock_say (mock, conversation, BH_AUTHOR_AI, "Three to five working days.");
  bht_books_run (fixture->shelf.books, conversation, answer->id,
                 ((BhDocument *) fixture->shelf.books->documents->pdata[0])->id);
  bht_desk_sign_in (&fixture->shelf.desk, FALSE);
  ui_fixture_show_window (&fixture->ui, 1100, 700);
  bhc_window_open_conversation (BHC_WINDOW (fixture->ui.window), conversation);
  shelf_window_wait (fixture, "Three to five working days.");

  return conversation;
}

static void
test_why_this_answer (ShelfWindow *fixture, gconstpointer data)
{
  open_talk (fixture);
  shelf_click (GTK_WIDGET (fixture->ui.window), "Why This Answer?");
  shelf_window_wait_top (fixture);
  shelf_window_wait (fixture, "order_status · success · 130 ms");
  shelf_click (shelf_window_top (fixture), "Bad Answer");
  shelf_window_wait_call (fixture, "/verdict {\"verdict\":-1}");
  shelf_window_wait (fixture, "Judged as bad");
  shelf_click (shelf_window_top (fixture), "Open the Article");
  shelf_window_wait (fixture, "How Visitors Ask");
  g_assert_null (shelf_window_top (fixture));
}

static void
test_article_answers_a_question (ShelfWindow *fixture, gconstpointer data)
{
  open_talk (fixture);
  shelf_click (GTK_WIDGET (fixture->ui.window), "Choose the Article That Answers This…");
  shelf_window_wait_top (fixture);
  shelf_window_wait (fixture, "Delivery");
  shelf_click (shelf_window_top (fixture), "Choose");
  shelf_window_wait_call (fixture, "\"question\":\"How long does it take?\",\"conversation_id\":");
  shelf_window_wait (fixture, "From now on this question finds the article.");
}

/* Where the tabs have no room beside each other. */
static void
test_choice_of_sections (ShelfWindow *fixture, gconstpointer role)
{
  AdwViewStack *sections;
  GtkDropDown *drop;

  shelf_window_show (fixture, 360, 640);
  sections = ADW_VIEW_STACK (ui_part (&fixture->ui, "sections"));
  drop = GTK_DROP_DOWN (gtk_widget_get_first_child (ui_part (&fixture->ui, "choice")));
  gtk_drop_down_set_selected (drop, 1);
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (sections), ==, "gaps");
  shelf_window_go (fixture, "playground");
  g_assert_cmpuint (gtk_drop_down_get_selected (drop), ==, 3);
}

static void
add_tests (void)
{
  SHELF_TEST ("/console/places/one-takes-part", test_places);
  SHELF_TEST ("/console/places/narrow-stand-below", test_narrow_places_stand_below);
  SHELF_TEST ("/console/places/sections-are-chosen", test_choice_of_sections);
  SHELF_TEST ("/console/articles/list-is-live", test_list_is_live);
  SHELF_TEST ("/console/articles/search", test_search);
  SHELF_TEST ("/console/articles/dropped-files-are-uploaded", test_dropped_files_are_uploaded);
  SHELF_TEST ("/console/articles/write", test_write_article);
  SHELF_TEST ("/console/articles/unsaved-text-is-not-lost", test_unsaved_text_is_not_lost);
  SHELF_TEST ("/console/articles/import", test_import);
  SHELF_TEST ("/console/articles/phrasings-of-one", test_article_and_its_phrasings);
  SHELF_TEST ("/console/articles/passage-is-pointed-at", test_passage_is_pointed_at);
  SHELF_TEST ("/console/articles/delete-asks-first", test_delete_asks_first);
  SHELF_TEST ("/console/articles/offline-is-said", test_offline_is_said);
  g_test_add ("/console/articles/agent-may-not-add", ShelfWindow, "agent", shelf_window_set_up,
              test_agent_may_not_add, shelf_window_tear_down);
  SHELF_TEST ("/console/gaps/dismissing-can-be-undone", test_dismissing_can_be_undone);
  SHELF_TEST ("/console/gaps/closed-is-reopened", test_closed_gap_is_reopened);
  SHELF_TEST ("/console/gaps/linked", test_gap_is_linked);
  SHELF_TEST ("/console/gaps/becomes-an-article", test_gap_becomes_an_article);
  SHELF_TEST ("/console/phrasings/judging-moves-on", test_judging_moves_on);
  SHELF_TEST ("/console/phrasings/many-are-approved", test_many_are_approved);
  SHELF_TEST ("/console/playground/answer-and-history", test_playground);
  SHELF_TEST ("/console/why/this-answer", test_why_this_answer);
  SHELF_TEST ("/console/why/article-answers-a-question", test_article_answers_a_question);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
