/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include <locale.h>

#include "console/model/bhc-desk.h"
#include "console/ui/bhc-application.h"

int
main (int argc, char **argv)
{
  g_autofree char *data_dir = g_build_filename (g_get_user_data_dir (), "bellhop-console", NULL);
  g_autofree char *state_file = g_build_filename (data_dir, "window.ini", NULL);
  g_autoptr (BhcDesk) desk = NULL;
  g_autoptr (BhcApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_ ("Bellhop"));
  gtk_window_set_default_icon_name (BHC_APPLICATION_ID);

  desk = bhc_desk_new (data_dir);
  application = bhc_application_new (desk, state_file);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
