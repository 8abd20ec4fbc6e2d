/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/bht-folder.h"
#include "tests/bht-patience.h"
#include "tests/process/bht-bellhopd.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What bellhopd says when it cannot start: one line that names what to change. */

typedef struct
{
  char *dir;
  char *state;
  char **environment;
} Fixture;

static void
set_variable (Fixture *f, const char *name, const char *value)
{
  f->environment = g_environ_setenv (f->environment, name, value, TRUE);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *key = NULL;

  f->dir = g_dir_make_tmp ("bellhopd-XXXXXX", NULL);
  f->state = g_build_filename (f->dir, "state", NULL);
  key = g_build_filename (f->dir, "key", NULL);
  f->environment = g_get_environ ();
  f->environment = g_environ_unsetenv (f->environment, "LC_ALL"); /* as a service has it */
  set_variable (f, "BELLHOP_LISTEN", "127.0.0.1:0");
  set_variable (f, "BELLHOP_STATE_DIR", f->state);
  set_variable (f, "BELLHOP_KEY_FILE", key);
  set_variable (f, "BELLHOP_EXTRACT", g_getenv ("BHT_EXTRACT"));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  bht_folder_remove (f->dir);
  g_strfreev (f->environment);
  g_free (f->state);
  g_free (f->dir);
}

/* Runs it until it ends by itself. */
static void
refuse (Fixture *f, const char *option, const char *value, int status, const char *wanted)
{
  const char *argv[] = { g_getenv ("BHT_BELLHOPD"), "--die-with-parent", option, value, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  int ended = 0;

  g_spawn_sync (NULL, (char **) argv, f->environment, G_SPAWN_DEFAULT, NULL, NULL, &output, &errors,
                &ended, &error);
  g_assert_no_error (error);
  g_test_message ("%s", errors);
  g_assert_true (WIFEXITED (ended));
  g_assert_cmpint (WEXITSTATUS (ended), ==, status);
  g_assert_cmpstr (output, ==, "");
  g_assert_true (g_str_has_prefix (errors, "bellhopd: "));
  g_assert_true (strchr (errors, '\n') == errors + strlen (errors) - 1);
  g_assert_nonnull (strstr (errors, wanted));
}

static void
test_port_of_another_bellhopd (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtBellhopd) other = bht_bellhopd_new (NULL);

  set_variable (f, "BELLHOP_LISTEN", bht_bellhopd_url (other) + strlen ("http://"));
  refuse (f, NULL, NULL, 1, "stop the other program or choose another port");
}

static void
test_port_of_another_program (Fixture *f, gconstpointer data)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  g_autofree char *listen = g_strdup_printf ("0.0.0.0:%u", port);

  g_assert_no_error (error);
  set_variable (f, "BELLHOP_LISTEN", listen);
  refuse (f, NULL, NULL, 1, "stop the other program or choose another port");
}

static void
test_second_on_the_same_data (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtBellhopd) first = bht_bellhopd_new (NULL);
  g_autofree char *state = g_build_filename (bht_bellhopd_dir (first), "state", NULL);

  set_variable (f, "BELLHOP_STATE_DIR", state);
  refuse (f, NULL, NULL, 1, "another bellhopd already runs with the data in");
}

static void
test_second_on_the_same_socket (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtBellhopd) first = bht_bellhopd_new (NULL);
  g_autofree char *socket = g_build_filename (bht_bellhopd_dir (first), "ctl.socket", NULL);

  set_variable (f, "BELLHOP_LOCAL_SOCKET", socket);
  refuse (f, NULL, NULL, 1, socket);
}

static void
test_file_in_the_way (Fixture *f, gconstpointer data)
{
  g_assert_true (g_file_set_contents (f->state, "", 0, NULL));
  refuse (f, NULL, NULL, 1, "choose another state_dir or correct its permissions");
  g_unlink (f->state);
}

static void
test_unwritable_directory (Fixture *f, gconstpointer data)
{
  if (geteuid () == 0)
    {
      g_test_skip ("root may write everywhere");
      return;
    }
  g_assert_cmpint (g_mkdir (f->state, 0500), ==, 0);
  refuse (f, NULL, NULL, 1, "choose another state_dir or correct its permissions");
}

static void
test_lock_cannot_be_opened (Fixture *f, gconstpointer data)
{
  g_autofree char *lock = g_build_filename (f->state, "lock", NULL);

  g_assert_cmpint (g_mkdir_with_parents (lock, 0700), ==, 0);
  refuse (f, NULL, NULL, 1, "choose another state_dir or correct its permissions");
  g_rmdir (lock);
}

static void
test_no_database (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->state, "bellhop.db", NULL);
  g_autofree char *noise = g_strnfill (10000, 'x');

  g_assert_cmpint (g_mkdir (f->state, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, noise, -1, NULL));
  refuse (f, NULL, NULL, 1, "bellhop.db");
}

static void
test_bad_setting (Fixture *f, gconstpointer data)
{
  set_variable (f, "BELLHOP_EVENT_DAYS", "never");
  refuse (f, NULL, NULL, 1, "the setting “event_days” cannot be “never”");
}

static void
test_bad_listen (Fixture *f, gconstpointer data)
{
  set_variable (f, "BELLHOP_LISTEN", "localhost:4000");
  refuse (f, NULL, NULL, 1, "cannot listen on “localhost:4000”");
}

static void
test_no_configuration (Fixture *f, gconstpointer data)
{
  refuse (f, "--config", "/nowhere/bellhopd.conf", 1, "/nowhere/bellhopd.conf");
}

static void
test_unknown_option (Fixture *f, gconstpointer data)
{
  refuse (f, "--verbose", NULL, 2, "--verbose");
}

static gboolean
has_thread (BhtBellhopd *daemon, const char *wanted)
{
  g_autofree char *tasks = g_strdup_printf ("/proc/%d/task", bht_bellhopd_pid (daemon));
  g_autoptr (GDir) dir = g_dir_open (tasks, 0, NULL);
  gboolean found = FALSE;
  const char *task;

  while (!found && (task = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (tasks, task, "comm", NULL);
      g_autofree char *name = NULL;

      found =
          g_file_get_contents (path, &name, NULL, NULL) && g_str_equal (g_strchomp (name), wanted);
    }
  return found;
}

/* A thread has its name a moment after it has begun. */
static void
test_employs_a_caretaker (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtBellhopd) daemon = bht_bellhopd_new (NULL);
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  while (!has_thread (daemon, "caretaker"))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (1000);
    }
  g_assert_cmpint (bht_bellhopd_terminate (daemon), ==, 0); /* it does not keep the daemon */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/daemon/startup/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("port-of-another-bellhopd", test_port_of_another_bellhopd);
  ADD ("port-of-another-program", test_port_of_another_program);
  ADD ("second-on-the-same-data", test_second_on_the_same_data);
  ADD ("second-on-the-same-socket", test_second_on_the_same_socket);
  ADD ("file-in-the-way", test_file_in_the_way);
  ADD ("unwritable-directory", test_unwritable_directory);
  ADD ("lock-cannot-be-opened", test_lock_cannot_be_opened);
  ADD ("no-database", test_no_database);
  ADD ("bad-setting", test_bad_setting);
  ADD ("bad-listen", test_bad_listen);
  ADD ("no-configuration", test_no_configuration);
  ADD ("employs-a-caretaker", test_employs_a_caretaker);
  ADD ("unknown-option", test_unknown_option);
  return g_test_run ();
}
