/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/ui/assistant/sample-outside.h"
#include "tests/console/ui/assistant/settings-driver.h"

#include <string.h>

#define SECRET "whs_0123456789abcdef0123456789abcdef"

static void
fill (UiFixture *fixture)
{
  fake_ask_answer (fixture->desk, "GET /v1/desk/widget", SAMPLE_WIDGET);
  fake_ask_answer (fixture->desk, "GET /v1/desk/organization", SAMPLE_SITE);
  fake_ask_answer (fixture->desk, "GET /v1/desk/keys", SAMPLE_KEYS);
  fake_ask_answer (fixture->desk, "GET /v1/desk/webhooks", SAMPLE_HOOKS);
  fake_ask_answer (fixture->desk, "GET /v1/desk/deliveries?limit=50", SAMPLE_DELIVERIES);
}

static GtkWidget *
open_filled (UiFixture *fixture, const char *topic)
{
  fill (fixture);
  return open_topic (fixture, topic);
}

static void
tick (GtkWidget *root, const char *label)
{
  GtkWidget *words = ui_find (root, GTK_TYPE_LABEL, label);

  g_assert_nonnull (words);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_parent (words)), TRUE);
}

/* A label that has @text in it.  (nullable) */
static GtkWidget *
find_part (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_label (GTK_LABEL (root)), text) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_part (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* (nullable) */
static GtkWidget *
find_icon (GtkWidget *root, const char *tooltip)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_widget_get_tooltip_text (root), tooltip) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_icon (child, tooltip);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
assert_nothing_called (UiFixture *fixture)
{
  g_assert_cmpstr (fake_ask_get_calls (fixture->desk), ==, "");
}

/* ---- webhooks ---- */

static void
test_webhooks_say_how_they_are (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_filled (fixture, "webhooks");

  g_assert_true (ui_shows (window, "Switched off: it failed"));
  g_assert_nonnull (find_titled (window, "https://crm.northwind.example/bellhop"));
  g_assert_true (
      ui_shows (window, "A conversation begins, A person is asked for, A rating is given"));
}

static void
test_webhook_that_was_switched_off_is_seen (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  fill (fixture);
  fake_ask_answer (fixture->desk, "GET /v1/desk/webhooks",
                   "{\"webhooks\":[" SAMPLE_HOOK "],\"events\":[]}");
  window = open_topic (fixture, "webhooks");
  g_assert_false (ui_shows (window, "Switched off: it failed"));
  fake_ask_answer (fixture->desk, "GET /v1/desk/webhooks", SAMPLE_HOOKS);
  g_signal_emit_by_name (fixture->desk, "webhook-changed", TRUE);
  wait_shown (window, "Switched off: it failed");
}

static void
test_new_webhook_tells_its_secret_once (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_filled (fixture, "webhooks");
  GtkWidget *sheet;

  fake_ask_answer (fixture->desk, "POST /v1/desk/webhooks",
                   "{\"webhook\":{\"id\":\"w3\",\"url\":\"https://new.example/\",\"events\":["
                   "\"gap.created\"],\"enabled\":true},\"secret\":\"" SECRET "\"}");
  press (window, "Add a Webhook");
  sheet = newest_window ();
  write_line (sheet, "Address", "https://new.example/");
  tick (sheet, "The articles lack an answer");
  press (sheet, "_Add");
  assert_called (fixture, "\"events\":[\"gap.created\"]");
  assert_called (fixture, "\"url\":\"https://new.example/\"");
  assert_called (fixture, "\"enabled\":true");
  wait_shown (newest_window (), SECRET);
  save_picture (newest_window (), "secret");
  g_assert_nonnull (find_titled (window, "https://new.example/"));
}

static void
test_address_is_checked_as_it_is_typed (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_filled (fixture, "webhooks");
  GtkWidget *sheet, *row;

  press (window, "Add a Webhook");
  sheet = newest_window ();
  row = find_titled (sheet, "Address");
  gtk_editable_set_text (GTK_EDITABLE (row), "ftp://x");
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_nonnull (find_titled (sheet, "Address: an address with https:// or http://"));
  press (sheet, "_Add");
  assert_nothing_called (fixture);
  gtk_editable_set_text (GTK_EDITABLE (row), "https://x.example");
  g_assert_nonnull (find_titled (sheet, "Address"));
  press (sheet, "_Add");
  assert_nothing_called (fixture);
  g_assert_nonnull (find_titled (sheet, "Is Told When: choose at least one"));
}

static void
test_events_are_changed (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *sheet;

  open_row (open_filled (fixture, "webhooks"), "https://crm.northwind.example/bellhop");
  sheet = newest_window ();
  tick (sheet, "A message is written");
  press (sheet, "_Save");
  g_assert_cmpstr (fake_ask_get_calls (fixture->desk), ==,
                   "PATCH /v1/desk/webhooks/w1 {\"events\":[\"conversation.created\","
                   "\"message.created\",\"handoff.created\",\"csat.submitted\"]}\n");
}

static void
test_webhook_is_tried (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *sheet;

  fake_ask_answer (fixture->desk, "POST /v1/desk/webhooks/w1/test",
                   "{\"delivery\":" SAMPLE_DELIVERY "}");
  open_row (open_filled (fixture, "webhooks"), "https://crm.northwind.example/bellhop");
  sheet = newest_window ();
  press (sheet, "_Send");
  wait_shown (sheet, "A test is on its way. What became of it stands among the deliveries.");
}

static void
test_new_secret_asks_first (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *sheet;

  fake_ask_answer (fixture->desk, "POST /v1/desk/webhooks/w1/secret",
                   "{\"secret\":\"" SECRET "\"}");
  open_row (open_filled (fixture, "webhooks"), "https://crm.northwind.example/bellhop");
  sheet = newest_window ();
  press (sheet, "_New Secret…");
  assert_nothing_called (fixture);
  ui_answer_question ("yes");
  settle ();
  wait_shown (newest_window (), SECRET);
}

static void
test_delivery_is_looked_at_and_repeated (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_filled (fixture, "webhooks");
  GtkWidget *sheet, *sent;

  fake_ask_answer (fixture->desk, "POST /v1/desk/deliveries/d2/repeat",
                   "{\"delivery\":" SAMPLE_FAILED_DELIVERY "}");
  open_row (window, "A message is written");
  sheet = newest_window ();
  g_assert_true (ui_shows (sheet, "the server answered 500"));
  sent = ui_find (find_titled (sheet, "Sent"), GTK_TYPE_TEXT_VIEW, NULL);
  g_assert_true (gtk_widget_is_sensitive (sent));
  g_assert_false (gtk_text_view_get_editable (GTK_TEXT_VIEW (sent)));
  g_assert_null (ui_find (sheet, GTK_TYPE_BUTTON, "_Delete…"));
  press (sheet, "_Repeat");
  wait_shown (sheet, "It is on its way again, under the same id.");
}

static void
test_more_deliveries_come_behind (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  fill (fixture);
  fake_ask_answer (fixture->desk, "GET /v1/desk/deliveries?limit=50",
                   "{\"deliveries\":[" SAMPLE_DELIVERY "],\"next\":\"d1\"}");
  fake_ask_answer (fixture->desk, "GET /v1/desk/deliveries?limit=50&after=d1",
                   "{\"deliveries\":[" SAMPLE_FAILED_DELIVERY "],\"next\":null}");
  window = open_topic (fixture, "webhooks");
  g_assert_null (find_titled (window, "A message is written"));
  press (window, "Show _More");
  g_assert_nonnull (find_titled (window, "A message is written"));
  g_assert_nonnull (find_titled (window, "A person is asked for"));
}

/* ---- keys ---- */

static void
test_key_is_made_and_told_once (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_filled (fixture, "keys");
  GtkWidget *sheet;

  fake_ask_answer (fixture->desk, "POST /v1/desk/keys",
                   "{\"key\":{\"id\":\"k3\",\"kind\":\"admin\",\"name\":\"Backup\",\"prefix\":"
                   "\"bha_0000\"},\"secret\":\"" SECRET "\"}");
  press (window, "Add a Key");
  sheet = newest_window ();
  write_line (sheet, "Name", "Backup");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_titled (sheet, "It May")), 1);
  press (sheet, "_Add");
  assert_called (fixture, "\"kind\":\"admin\"");
  assert_called (fixture, "\"name\":\"Backup\"");
  wait_shown (newest_window (), SECRET);
}

static void
test_key_is_not_changed_but_revoked (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_filled (fixture, "keys");
  GtkWidget *sheet;

  open_row (window, "Shop app");
  sheet = newest_window ();
  g_assert_null (ui_find (sheet, GTK_TYPE_BUTTON, "_Save"));
  g_assert_false (gtk_widget_is_sensitive (find_titled (sheet, "Name")));
  press (sheet, "_Revoke…");
  assert_nothing_called (fixture);
  ui_answer_question ("yes");
  settle ();
  g_assert_cmpstr (fake_ask_get_calls (fixture->desk), ==, "DELETE /v1/desk/keys/k1\n");
  g_assert_null (find_titled (window, "Shop app"));
}

static void
test_agents_are_not_told_of_keys (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  fill (fixture);
  fake_desk_sign_in_as_mia (fixture->desk);
  window = open_topic (fixture, "widget");
  g_assert_false (ui_shows (window, "API Keys"));
  g_assert_false (ui_shows (window, "Webhooks"));
}

/* ---- the widget ---- */

static void
test_only_what_differs_of_the_widget_is_sent (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_filled (fixture, "widget");

  write_line (window, "Title", "Help");
  press (window, "_Save");
  g_assert_cmpstr (fake_ask_get_calls (fixture->desk), ==,
                   "PATCH /v1/desk/widget {\"title\":\"Help\"}\n");
}

static void
test_record_in_the_widget_is_sent_whole (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_filled (fixture, "widget");

  write_lines (window, "Endings of File Names", "png\npdf\njpg");
  press (window, "_Save");
  assert_called (fixture, "PATCH /v1/desk/widget {\"attachments\":{");
  assert_called (fixture, "\"max_size\":10485760");
  assert_called (fixture, "\"enabled\":true");
  assert_called (fixture, "\"extensions\":[\"png\",\"pdf\",\"jpg\"]");
}

static void
test_field_is_added_and_checked (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_filled (fixture, "widget");
  GtkWidget *fields = find_titled (window, "Fields");
  GtkWidget *list;

  press (fields, "_Add");
  list = gtk_widget_get_last_child (gtk_widget_get_next_sibling (
      gtk_widget_get_first_child (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (fields)))));
  write_line (list, "Kept As", "Not So");
  g_assert_nonnull (find_titled (list, "Kept As: a to z, 0 to 9 and _, a letter first"));
  press (window, "_Save");
  assert_nothing_called (fixture);
  write_line (list, "Kept As: a to z, 0 to 9 and _, a letter first", "colour");
  press (window, "_Save");
  assert_called (fixture, "\"key\":\"colour\"");
  assert_called (fixture, "\"key\":\"order_number\"");
}

static void
test_greeting_is_taken_away (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_filled (fixture, "widget");
  GtkWidget *greetings = find_titled (window, "Greetings");

  g_signal_emit_by_name (find_icon (greetings, "Remove"), "clicked");
  settle ();
  press (window, "_Save");
  g_assert_cmpstr (fake_ask_get_calls (fixture->desk), ==,
                   "PATCH /v1/desk/widget {\"proactive\":[]}\n");
}

static void
test_color_is_checked (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_filled (fixture, "widget");

  write_line (window, "Accent Color", "blue");
  g_assert_nonnull (find_titled (window, "Accent Color: a colour such as #0ea5e9"));
  press (window, "_Save");
  assert_nothing_called (fixture);
}

static void
test_site_and_its_secret (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_filled (fixture, "site");

  fake_ask_answer (fixture->desk, "POST /v1/desk/widget/identity-secret",
                   "{\"secret\":\"" SECRET "\"}");
  write_lines (window, "Sites", "https://www.northwind.example\nhttps://shop.northwind.example");
  press (window, "_Save");
  assert_called (fixture, "{\"allowed_origins\":[\"https://www.northwind.example\","
                          "\"https://shop.northwind.example\"]}");
  press (window, "_New Secret…");
  ui_answer_question ("yes");
  settle ();
  wait_shown (newest_window (), SECRET);
}

static void
test_snippets_name_this_desk (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_filled (fixture, "site");
  GtkWidget *row = find_titled (window, "HTML");

  g_assert_nonnull (row);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  ui_wait_frames (window, 20);
  save_picture (window, "snippets");
  g_assert_nonnull (find_titled (window, "React"));
  g_assert_nonnull (find_part (row, "data-organization-id=\"northwind\""));
  g_assert_null (find_part (row, "{origin}"));
}

/* ---- to be looked at ---- */

static void
scroll_to (GtkWidget *window, double part)
{
  GtkWidget *viewport = ui_find (window, GTK_TYPE_VIEWPORT, NULL);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));

  gtk_adjustment_set_value (adjustment, part * gtk_adjustment_get_upper (adjustment));
}

static void
take_pictures (UiFixture *fixture, int width, const char *suffix)
{
  static const char *const topics[] = { "widget", "site", "keys", "webhooks" };

  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%s", topics[i], suffix);
      GtkWidget *window = open_filled (fixture, topics[i]);

      gtk_window_set_default_size (GTK_WINDOW (window), width, 700);
      save_picture (window, name);
      for (guint part = 1; i == 0 && part < 5; part++)
        {
          g_autofree char *more = g_strdup_printf ("%s-%u", name, part);

          scroll_to (window, part / 5.0);
          save_picture (window, more);
        }
      gtk_window_destroy (GTK_WINDOW (window));
      settle ();
    }
}

static void
test_looks_wide (UiFixture *fixture, gconstpointer data)
{
  take_pictures (fixture, 900, "");
}

static void
test_looks_narrow (UiFixture *fixture, gconstpointer data)
{
  take_pictures (fixture, 360, "-narrow");
}

static void
test_looks_records (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_filled (fixture, "webhooks");

  open_row (window, "https://old.northwind.example/hook");
  save_picture (newest_window (), "webhook");
  gtk_window_destroy (GTK_WINDOW (newest_window ()));
  settle ();
  open_row (window, "A message is written");
  ui_wait_frames (newest_window (), 4);
  save_picture (newest_window (), "delivery");
  gtk_window_destroy (GTK_WINDOW (newest_window ()));
  settle ();
  press (window, "Add a Webhook");
  write_line (newest_window (), "Address", "ftp://x");
  gtk_window_set_default_size (GTK_WINDOW (newest_window ()), 360, 640);
  save_picture (newest_window (), "webhook-new-narrow");
}

static void
test_long_numbers_are_shown_whole (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (PangoLayout) layout = NULL;
  GtkWidget *window, *field, *text;
  int width = 0;

  sample_settings_fill (fixture->desk);
  window = open_topic (fixture, "widget");
  field = ui_find (find_titled (window, "Largest File in Bytes"), GTK_TYPE_SPIN_BUTTON, NULL);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (field), 41943040);
  ui_wait_frames (window, 2);
  text = ui_find (field, GTK_TYPE_TEXT, NULL);
  layout = gtk_widget_create_pango_layout (text, gtk_editable_get_text (GTK_EDITABLE (field)));
  pango_layout_get_pixel_size (layout, &width, NULL);
  g_assert_cmpint (gtk_widget_get_width (text), >=, width);
}

static void
add_tests (void)
{
#define ADD(name, func)                                                                            \
  g_test_add ("/ui/outside/" name, UiFixture, NULL, ui_fixture_set_up, func, ui_fixture_tear_down)
  ADD ("long-numbers-are-shown-whole", test_long_numbers_are_shown_whole);
  ADD ("webhooks-say-how-they-are", test_webhooks_say_how_they_are);
  ADD ("a-webhook-that-was-switched-off-is-seen", test_webhook_that_was_switched_off_is_seen);
  ADD ("a-new-webhook-tells-its-secret-once", test_new_webhook_tells_its_secret_once);
  ADD ("an-address-is-checked-as-it-is-typed", test_address_is_checked_as_it_is_typed);
  ADD ("events-are-changed", test_events_are_changed);
  ADD ("a-webhook-is-tried", test_webhook_is_tried);
  ADD ("a-new-secret-asks-first", test_new_secret_asks_first);
  ADD ("a-delivery-is-looked-at-and-repeated", test_delivery_is_looked_at_and_repeated);
  ADD ("more-deliveries-come-behind", test_more_deliveries_come_behind);
  ADD ("a-key-is-made-and-told-once", test_key_is_made_and_told_once);
  ADD ("a-key-is-not-changed-but-revoked", test_key_is_not_changed_but_revoked);
  ADD ("agents-are-not-told-of-keys", test_agents_are_not_told_of_keys);
  ADD ("only-what-differs-of-the-widget-is-sent", test_only_what_differs_of_the_widget_is_sent);
  ADD ("a-record-in-the-widget-is-sent-whole", test_record_in_the_widget_is_sent_whole);
  ADD ("a-field-is-added-and-checked", test_field_is_added_and_checked);
  ADD ("a-greeting-is-taken-away", test_greeting_is_taken_away);
  ADD ("a-color-is-checked", test_color_is_checked);
  ADD ("a-site-and-its-secret", test_site_and_its_secret);
  ADD ("snippets-name-this-desk", test_snippets_name_this_desk);
  ADD ("looks/wide", test_looks_wide);
  ADD ("looks/narrow", test_looks_narrow);
  ADD ("looks/records", test_looks_records);
#undef ADD
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
