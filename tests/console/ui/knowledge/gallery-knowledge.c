/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Pictures of the knowledge base with real-looking data, for eyes: into the folder
 * BELLHOP_PICTURES. */
#include "common/bh-error.h"
#include "console/ui/bhc-window.h"
#include "console/ui/knowledge/bhc-knowledge-page.h"
#include "tests/console/bht-wait.h"
#include "tests/console/ui/knowledge/shelf-window.h"

#include <glib/gstdio.h>

static void
save_widget (GtkWidget *widget, const char *name)
{
  const char *folder = g_getenv ("BELLHOP_PICTURES");
  g_autofree char *file = g_strdup_printf ("%s/%s.png", folder != NULL ? folder : "pictures", name);

  ui_wait_frames (widget, 30);
  ui_save_picture (widget, file);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
}

static void
save (ShelfWindow *fixture, const char *name)
{
  save_widget (GTK_WIDGET (fixture->ui.window), name);
}

static const char article[] =
    "# Delivery times\n\nMost orders leave our store **the same day**.\n\n## Within Europe\n\n"
    "- Three to five working days\n- No delivery on Sundays\n\n> Islands may take longer.\n\n"
    "See [returns](https://example.org/returns) if it came too late.";

static void
fill (ShelfWindow *fixture)
{
  BhtBooks *books = fixture->shelf.books;
  g_autofree char *delivery =
      g_strdup (bht_books_write (books, "Delivery times and shipping costs", article));
  g_autofree char *broken = g_strdup (bht_books_write (books, "Price list 2026", ""));
  g_autofree char *busy = g_strdup (bht_books_write (books, "Handbook of the workshop", ""));

  bht_books_write (books, "Returns within 30 days", "Send it back.");
  bht_books_write (books, "Paying by card, transfer or invoice", "As you like.");
  bht_books_set_status (books, broken, "error", "the PDF is protected by a password");
  bht_books_set_status (books, busy, "extracting", NULL);
  bht_books_miss (books, "Do you sell submarines?", 3);
  bht_books_miss (books, "Can I pay in three instalments without a credit card?", 12);
  bht_books_propose (books, delivery, "when will my parcel be here", "proposed");
  bht_books_propose (books, delivery, "how many days until it arrives in Portugal", "proposed");
  bht_books_propose (books, delivery, "shipping duration", "approved");
}

static void
show (ShelfWindow *fixture, int width, int height)
{
  fill (fixture);
  shelf_window_show (fixture, width, height);
  shelf_window_wait (fixture, "Returns within 30 days");
}

static void
add_file (ShelfWindow *fixture, const char *name, gsize length)
{
  g_autofree char *path = g_build_filename (fixture->shelf.desk.directory, name, NULL);
  g_autofree char *bytes = g_strnfill (length, 'x');
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  bhc_uploads_add (bhc_desk_get_uploads (fixture->ui.desk), file, NULL);
}

static void
test_articles (ShelfWindow *fixture, gconstpointer data)
{
  show (fixture, 1180, 760);
  save (fixture, "articles");
}

static void
test_uploads (ShelfWindow *fixture, gconstpointer data)
{
  show (fixture, 1180, 760);
  bht_wait_until (bhc_library_get_overview (bhc_desk_get_library (fixture->ui.desk)) != NULL);
  add_file (fixture, "opening hours.txt", 900);
  add_file (fixture, "holiday film.mp4", 900);
  bht_wait_until (bhc_uploads_count_open (bhc_desk_get_uploads (fixture->ui.desk)) == 0);
  bht_mock_go_away (fixture->shelf.desk.mock);
  bht_wait_until (!bhc_library_is_connected (bhc_desk_get_library (fixture->ui.desk)));
  add_file (fixture, "tyres.txt", 2000);
  save (fixture, "uploads-offline");
}

static void
test_article (ShelfWindow *fixture, gconstpointer data)
{
  show (fixture, 1180, 900);
  bhc_desk_get_library (fixture->ui.desk);
  gtk_widget_activate_action (
      ui_find (GTK_WIDGET (fixture->ui.window), BHC_TYPE_KNOWLEDGE_PAGE, NULL),
      "knowledge.open-article", "(ss)",
      ((BhDocument *) fixture->shelf.books->documents->pdata[4])->id, "p2");
  shelf_window_wait (fixture, "Three to five working days.");
  save (fixture, "article");
}

static void
test_editor (ShelfWindow *fixture, gconstpointer data)
{
  GtkWidget *editor;

  show (fixture, 1180, 760);
  gtk_widget_activate_action (ui_find_named (GTK_WIDGET (fixture->ui.window), "articles"),
                              "articles.new", NULL);
  editor = shelf_window_wait_top (fixture);
  gtk_editable_set_text (GTK_EDITABLE (ui_find_named (editor, "title_row")), "Delivery times");
  g_object_set (gtk_text_view_get_buffer (GTK_TEXT_VIEW (ui_find_named (editor, "body_text"))),
                "text", article, NULL);
  save_widget (editor, "editor");
  gtk_stack_set_visible_child_name (GTK_STACK (ui_find_named (editor, "stack")), "preview");
  save_widget (editor, "editor-preview");
  g_object_set (gtk_text_view_get_buffer (GTK_TEXT_VIEW (ui_find_named (editor, "body_text"))),
                "text", "", NULL);
  gtk_window_destroy (GTK_WINDOW (editor));
  gtk_widget_activate_action (ui_find_named (GTK_WIDGET (fixture->ui.window), "articles"),
                              "articles.import", NULL);
  save_widget (shelf_window_wait_top (fixture), "import");
}

static void
test_gaps (ShelfWindow *fixture, gconstpointer data)
{
  show (fixture, 1180, 760);
  shelf_window_go (fixture, "gaps");
  shelf_window_wait (fixture, "Do you sell submarines?");
  save (fixture, "gaps");
  shelf_click (ui_find_named (GTK_WIDGET (fixture->ui.window), "gaps"), "Link to an Article");
  shelf_window_wait_top (fixture);
  shelf_window_wait (fixture, "Delivery times");
  save_widget (shelf_window_top (fixture), "chooser");
}

static void
test_phrasings (ShelfWindow *fixture, gconstpointer data)
{
  show (fixture, 1180, 760);
  shelf_window_go (fixture, "phrasings");
  shelf_window_wait (fixture, "when will my parcel be here");
  save (fixture, "phrasings");
}

static void
ask (ShelfWindow *fixture)
{
  GtkWidget *page = ui_find_named (GTK_WIDGET (fixture->ui.window), "playground");

  gtk_editable_set_text (GTK_EDITABLE (ui_find_named (page, "question")), "How long is delivery?");
  g_signal_emit_by_name (ui_find_named (page, "ask"), "clicked");
  shelf_window_wait (fixture, "nothing on Sundays");
}

static void
test_playground (ShelfWindow *fixture, gconstpointer data)
{
  GtkWidget *row;

  show (fixture, 1180, 1300);
  shelf_window_go (fixture, "playground");
  ask (fixture);
  row =
      ui_find (ui_find_named (GTK_WIDGET (fixture->ui.window), "run"), ADW_TYPE_EXPANDER_ROW, NULL);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  save (fixture, "playground");
}

static void
test_empty (ShelfWindow *fixture, gconstpointer data)
{
  shelf_window_show (fixture, 1180, 760);
  shelf_window_wait (fixture, "No Articles Yet");
  save (fixture, "no-articles");
}

static void
test_narrow (ShelfWindow *fixture, gconstpointer data)
{
  show (fixture, 360, 640);
  save (fixture, "narrow-articles");
  shelf_window_go (fixture, "gaps");
  shelf_window_wait (fixture, "Do you sell submarines?");
  save (fixture, "narrow-gaps");
  shelf_window_go (fixture, "phrasings");
  save (fixture, "narrow-phrasings");
  shelf_window_go (fixture, "playground");
  ask (fixture);
  save (fixture, "narrow-playground");
}

static void
test_why (ShelfWindow *fixture, gconstpointer data)
{
  BhtMock *mock = fixture->shelf.desk.mock;
  const char *conversation;
  const BhMessage *answer;
  GtkWidget *pane;

  fill (fixture);
  conversation = bht_mock_open (mock, "Ada");
  bht_mock_say (mock, conversation, BH_AUTHOR_VISITOR, "How long does delivery take?");
  answer = bht_mock_say (mock, conversation, BH_AUTHOR_AI, "Three to five working days.");
  bht_books_run (fixture->shelf.books, conversation, answer->id,
                 ((BhDocument *) fixture->shelf.books->documents->pdata[4])->id);
  bht_desk_sign_in (&fixture->shelf.desk, FALSE);
  ui_fixture_show_window (&fixture->ui, 1180, 760);
  bhc_window_open_conversation (BHC_WINDOW (fixture->ui.window), conversation);
  shelf_window_wait (fixture, "Three to five working days.");
  save (fixture, "conversation");
  pane = ui_find_named (GTK_WIDGET (fixture->ui.window), "conversation");
  gtk_widget_activate_action (pane, "conversation.explain", NULL);
  save_widget (shelf_window_wait_top (fixture), "why");
}

static void
add_tests (void)
{
  SHELF_TEST ("/console/gallery/articles", test_articles);
  SHELF_TEST ("/console/gallery/uploads", test_uploads);
  SHELF_TEST ("/console/gallery/article", test_article);
  SHELF_TEST ("/console/gallery/editor", test_editor);
  SHELF_TEST ("/console/gallery/gaps", test_gaps);
  SHELF_TEST ("/console/gallery/phrasings", test_phrasings);
  SHELF_TEST ("/console/gallery/playground", test_playground);
  SHELF_TEST ("/console/gallery/no-articles", test_empty);
  SHELF_TEST ("/console/gallery/narrow-knowledge", test_narrow);
  SHELF_TEST ("/console/gallery/why", test_why);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
