/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Every page, dialog and popover of the console, beside a real daemon with a busy desk: a picture
 * of each into the folder BELLHOP_PICTURES, and measures.  How it looks is said by the environment:
 * LANGUAGE, BELLHOP_WIDTH, BELLHOP_LARGE_TEXT, ADW_DEBUG_COLOR_SCHEME, ADW_DEBUG_HIGH_CONTRAST. */
#include "config.h"

#include "console/ui/bhc-window.h"
#include "console/ui/commands/bhc-commands.h"
#include "console/ui/settings/bhc-settings-topics.h"
#include "console/ui/settings/bhc-settings-window.h"
#include "tests/console/ui/fixture/quark-table.h"
#include "tests/console/ui/ui-fixture.h"
#include "tests/story/gallery/furnish.h"
#include "tests/story/gallery/measure.h"

#include <libintl.h>
#include <locale.h>

#define HEIGHT 800
#define FRAME 10 /* what GTK draws around a window where nobody composes */
#define QUIET_FRAMES 12
#define PATIENCE_US (4 * G_USEC_PER_SEC)

static UiFixture ui;
static BhtBellhopd *server;
static GString *faults;
static guint number;
static int width;

/* ---- waiting until it rests ---- */

static gboolean
is_busy (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_SPINNER (widget) && gtk_spinner_get_spinning (GTK_SPINNER (widget)))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (is_busy (child))
        return TRUE;
    }
  return FALSE;
}

static void
rest (GtkWidget *widget)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;

  do
    ui_wait_frames (widget, QUIET_FRAMES);
  while (is_busy (widget) && g_get_monotonic_time () < deadline);
}

/* ---- pictures ---- */

static void
take (GtkWidget *widget, const char *name)
{
  g_autofree char *file =
      g_strdup_printf ("%s/%03u-%s.png", g_getenv ("BELLHOP_PICTURES"), number++, name);
  g_autoptr (GString) found = g_string_new (NULL);

  rest (widget);
  ui_save_picture (widget, file);
  measure_window (
      widget, GTK_IS_WINDOW (widget) && widget == GTK_WIDGET (ui.window) ? width : 10000, found);
  if (found->len > 0)
    g_string_append_printf (faults, "%s\n%s", name, found->str);
}

static void
take_popover (GtkWidget *popover, const char *name)
{
  g_autofree char *file =
      g_strdup_printf ("%s/%03u-%s.png", g_getenv ("BELLHOP_PICTURES"), number++, name);

  rest (GTK_WIDGET (ui.window));
  if (gtk_widget_get_mapped (popover) && gtk_widget_get_width (popover) > 0)
    ui_save_picture (popover, file);
}

static void
take_menus (GtkWidget *widget, const char *name)
{
  GtkPopover *popover;

  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_MENU_BUTTON (widget) && gtk_widget_is_sensitive (widget))
    {
      g_autofree char *menu = g_strconcat (name, "-menu", NULL);

      gtk_menu_button_popup (GTK_MENU_BUTTON (widget));
      popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (widget));
      if (popover != NULL && gtk_widget_get_mapped (GTK_WIDGET (popover)))
        take_popover (GTK_WIDGET (popover), menu);
      gtk_menu_button_popdown (GTK_MENU_BUTTON (widget));
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    take_menus (child, name);
}

/* ---- acting ---- */

static gboolean
act (const char *action, const char *target)
{
  g_autoptr (GHashTable) owners = bhc_commands_find_owners (GTK_WIDGET (ui.window));
  GtkWidget *owner = g_hash_table_lookup (owners, action);
  g_autoptr (GVariant) parameter =
      target != NULL ? g_variant_ref_sink (g_variant_parse (NULL, target, NULL, NULL, NULL)) : NULL;

  if (owner == NULL)
    g_test_message ("nothing knows %s", action);
  return owner != NULL && gtk_widget_activate_action_variant (owner, action, parameter);
}

/* (nullable) */
static GtkWindow *
find_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWindow) each = g_list_model_get_item (windows, i - 1);

      if (each != ui.window && gtk_widget_get_mapped (GTK_WIDGET (each)))
        return each;
    }
  return NULL;
}

static void
fit (GtkWindow *window)
{
  int asked_width, asked_height;

  gtk_window_get_default_size (window, &asked_width, &asked_height);
  if (asked_width > width)
    gtk_window_set_default_size (window, width + FRAME, asked_height);
}

/* What @action opens; it is closed again. */
static void
take_window (const char *name, const char *action, const char *target)
{
  GtkWindow *window;

  if (!act (action, target))
    return;
  ui_wait_frames (GTK_WIDGET (ui.window), 4);
  window = find_window ();
  if (window == NULL)
    {
      take (GTK_WIDGET (ui.window), name);
      return;
    }
  fit (window);
  take (GTK_WIDGET (window), name);
  gtk_window_destroy (window);
  ui_wait_frames (GTK_WIDGET (ui.window), 2);
}

/* ---- the rooms ---- */

static void
take_inbox (void)
{
  static const char *const views[] = { "0", "1", "2", "5", "6", "7" };

  act ("places.show", "'inbox'");
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autofree char *name = g_strconcat ("inbox-view-", views[i], NULL);

      act ("desk.view", views[i]);
      take (GTK_WIDGET (ui.window), name);
    }
  take_menus (GTK_WIDGET (ui.window), "inbox");
}

static void
take_conversation (void)
{
  static const char *const windows[][3] = {
    { "transfer", "conversation.transfer", NULL },
    { "snooze-until", "conversation.snooze-until", NULL },
    { "erase", "conversation.erase", NULL },
    { "why", "conversation.explain", NULL },
  };

  act ("desk.view", "5");
  ui_wait_frames (GTK_WIDGET (ui.window), 4);
  act ("desk.walk", "1");
  take (GTK_WIDGET (ui.window), "conversation");
  take_menus (GTK_WIDGET (ui.window), "conversation");
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    take_window (windows[i][0], windows[i][1], windows[i][2]);
  act ("conversation.note", NULL);
  take (GTK_WIDGET (ui.window), "note");
  act ("conversation.find", NULL);
  take (GTK_WIDGET (ui.window), "find-in-conversation");
  act ("desk.contact", NULL);
  take (GTK_WIDGET (ui.window), "contact");
  act ("desk.contact", NULL);
  act ("desk.back", NULL);
}

static void
take_places (void)
{
  static const char *const places[] = { "search", "contacts", "knowledge", "insights", "team" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *target = g_strdup_printf ("'%s'", places[i]);

      act ("places.show", target);
      take (GTK_WIDGET (ui.window), places[i]);
      take_menus (GTK_WIDGET (ui.window), places[i]);
    }
}

static void
take_knowledge (void)
{
  static const char *const sections[] = { "'articles'", "'gaps'", "'phrasings'", "'playground'" };

  act ("places.show", "'knowledge'");
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      g_autofree char *name = g_strdup_printf ("knowledge-%u", i);

      act ("knowledge.show", sections[i]);
      take (GTK_WIDGET (ui.window), name);
    }
  act ("knowledge.show", sections[0]);
  ui_wait_frames (GTK_WIDGET (ui.window), 4);
  take_window ("new-article", "articles.new", NULL);
  take_window ("import", "articles.import", NULL);
  act ("places.show", "'inbox'");
}

static void
take_windows (void)
{
  take_window ("palette", "win.palette", NULL);
  take_window ("preferences", "win.preferences", NULL);
  take_window ("help", "win.help", NULL);
  take_window ("shortcuts", "win.shortcuts", NULL);
}

static void
take_settings (void)
{
  GtkWidget *window = bhc_settings_window_new (ui.window, ui.desk);

  fit (GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_frames (window, 4);
  take (window, "settings");
  for (guint i = 0; bhc_settings_topics[i].name != NULL; i++)
    {
      g_autofree char *name = g_strconcat ("settings-", bhc_settings_topics[i].name, NULL);

      bhc_settings_window_open (BHC_SETTINGS_WINDOW (window), bhc_settings_topics[i].name);
      take (window, name);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_offline (gpointer desk)
{
  return bhc_desk_get_state (desk) == BHC_STATE_OFFLINE;
}

static void
take_offline (void)
{
  bht_bellhopd_kill (server);
  ui_wait_until (is_offline, ui.desk);
  take (GTK_WIDGET (ui.window), "offline");
}

static void
take_sign_in (void)
{
  take (GTK_WIDGET (ui.window), "sign-in");
  g_signal_emit_by_name (ui_find_named (GTK_WIDGET (ui.window), "submit"), "clicked");
  take (GTK_WIDGET (ui.window), "sign-in-errors");
}

/* ---- */

static gboolean
is_online (gpointer desk)
{
  return bhc_desk_get_state (desk) == BHC_STATE_ONLINE;
}

static gboolean
has_all (gpointer desk)
{
  return bhc_desk_get_count (desk, BHC_VIEW_ALL) >= 4;
}

static void
sign_in (void)
{
  bhc_desk_sign_in_async (ui.desk, bht_bellhopd_url (server), "mia@example.org", BHT_PASSWORD,
                          FALSE, NULL, NULL);
  ui_wait_until (is_online, ui.desk);
  ui_wait_until (has_all, ui.desk);
}

/* With nobody who places windows this one stands at the screen's edge, and GDK 4.8 asks in vain for
 * the monitor that a menu beyond it would be on. */
static gboolean
is_fault (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  return strstr (message, "gdk_monitor_get_geometry") == NULL;
}

static void
test_gallery (void)
{
  g_autofree char *folder = g_build_filename (bht_bellhopd_dir (server), "console", NULL);

  g_test_log_set_fatal_handler (is_fault, NULL);
  ui_fixture_set_up (&ui, NULL);
  g_clear_object (&ui.desk);
  ui.desk = bhc_desk_new (folder);
  bhc_desk_start (ui.desk);
  ui_fixture_show_window (&ui, width + FRAME, HEIGHT);
  take_sign_in ();
  sign_in ();
  take_inbox ();
  take_conversation ();
  take_places ();
  take_knowledge ();
  take_windows ();
  take_settings ();
  take_offline ();
  ui_fixture_tear_down (&ui, NULL);
  if (faults->len > 0)
    g_printerr ("%s", faults->str);
  g_assert_cmpuint (faults->len, ==, 0);
}

static void
set_look (void)
{
  const char *language = g_getenv ("LANGUAGE");
  const char *large = g_getenv ("BELLHOP_LARGE_TEXT");
  const char *wanted = g_getenv ("BELLHOP_WIDTH");

  width = wanted != NULL ? atoi (wanted) : 1400;
  if (large != NULL && *large != '\0')
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 192 * 1024, NULL);
  if (language != NULL && g_str_has_prefix (language, "ar"))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
}

static void
add_tests (void)
{
  set_look ();
  g_test_add_func ("/gallery/everything-fits-has-a-name-and-is-reached", test_gallery);
}

int
main (int argc, char **argv)
{
  g_autofree char *token = NULL;
  g_autoptr (BhtApi) desk = NULL;
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("BELLHOP_LOCALES"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  faults = g_string_new (NULL);
  server = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (server);
  desk = bht_api_new (bht_bellhopd_url (server), token);
  furnish (server, desk);
  status = ui_fixture_main (argc, argv, add_tests);
  bht_bellhopd_free (server);
  g_string_free (faults, TRUE);

  return status;
}
