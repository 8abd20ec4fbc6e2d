/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* What goes wrong is said in the operator's language: the console's window beside a real daemon.
 * LANGUAGE (de or ar) and BELLHOP_LOCALES say which, BELLHOP_PICTURES takes pictures. */
#include "config.h"

#include "common/bh-error.h"
#include "console/model/bhc-desk-ask.h"
#include "console/ui/commands/bhc-commands.h"
#include "console/ui/conversation/deeds/bhc-snooze-window.h"
#include "console/ui/settings/bhc-settings-window.h"
#include "tests/common/phrases/bht-locale.h"
#include "tests/console/ui/ui-fixture.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"

#include <glib/gstdio.h>
#include <libintl.h>

typedef enum
{
  WRONG_PASSWORD,
  UNREACHABLE,
  TOO_LONG,
  REFUSED_WORDS,
  UNREAD_FILE,
  REFUSED_FILE,
  BAD_DOCUMENT,
  CLAIMED,
  BLOCKED,
  NO_KEYRING,
} Trouble;

static const char *const german[] = {
  [WRONG_PASSWORD] = "Anmeldung nicht möglich: Adresse oder Passwort ist falsch",
  [UNREACHABLE] = "http://127.0.0.1:1 ist nicht zu erreichen: ",
  [TOO_LONG] = "höchstens 40 Zeichen",
  [REFUSED_WORDS] =
      "„Bevorzugte Wörter“ wurde nicht angenommen: jedes darf nur eine Zeile mit höchstens 100 "
      "Zeichen sein",
  [UNREAD_FILE] = "Dateien dieser Art ",
  [REFUSED_FILE] =
      "„virus.exe“ wurde nicht angenommen: Dateien dieser Art sind nicht lesbar, diese schon: ",
  [BAD_DOCUMENT] = "Fehler – es ist nicht, was der Name sagt (PDF)",
  [CLAIMED] = "Mia hat dieses Gespräch schon übernommen",
  [BLOCKED] =
      "nicht ausgeführt: Dafür ist die Rolle „Administrator“ nötig, wenden Sie sich an einen "
      "Administrator",
  [NO_KEYRING] = "er Schlüsselbund läuft nicht oder ist noch gesperrt (",
};

static const char *const arabic[] = {
  [WRONG_PASSWORD] = "تعذّر تسجيل الدخول: العنوان أو كلمة السر غير صحيحة",
  [UNREACHABLE] = "يتعذّر الوصول إلى ⁨http://127.0.0.1:1⁩: ",
  [TOO_LONG] = "40 حرفًا على الأكثر",
  [REFUSED_WORDS] =
      "لم يُقبل «⁨الكلمات المفضلة⁩»: يجب أن يكون كل منها سطرًا واحدًا لا يتجاوز 100 حرفًا",
  [UNREAD_FILE] = "لا يمكن قراءة ملفات من هذا النوع",
  [REFUSED_FILE] =
      "لم يُقبل «⁨virus.exe⁩»: لا يمكن قراءة ملفات من هذا النوع، ويمكن قراءة هذه: ",
  [BAD_DOCUMENT] = "ليس كما يدل اسمه (PDF)",
  [CLAIMED] = "‏Mia يتولى هذه المحادثة بالفعل",
  [BLOCKED] = "لم يُنفَّذ ذلك: يلزم دور «مدير»، راجع أحد المديرين",
  [NO_KEYRING] = "حافظة المفاتيح لا تعمل أو ما زالت مقفلة (",
};

typedef struct
{
  UiFixture ui;
  char *folder;
} Fixture;

static BhtBellhopd *server;

static const char *
said (Trouble trouble)
{
  return (g_str_has_prefix (g_getenv ("LANGUAGE"), "ar") ? arabic : german)[trouble];
}

static void
start (Fixture *fixture)
{
  ui_fixture_set_up (&fixture->ui, NULL);
  g_clear_object (&fixture->ui.desk);
  fixture->ui.desk = bhc_desk_new (fixture->folder);
  bhc_desk_start (fixture->ui.desk);
  ui_fixture_show_window (&fixture->ui, 1000, 700);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static guint number;

  fixture->folder = g_strdup_printf ("%s/console-%u", bht_bellhopd_dir (server), number++);
  start (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ui_fixture_tear_down (&fixture->ui, NULL);
  g_free (fixture->folder);
}

static void
take (GtkWidget *window, const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s/%s.png", g_getenv ("BELLHOP_PICTURES"), name);

  ui_wait_frames (window, 12);
  ui_save_picture (window, file);
}

static gboolean
shows (gpointer data)
{
  gpointer *pair = data;

  return ui_shows (pair[0], pair[1]);
}

static void
wait_said (GtkWidget *root, Trouble trouble)
{
  gpointer pair[] = { root, (gpointer) said (trouble) };

  ui_wait_until (shows, pair);
}

static void
act (Fixture *fixture, const char *action, const char *target)
{
  g_autoptr (GHashTable) owners = bhc_commands_find_owners (GTK_WIDGET (fixture->ui.window));

  gtk_widget_activate_action (g_hash_table_lookup (owners, action), action, "s", target);
}

/* ---- signing in ---- */

static void
fill_in (Fixture *fixture, const char *address, const char *password)
{
  GtkWidget *window = GTK_WIDGET (fixture->ui.window);

  gtk_editable_set_text (GTK_EDITABLE (ui_find_named (window, "server")), address);
  gtk_editable_set_text (GTK_EDITABLE (ui_find_named (window, "email")), "mia@example.org");
  gtk_editable_set_text (GTK_EDITABLE (ui_find_named (window, "password")), password);
  g_signal_emit_by_name (ui_find_named (window, "submit"), "clicked");
}

static void
test_wrong_password (Fixture *fixture, gconstpointer data)
{
  fill_in (fixture, bht_bellhopd_url (server), "not at all");
  wait_said (GTK_WIDGET (fixture->ui.window), WRONG_PASSWORD);
  take (GTK_WIDGET (fixture->ui.window), "wrong-password");
}

static gboolean
has_notice (gpointer desk)
{
  return bhc_desk_get_state (desk) == BHC_STATE_ONLINE && bhc_desk_get_problem (desk) != NULL;
}

static void
test_no_keyring (Fixture *fixture, gconstpointer data)
{
  fill_in (fixture, bht_bellhopd_url (server), BHT_PASSWORD);
  ui_wait_until (has_notice, fixture->ui.desk);
  wait_said (GTK_WIDGET (fixture->ui.window), NO_KEYRING);
  ui_fixture_tear_down (&fixture->ui, NULL);

  start (fixture);
  wait_said (GTK_WIDGET (fixture->ui.window), NO_KEYRING);
  take (GTK_WIDGET (fixture->ui.window), "no-keyring");
}

static void
test_unreachable (Fixture *fixture, gconstpointer data)
{
  fill_in (fixture, "http://127.0.0.1:1", BHT_PASSWORD);
  wait_said (GTK_WIDGET (fixture->ui.window), UNREACHABLE);
  take (GTK_WIDGET (fixture->ui.window), "unreachable");
}

static gboolean
is_online (gpointer desk)
{
  return bhc_desk_get_state (desk) == BHC_STATE_ONLINE;
}

static void
sign_in (Fixture *fixture, const char *email)
{
  bhc_desk_sign_in_async (fixture->ui.desk, bht_bellhopd_url (server), email, BHT_PASSWORD, FALSE,
                          NULL, NULL);
  ui_wait_until (is_online, fixture->ui.desk);
}

/* ---- settings ---- */

static GtkWidget *
find_row (GtkWidget *root, GType type, const char *title)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && gtk_widget_get_mapped (root) &&
      g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, type, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The field for several lines of that name.  Returns: (transfer none) (nullable) */
static GtkTextBuffer *
find_lines (GtkWidget *root, const char *title)
{
  GtkWidget *row = find_row (root, ADW_TYPE_PREFERENCES_ROW, title);
  GtkWidget *view = row != NULL ? ui_find (row, GTK_TYPE_TEXT_VIEW, NULL) : NULL;

  return view != NULL ? gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)) : NULL;
}

static gboolean
has_name (gpointer window)
{
  return find_row (window, ADW_TYPE_ENTRY_ROW, gettext ("Name")) != NULL;
}

static gboolean
has_words (gpointer window)
{
  return find_lines (window, gettext ("Words to Prefer")) != NULL;
}

static gboolean
can_save (gpointer window)
{
  GtkWidget *button = ui_find (window, GTK_TYPE_BUTTON, gettext ("_Save"));

  return button != NULL && gtk_widget_is_sensitive (button);
}

static GtkWidget *
open_settings (Fixture *fixture, const char *topic, gboolean (*filled) (gpointer window))
{
  GtkWidget *window = bhc_settings_window_new (fixture->ui.window, fixture->ui.desk);

  bhc_settings_window_open (BHC_SETTINGS_WINDOW (window), topic);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_until (filled, window);
  return window;
}

/* Told while it is typed. */
static void
test_too_long (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strnfill (41, 'x');
  g_autofree char *title = g_strdup_printf ("%s: %s", gettext ("Name"), said (TOO_LONG));
  GtkWidget *window;

  sign_in (fixture, "mia@example.org");
  window = open_settings (fixture, "assistant", has_name);
  gtk_editable_set_text (GTK_EDITABLE (find_row (window, ADW_TYPE_ENTRY_ROW, gettext ("Name"))),
                         name);
  g_assert_nonnull (find_row (window, ADW_TYPE_ENTRY_ROW, title));
  take (window, "too-long");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Told by the daemon, which calls the field by its name on the wire. */
static void
test_refused_words (Fixture *fixture, gconstpointer data)
{
  g_autofree char *words = g_strnfill (101, 'x');
  GtkWidget *window;

  sign_in (fixture, "mia@example.org");
  window = open_settings (fixture, "persona", has_words);
  gtk_text_buffer_set_text (find_lines (window, gettext ("Words to Prefer")), words, -1);
  ui_wait_until (can_save, window);
  g_signal_emit_by_name (ui_find (window, GTK_TYPE_BUTTON, gettext ("_Save")), "clicked");
  wait_said (window, REFUSED_WORDS);
  take (window, "refused-words");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* ---- files ---- */

static void
upload (Fixture *fixture, const char *name, const char *bytes)
{
  g_autofree char *path = g_build_filename (bht_bellhopd_dir (server), name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, bytes, -1, NULL));
  bhc_uploads_add (bhc_desk_get_uploads (fixture->ui.desk), file, NULL);
}

static void
test_files (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "mia@example.org");
  act (fixture, "places.show", "knowledge");
  upload (fixture, "prices.pdf", "no PDF at all");
  upload (fixture, "virus.exe", "MZ");
  wait_said (GTK_WIDGET (fixture->ui.window), UNREAD_FILE);
  wait_said (GTK_WIDGET (fixture->ui.window), BAD_DOCUMENT); /* as the daemon has stored it */
  take (GTK_WIDGET (fixture->ui.window), "files");
}

/* ---- deeds ---- */

typedef struct
{
  gboolean over;
  GError *error;
} Outcome;

static gboolean
is_over (gpointer outcome)
{
  return ((Outcome *) outcome)->over;
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  bhc_desk_act_finish (BHC_DESK (source), result, &outcome->error);
  outcome->over = TRUE;
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &outcome->error);

  g_assert_null (answer);
  outcome->over = TRUE;
}

static void
assert_said (Outcome *outcome, BhErrorCode code, Trouble trouble)
{
  ui_wait_until (is_over, outcome);
  g_assert_error (outcome->error, BH_ERROR, (int) code);
  g_test_message ("%s", outcome->error->message);
  g_assert_true (g_str_has_prefix (outcome->error->message, said (trouble)));
  g_clear_error (&outcome->error);
}

static void
test_claimed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtApi) visitor = bht_api_new_visitor (bht_bellhopd_url (server), "Ada");
  g_autofree char *id = bht_api_open_conversation (visitor);
  g_autofree char *person = g_strdup_printf ("/v1/widget/conversations/%s/person", id);
  g_autofree char *claim = g_strdup_printf ("/v1/desk/conversations/%s/claim", id);
  g_autoptr (BhtApi) mia = bht_api_new (bht_bellhopd_url (server), data);
  g_autoptr (JsonNode) asked = bht_api_expect (visitor, "POST", person, "{}", 200);
  g_autoptr (JsonNode) claimed = bht_api_expect (mia, "POST", claim, "{}", 200);
  Outcome outcome = { FALSE };

  sign_in (fixture, "lena@example.org");
  bhc_desk_act_async (fixture->ui.desk, id, BHC_ACTION_CLAIM, acted_cb, &outcome);
  assert_said (&outcome, BH_ERROR_CLAIMED, CLAIMED);
}

static void
test_blocked (Fixture *fixture, gconstpointer data)
{
  GVariant *values = g_variant_new_parsed ("{'ai_name': <'Bell'>}");
  Outcome outcome = { FALSE };

  sign_in (fixture, "lena@example.org");
  bhc_desk_ask_async (fixture->ui.desk, "PATCH", "/v1/desk/organization", values, NULL, asked_cb,
                      &outcome);
  assert_said (&outcome, BH_ERROR_FORBIDDEN, BLOCKED);
}

static void
test_refused_file (Fixture *fixture, gconstpointer data)
{
  GVariant *values = g_variant_new_parsed (
      "{'id': <'0190a000-0000-7000-8000-000000000001'>, 'file_name': <'virus.exe'>, "
      "'size': <int64 2>, 'hash': <'0000000000000000000000000000000000000000000000000000000000000000'>}");
  Outcome outcome = { FALSE };

  sign_in (fixture, "mia@example.org");
  bhc_desk_ask_async (fixture->ui.desk, "POST", "/v1/desk/uploads", values, NULL, asked_cb,
                      &outcome);
  assert_said (&outcome, BH_ERROR_INVALID, REFUSED_FILE);
}

/* ---- what reads the same in every language ---- */

static int
place (GtkWidget *window, const char *name)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (ui_find_named (window, name), window, &bounds));
  return (int) bounds.origin.x;
}

static void
test_clock (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = bhc_snooze_window_new (GTK_WINDOW (fixture->ui.window));

  gtk_window_present (GTK_WINDOW (window));
  take (window, "clock");
  g_assert_cmpint (place (window, "hour"), <, place (window, "minute"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static char *token;

#define FACT(name, function)                                                                       \
  g_test_add ("/tongues/" name, Fixture, token, set_up, function, tear_down)

static void
add_tests (void)
{
  if (g_str_has_prefix (g_getenv ("LANGUAGE"), "ar"))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  FACT ("a-wrong-password", test_wrong_password);
  FACT ("a-keyring-that-is-missing", test_no_keyring);
  FACT ("a-server-that-cannot-be-reached", test_unreachable);
  FACT ("a-name-that-is-too-long", test_too_long);
  FACT ("words-that-are-refused", test_refused_words);
  FACT ("files-that-cannot-be-read", test_files);
  FACT ("a-file-that-is-refused", test_refused_file);
  FACT ("a-conversation-that-a-colleague-has", test_claimed);
  FACT ("a-role-that-may-not", test_blocked);
  FACT ("a-clock-says-the-hour-on-the-left", test_clock);
}

int
main (int argc, char **argv)
{
  int status;

  bht_locale_init ();
  g_mkdir_with_parents (g_getenv ("BELLHOP_PICTURES"), 0755);
  server = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (server);
  bht_bellhopd_ctl (
      server, BHT_PASSWORD "\n",
      "operator create --organization demo --email lena@example.org --name Lena --role agent");
  status = ui_fixture_main (argc, argv, add_tests);
  bht_bellhopd_free (server);
  g_free (token);

  return status;
}
