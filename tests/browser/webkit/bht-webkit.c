/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/webkit/bht-webkit-private.h"

#include "tests/bht-folder.h"

#include <glib/gstdio.h>
#include <signal.h>

/* The driver cannot say which port it chose, so one is chosen for it. */
static guint16
free_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();

  return g_socket_listener_add_any_inet_port (listener, NULL, NULL);
}

/* What GTK is told here, pages hear as prefers-reduced-motion. */
static gboolean
write_settings (const char *directory, GError **error)
{
  g_autofree char *folder = g_build_filename (directory, "gtk-3.0", NULL);
  g_autofree char *path = g_build_filename (folder, "settings.ini", NULL);

  g_mkdir_with_parents (folder, 0700);
  return g_file_set_contents (path, "[Settings]\ngtk-enable-animations=0\n", -1, error);
}

static gboolean
start (BhtBrowser *self, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  guint16 port = free_port ();
  g_autofree char *argument = g_strdup_printf ("--port=%u", port);
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u", port);

  if (!write_settings (self->directory, error))
    return FALSE;
  g_subprocess_launcher_setenv (launcher, "HOME", self->directory, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", self->directory, TRUE);
  g_subprocess_launcher_setenv (launcher, "LANGUAGE", "en", TRUE);
  g_subprocess_launcher_setenv (launcher, "LIBGL_ALWAYS_SOFTWARE", "1", TRUE);
  g_subprocess_launcher_setenv (launcher, "NO_AT_BRIDGE", "1", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG"); /* its own complaints are not ours */
  g_subprocess_launcher_unsetenv (launcher, "MALLOC_PERTURB_");
  self->process = g_subprocess_launcher_spawn (launcher, error, "WebKitWebDriver", argument, NULL);
  if (self->process == NULL)
    return FALSE;
  self->wire = bht_webdriver_new (address);
  return TRUE;
}

BhtBrowser *
bht_browser_new (GError **error)
{
  g_autoptr (BhtBrowser) self = g_new0 (BhtBrowser, 1);
  const char *program = g_getenv ("BHT_WEBKIT");

  signal (SIGPIPE, SIG_IGN);
  if (program == NULL || g_getenv ("DISPLAY") == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   "BHT_WEBKIT does not name WebKitGTK's MiniBrowser, or there is no screen");
      return NULL;
    }
  self->capabilities = g_strdup_printf (
      "{\"capabilities\":{\"alwaysMatch\":{\"webkitgtk:browserOptions\":{\"binary\":\"%s\","
      "\"args\":[\"--automation\"]}}}}",
      program);
  self->directory = g_dir_make_tmp ("bht-webkit-XXXXXX", error);
  if (self->directory == NULL || !start (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
bht_browser_free (BhtBrowser *self)
{
  g_clear_pointer (&self->wire, bht_webdriver_free);
  if (self->process != NULL)
    {
      g_subprocess_send_signal (self->process, SIGTERM);
      g_subprocess_wait (self->process, NULL, NULL);
      g_object_unref (self->process);
    }
  if (self->directory != NULL)
    bht_folder_remove (self->directory);
  g_free (self->directory);
  g_free (self->capabilities);
  g_free (self);
}
