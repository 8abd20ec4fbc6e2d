/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/bht-patience.h"

#include <gio/gio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "tests/story/story-desktop.h"

static GPtrArray *notifications; /* of titles and bodies; main context only */

StoryConsole *
story_console_new (const char *dir, const char *name, const char *url, const char *email)
{
  StoryConsole *self = g_new0 (StoryConsole, 1);
  g_autofree char *id = g_strconcat ("--gapplication-app-id=org.bellhop.Console.", name, NULL);
  g_autofree char *password = g_build_filename (dir, "password", NULL);
  const char *command[] = { g_getenv ("BELLHOP_CONSOLE"),
                            id,
                            email != NULL ? "--server" : NULL,
                            url,
                            "--email",
                            email,
                            "--password-file",
                            password,
                            NULL };

  g_assert_true (g_file_set_contents (password, BHT_PASSWORD, -1, NULL));
  self->data_dir = g_build_filename (dir, name, NULL);
  self->command = g_strdupv ((char **) command);
  return self;
}

static void
child_setup_cb (gpointer unused)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/* What is sent in a story goes at once: nobody takes it back. */
static void
write_preferences (StoryConsole *self)
{
  g_autofree char *folder = g_build_filename (self->data_dir, "bellhop-console", NULL);
  g_autofree char *file = g_build_filename (folder, "preferences.ini", NULL);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (file, "[console]\nundo-seconds=0\n", -1, NULL));
}

void
story_console_start (StoryConsole *self)
{
  g_auto (GStrv) environment =
      g_environ_setenv (g_get_environ (), "XDG_DATA_HOME", self->data_dir, TRUE);
  g_autoptr (GError) error = NULL;

  write_preferences (self);
  environment = g_environ_setenv (environment, "XDG_CONFIG_HOME", self->data_dir, TRUE);
  g_spawn_async (NULL, self->command, environment, G_SPAWN_DO_NOT_REAP_CHILD, child_setup_cb, NULL,
                 &self->pid, &error);
  g_assert_no_error (error);
  self->root = bht_atspi_wait_application (self->pid, BHT_PATIENCE_S);
}

StoryConsole *
story_console_open (BhtBellhopd *daemon, const char *name)
{
  g_autofree char *email = g_strconcat (name, "@example.org", NULL);
  StoryConsole *self =
      story_console_new (bht_bellhopd_dir (daemon), name, bht_bellhopd_url (daemon), email);

  story_console_start (self);
  return self;
}

void
story_console_kill (StoryConsole *self)
{
  g_clear_object (&self->root);
  if (self->pid == 0)
    return;
  kill (self->pid, SIGKILL);
  waitpid (self->pid, NULL, 0);
  self->pid = 0;
}

void
story_console_free (StoryConsole *self)
{
  story_console_kill (self);
  g_strfreev (self->command);
  g_free (self->data_dir);
  g_free (self);
}

void
story_console_wait (StoryConsole *self, AtspiRole role, const char *pattern)
{
  g_autoptr (AtspiAccessible) found = bht_atspi_wait (self->root, role, pattern, BHT_PATIENCE_S);
}

void
story_console_press (StoryConsole *self, AtspiRole role, const char *pattern)
{
  bht_atspi_wait_press (self->root, role, pattern, BHT_PATIENCE_S);
}

void
story_console_write (StoryConsole *self, const char *text)
{
  g_autoptr (AtspiAccessible) composer =
      bht_atspi_wait (self->root, ATSPI_ROLE_TEXT, "Write a reply", BHT_PATIENCE_S);

  bht_atspi_set_text (composer, text);
  story_console_press (self, ATSPI_ROLE_PUSH_BUTTON, "Send Reply");
}

char *
story_console_transcript (StoryConsole *self)
{
  g_autoptr (AtspiAccessible) list =
      bht_atspi_wait (self->root, ATSPI_ROLE_LIST, "Messages", BHT_PATIENCE_S);
  GString *lines = g_string_new (NULL);
  int count = atspi_accessible_get_child_count (list, NULL);

  for (int i = 0; i < count; i++)
    {
      g_autoptr (AtspiAccessible) row = atspi_accessible_get_child_at_index (list, i, NULL);
      g_autofree char *name = row != NULL ? bht_atspi_name (row) : NULL;

      if (name != NULL && *name != '\0')
        g_string_append_printf (lines, "%s\n", name);
    }
  return g_string_free (lines, FALSE);
}

static void
notify_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer data)
{
  const char *title = NULL, *body = NULL;

  if (!g_str_equal (method, "Notify"))
    {
      g_dbus_method_invocation_return_value (invocation, g_str_equal (method, "GetCapabilities")
                                                             ? g_variant_new ("(as)", NULL)
                                                             : g_variant_new ("()"));
      return;
    }
  g_variant_get (parameters, "(&su&s&s&s@as@a{sv}i)", NULL, NULL, NULL, &title, &body, NULL, NULL,
                 NULL);
  g_ptr_array_add (notifications, g_strdup_printf ("%s %s", title, body));
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", notifications->len));
}

static void
bus_acquired_cb (GDBusConnection *connection, const char *name, gpointer data)
{
  static const char xml[] =
      "<node><interface name='org.freedesktop.Notifications'>"
      "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>"
      "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
      "<arg type='as' direction='in'/><arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>"
      "<arg type='u' direction='out'/></method>"
      "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
      "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
      "</interface></node>";
  static const GDBusInterfaceVTable table = { notify_cb, NULL, NULL, { NULL } };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);

  g_dbus_connection_register_object (connection, "/org/freedesktop/Notifications",
                                     node->interfaces[0], &table, NULL, NULL, NULL);
}

static void
name_acquired_cb (GDBusConnection *connection, const char *name, gpointer data)
{
  *(gboolean *) data = TRUE;
}

void
story_notifications_own (void)
{
  gboolean owned = FALSE;

  notifications = g_ptr_array_new_with_free_func (g_free);
  g_bus_own_name (G_BUS_TYPE_SESSION, "org.freedesktop.Notifications", G_BUS_NAME_OWNER_FLAGS_NONE,
                  bus_acquired_cb, name_acquired_cb, NULL, &owned, NULL);
  while (!owned)
    g_main_context_iteration (NULL, TRUE);
}

guint
story_notifications_count (const char *body_part)
{
  guint count = 0;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  for (guint i = 0; i < notifications->len; i++)
    count += strstr (g_ptr_array_index (notifications, i), body_part) != NULL;
  return count;
}
