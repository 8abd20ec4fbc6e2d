/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "console/model/writing/bhc-writing.h"
#include "console/ui/bhc-window.h"
#include "tests/console/ui/ui-fixture.h"

static void
fill (UiFixture *fixture, const char *server, const char *email, const char *password)
{
  gtk_editable_set_text (GTK_EDITABLE (ui_part (fixture, "server")), server);
  gtk_editable_set_text (GTK_EDITABLE (ui_part (fixture, "email")), email);
  gtk_editable_set_text (GTK_EDITABLE (ui_part (fixture, "password")), password);
}

static void
submit (UiFixture *fixture)
{
  g_signal_emit_by_name (ui_part (fixture, "submit"), "clicked");
}

static const char *
error_under (UiFixture *fixture, const char *label)
{
  GtkWidget *widget = ui_part (fixture, label);

  return gtk_widget_get_visible (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;
}

static gboolean
is_at_rest (gpointer data)
{
  return gtk_widget_get_sensitive (ui_part (data, "form"));
}

static void
test_empty_fields (UiFixture *fixture, gconstpointer data)
{
  ui_fixture_show_window (fixture, 800, 700);
  submit (fixture);

  g_assert_nonnull (error_under (fixture, "server_error"));
  g_assert_nonnull (error_under (fixture, "email_error"));
  g_assert_nonnull (error_under (fixture, "password_error"));
  g_assert_null (error_under (fixture, "form_error"));
  g_assert_cmpstr (fake_desk_get_calls (fixture->desk), ==, "");
  gtk_test_accessible_assert_state (ui_part (fixture, "server"), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
}

static gboolean
is_from_left (GtkWidget *widget)
{
  gboolean so = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_LTR;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    so = so && is_from_left (child);
  return so;
}

/* The example of an address stands where the address will. */
static void
test_address_from_left (UiFixture *fixture, gconstpointer data)
{
  GtkTextDirection before = gtk_widget_get_default_direction ();

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  ui_fixture_show_window (fixture, 800, 700);
  g_assert_true (is_from_left (ui_part (fixture, "server")));
  g_assert_false (is_from_left (ui_part (fixture, "form")));
  gtk_widget_set_default_direction (before);
}

static void
test_mending (UiFixture *fixture, gconstpointer data)
{
  ui_fixture_show_window (fixture, 800, 700);
  submit (fixture);
  gtk_editable_set_text (GTK_EDITABLE (ui_part (fixture, "server")), "h");

  g_assert_null (error_under (fixture, "server_error"));
}

static void
test_addresses (UiFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *address;
    const char *asked; /* (nullable): refused */
  } cases[] = {
    { "http://support.example.org", NULL },
    { "ftp://support.example.org", NULL },
    { "https://", NULL },
    { "not an address", NULL },
    { "http://127.0.0.1:4000", "sign-in http://127.0.0.1:4000 mia@example.org 1\n" },
    { "support.example.org", "sign-in https://support.example.org mia@example.org 1\n" },
  };

  ui_fixture_show_window (fixture, 800, 700);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize before = strlen (fake_desk_get_calls (fixture->desk));

      fill (fixture, cases[i].address, "mia@example.org", "secret");
      fake_desk_fail_next (fixture->desk, g_error_new (BH_ERROR, BH_ERROR_OFFLINE, "no answer"));
      submit (fixture);
      ui_wait_until (is_at_rest, fixture);
      g_assert_cmpstr (fake_desk_get_calls (fixture->desk) + before, ==,
                       cases[i].asked != NULL ? cases[i].asked : "");
      g_assert_cmpint (error_under (fixture, "server_error") != NULL, ==, cases[i].asked == NULL);
    }
}

static void
test_wrong_password (UiFixture *fixture, gconstpointer data)
{
  ui_fixture_show_window (fixture, 800, 700);
  fill (fixture, "https://example.org", "mia@example.org", "wrong");
  fake_desk_fail_next (
      fixture->desk, g_error_new (BH_ERROR, BH_ERROR_UNAUTHORIZED, "E-mail or password is wrong"));
  submit (fixture);
  g_assert_false (gtk_widget_get_sensitive (ui_part (fixture, "form")));
  ui_wait_until (is_at_rest, fixture);

  g_assert_cmpstr (error_under (fixture, "password_error"), ==, "E-mail or password is wrong.");
  g_assert_null (error_under (fixture, "form_error"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (ui_part (fixture, "password"))), ==,
                   "wrong");
}

static void
test_unreachable (UiFixture *fixture, gconstpointer data)
{
  ui_fixture_show_window (fixture, 800, 700);
  fill (fixture, "https://example.org", "mia@example.org", "secret");
  fake_desk_fail_next (fixture->desk, g_error_new (BH_ERROR, BH_ERROR_OFFLINE, "no answer"));
  submit (fixture);
  ui_wait_until (is_at_rest, fixture);

  g_assert_cmpstr (error_under (fixture, "form_error"), ==, "No answer.");
}

static gboolean
shows_desk (gpointer data)
{
  return ui_shows (data, "Northwind Cycles");
}

static void
test_success (UiFixture *fixture, gconstpointer data)
{
  ui_fixture_show_window (fixture, 800, 700);
  fill (fixture, "https://example.org", "mia@example.org", "secret");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (ui_part (fixture, "remember")), FALSE);
  g_signal_emit_by_name (ui_part (fixture, "password"), "activate");
  ui_wait_until (shows_desk, fixture->window);

  g_assert_cmpstr (fake_desk_get_calls (fixture->desk), ==,
                   "sign-in https://example.org mia@example.org 0\n");
}

static gboolean
shows_form (gpointer data)
{
  UiFixture *fixture = data;

  return ui_shows (GTK_WIDGET (fixture->window), "Stay signed in");
}

static void
test_sign_out (UiFixture *fixture, gconstpointer data)
{
  fake_desk_sign_in_as_mia (fixture->desk);
  ui_fixture_show_window (fixture, 800, 700);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-out", NULL);
  ui_wait_until (shows_form, fixture);

  g_assert_cmpstr (fake_desk_get_calls (fixture->desk), ==, "sign-out\n");
  g_assert_null (ui_find_named (GTK_WIDGET (fixture->window), "leaflet"));
}

static void
answer (UiFixture *fixture, const char *response)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-out", NULL);
  ui_answer_question (response);
}

static void
test_sign_out_with_outbox (UiFixture *fixture, gconstpointer data)
{
  fake_desk_sign_in_as_mia (fixture->desk);
  fake_desk_set_outbox (fixture->desk, 2);
  ui_fixture_show_window (fixture, 800, 700);
  answer (fixture, "cancel");
  g_assert_cmpstr (fake_desk_get_calls (fixture->desk), ==, "");

  answer (fixture, "yes");
  g_assert_cmpstr (fake_desk_get_calls (fixture->desk), ==, "sign-out\n");
}

static gboolean
asks_about_drafts (gpointer data)
{
  GtkWidget *question = ui_find_question ();

  return question != NULL &&
         ui_shows (question, "2 drafts are not finished. Signing out discards them.");
}

static void
test_sign_out_with_drafts (UiFixture *fixture, gconstpointer data)
{
  fake_desk_sign_in_as_mia (fixture->desk);
  bhc_desk_keep_draft (fixture->desk, "c1", BH_MESSAGE_TEXT, bhc_letter_new ("half a"));
  bhc_desk_keep_draft (fixture->desk, "c2", BH_MESSAGE_NOTE, bhc_letter_new ("thought"));
  bhc_desk_keep_draft (fixture->desk, "c3", BH_MESSAGE_TEXT, bhc_letter_new (""));
  ui_fixture_show_window (fixture, 800, 700);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-out", NULL);
  ui_wait_until (asks_about_drafts, NULL);
  ui_answer_question ("cancel");
  g_assert_cmpstr (fake_desk_get_calls (fixture->desk), ==, "");

  answer (fixture, "yes");
  g_assert_cmpstr (fake_desk_get_calls (fixture->desk), ==, "sign-out\n");
}

/* A notification may turn to another account while the question stands there. */
static void
test_signs_out_where_it_was_asked (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (BhcDesk) other = bhc_desk_new (NULL);

  fake_desk_sign_in_as_mia (other);
  fake_desk_sign_in_as_mia (fixture->desk);
  fake_desk_set_outbox (fixture->desk, 2);
  ui_fixture_show_window (fixture, 800, 700);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-out", NULL);
  bhc_window_set_desk (BHC_WINDOW (fixture->window), other);
  ui_answer_question ("yes");
  g_assert_cmpstr (fake_desk_get_calls (other), ==, "");
  g_assert_cmpstr (fake_desk_get_calls (fixture->desk), ==, "sign-out\n");
}

static void
test_prepared (UiFixture *fixture, gconstpointer data)
{
  ui_fixture_show_window (fixture, 800, 700);
  bhc_window_prepare_sign_in (BHC_WINDOW (fixture->window), "https://example.org",
                              "mia@example.org", "secret");
  ui_wait_until (shows_desk, fixture->window);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-out", NULL);
  ui_wait_until (shows_form, fixture); /* and stays there: a password is used once */
  g_assert_cmpstr (fake_desk_get_calls (fixture->desk), ==,
                   "sign-in https://example.org mia@example.org 0\nsign-out\n");
}

/* Each of the two is a sentence of its own. */
static void
test_problem_is_a_sentence (UiFixture *fixture, gconstpointer data)
{
  const char *words;

  fake_desk_set_state (fixture->desk, BHC_STATE_SIGNED_OUT, "the keyring is locked (no bus)");
  ui_fixture_show_window (fixture, 800, 700);
  words = error_under (fixture, "form_error");
  g_assert_true (g_str_has_prefix (words, "The keyring is locked (no bus).\nWhat you wrote "));
}

/* The same above the desk; what only says how things stand has no full stop. */
static void
test_notice_is_a_sentence (UiFixture *fixture, gconstpointer data)
{
  fake_desk_sign_in_as_mia (fixture->desk);
  ui_fixture_show_window (fixture, 800, 700);
  fake_desk_set_state (fixture->desk, BHC_STATE_ONLINE, "the keyring is locked (no bus)");
  ui_wait_frames (GTK_WIDGET (fixture->window), 4);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "The keyring is locked (no bus)."));
}

static void
test_toasts_go_with_their_page (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  fake_desk_sign_in_as_mia (fixture->desk);
  ui_fixture_show_window (fixture, 800, 700);
  window = GTK_WIDGET (fixture->window);
  bhc_window_tell (BHC_WINDOW (window), "it is too late");
  ui_wait_frames (window, 5);
  g_assert_true (ui_shows (window, "It is too late"));
  fake_desk_set_state (fixture->desk, BHC_STATE_SIGNED_OUT, NULL);
  ui_wait_frames (window, 40); /* it is gone long before its time */
  g_assert_false (ui_shows (window, "It is too late"));
}

static void
add_tests (void)
{
  UI_TEST ("/console/sign-in/prepared-form-is-sent-once", test_prepared);
  UI_TEST ("/console/sign-in/signs-out-where-it-was-asked", test_signs_out_where_it_was_asked);
  UI_TEST ("/console/sign-in/problem-is-a-sentence", test_problem_is_a_sentence);
  UI_TEST ("/console/sign-in/toasts-go-with-their-page", test_toasts_go_with_their_page);
  UI_TEST ("/console/sign-in/notice-is-a-sentence", test_notice_is_a_sentence);
  UI_TEST ("/console/sign-in/empty-fields-are-named", test_empty_fields);
  UI_TEST ("/console/sign-in/address-is-from-left", test_address_from_left);
  UI_TEST ("/console/sign-in/mending-clears-the-error", test_mending);
  UI_TEST ("/console/sign-in/only-safe-addresses-are-asked", test_addresses);
  UI_TEST ("/console/sign-in/wrong-password-is-said-there", test_wrong_password);
  UI_TEST ("/console/sign-in/unreachable-server-is-said", test_unreachable);
  UI_TEST ("/console/sign-in/enter-submits-and-opens-the-desk", test_success);
  UI_TEST ("/console/sign-in/out-ends-the-desk", test_sign_out);
  UI_TEST ("/console/sign-in/out-asks-before-losing-messages", test_sign_out_with_outbox);
  UI_TEST ("/console/sign-in/out-asks-before-losing-drafts", test_sign_out_with_drafts);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
