/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/ui/assistant/fake-ask.h"
#include "tests/console/ui/sample-desk.h"
#include "tests/console/ui/ui-fixture.h"

#include "common/bh-clock.h"
#include "common/phrases/bh-language.h"
#include "console/ui/contact/bhc-contact-pane.h"

/* Who is writing, and where they are. */

#define ID "01a1fedb-83b3-7001-aa59-de30bc044f2a"
#define PAGES                                                                                      \
  "{\"conversation\":{\"contact\":{\"pages\":["                                                    \
  "{\"url\":\"https://northwind.example/forks\",\"title\":\"Forks\",\"at_us\":1763719200000000},"  \
  "{\"url\":\"https://northwind.example/\",\"title\":\"\",\"at_us\":1763719000000000}]}}}"

static BhConversation
somebody (const char *name)
{
  return (BhConversation){
    .id = (char *) "v1",
    .status = BH_STATUS_UNRESOLVED,
    .contact_id = (char *) ID,
    .contact_name = (char *) name,
    .contact_email = (char *) "",
    .created_us = SAMPLE_NOW,
    .updated_us = SAMPLE_NOW,
  };
}

static BhcContactPane *
show (UiFixture *fixture, const BhConversation *fields)
{
  BhcConversation *conversation;
  BhcContactPane *pane = g_object_new (BHC_TYPE_CONTACT_PANE, NULL);

  sample_desk_fill (fixture->desk);
  fake_ask_answer (fixture->desk, "GET /v1/desk/conversations/v1", PAGES);
  conversation = fake_desk_put (fixture->desk, fields);
  g_object_set (pane, "desk", fixture->desk, "conversation", conversation, NULL);
  fixture->window =
      GTK_WINDOW (gtk_application_window_new (GTK_APPLICATION (fixture->application)));
  gtk_window_set_default_size (fixture->window, 320, 900);
  gtk_window_set_child (fixture->window, GTK_WIDGET (pane));
  gtk_window_present (fixture->window);
  ui_wait_frames (GTK_WIDGET (pane), 3);
  return pane;
}

/* A tag is for programs; where the system has no names of languages, it is all there is. */
static void
test_language_has_a_name (UiFixture *fixture, gconstpointer data)
{
  BhConversation fields = somebody ("Ada");
  g_autofree char *name = bh_language_name ("en-GB");
  BhcContactPane *pane;

  fields.contact_metadata = (char *) "{\"language\":\"en-GB\"}";
  pane = show (fixture, &fields);
  g_assert_true (ui_shows (GTK_WIDGET (pane), name));
}

static void
test_nameless_are_told_apart (UiFixture *fixture, gconstpointer data)
{
  const BhConversation fields = somebody ("Visitor");
  BhcContactPane *pane = show (fixture, &fields);

  g_assert_true (ui_shows (GTK_WIDGET (pane), "Visitor 4f2a"));
  g_assert_false (ui_shows (GTK_WIDGET (pane), "Verified by the website"));
}

static void
test_what_the_site_and_the_form_told (UiFixture *fixture, gconstpointer data)
{
  BhConversation fields = somebody ("Zoe");
  BhcContactPane *pane;

  fields.contact_verified = TRUE;
  fields.contact_external_id = (char *) "customer-17";
  fields.contact_attributes = (char *) "{\"order\":\"4711\",\"bike\":\"Trail 29\"}";
  fields.contact_email = (char *) "zoe@example.org";
  pane = show (fixture, &fields);
  g_assert_true (ui_shows (GTK_WIDGET (pane), "Verified by the website"));
  g_assert_true (ui_shows (GTK_WIDGET (pane), "customer-17"));
  g_assert_true (ui_shows (GTK_WIDGET (pane), "bike: Trail 29\norder: 4711"));
  g_assert_true (ui_shows (GTK_WIDGET (pane), "The website"));
  ui_save_picture (GTK_WIDGET (pane), "contact-pane.png");
}

static gboolean
shows_trail (gpointer data)
{
  return ui_shows (data, "Trail 29");
}

/* The card lists them, each to be changed; they are not said twice. */
static void
test_attributes_stand_there_once (UiFixture *fixture, gconstpointer data)
{
  BhConversation fields = somebody ("Zoe");
  BhcContactPane *pane;

  fields.contact_attributes = (char *) "{\"bike\":\"Trail 29\"}";
  fake_ask_answer (fixture->desk, "GET /v1/desk/contacts/" ID,
                   "{\"contact\":{\"id\":\"" ID "\",\"attributes\":{\"bike\":\"Trail 29\"}},"
                   "\"notes\":[],\"conversations\":[]}");
  pane = show (fixture, &fields);
  ui_wait_until (shows_trail, pane);
  g_assert_false (ui_shows (GTK_WIDGET (pane), "bike: Trail 29"));
}

static gboolean
is_hyphenated (GtkWidget *label)
{
  PangoAttrList *all = gtk_label_get_attributes (GTK_LABEL (label));
  PangoAttrIterator *iter = all != NULL ? pango_attr_list_get_iterator (all) : NULL;
  PangoAttribute *told =
      iter != NULL ? pango_attr_iterator_get (iter, PANGO_ATTR_INSERT_HYPHENS) : NULL;
  gboolean hyphenated = told == NULL || ((PangoAttrInt *) told)->value != 0;

  g_clear_pointer (&iter, pango_attr_iterator_destroy);
  return hyphenated;
}

/* A hyphen where an address is broken would be read as one of it. */
static void
test_addresses_are_broken_plainly (UiFixture *fixture, gconstpointer data)
{
  BhConversation fields = somebody ("Zoe");
  GtkWidget *pane;

  fields.contact_email = (char *) "zoe.of.the.very.long.department.name@warehouse.example.org";
  fields.contact_external_id = (char *) "customer-17";
  pane = GTK_WIDGET (show (fixture, &fields));
  g_assert_false (
      is_hyphenated (gtk_button_get_child (GTK_BUTTON (ui_find_named (pane, "email")))));
  g_assert_false (is_hyphenated (ui_find_named (ui_find_named (pane, "external_id"), "value")));
}

static gboolean
shows_cart (gpointer data)
{
  return ui_shows (data, "northwind.example/cart");
}

static void
test_pages_move_live (UiFixture *fixture, gconstpointer data)
{
  const BhConversation fields = somebody ("Zoe");
  BhcContactPane *pane = show (fixture, &fields);

  g_assert_true (ui_shows (GTK_WIDGET (pane), "northwind.example/forks"));
  g_assert_true (ui_shows (GTK_WIDGET (pane), "Forks"));
  g_signal_emit_by_name (fixture->desk, "visitor-moved", "somebody else",
                         "https://northwind.example/other", "", SAMPLE_NOW);
  g_signal_emit_by_name (fixture->desk, "visitor-moved", ID, "https://northwind.example/cart",
                         "Your <b>cart</b>", SAMPLE_NOW);
  ui_wait_until (shows_cart, pane);
  g_assert_true (ui_shows (GTK_WIDGET (pane), "Your <b>cart</b>"));
  g_assert_false (ui_shows (GTK_WIDGET (pane), "northwind.example/other"));
}

static void
add_tests (void)
{
  UI_TEST ("/ui/contact-pane/attributes-stand-there-once", test_attributes_stand_there_once);
  UI_TEST ("/ui/contact-pane/addresses-are-broken-plainly", test_addresses_are_broken_plainly);
  UI_TEST ("/ui/contact-pane/language-has-a-name", test_language_has_a_name);
  UI_TEST ("/ui/contact-pane/nameless-are-told-apart", test_nameless_are_told_apart);
  UI_TEST ("/ui/contact-pane/what-the-site-and-the-form-told",
           test_what_the_site_and_the_form_told);
  UI_TEST ("/ui/contact-pane/pages-move-live", test_pages_move_live);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
