/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhc-autostart"

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "console/ui/citizen/bhc-autostart.h"

#define PORTAL "org.freedesktop.portal.Desktop"
#define COMMAND "bellhop"
#define IN_BACKGROUND "--gapplication-service"
#define ENTRY "org.bellhop.Console.desktop"

gboolean
bhc_autostart_write (const char *folder, gboolean on, GError **error)
{
  g_autofree char *path = g_build_filename (folder, ENTRY, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!on)
    {
      g_unlink (path);
      return TRUE;
    }

  g_mkdir_with_parents (folder, 0700);
  g_key_file_set_string (file, "Desktop Entry", "Type", "Application");
  g_key_file_set_string (file, "Desktop Entry", "Name", "Bellhop");
  g_key_file_set_string (file, "Desktop Entry", "Exec", COMMAND " " IN_BACKGROUND);
  g_key_file_set_string (file, "Desktop Entry", "Icon", "org.bellhop.Console");
  return g_key_file_save_to_file (file, path, error);
}

static void
write_entry (gboolean on)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "autostart", NULL);
  g_autoptr (GError) error = NULL;

  if (!bhc_autostart_write (folder, on, &error))
    g_warning ("the console will not start with the session: %s", error->message);
}

/* Without a portal the folder does; inside of a Flatpak nobody would look there, and there always
 * is one. */
static void
asked_cb (GObject *source, GAsyncResult *result, gpointer autostart)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer == NULL)
    {
      g_debug ("no portal for the background: %s", error->message);
      write_entry (GPOINTER_TO_INT (autostart));
    }
}

static void
ask_portal (GDBusConnection *bus, gboolean autostart)
{
  static const char *const command[] = { COMMAND, IN_BACKGROUND, NULL };
  GVariantBuilder options;

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "reason",
                         g_variant_new_string (_ ("To ring when a visitor asks for a person")));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (autostart));
  g_variant_builder_add (&options, "{sv}", "commandline", g_variant_new_strv (command, -1));
  g_variant_builder_add (&options, "{sv}", "dbus-activatable", g_variant_new_boolean (FALSE));
  g_dbus_connection_call (bus, PORTAL, "/org/freedesktop/portal/desktop",
                          "org.freedesktop.portal.Background", "RequestBackground",
                          g_variant_new ("(sa{sv})", "", &options), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, asked_cb, GINT_TO_POINTER (autostart));
}

static void
tell (GtkApplication *application, GParamSpec *pspec, BhcPreferences *preferences)
{
  GDBusConnection *bus = g_application_get_dbus_connection (G_APPLICATION (application));
  gboolean autostart;

  g_object_get (preferences, "autostart", &autostart, NULL);
  if (bus != NULL)
    ask_portal (bus, autostart);
  else
    write_entry (autostart);
}

static void
changed_cb (BhcPreferences *preferences, GParamSpec *pspec, GtkApplication *application)
{
  tell (application, pspec, preferences);
}

void
bhc_autostart_follow (GtkApplication *application, BhcPreferences *preferences)
{
  g_signal_connect_object (preferences, "notify::autostart", G_CALLBACK (changed_cb), application,
                           0);
  g_signal_connect_object (preferences, "notify::background", G_CALLBACK (changed_cb), application,
                           0);
}
