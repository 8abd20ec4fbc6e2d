/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include <locale.h>
#include <malloc.h>

#include "console/model/accounts/bhc-desks.h"
#include "console/ui/bhc-application.h"

int
main (int argc, char **argv)
{
  g_autofree char *data_dir = g_build_filename (g_get_user_data_dir (), "bellhop-console", NULL);
  g_autofree char *state_file = g_build_filename (data_dir, "window.ini", NULL);
  g_autofree char *preferences_file =
      g_build_filename (g_get_user_config_dir (), "bellhop-console", "preferences.ini", NULL);
  g_autoptr (BhcPreferences) preferences = NULL;
  g_autoptr (BhcDesks) desks = NULL;
  g_autoptr (BhcApplication) application = NULL;

#ifdef __GLIBC__
  /* Lists of 100,000 conversations grow by doubling; what they leave behind goes back to the
   * system. */
  mallopt (M_MMAP_THRESHOLD, 128 * 1024);
  mallopt (M_ARENA_MAX, 1); /* and a thread that waits for the disk needs no heap of its own */
#endif
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_ ("Bellhop"));

  preferences = bhc_preferences_new (preferences_file);
  desks = bhc_desks_new (data_dir, preferences);
  application = bhc_application_new (desks, preferences, state_file);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
