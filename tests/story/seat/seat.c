/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/seat/seat.h"

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "tests/process/bht-bellhopd.h"
#include "tests/story/day/keyboard.h"

#define LOOK_AGAIN_US (20 * G_TIME_SPAN_MILLISECOND)

struct _Seat
{
  char *name;
  char *home;
  char *screen; /* “:123” */
  char *bus;
  char **environment;
  GSubprocess *xvfb;
  GSubprocess *daemon;  /* of the bus */
  GSubprocess *openbox; /* (nullable) */
  GSubprocess *console; /* (nullable) */
  AtspiAccessible *root;
};

static void
child_setup_cb (gpointer unused)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/* A child that goes with this process.  @told: (out) (optional): the line it says at descriptor 3.
 */
static GSubprocess *
spawn (char **environment, const char *const *command, char **told)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GError) error = NULL;
  GSubprocess *child;
  char line[512];
  gsize length = 0;
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  g_subprocess_launcher_set_child_setup (launcher, child_setup_cb, NULL, NULL);
  if (environment != NULL)
    g_subprocess_launcher_set_environ (launcher, environment);
  g_subprocess_launcher_take_fd (launcher, ends[1], 3);
  child = g_subprocess_launcher_spawnv (launcher, command, &error);
  g_assert_no_error (error);
  g_clear_object (&launcher); /* closes our copy of its end */
  while (told != NULL && length < sizeof line && read (ends[0], line + length, 1) == 1 &&
         line[length] != '\n')
    length++;
  close (ends[0]);
  if (told != NULL)
    *told = g_strndup (line, length);
  return child;
}

/* A screen's number is the number of the process that becomes it: no two are alike.  -noreset, as
 * a screen that begins anew refuses whoever comes meanwhile. */
static void
start_screen (Seat *self, int width, int height)
{
  g_autofree char *line = g_strdup_printf ("exec Xvfb :$((100 + $$ %% 50000)) -displayfd 3 "
                                           "-screen 0 %dx%dx24 -nolisten tcp -noreset 2>/dev/null",
                                           width, height);
  const char *command[] = { "sh", "-c", line, NULL };
  g_autofree char *number = NULL;

  self->xvfb = spawn (NULL, command, &number);
  self->screen = g_strconcat (":", number, NULL);
}

static void
start_bus (Seat *self)
{
  const char *command[] = { "dbus-daemon", "--session", "--nofork", "--print-address=3", NULL };

  self->daemon = spawn (NULL, command, &self->bus);
  g_assert_cmpstr (self->bus, !=, "");
}

/* Where the windows tell what is in them: of the bus that this process is on. */
static char *
ask_accessibility_bus (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) answer = NULL;
  char *address;

  g_assert_no_error (error);
  answer = g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus",
                                        "GetAddress", NULL, G_VARIANT_TYPE ("(s)"),
                                        G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (answer, "(s)", &address);
  return address;
}

static void
set_variable (Seat *self, const char *name, const char *value)
{
  self->environment = g_environ_setenv (self->environment, name, value, TRUE);
}

/* The bell is the screen's own: what is heard does not hang on this machine's media. */
static void
furnish (Seat *self)
{
  g_autofree char *accessibility = ask_accessibility_bus ();
  g_autofree char *keyring = g_build_filename (self->home, "keyring", NULL);
  g_autofree char *cache = g_build_filename (self->home, "cache", NULL);

  self->environment = g_get_environ ();
  set_variable (self, "DISPLAY", self->screen);
  set_variable (self, "DBUS_SESSION_BUS_ADDRESS", self->bus);
  set_variable (self, "AT_SPI_BUS_ADDRESS", accessibility);
  set_variable (self, "HOME", self->home);
  set_variable (self, "XDG_DATA_HOME", self->home);
  set_variable (self, "XDG_CONFIG_HOME", self->home);
  set_variable (self, "XDG_CACHE_HOME", cache);
  set_variable (self, "SECRET_BACKEND", "file");
  set_variable (self, "SECRET_FILE_TEST_PATH", keyring);
  set_variable (self, "SECRET_FILE_TEST_PASSWORD", "a key of this test");
  set_variable (self, "GTK_EXE_PREFIX", self->home); /* no modules of GTK's */
}

void
seat_prefer (Seat *self, const char *key, const char *value)
{
  g_autofree char *folder = g_build_filename (self->home, "bellhop-console", NULL);
  g_autofree char *path = g_build_filename (folder, "preferences.ini", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_mkdir_with_parents (folder, 0700);
  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  g_key_file_set_value (file, "console", key, value);
  g_assert_true (g_key_file_save_to_file (file, path, NULL));
}

void
seat_use_keyring (Seat *self)
{
  set_variable (self, "SECRET_BACKEND", "service");
}

Seat *
seat_new (const char *dir, const char *name, int width, int height)
{
  const char *command[] = { "openbox", "--sm-disable", NULL };
  Seat *self = g_new0 (Seat, 1);

  self->name = g_strdup (name);
  self->home = g_build_filename (dir, name, NULL);
  g_mkdir_with_parents (self->home, 0700);
  start_screen (self, width, height);
  start_bus (self);
  furnish (self);
  self->openbox = spawn (self->environment, command, NULL);
  seat_prefer (self, "undo-seconds", "0"); /* what is sent goes at once */
  return self;
}

static void
end (GSubprocess **child)
{
  if (*child == NULL)
    return;
  g_subprocess_force_exit (*child);
  g_subprocess_wait (*child, NULL, NULL);
  g_clear_object (child);
}

void
seat_free (Seat *self)
{
  g_clear_object (&self->root);
  end (&self->console);
  end (&self->openbox);
  end (&self->daemon);
  end (&self->xvfb);
  g_strfreev (self->environment);
  g_free (self->name);
  g_free (self->home);
  g_free (self->screen);
  g_free (self->bus);
  g_free (self);
}

void
seat_open (Seat *self, const char *url)
{
  g_autofree char *password = g_build_filename (self->home, "password", NULL);
  g_autofree char *email = g_strconcat (self->name, "@example.org", NULL);
  const char *command[] = { g_getenv ("BELLHOP_CONSOLE"),
                            url != NULL ? "--server" : NULL,
                            url,
                            "--email",
                            email,
                            "--password-file",
                            password,
                            NULL };

  g_assert_true (g_file_set_contents (password, BHT_PASSWORD, -1, NULL));
  g_clear_object (&self->console);
  self->console = spawn (self->environment, command, NULL);
  g_clear_object (&self->root);
  self->root = bht_atspi_wait_application (
      (GPid) g_ascii_strtoll (g_subprocess_get_identifier (self->console), NULL, 10), SEAT_SECONDS);
}

void
seat_sign_in (Seat *self, const char *url, const char *email)
{
  seat_at (self, ATSPI_ROLE_TEXT, "Server");
  seat_keys (self, "ctrl+a");
  seat_type (self, url);
  seat_walk (self, "Tab", ATSPI_ROLE_TEXT, "E-Mail");
  seat_type (self, email);
  seat_walk (self, "Tab", BHT_ATSPI_ANY, "Password");
  seat_type (self, BHT_PASSWORD);
  seat_walk (self, "Tab", ATSPI_ROLE_PUSH_BUTTON, "Sign in");
  seat_keys (self, "Return");
}

void
seat_close (Seat *self)
{
  seat_keys (self, "ctrl+q");
  g_subprocess_wait (self->console, NULL, NULL);
  g_clear_object (&self->console);
  g_clear_object (&self->root);
}

void
seat_activate (Seat *self)
{
  const char *command[] = { g_getenv ("BELLHOP_CONSOLE"), NULL };
  g_autoptr (GSubprocess) again = spawn (self->environment, command, NULL);

  g_subprocess_wait (again, NULL, NULL);
}

AtspiAccessible *
seat_root (Seat *self)
{
  return self->root;
}

const char *
seat_screen (Seat *self)
{
  return self->screen;
}

const char *
seat_bus (Seat *self)
{
  return self->bus;
}

const char *
seat_home (Seat *self)
{
  return self->home;
}

gboolean
seat_is_open (Seat *self)
{
  return self->console != NULL && g_subprocess_get_identifier (self->console) != NULL;
}

/* ---- what the operator does and sees ---- */

void
seat_keys (Seat *self, const char *keys)
{
  keyboard_use (self->screen);
  keyboard_press (keys);
}

void
seat_type (Seat *self, const char *text)
{
  keyboard_use (self->screen);
  keyboard_type (text);
}

void
seat_command (Seat *self, const char *words)
{
  keyboard_use (self->screen);
  keyboard_command (self->root, words);
}

void
seat_walk (Seat *self, const char *keys, AtspiRole role, const char *pattern)
{
  keyboard_use (self->screen);
  keyboard_walk (self->root, keys, role, pattern);
}

void
seat_at (Seat *self, AtspiRole role, const char *pattern)
{
  keyboard_wait_focus (self->root, role, pattern);
}

void
seat_see (Seat *self, AtspiRole role, const char *pattern)
{
  g_autoptr (AtspiAccessible) found = bht_atspi_wait (self->root, role, pattern, SEAT_SECONDS);
}

void
seat_see_gone (Seat *self, AtspiRole role, const char *pattern)
{
  bht_atspi_wait_gone (self->root, role, pattern, SEAT_SECONDS);
}

void
seat_press (Seat *self, AtspiRole role, const char *pattern)
{
  bht_atspi_wait_press (self->root, role, pattern, SEAT_SECONDS);
}

/* “import” would ring the bell for each picture. */
void
seat_picture (Seat *self, const char *name)
{
  const char *folder = g_getenv ("BHT_PICTURES");
  g_autofree char *file = g_strdup_printf ("%s/%s.png", folder, name);
  const char *command[] = { "import", "-silent", "-window", "root", file, NULL };

  g_mkdir_with_parents (folder, 0755);
  if (!g_spawn_sync (NULL, (char **) command, self->environment,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                     NULL, NULL, NULL, NULL, NULL, NULL))
    g_test_message ("there is no picture of %s", name);
}

void
seat_wait_windows (Seat *self, int n)
{
  gint64 deadline = g_get_monotonic_time () + SEAT_SECONDS * G_USEC_PER_SEC;

  for (;;)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      atspi_accessible_clear_cache (self->root);
      if (atspi_accessible_get_child_count (self->root, NULL) == n)
        return;
      if (g_get_monotonic_time () > deadline)
        {
          g_autofree char *tree = bht_atspi_dump (self->root);

          g_error ("there never were %d windows; shown was\n%s", n, tree);
        }
      g_usleep (LOOK_AGAIN_US);
    }
}

/* What xdotool says of the window that has the keyboard. */
static char *
ask_window (Seat *self, const char *const *command)
{
  g_autoptr (GError) error = NULL;
  char *said = NULL;

  g_spawn_sync (NULL, (char **) command, self->environment, G_SPAWN_SEARCH_PATH, NULL, NULL, &said,
                NULL, NULL, &error);
  g_assert_no_error (error);
  return said;
}

void
seat_resize (Seat *self, int width, int height)
{
  g_autofree char *w = g_strdup_printf ("%d", width);
  g_autofree char *h = g_strdup_printf ("%d", height);
  const char *command[] = { "xdotool", "getactivewindow", "windowsize", w, h, NULL };

  g_free (ask_window (self, command));
}

/* @said: “WIDTH=900”, “HEIGHT=700”, a line each */
static gboolean
is_size (const char *said, int width, int height)
{
  g_autofree char *text = g_strconcat ("[window]\n", said, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  return g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL) &&
         g_key_file_get_integer (file, "window", "WIDTH", NULL) == width &&
         g_key_file_get_integer (file, "window", "HEIGHT", NULL) == height;
}

void
seat_wait_size (Seat *self, int width, int height)
{
  const char *command[] = { "xdotool", "getactivewindow", "getwindowgeometry", "--shell", NULL };
  gint64 deadline = g_get_monotonic_time () + SEAT_SECONDS * G_USEC_PER_SEC;

  for (;;)
    {
      g_autofree char *said = ask_window (self, command);

      if (is_size (said, width, height))
        return;
      if (g_get_monotonic_time () > deadline)
        g_error ("the window is not %d × %d but %s", width, height, said);
      g_usleep (LOOK_AGAIN_US);
    }
}
