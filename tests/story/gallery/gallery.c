/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Every page, dialog and popover of the console, beside a real daemon with a busy desk: a picture
 * of each into the folder BELLHOP_PICTURES, and measures.  How it looks is said by the environment:
 * LANGUAGE, BELLHOP_WIDTH, BELLHOP_LARGE_TEXT, ADW_DEBUG_COLOR_SCHEME, ADW_DEBUG_HIGH_CONTRAST. */
#include "config.h"

#include "tests/common/phrases/bht-locale.h"
#include "tests/console/ui/fixture/quark-table.h"
#include "tests/story/gallery/furnish.h"
#include "tests/story/gallery/mishaps.h"
#include "tests/story/gallery/rooms.h"
#include "tests/story/gallery/uploads.h"
#include "tests/story/gallery/whole.h"

#include <glib/gstdio.h>

#define HEIGHT 800

static UiFixture ui;
static BhtBellhopd *server;
static BhtApi *mia; /* at another desk */
static Camera camera = { .ui = &ui };

static gboolean
is_offline (gpointer desk)
{
  return bhc_desk_get_state (desk) == BHC_STATE_OFFLINE;
}

static void
fill_in (const char *field, const char *words)
{
  gtk_editable_set_text (GTK_EDITABLE (ui_find_named (GTK_WIDGET (ui.window), field)), words);
}

static gboolean
is_refused (gpointer window)
{
  return gtk_widget_get_mapped (ui_find_named (window, "password_error"));
}

static void
take_sign_in (void)
{
  GtkWidget *submit = ui_find_named (GTK_WIDGET (ui.window), "submit");

  camera_take_main (&camera, "sign-in");
  g_signal_emit_by_name (submit, "clicked");
  camera_take_main (&camera, "sign-in-errors");
  fill_in ("server", bht_bellhopd_url (server));
  fill_in ("email", "mia@example.org");
  fill_in ("password", "not the password");
  g_signal_emit_by_name (submit, "clicked");
  ui_wait_until (is_refused, ui.window);
  camera_take_main (&camera, "sign-in-refused");
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
sign_in (const char *email)
{
  bhc_desk_sign_in_async (ui.desk, bht_bellhopd_url (server), email, BHT_PASSWORD, FALSE, NULL,
                          NULL);
  ui_wait_until (is_online, ui.desk);
}

/* With nobody who places windows this one stands at the screen's edge, and GDK 4.8 asks in vain for
 * the monitor that a menu beyond it would be on. */
static gboolean
is_fault (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  return strstr (message, "gdk_monitor_get_geometry") == NULL &&
         strstr (message, "gdk_surface_get_device_position: assertion") == NULL &&
         strstr (message, "_gtk_widget_find_at_coords: assertion") == NULL;
}

static void
begin (const char *name)
{
  g_autofree char *folder = g_build_filename (bht_bellhopd_dir (server), name, NULL);

  ui_fixture_set_up (&ui, NULL);
  g_test_log_set_fatal_handler (is_fault, NULL);
  g_clear_object (&ui.desk);
  ui.desk = bhc_desk_new (folder);
  bhc_desk_start (ui.desk);
  ui_fixture_show_window (&ui, camera.width + CAMERA_FRAME, HEIGHT);
}

static void
expect_no_faults (void)
{
  if (camera.faults->len == 0)
    return;
  g_printerr ("%s", camera.faults->str);
  g_string_truncate (camera.faults, 0);
  g_test_fail ();
}

static void
test_first_day (void)
{
  begin ("first");
  take_sign_in ();
  sign_in ("new@example.org");
  rooms_take_empty (&camera);
  ui_fixture_tear_down (&ui, NULL);
  expect_no_faults ();
}

static void
test_gallery (void)
{
  begin ("console");
  sign_in ("mia@example.org");
  ui_wait_until (has_all, ui.desk);
  rooms_take (&camera);
  mishaps_take_files (&camera);
  uploads_take (&camera, server);
  mishaps_take (&camera, mia);
  bht_bellhopd_kill (server);
  ui_wait_until (is_offline, ui.desk);
  rooms_take_offline (&camera);
  ui_fixture_tear_down (&ui, NULL);
  expect_no_faults ();
}

static gboolean
is_asked_again (gpointer desk)
{
  return bhc_desk_get_state (desk) == BHC_STATE_SIGNED_OUT && bhc_desk_get_problem (desk) != NULL;
}

static void
test_whole (void)
{
  g_test_log_set_fatal_handler (is_fault, NULL);
  whole_take (&camera, server, "whole");
  begin ("whole");
  ui_wait_until (is_asked_again, ui.desk);
  camera_take_main (&camera, "keyring-explained");
  ui_fixture_tear_down (&ui, NULL);
  expect_no_faults ();
}

static void
set_look (void)
{
  const char *language = g_getenv ("LANGUAGE");
  const char *large = g_getenv ("BELLHOP_LARGE_TEXT");
  const char *wanted = g_getenv ("BELLHOP_WIDTH");

  camera.width = wanted != NULL ? atoi (wanted) : 1400;
  if (large != NULL && *large != '\0')
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 192 * 1024, NULL);
  if (language != NULL && g_str_has_prefix (language, "ar"))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
}

/* Numbers change from one run to the next. */
static void
clear_pictures (void)
{
  const char *folder = g_getenv ("BELLHOP_PICTURES");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
}

static void
add_tests (void)
{
  set_look ();
  clear_pictures ();
  g_test_add_func ("/gallery/the-first-day-has-its-words", test_first_day);
  g_test_add_func ("/gallery/the-whole-application-says-what-it-lacks", test_whole);
  g_test_add_func ("/gallery/everything-fits-has-a-name-and-is-reached", test_gallery);
}

int
main (int argc, char **argv)
{
  g_autofree char *token = NULL;
  int status;

  bht_locale_init ();
  camera.faults = g_string_new (NULL);
  server = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (server);
  mia = bht_api_new (bht_bellhopd_url (server), token);
  furnish (server, mia);
  status = ui_fixture_main (argc, argv, add_tests);
  bht_api_free (mia);
  bht_bellhopd_free (server);
  g_string_free (camera.faults, TRUE);

  return status;
}
