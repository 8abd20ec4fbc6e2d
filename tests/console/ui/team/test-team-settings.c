/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Who is in the team and what they share, changed in the settings. */
#include "console/ui/settings/team/bhc-audit-table.h"
#include "console/ui/settings/team/bhc-audit-view.h"
#include "tests/console/ui/assistant/settings-driver.h"
#include "tests/console/ui/team/sample-crew.h"

#include <glib/gstdio.h>
#include <string.h>

static GtkWidget *
open_as (UiFixture *fixture, BhRole role, const char *topic)
{
  fake_desk_sign_in (fixture->desk, role);
  sample_crew_fill (fixture->desk);
  return open_topic (fixture, topic);
}

static void
choose (GtkWidget *root, const char *title, guint position)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_titled (root, title)), position);
  settle ();
}

static void
test_people_say_what_they_are (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_OWNER, "people");

  g_assert_true (ui_shows (window, "Administrator · sam@northwind.example"));
  g_assert_true (ui_shows (window, "Disabled"));
}

static gboolean
press_sign (GtkWidget *root, const char *icon)
{
  gboolean pressed =
      GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (root)), icon) == 0;

  if (pressed)
    g_signal_emit_by_name (root, "clicked");
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && !pressed;
       child = gtk_widget_get_next_sibling (child))
    pressed = press_sign (child, icon);
  return pressed;
}

static void
generate (GtkWidget *sheet)
{
  g_assert_true (press_sign (find_titled (sheet, "Password"), "view-refresh-symbolic"));
}

static void
test_somebody_is_added_with_a_made_password (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_OWNER, "people");
  GtkWidget *sheet;
  g_autofree char *made = NULL;

  press (window, "Add a Person");
  sheet = newest_window ();
  write_line (sheet, "Name", "Ben");
  write_line (sheet, "E-Mail Address", "ben@northwind.example");
  generate (sheet);
  made = g_strdup (gtk_editable_get_text (GTK_EDITABLE (find_titled (sheet, "Password"))));
  g_assert_cmpuint (strlen (made), ==, 16);
  press (sheet, "_Add");
  assert_called (fixture, "POST /v1/desk/operators {");
  assert_called (fixture, made);
  wait_shown (newest_window (), made); /* told once */
}

static void
test_closed_while_it_is_saved (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_OWNER, "people");
  GtkWidget *sheet;

  press (window, "Add a Person");
  sheet = newest_window ();
  write_line (sheet, "Name", "Ben");
  write_line (sheet, "E-Mail Address", "ben@northwind.example");
  generate (sheet);
  g_signal_emit_by_name (ui_find (sheet, GTK_TYPE_BUTTON, "_Add"), "clicked");
  gtk_window_destroy (GTK_WINDOW (sheet));
  settle ();
  assert_called (fixture, "POST /v1/desk/operators {");
}

static void
test_a_first_password_is_needed (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_OWNER, "people");
  GtkWidget *sheet;

  press (window, "Add a Person");
  sheet = newest_window ();
  write_line (sheet, "Name", "Ben");
  write_line (sheet, "E-Mail Address", "ben@northwind.example");
  press (sheet, "_Add");
  g_assert_true (ui_shows (sheet, "type a first password, or generate one"));
  g_assert_null (strstr (fake_ask_get_calls (fixture->desk), "POST"));
}

static void
test_an_address_is_checked_as_it_is_typed (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_OWNER, "people");

  press (window, "Add a Person");
  write_line (newest_window (), "E-Mail Address", "ben");
  g_assert_true (ui_shows (newest_window (), "an address such as mia@example.org"));
}

static void
test_disabling_asks_first (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_OWNER, "people");

  open_row (window, "Sam Okafor");
  press (newest_window (), "_Disable…");
  g_assert_null (strstr (fake_ask_get_calls (fixture->desk), "PATCH"));
  ui_answer_question ("yes");
  settle ();
  assert_called (fixture, "PATCH /v1/desk/operators/op-sam {\"disabled\":true}");
}

static void
test_who_is_disabled_is_enabled (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_OWNER, "people");

  open_row (window, "Tom Berg");
  g_assert_null (ui_find (newest_window (), GTK_TYPE_BUTTON, "_Disable…"));
  press (newest_window (), "_Enable…");
  ui_answer_question ("yes");
  settle ();
  assert_called (fixture, "PATCH /v1/desk/operators/op-tom {\"disabled\":false}");
}

static void
test_the_last_owner_is_told_before (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_OWNER, "people");
  GtkWidget *sheet;

  open_row (window, "Mia");
  sheet = newest_window ();
  g_assert_true (ui_shows (sheet, "The last owner stays one"));
  g_assert_false (gtk_widget_get_sensitive (find_titled (sheet, "Role")));
  g_assert_false (gtk_widget_get_sensitive (ui_find (sheet, GTK_TYPE_BUTTON, "_Disable…")));
}

static void
test_an_admin_changes_no_owner (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_ADMIN, "people");

  open_row (window, "Mia");
  g_assert_true (ui_shows (newest_window (), "Only an owner changes an owner."));
  g_assert_null (ui_find (newest_window (), GTK_TYPE_BUTTON, "_Save"));
}

static void
test_an_admin_makes_no_owner (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_ADMIN, "people");
  GtkWidget *sheet;

  open_row (window, "Sam Okafor");
  sheet = newest_window ();
  choose (sheet, "Role", 2);
  g_assert_true (ui_shows (sheet, "only an owner makes owners"));
  g_assert_false (gtk_widget_get_sensitive (ui_find (sheet, GTK_TYPE_BUTTON, "_Save")));
  choose (sheet, "Role", 0);
  press (sheet, "_Save");
  assert_called (fixture, "PATCH /v1/desk/operators/op-sam {\"role\":\"agent\"}");
}

static void
test_members_are_ticked (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_ADMIN, "teams");
  GtkWidget *sheet, *words;

  g_assert_true (ui_shows (window, "Sam Okafor, Tom Berg"));
  open_row (window, "Workshop");
  sheet = newest_window ();
  g_assert_false (ui_shows (sheet, "Tom Berg")); /* who has left joins nothing */
  words = ui_find (sheet, GTK_TYPE_LABEL, "Léa Martin");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_parent (words)), TRUE);
  press (sheet, "_Save");
  assert_called (fixture, "PATCH /v1/desk/teams/t2 {\"members\":[\"op-lea\"]}");
}

static void
test_a_label_has_a_color (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_ADMIN, "labels");

  press (window, "Add a Label");
  write_line (newest_window (), "Name", "Urgent");
  write_line (newest_window (), "Color", "red");
  g_assert_true (ui_shows (newest_window (), "a colour such as #0ea5e9"));
  write_line (newest_window (), "Color", "#ff7800");
  press (newest_window (), "_Add");
  assert_called (fixture, "\"color\":\"#ff7800\"");
}

static void
test_agents_have_their_own_replies (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_AGENT, "canned");

  open_row (window, "hours");
  g_assert_true (ui_shows (newest_window (), "Only administrators change what everybody has."));
  gtk_window_destroy (GTK_WINDOW (newest_window ()));
  settle ();
  press (window, "Add a Reply");
  g_assert_false (gtk_widget_get_sensitive (find_titled (newest_window (), "For Everybody")));
  write_line (newest_window (), "Shortcut", "Thanks!");
  g_assert_true (ui_shows (newest_window (), "a to z, 0 to 9, _ and -, 32 at most"));
  write_line (newest_window (), "Shortcut", "thanks");
  write_lines (newest_window (), "What It Says", "Thank you {{contact.first_name|there}}");
  press (newest_window (), "_Add");
  assert_called (fixture, "\"shortcut\":\"thanks\"");
}

static void
test_a_replys_file_is_taken_away (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_ADMIN, "canned");
  GtkWidget *sheet, *row;

  open_row (window, "hours");
  sheet = newest_window ();
  row = find_titled (sheet, "map.png");
  g_signal_emit_by_name (ui_find (row, GTK_TYPE_BUTTON, NULL), "clicked");
  g_assert_null (strstr (fake_ask_get_calls (fixture->desk), "DELETE"));
  press (sheet, "_Save");
  assert_called (fixture, "DELETE /v1/desk/canned/c1/attachments/a1");
}

static void
test_minutes_are_kept_as_seconds (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_ADMIN, "rules");
  GtkWidget *spin =
      ui_find (find_titled (window, "Give Back After Minutes"), GTK_TYPE_SPIN_BUTTON, NULL);

  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)), ==, 5);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 10);
  press (window, "_Save");
  assert_called (fixture, "PATCH /v1/desk/settings {\"claim_timeout_s\":600}");
}

static void
test_a_shorter_retention_is_asked_about (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_ADMIN, "rules");
  GtkWidget *spin = ui_find (find_titled (window, "Erase After Days"), GTK_TYPE_SPIN_BUTTON, NULL);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 30);
  press (window, "_Save");
  g_assert_null (strstr (fake_ask_get_calls (fixture->desk), "PATCH"));
  ui_answer_question ("yes");
  settle ();
  assert_called (fixture, "PATCH /v1/desk/settings {\"retention_days\":30}");
}

static void
test_a_longer_retention_is_not (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_ADMIN, "rules");
  GtkWidget *spin = ui_find (find_titled (window, "Erase After Days"), GTK_TYPE_SPIN_BUTTON, NULL);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 0);
  press (window, "_Save");
  assert_called (fixture, "PATCH /v1/desk/settings {\"retention_days\":0}");
}

static void
test_the_own_password_is_changed (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  fake_ask_answer (fixture->desk, "GET /v1/desk/me",
                   "{\"operator\":{\"id\":\"op-mia\",\"name\":\"Mia\"}}");
  window = open_as (fixture, BH_ROLE_AGENT, "profile");
  write_line (window, "Old Password", "what it was");
  write_line (window, "New Password", "short");
  g_assert_true (ui_shows (window, "10 characters at least"));
  write_line (window, "New Password", "long enough now");
  press (window, "_Save");
  assert_called (fixture, "\"password\":\"long enough now\"");
  assert_called (fixture, "\"old_password\":\"what it was\"");
}

static GtkWidget *
find_type (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_the_log_in_plain_words (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_ADMIN, "audit");

  wait_shown (window, "Sam Okafor added a label");
  g_assert_true (ui_shows (window, "The server’s administrator added a person"));
}

static void
test_the_log_is_filtered (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_ADMIN, "audit");

  wait_shown (window, "Sam Okafor added a label");
  fake_ask_answer (fixture->desk, "GET /v1/desk/audit?limit=50&action=team.changed",
                   "{\"entries\":[],\"next\":null,\"actions\":[]}");
  choose (window, "Action", 3);
  wait_shown (window, "Nothing like that has happened");
}

static gboolean
is_read_cb (gpointer audit)
{
  return g_list_model_get_n_items (audit) > 0;
}

static gboolean
is_there_cb (gpointer file)
{
  return g_file_query_exists (file, NULL);
}

static void
test_the_log_becomes_a_table (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_ADMIN, "audit");
  g_autofree char *folder = g_dir_make_tmp ("bellhop-audit-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "audit.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;

  wait_shown (window, "Sam Okafor added a label");
  bhc_audit_view_export (BHC_AUDIT_VIEW (find_type (window, BHC_TYPE_AUDIT_VIEW)), file);
  ui_wait_until (is_there_cb, file);
  wait_shown (window, "The log is in “audit.csv”.");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Sam Okafor,label.created,"));
  g_assert_nonnull (strstr (text, "Members: Mia"));
  g_assert_true (g_file_delete (file, NULL, NULL));
  g_rmdir (folder);
}

/* Programs for tables pass over white space before they look for a formula. */
static void
test_the_log_holds_no_formula (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_ADMIN, "audit");
  g_autoptr (BhcAudit) audit = NULL;
  g_autoptr (GBytes) bytes = NULL;

  fake_ask_answer (fixture->desk, "GET /v1/desk/audit?limit=50",
                   "{\"entries\":[{\"id\":\"e9\",\"at_us\":1,\"operator\":{\"id\":\"op-x\","
                   "\"name\":\" =HYPERLINK(1)\"},\"action\":\"label.created\","
                   "\"subject_id\":\"l-1\",\"detail\":{}}],\"next\":null,\"actions\":[]}");
  wait_shown (window, "Sam Okafor added a label");
  audit = bhc_audit_new (fixture->desk);
  bhc_audit_ask (audit, NULL, NULL, 0);
  ui_wait_until (is_read_cb, audit);
  bytes = bhc_audit_table_new (fixture->desk, audit);
  g_assert_nonnull (
      g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), "' =HYPER"));
}

static void
test_agents_cannot_see_the_log (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_AGENT, "audit");

  g_assert_null (find_type (window, BHC_TYPE_AUDIT_VIEW));
}

/* ---- to be looked at ---- */

static void
take_pictures (UiFixture *fixture, int width, const char *suffix)
{
  static const char *const topics[] = { "people", "teams", "labels", "canned", "rules", "audit" };

  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%s", topics[i], suffix);
      GtkWidget *window = open_as (fixture, BH_ROLE_OWNER, topics[i]);

      gtk_window_set_default_size (GTK_WINDOW (window), width, 700);
      ui_wait_frames (window, 20);
      save_picture (window, name);
      gtk_window_destroy (GTK_WINDOW (window));
      settle ();
    }
}

static void
take_sheet (UiFixture *fixture, const char *topic, const char *row, int width, const char *name)
{
  GtkWidget *window = open_as (fixture, BH_ROLE_OWNER, topic);

  open_row (window, row);
  gtk_window_set_default_size (GTK_WINDOW (newest_window ()), width, 640);
  ui_wait_frames (newest_window (), 20);
  save_picture (newest_window (), name);
  gtk_window_destroy (GTK_WINDOW (newest_window ()));
  settle ();
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
}

static void
test_looks (UiFixture *fixture, gconstpointer data)
{
  take_pictures (fixture, 900, "");
  take_pictures (fixture, 360, "-narrow");
  take_sheet (fixture, "people", "Mia", 560, "person");
  take_sheet (fixture, "teams", "Returns", 560, "team");
  take_sheet (fixture, "canned", "hours", 360, "canned-reply-narrow");
}

static void
add_tests (void)
{
#define ADD(name, func) UI_TEST ("/ui/team-settings/" name, func)
  ADD ("people-say-what-they-are", test_people_say_what_they_are);
  ADD ("somebody-is-added-with-a-made-password", test_somebody_is_added_with_a_made_password);
  ADD ("a-first-password-is-needed", test_a_first_password_is_needed);
  ADD ("an-address-is-checked-as-it-is-typed", test_an_address_is_checked_as_it_is_typed);
  ADD ("disabling-asks-first", test_disabling_asks_first);
  ADD ("who-is-disabled-is-enabled", test_who_is_disabled_is_enabled);
  ADD ("the-last-owner-is-told-before", test_the_last_owner_is_told_before);
  ADD ("an-admin-changes-no-owner", test_an_admin_changes_no_owner);
  ADD ("an-admin-makes-no-owner", test_an_admin_makes_no_owner);
  ADD ("members-are-ticked", test_members_are_ticked);
  ADD ("a-label-has-a-color", test_a_label_has_a_color);
  ADD ("agents-have-their-own-replies", test_agents_have_their_own_replies);
  ADD ("a-replys-file-is-taken-away", test_a_replys_file_is_taken_away);
  ADD ("minutes-are-kept-as-seconds", test_minutes_are_kept_as_seconds);
  ADD ("a-shorter-retention-is-asked-about", test_a_shorter_retention_is_asked_about);
  ADD ("a-longer-retention-is-not", test_a_longer_retention_is_not);
  ADD ("the-own-password-is-changed", test_the_own_password_is_changed);
  ADD ("the-log-in-plain-words", test_the_log_in_plain_words);
  ADD ("the-log-is-filtered", test_the_log_is_filtered);
  ADD ("closed-while-it-is-saved", test_closed_while_it_is_saved);
  ADD ("the-log-becomes-a-table", test_the_log_becomes_a_table);
  ADD ("the-log-holds-no-formula", test_the_log_holds_no_formula);
  ADD ("agents-cannot-see-the-log", test_agents_cannot_see_the_log);
  ADD ("looks", test_looks);
#undef ADD
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
