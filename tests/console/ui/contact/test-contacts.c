/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/bhc-window.h"
#include "console/ui/contact/card/bhc-attribute-form.h"
#include "console/ui/contact/card/bhc-contact-card.h"
#include "console/ui/contact/place/bhc-contacts-page.h"
#include "tests/console/ui/assistant/fake-ask.h"
#include "tests/console/ui/sample-desk.h"
#include "tests/console/ui/ui-fixture.h"

/* Everybody who has written, and what can be done with one of them. */

#define LIST                                                                                       \
  "{\"contacts\":[{\"contact\":{\"id\":\"ada\",\"name\":\"Ada Lindqvist\","                        \
  "\"email\":\"ada@example.org\",\"verified\":true},\"conversations\":3,\"last_us\":1},"           \
  "{\"contact\":{\"id\":\"troll\",\"name\":\"Visitor\",\"email\":\"\",\"blocked\":true},"          \
  "\"conversations\":1,\"last_us\":1}],\"next\":\"1:troll\"}"
#define MORE                                                                                       \
  "{\"contacts\":[{\"contact\":{\"id\":\"zoe\",\"name\":\"Zoe\",\"email\":\"zoe@example.org\"},"   \
  "\"conversations\":1,\"last_us\":1}],\"next\":null}"
#define ADA                                                                                        \
  "{\"contact\":{\"id\":\"ada\",\"name\":\"Ada Lindqvist\",\"email\":\"ada@example.org\","         \
  "\"created_us\":1763719200000000,\"attributes\":{\"order\":\"4711\"}},"                          \
  "\"notes\":[{\"id\":\"n1\",\"operator\":{\"id\":\"op-sam\",\"name\":\"Sam Okafor\"},"            \
  "\"body\":\"Rides a Trail 29.\",\"created_us\":1763719200000000},"                               \
  "{\"id\":\"n2\",\"operator\":{\"id\":\"op-mia\",\"name\":\"Mia Brandt\"},"                       \
  "\"body\":\"Calls back in the evening.\",\"created_us\":1763719200000000}],"                     \
  "\"conversations\":[{\"id\":\"c8\",\"status\":\"resolved\",\"updated_us\":1763719200000000,"     \
  "\"last_message\":{\"body\":\"Thank you!\"}}]}"

static GtkWidget *
window (UiFixture *fixture)
{
  return GTK_WIDGET (fixture->window);
}

static void
answer_all (UiFixture *fixture)
{
  fake_ask_answer (fixture->desk, "GET /v1/desk/contacts?limit=50", LIST);
  fake_ask_answer (fixture->desk, "GET /v1/desk/contacts?limit=50&after=1:troll", MORE);
  fake_ask_answer (fixture->desk, "GET /v1/desk/contacts?limit=50&q=zo", MORE);
  fake_ask_answer (fixture->desk, "GET /v1/desk/contacts/ada", ADA);
}

static gboolean
is_there (gpointer data)
{
  GtkWidget *search = ui_find (data, GTK_TYPE_SEARCH_ENTRY, NULL);

  return search != NULL && gtk_widget_get_ancestor (search, BHC_TYPE_CONTACTS_PAGE) != NULL;
}

static void
go (UiFixture *fixture, BhRole role, int width)
{
  sample_desk_fill (fixture->desk);
  fake_desk_sign_in (fixture->desk, role);
  ui_fixture_show_window (fixture, width, 760);
  gtk_widget_activate_action (ui_part (fixture, "leaflet"), "places.show", "s", "contacts");
  ui_wait_until (is_there, fixture->window);
  ui_wait_frames (window (fixture), 6);
}

/* Nothing swings in: the page is seen when it is shown, not a quarter of a second later. */
static void
test_narrow_at_once (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *leaflet, *list;

  answer_all (fixture);
  sample_desk_fill (fixture->desk);
  fake_desk_sign_in (fixture->desk, BH_ROLE_OWNER);
  ui_fixture_show_window (fixture, 360, 760);
  gtk_widget_activate_action (ui_part (fixture, "leaflet"), "places.show", "s", "contacts");
  ui_wait_until (is_there, fixture->window);
  ui_wait_frames (window (fixture), 2);
  leaflet = gtk_widget_get_ancestor (ui_find (window (fixture), GTK_TYPE_SEARCH_ENTRY, NULL),
                                     ADW_TYPE_LEAFLET);
  list = adw_leaflet_get_visible_child (ADW_LEAFLET (leaflet));
  g_assert_true (adw_leaflet_get_folded (ADW_LEAFLET (leaflet)));
  g_assert_cmpint (gtk_widget_get_width (list), ==, gtk_widget_get_width (leaflet));
}

static GtkWidget *
page (UiFixture *fixture)
{
  return gtk_widget_get_ancestor (ui_find (window (fixture), GTK_TYPE_SEARCH_ENTRY, NULL),
                                  BHC_TYPE_CONTACTS_PAGE);
}

static void
open_ada (UiFixture *fixture, BhRole role, int width)
{
  answer_all (fixture);
  go (fixture, role, width);
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (
                                         ui_find (page (fixture), GTK_TYPE_LIST_VIEW, NULL)))),
                                     0);
  ui_wait_frames (window (fixture), 6);
}

static void
act (UiFixture *fixture, const char *action)
{
  GtkWidget *card = ui_find_named (page (fixture), "card");

  gtk_widget_activate_action (card, action, NULL);
  ui_wait_frames (window (fixture), 4);
}

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

static GtkWidget *
form (const char *title)
{
  GtkWidget *found = find_window (title);

  g_assert_nonnull (found);
  ui_wait_frames (found, 4);
  return found;
}

static void
fill (GtkWidget *window, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_ancestor (
                             ui_find (window, GTK_TYPE_LABEL, title), ADW_TYPE_ENTRY_ROW)),
                         text);
}

static void
assert_asked (UiFixture *fixture, const char *call)
{
  if (strstr (fake_ask_get_calls (fixture->desk), call) == NULL)
    g_error ("not asked “%s” but: %s", call, fake_ask_get_calls (fixture->desk));
}

/* ---- the list ---- */

static void
test_list (UiFixture *fixture, gconstpointer data)
{
  answer_all (fixture);
  go (fixture, BH_ROLE_AGENT, 1100);
  g_assert_true (ui_shows (window (fixture), "Ada Lindqvist"));
  g_assert_true (ui_shows (window (fixture), "3 conversations"));
  g_assert_true (ui_shows (window (fixture), "Visitor roll"));
  g_assert_true (ui_shows (window (fixture), "Blocked · 1 conversation"));
  g_signal_emit_by_name (ui_find (page (fixture), GTK_TYPE_BUTTON, "Show More"), "clicked");
  ui_wait_frames (window (fixture), 4);
  g_assert_true (ui_shows (window (fixture), "Zoe"));
  g_assert_false (ui_shows (window (fixture), "Show More"));
}

static void
test_search (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *search;

  answer_all (fixture);
  go (fixture, BH_ROLE_AGENT, 1100);
  search = ui_find (page (fixture), GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (search), "zo");
  g_signal_emit_by_name (search, "search-changed");
  ui_wait_frames (window (fixture), 4);
  g_assert_true (ui_shows (page (fixture), "Zoe"));
  g_assert_false (ui_shows (page (fixture), "Ada Lindqvist"));
  gtk_editable_set_text (GTK_EDITABLE (search), "nobody");
  g_signal_emit_by_name (search, "search-changed");
  ui_wait_frames (window (fixture), 4);
  g_assert_true (ui_shows (page (fixture), "Nobody Found"));
}

static void
test_trouble_is_said (UiFixture *fixture, gconstpointer data)
{
  fake_ask_refuse (fixture->desk, "GET /v1/desk/contacts?limit=50", "The disk is full.", NULL);
  go (fixture, BH_ROLE_AGENT, 1100);
  g_assert_true (ui_shows (page (fixture), "The disk is full."));
  answer_all (fixture);
  g_signal_emit_by_name (ui_find (page (fixture), GTK_TYPE_BUTTON, "Try Again"), "clicked");
  ui_wait_frames (window (fixture), 4);
  g_assert_true (ui_shows (page (fixture), "Ada Lindqvist"));
}

static gboolean
shows_notes (gpointer data)
{
  return ui_shows (data, "Calls back in the evening.");
}

static void
test_narrow (UiFixture *fixture, gconstpointer data)
{
  answer_all (fixture);
  go (fixture, BH_ROLE_AGENT, 360);
  g_assert_cmpint (gtk_widget_get_width (window (fixture)), <=, 362);
  ui_save_picture (window (fixture), "contacts-narrow.png");
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (
                                         ui_find (page (fixture), GTK_TYPE_LIST_VIEW, NULL)))),
                                     0);
  ui_wait_until (shows_notes, window (fixture));
  ui_wait_frames (window (fixture), 6);
  ui_save_picture (window (fixture), "contact-narrow.png");
}

/* ---- one of them ---- */

static void
test_one (UiFixture *fixture, gconstpointer data)
{
  open_ada (fixture, BH_ROLE_AGENT, 1100);
  g_assert_true (ui_shows (page (fixture), "Verified by the website") ||
                 ui_shows (page (fixture), "4711"));
  g_assert_true (ui_shows (page (fixture), "4711"));
  g_assert_true (ui_shows (page (fixture), "Rides a Trail 29."));
  g_assert_true (ui_shows (page (fixture), "Thank you!"));
  ui_save_picture (window (fixture), "contacts.png");
  g_signal_emit_by_name (
      gtk_widget_get_ancestor (ui_find (page (fixture), GTK_TYPE_LABEL, "Thank you!"),
                               GTK_TYPE_BUTTON),
      "clicked");
  ui_wait_frames (window (fixture), 6);
  g_assert_true (ui_shows (ui_part (fixture, "conversation"), "Margaret Abernathy-Fitzwilliam"));
}

/* Who has written meanwhile is seen: the rows are others. */
static void
test_open_one_stays_chosen (UiFixture *fixture, gconstpointer data)
{
  GtkListView *list;

  open_ada (fixture, BH_ROLE_AGENT, 1200);
  list = GTK_LIST_VIEW (ui_find (page (fixture), GTK_TYPE_LIST_VIEW, NULL));
  gtk_widget_activate_action (ui_part (fixture, "leaflet"), "places.show", "s", "team");
  ui_wait_frames (window (fixture), 4);
  gtk_widget_activate_action (ui_part (fixture, "leaflet"), "places.show", "s", "contacts");
  ui_wait_until (is_there, fixture->window);
  ui_wait_frames (window (fixture), 6);
  g_assert_true (gtk_selection_model_is_selected (gtk_list_view_get_model (list), 0));
}

static void
test_notes (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *notes, *entry;

  open_ada (fixture, BH_ROLE_AGENT, 1100);
  notes = ui_find_named (page (fixture), "notes");
  entry = ui_find (notes, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), " Prefers mornings. ");
  g_signal_emit_by_name (entry, "activate");
  ui_wait_frames (window (fixture), 4);
  assert_asked (fixture, "POST /v1/desk/contacts/ada/notes {");
  assert_asked (fixture, "\"body\":\"Prefers mornings.\"");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_signal_emit_by_name (ui_find (notes, GTK_TYPE_BUTTON, NULL), "clicked"); /* one's own alone */
  ui_wait_frames (window (fixture), 4);
  assert_asked (fixture, "DELETE /v1/desk/contacts/ada/notes/n2\n");
}

/* The answer about one contact leaves alone what is being written about the next. */
static void
test_notes_of_two (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *entry;

  open_ada (fixture, BH_ROLE_AGENT, 1100);
  entry = ui_find (ui_find_named (page (fixture), "notes"), GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Prefers mornings.");
  g_signal_emit_by_name (entry, "activate");
  bhc_contact_card_show (BHC_CONTACT_CARD (ui_find_named (page (fixture), "card")), "ben", NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Prefers evenings.");
  ui_wait_frames (window (fixture), 4);
  assert_asked (fixture, "POST /v1/desk/contacts/ada/notes {");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Prefers evenings.");
}

/* What a site calls its attributes is no markup. */
static void
test_attribute_names (UiFixture *fixture, gconstpointer data)
{
  open_ada (fixture, BH_ROLE_AGENT, 1100);
  bhc_attribute_form_ask (page (fixture), fixture->desk, "ada", "R&D <b>", "yes");
  ui_wait_frames (window (fixture), 4);
  g_assert_true (ui_shows (form ("Edit Attribute"), "R&D <b>"));
}

static void
test_attributes (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *asked;

  open_ada (fixture, BH_ROLE_AGENT, 1100);
  g_signal_emit_by_name (ui_find_named (page (fixture), "attributes"), "edit", NULL, NULL);
  asked = form ("Add Attribute");
  fill (asked, "Name of the attribute", "bike");
  fill (asked, "Value", "Trail 29");
  g_signal_emit_by_name (ui_find (asked, GTK_TYPE_BUTTON, "Save"), "clicked");
  ui_wait_until (is_closed, (gpointer) "Add Attribute");
  assert_asked (fixture, "PATCH /v1/desk/contacts/ada {\"attributes\":{\"bike\":\"Trail 29\"}}");
  g_signal_emit_by_name (ui_find_named (page (fixture), "attributes"), "remove", "order");
  assert_asked (fixture, "PATCH /v1/desk/contacts/ada {\"attributes\":{\"order\":null}}");
}

static void
test_mail (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *asked;

  open_ada (fixture, BH_ROLE_AGENT, 1100);
  act (fixture, "contact.mail");
  asked = form ("Write an E-Mail");
  g_assert_false (gtk_widget_get_sensitive (ui_find (asked, GTK_TYPE_BUTTON, "Send")));
  fill (asked, "Subject", "Your fork");
  gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (ui_find (asked, GTK_TYPE_TEXT_VIEW, NULL))),
      "It is ready.", -1);
  fake_ask_refuse (fixture->desk, "POST /v1/desk/contacts/ada/mail", "The letter is too long.",
                   NULL);
  g_signal_emit_by_name (ui_find (asked, GTK_TYPE_BUTTON, "Send"), "clicked");
  ui_wait_frames (asked, 4);
  g_assert_true (ui_shows (asked, "The letter is too long."));
  ui_save_picture (asked, "contact-mail.png");
  g_signal_emit_by_name (ui_find (asked, GTK_TYPE_BUTTON, "Send"), "clicked");
  ui_wait_until (is_closed, (gpointer) "Write an E-Mail");
  assert_asked (fixture, "POST /v1/desk/contacts/ada/mail {");
  assert_asked (fixture, "\"subject\":\"Your fork\"");
}

static void
test_block (UiFixture *fixture, gconstpointer data)
{
  open_ada (fixture, BH_ROLE_AGENT, 1100);
  act (fixture, "contact.block");
  g_signal_emit_by_name (ui_find (form ("Block This Contact?"), GTK_TYPE_BUTTON, "Block"),
                         "clicked");
  ui_wait_until (is_closed, (gpointer) "Block This Contact?");
  assert_asked (fixture, "PATCH /v1/desk/contacts/ada {\"blocked\":true}");
}

static void
test_merge (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *asked, *row;

  open_ada (fixture, BH_ROLE_ADMIN, 1100);
  act (fixture, "contact.merge");
  asked = form ("Merge Contacts");
  g_assert_false (gtk_widget_get_sensitive (ui_find (asked, GTK_TYPE_BUTTON, "Merge")));
  row = gtk_widget_get_ancestor (ui_find (asked, GTK_TYPE_LABEL, "Visitor roll"),
                                 GTK_TYPE_LIST_BOX_ROW);
  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (row)), GTK_LIST_BOX_ROW (row));
  ui_wait_frames (asked, 4);
  g_assert_true (ui_shows (asked, "Stays"));
  ui_save_picture (asked, "contact-merge.png");
  g_signal_emit_by_name (ui_find (asked, GTK_TYPE_BUTTON, "Merge"), "clicked");
  ui_wait_until (is_closed, (gpointer) "Merge Contacts");
  assert_asked (fixture, "POST /v1/desk/contacts/ada/merge {\"into\":\"troll\"}");
}

static void
test_erase_wants_the_address (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *asked;

  open_ada (fixture, BH_ROLE_ADMIN, 1100);
  act (fixture, "contact.erase");
  asked = form ("Erase This Contact");
  g_assert_false (gtk_widget_get_sensitive (ui_find (asked, GTK_TYPE_BUTTON, "Erase")));
  fill (asked, "Confirmation", "ada@example.com");
  g_assert_false (gtk_widget_get_sensitive (ui_find (asked, GTK_TYPE_BUTTON, "Erase")));
  fill (asked, "Confirmation", "ada@example.org");
  ui_wait_frames (asked, 4);
  ui_save_picture (asked, "contact-erase.png");
  g_signal_emit_by_name (ui_find (asked, GTK_TYPE_BUTTON, "Erase"), "clicked");
  ui_wait_until (is_closed, (gpointer) "Erase This Contact");
  assert_asked (fixture, "POST /v1/desk/contacts/ada/erase {\"confirm\":\"ada@example.org\"}");
  g_assert_true (ui_shows (window (fixture), "Ada Lindqvist has been erased."));
  g_assert_true (ui_shows (page (fixture), "No Contact Open"));
}

static void
test_address_is_a_link (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *address;

  open_ada (fixture, BH_ROLE_AGENT, 1100);
  address = ui_find (page (fixture), GTK_TYPE_LINK_BUTTON, "ada@example.org");
  g_assert_nonnull (address);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (address), ==, "Write an e-mail to ada@example.org");
  g_signal_emit_by_name (address, "clicked");
  ui_wait_frames (window (fixture), 4);
  gtk_window_destroy (GTK_WINDOW (form ("Write an E-Mail")));
}

static void
test_agents_may_less (UiFixture *fixture, gconstpointer data)
{
  open_ada (fixture, BH_ROLE_AGENT, 1100);
  act (fixture, "contact.erase");
  act (fixture, "contact.merge");
  g_assert_null (find_window ("Erase This Contact"));
  g_assert_null (find_window ("Merge Contacts"));
}

static void
add_tests (void)
{
  UI_TEST ("/ui/contacts/narrow-at-once", test_narrow_at_once);
  UI_TEST ("/ui/contacts/list", test_list);
  UI_TEST ("/ui/contacts/search", test_search);
  UI_TEST ("/ui/contacts/trouble-is-said", test_trouble_is_said);
  UI_TEST ("/ui/contacts/narrow", test_narrow);
  UI_TEST ("/ui/contacts/one", test_one);
  UI_TEST ("/ui/contacts/open-one-stays-chosen", test_open_one_stays_chosen);
  UI_TEST ("/ui/contacts/notes", test_notes);
  UI_TEST ("/ui/contacts/attribute-names", test_attribute_names);
  UI_TEST ("/ui/contacts/notes-of-two", test_notes_of_two);
  UI_TEST ("/ui/contacts/attributes", test_attributes);
  UI_TEST ("/ui/contacts/mail", test_mail);
  UI_TEST ("/ui/contacts/address-is-a-link", test_address_is_a_link);
  UI_TEST ("/ui/contacts/block", test_block);
  UI_TEST ("/ui/contacts/merge", test_merge);
  UI_TEST ("/ui/contacts/erase-wants-the-address", test_erase_wants_the_address);
  UI_TEST ("/ui/contacts/agents-may-less", test_agents_may_less);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
