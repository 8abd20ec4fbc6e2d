/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The real console in a real window, seen as a screen reader sees it. */
#include "tests/atspi/bht-atspi.h"
#include "tests/bht-patience.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>

typedef struct
{
  char *home;
  GPid pid;
  AtspiAccessible *application;
} Console;

/* @program: the path of the console, or of the showcase with its sample conversations. */
static void
start (Console *console, gconstpointer program)
{
  const char *command[] = { program, NULL };
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (GError) error = NULL;

  console->home = g_dir_make_tmp ("bellhop-atspi-XXXXXX", &error);
  g_assert_no_error (error);
  environment = g_environ_setenv (environment, "XDG_DATA_HOME", console->home, TRUE);
  environment = g_environ_setenv (environment, "HOME", console->home, TRUE);
  g_assert_true (g_spawn_async (NULL, (char **) command, environment, G_SPAWN_DO_NOT_REAP_CHILD,
                                NULL, NULL, &console->pid, &error));
  g_assert_no_error (error);
  console->application = bht_atspi_wait_application (console->pid, BHT_PATIENCE_S);
}

static void
stop (Console *console, gconstpointer program)
{
  const char *remove[] = { "rm", "-rf", console->home, NULL };

  g_clear_object (&console->application);
  kill (console->pid, SIGTERM);
  waitpid (console->pid, NULL, 0);
  g_assert_true (g_spawn_sync (NULL, (char **) remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
  g_free (console->home);
}

static void
assert_all_named (Console *console)
{
  g_autofree char *nameless = bht_atspi_list_nameless (console->application);

  g_assert_cmpstr (nameless, ==, "");
}

static void
test_sign_in_form (Console *console, gconstpointer program)
{
  AtspiAccessible *root = console->application;
  g_autoptr (AtspiAccessible) server =
      bht_atspi_wait (root, BHT_ATSPI_ANY, "Server", BHT_PATIENCE_S);
  g_autoptr (AtspiAccessible) button =
      bht_atspi_wait (root, ATSPI_ROLE_PUSH_BUTTON, "Sign in", BHT_PATIENCE_S);

  assert_all_named (console);
  bht_atspi_press (button);
  g_clear_object (&server);
  server = bht_atspi_wait (root, BHT_ATSPI_ANY, "Enter the address of your Bellhop server.",
                           BHT_PATIENCE_S);
}

static void
test_desk (Console *console, gconstpointer program)
{
  AtspiAccessible *root = console->application;

  bht_atspi_wait_press (root, ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, Waiting*2 unread*",
                        BHT_PATIENCE_S);
  bht_atspi_wait_press (root, ATSPI_ROLE_PUSH_BUTTON, "Note", BHT_PATIENCE_S);
  assert_all_named (console);
}

static void
test_write (Console *console, gconstpointer program)
{
  AtspiAccessible *root = console->application;
  g_autoptr (AtspiAccessible) text = NULL;
  g_autoptr (AtspiAccessible) message = NULL;

  bht_atspi_wait_press (root, ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist*", BHT_PATIENCE_S);
  text = bht_atspi_wait (root, ATSPI_ROLE_TEXT, "Write a reply", BHT_PATIENCE_S);
  bht_atspi_set_text (text, "Hello Ada, Mia here.");
  bht_atspi_wait_press (root, ATSPI_ROLE_PUSH_BUTTON, "Send Reply", BHT_PATIENCE_S);
  message =
      bht_atspi_wait (root, ATSPI_ROLE_LIST_ITEM,
                      "Mia Brandt, *waiting to be sent: Hello Ada, Mia here.", BHT_PATIENCE_S);
}

static void
test_views (Console *console, gconstpointer program)
{
  AtspiAccessible *root = console->application;
  g_autoptr (AtspiAccessible) row = NULL;

  bht_atspi_wait_press (root, ATSPI_ROLE_LIST_ITEM, "Resolved, 2", BHT_PATIENCE_S);
  row = bht_atspi_wait (root, ATSPI_ROLE_LIST_ITEM, "Ibrahim Khalil, Resolved*", BHT_PATIENCE_S);
  bht_atspi_wait_gone (root, ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist*", BHT_PATIENCE_S);
}

/* Charts are pictures with a title, and can be read as tables. */
static void
test_figures (Console *console, gconstpointer program)
{
  AtspiAccessible *root = console->application;
  g_autoptr (AtspiAccessible) chart = NULL;
  g_autoptr (AtspiAccessible) tile = NULL;
  g_autoptr (AtspiAccessible) cell = NULL;

  bht_atspi_wait_press (root, ATSPI_ROLE_PUSH_BUTTON, "Insights", BHT_PATIENCE_S);
  chart = bht_atspi_wait (root, ATSPI_ROLE_IMAGE, "Conversations", BHT_PATIENCE_S);
  tile = bht_atspi_wait (root, BHT_ATSPI_ANY,
                         "Conversations: 218. 15% more. The period before: 190", BHT_PATIENCE_S);
  assert_all_named (console);
  bht_atspi_wait_press (root, ATSPI_ROLE_PUSH_BUTTON, "Show as Table: Conversations",
                        BHT_PATIENCE_S);
  cell = bht_atspi_wait (root, BHT_ATSPI_ANY, "Saturday, 15 November 2025", BHT_PATIENCE_S);
  assert_all_named (console);
}

int
main (int argc, char **argv)
{
  const char *console = g_getenv ("BELLHOP_CONSOLE");
  const char *showcase = g_getenv ("BELLHOP_SHOWCASE");

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/atspi/sign-in-form-is-found", Console, console, start, test_sign_in_form, stop);
  g_test_add ("/atspi/desk-has-names-for-all", Console, showcase, start, test_desk, stop);
  g_test_add ("/atspi/reply-can-be-written", Console, showcase, start, test_write, stop);
  g_test_add ("/atspi/views-can-be-changed", Console, showcase, start, test_views, stop);
  g_test_add ("/atspi/figures-are-told", Console, showcase, start, test_figures, stop);

  return g_test_run ();
}
