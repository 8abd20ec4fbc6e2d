/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/search/bhc-desk-find.h"
#include "console/ui/bhc-window.h"
#include "console/ui/search/bhc-search-page.h"
#include "tests/console/ui/assistant/fake-ask.h"
#include "tests/console/ui/sample-desk.h"
#include "tests/console/ui/ui-fixture.h"

#include <string.h>

#define FIND "GET /v1/desk/find"
#define NOTHING "{\"hits\":[],\"contacts\":[],\"articles\":[],\"next\":null}"
#define SERVER_ONLY                                                                                    \
  "{\"hits\":[{\"conversation\":{\"id\":\"c9\",\"contact\":{\"id\":\"k9\",\"name\":\"Noor Haddad\"},"  \
  "\"labels\":[]},\"message_id\":\"m-far\",\"seq\":2,\"author\":\"visitor\",\"author_name\":\"Noor "   \
  "Haddad\",\"kind\":\"text\",\"excerpt\":\"An old fork of mine\",\"created_us\":1700000000000000}],"  \
  "\"contacts\":[],\"articles\":[{\"document_id\":\"d1\",\"title\":\"Warranty\",\"excerpt\":\"Frames " \
  "and forks are covered for five years.\"}],\"next\":null}"

static void
save (UiFixture *fixture, const char *name)
{
  const char *folder = g_getenv ("BELLHOP_PICTURES");
  g_autofree char *file = g_strdup_printf ("search-%s.png", name);
  g_autofree char *path = g_build_filename (folder != NULL ? folder : g_get_tmp_dir (), file, NULL);

  ui_save_picture (GTK_WIDGET (fixture->window), path);
}

static GtkWidget *
part (UiFixture *fixture, const char *id)
{
  return ui_find_named (ui_find (GTK_WIDGET (fixture->window), BHC_TYPE_SEARCH_PAGE, NULL), id);
}

static void
open_page (UiFixture *fixture, int width, const char *answer)
{
  sample_desk_fill (fixture->desk);
  fake_desk_sign_in_as_mia (fixture->desk);
  if (answer != NULL)
    fake_ask_answer (fixture->desk, FIND, answer);
  ui_fixture_show_window (fixture, width, 720);
  gtk_widget_activate_action (ui_find_named (GTK_WIDGET (fixture->window), "BhcPlaces"),
                              "places.search", NULL);
  ui_wait_frames (GTK_WIDGET (fixture->window), 5);
}

static void
type (UiFixture *fixture, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (part (fixture, "entry")), text);
}

static gboolean
is_at_rest (gpointer data)
{
  return !gtk_spinner_get_spinning (GTK_SPINNER (part (data, "busy")));
}

static void
search (UiFixture *fixture, const char *text)
{
  type (fixture, text);
  ui_wait_until (is_at_rest, fixture);
  ui_wait_frames (GTK_WIDGET (fixture->window), 3);
}

static guint
n_rows (UiFixture *fixture)
{
  GtkListBox *list = GTK_LIST_BOX (part (fixture, "list"));
  guint n = 0;

  while (gtk_list_box_get_row_at_index (list, (int) n) != NULL)
    n++;
  return n;
}

static const char *
page_of (UiFixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (part (fixture, "stack")));
}

static void
test_finds_here_and_there (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = NULL;

  open_page (fixture, 1100, SERVER_ONLY);
  search (fixture, "fork");
  page = ui_find (GTK_WIDGET (fixture->window), BHC_TYPE_SEARCH_PAGE, NULL);
  g_assert_cmpstr (page_of (fixture), ==, "list");
  g_assert_true (ui_shows (page, "Articles"));
  g_assert_true (ui_shows (page, "Messages"));
  g_assert_true (ui_shows (page, "It is the front fork"));
  g_assert_true (ui_shows (page, "An old fork of mine"));
  g_assert_true (ui_shows (page, "from the server"));
  save (fixture, "wide");
}

static void
test_nothing_twice (UiFixture *fixture, gconstpointer data)
{
  guint n;

  open_page (fixture, 1100, NOTHING);
  search (fixture, "fork");
  n = n_rows (fixture);
  g_assert_cmpuint (n, >, 1);
  search (fixture, "for");
  search (fixture, "fork");
  g_assert_cmpuint (n_rows (fixture), ==, n);
}

static void
test_contacts_by_name (UiFixture *fixture, gconstpointer data)
{
  open_page (fixture, 1100, NOTHING);
  search (fixture, "lindq");
  g_assert_true (ui_shows (part (fixture, "list"), "Contacts"));
  g_assert_true (ui_shows (part (fixture, "list"), "Ada Lindqvist"));
}

static void
test_nothing_found (UiFixture *fixture, gconstpointer data)
{
  open_page (fixture, 1100, NOTHING);
  search (fixture, "zeppelin");
  g_assert_cmpstr (page_of (fixture), ==, "none");
  save (fixture, "none");
}

static void
test_wrong_in_words (UiFixture *fixture, gconstpointer data)
{
  open_page (fixture, 1100, NOTHING);
  search (fixture, "status:lost");
  g_assert_true (gtk_widget_get_mapped (part (fixture, "problem")));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (part (fixture, "problem"))), "status"));
  save (fixture, "invalid");
  search (fixture, "status:escalated");
  g_assert_false (gtk_widget_get_mapped (part (fixture, "problem")));
}

static void
test_offline_says_so (UiFixture *fixture, gconstpointer data)
{
  open_page (fixture, 1100, NOTHING);
  fake_desk_set_state (fixture->desk, BHC_STATE_OFFLINE, "no connection");
  search (fixture, "fork");
  g_assert_cmpstr (page_of (fixture), ==, "list");
  g_assert_true (gtk_widget_get_mapped (part (fixture, "status")));
  save (fixture, "offline");
}

static gboolean
has_asked (gpointer fixture)
{
  return g_str_has_prefix (fake_ask_get_last (((UiFixture *) fixture)->desk), FIND);
}

static void
test_offline_it_was_not_asked (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = NULL;

  open_page (fixture, 1100, NOTHING);
  page = ui_find (GTK_WIDGET (fixture->window), BHC_TYPE_SEARCH_PAGE, NULL);
  fake_desk_set_state (fixture->desk, BHC_STATE_OFFLINE, "no connection");
  search (fixture, "zeppelin");
  g_assert_false (has_asked (fixture));
  g_assert_true (ui_shows (page, "Nothing Found on This Computer"));
  g_assert_true (ui_shows (page, "Only what is kept on this computer was searched. The server will "
                                 "be asked when there is a connection again."));
  save (fixture, "offline-none");
  fake_desk_set_state (fixture->desk, BHC_STATE_ONLINE, NULL);
  ui_wait_until (has_asked, fixture);
  ui_wait_until (is_at_rest, fixture);
  ui_wait_frames (GTK_WIDGET (fixture->window), 3);
  g_assert_false (ui_shows (page, "Nothing Found on This Computer"));
  g_assert_true (ui_shows (page, "Nothing Found"));
}

static void
test_offline_it_was_asked_before (UiFixture *fixture, gconstpointer data)
{
  open_page (fixture, 1100, NOTHING);
  search (fixture, "zeppelin");
  fake_desk_set_state (fixture->desk, BHC_STATE_OFFLINE, "no connection");
  ui_wait_frames (GTK_WIDGET (fixture->window), 3);
  g_assert_true (
      ui_shows (GTK_WIDGET (fixture->window), "As it was found before the connection was lost."));
}

/* None is beyond the edge. */
static void
test_hints_are_all_seen (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *hints;
  GtkWidget *last;
  graphene_rect_t bounds;

  open_page (fixture, 360, NOTHING);
  ui_wait_frames (GTK_WIDGET (fixture->window), 3);
  hints = part (fixture, "hints");
  last = ui_find (hints, GTK_TYPE_BUTTON, "before:");
  g_assert_nonnull (last);
  g_assert_true (gtk_widget_compute_bounds (last, hints, &bounds));
  g_assert_cmpfloat (bounds.origin.x, >=, 0);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (hints));
}

static void
test_hints_complete (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *hint = NULL;

  open_page (fixture, 1100, NOTHING);
  type (fixture, "fork fr");
  gtk_editable_set_position (GTK_EDITABLE (part (fixture, "entry")), -1);
  ui_wait_frames (GTK_WIDGET (fixture->window), 3);
  hint = ui_find (part (fixture, "hints"), GTK_TYPE_BUTTON, "from:");
  g_assert_nonnull (hint);
  g_signal_emit_by_name (hint, "clicked");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (part (fixture, "entry"))), ==,
                   "fork from:");
  ui_wait_frames (GTK_WIDGET (fixture->window), 3);
  hint = ui_find (part (fixture, "hints"), GTK_TYPE_BUTTON, "Sam Okafor");
  g_assert_nonnull (hint);
  ui_wait_frames (GTK_WIDGET (fixture->window), 3);
  save (fixture, "hints");
  g_signal_emit_by_name (hint, "clicked");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (part (fixture, "entry"))), ==,
                   "fork from:\"Sam Okafor\" ");
}

static gboolean
shows_conversation (gpointer data)
{
  GtkWidget *window = data;
  GtkWidget *page = ui_find_named (window, "BhcDeskPage");

  return page != NULL && gtk_widget_get_mapped (page) &&
         ui_shows (page, "It creaks since I fell last week.");
}

static void
test_opens_at_the_message (UiFixture *fixture, gconstpointer data)
{
  GtkListBoxRow *row = NULL;
  g_auto (GStrv) searches = NULL;

  open_page (fixture, 1100, NOTHING);
  search (fixture, "creaks fell");
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (part (fixture, "list")), 0);
  g_assert_nonnull (row);
  g_signal_emit_by_name (part (fixture, "list"), "row-activated", row);
  ui_wait_until (shows_conversation, fixture->window);
  ui_wait_frames (GTK_WIDGET (fixture->window), 20);
  save (fixture, "opened");
  searches = bhc_desk_read_searches (fixture->desk);
  g_assert_cmpstr (searches[0], ==, "creaks fell");
}

static void
test_history_is_offered (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *history = NULL;

  sample_desk_fill (fixture->desk);
  bhc_desk_remember_search (fixture->desk, "status:resolved \"test ride\"");
  bhc_desk_remember_search (fixture->desk, "fork from:visitor");
  open_page (fixture, 1100, NOTHING);
  history = part (fixture, "history");
  g_assert_true (ui_shows (history, "fork from:visitor"));
  save (fixture, "start");
  g_signal_emit_by_name (history, "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (history), 0));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (part (fixture, "entry"))), ==,
                   "fork from:visitor");
}

static void
test_escape_goes_back (UiFixture *fixture, gconstpointer data)
{
  g_autofree char *place = NULL;

  open_page (fixture, 1100, NOTHING);
  gtk_widget_activate_action (part (fixture, "entry"), "search.back", NULL);
  g_object_get (ui_find_named (GTK_WIDGET (fixture->window), "BhcPlaces"), "place", &place, NULL);
  g_assert_cmpstr (place, ==, "inbox");
}

static void
test_narrow (UiFixture *fixture, gconstpointer data)
{
  open_page (fixture, 360, SERVER_ONLY);
  search (fixture, "fork");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, 360);
  save (fixture, "narrow");
}

static void
add_tests (void)
{
  UI_TEST ("/ui/search/finds-here-and-there", test_finds_here_and_there);
  UI_TEST ("/ui/search/nothing-twice", test_nothing_twice);
  UI_TEST ("/ui/search/contacts-by-name", test_contacts_by_name);
  UI_TEST ("/ui/search/nothing-found", test_nothing_found);
  UI_TEST ("/ui/search/wrong-in-words", test_wrong_in_words);
  UI_TEST ("/ui/search/offline-says-so", test_offline_says_so);
  UI_TEST ("/ui/search/offline-it-was-not-asked", test_offline_it_was_not_asked);
  UI_TEST ("/ui/search/offline-it-was-asked-before", test_offline_it_was_asked_before);
  UI_TEST ("/ui/search/hints-complete", test_hints_complete);
  UI_TEST ("/ui/search/hints-are-all-seen", test_hints_are_all_seen);
  UI_TEST ("/ui/search/opens-at-the-message", test_opens_at_the_message);
  UI_TEST ("/ui/search/history-is-offered", test_history_is_offered);
  UI_TEST ("/ui/search/escape-goes-back", test_escape_goes_back);
  UI_TEST ("/ui/search/narrow", test_narrow);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
