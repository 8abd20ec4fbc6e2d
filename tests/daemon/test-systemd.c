/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/bht-folder.h"
#include "tests/bht-patience.h"
#include "tests/process/bht-raw.h"

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* bellhopd started the way systemd does it: a socket handed over, readiness and life signs told. */

typedef struct
{
  char *dir;
  char *url;       /* of the socket that is handed over */
  GSocket *door;   /* listening before the daemon is there */
  GSocket *notify; /* what systemd reads */
  GSubprocess *process;
} Fixture;

static GSocket *
open_door (Fixture *f)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;
  GSocket *door =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, &error);

  g_assert_no_error (error);
  g_socket_bind (door, any, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (door, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (door, &error);
  f->url = g_strdup_printf ("http://127.0.0.1:%u",
                            g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  return door;
}

static GSocket *
open_notify (const char *path)
{
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GError) error = NULL;
  GSocket *notify = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM,
                                  G_SOCKET_PROTOCOL_DEFAULT, &error);

  g_assert_no_error (error);
  g_socket_bind (notify, address, FALSE, &error);
  g_assert_no_error (error);
  return notify;
}

/* LISTEN_PID is the daemon's own: the shell becomes the daemon. */
static void
start (Fixture *f)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autofree char *state = g_build_filename (f->dir, "state", NULL);
  g_autofree char *notify = g_build_filename (f->dir, "notify", NULL);
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "LISTEN_FDS", "1", TRUE);
  g_subprocess_launcher_setenv (launcher, "NOTIFY_SOCKET", notify, TRUE);
  g_subprocess_launcher_setenv (launcher, "WATCHDOG_USEC", "400000", TRUE);
  g_subprocess_launcher_setenv (launcher, "STATE_DIRECTORY", state, TRUE);
  g_subprocess_launcher_setenv (launcher, "RUNTIME_DIRECTORY", f->dir, TRUE);
  g_subprocess_launcher_setenv (launcher, "BELLHOP_EXTRACT", g_getenv ("BHT_EXTRACT"), TRUE);
  g_subprocess_launcher_set_stdout_file_path (launcher, "/dev/null");
  g_subprocess_launcher_take_fd (launcher, dup (g_socket_get_fd (f->door)), 3);
  f->process = g_subprocess_launcher_spawn (launcher, &error, "/bin/sh", "-c",
                                            "LISTEN_PID=$$ exec \"$0\" --die-with-parent",
                                            g_getenv ("BHT_BELLHOPD"), NULL);
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *notify = NULL;

  f->dir = g_dir_make_tmp ("bellhopd-XXXXXX", NULL);
  notify = g_build_filename (f->dir, "notify", NULL);
  f->door = open_door (f);
  f->notify = open_notify (notify);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (g_subprocess_get_identifier (f->process) != NULL)
    g_subprocess_force_exit (f->process);
  g_subprocess_wait (f->process, NULL, NULL);
  g_object_unref (f->process);
  g_object_unref (f->door);
  g_object_unref (f->notify);
  bht_folder_remove (f->dir);
  g_free (f->dir);
  g_free (f->url);
}

/* The next thing systemd hears.  Returns: (transfer full) */
static char *
hear (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  char buffer[256];
  gssize length;

  g_socket_condition_timed_wait (f->notify, G_IO_IN, BHT_PATIENCE_US, NULL, &error);
  g_assert_no_error (error);
  length = g_socket_receive (f->notify, buffer, sizeof buffer, NULL, &error);
  g_assert_no_error (error);
  return g_strndup (buffer, (gsize) length);
}

static void
expect (Fixture *f, const char *wanted)
{
  g_autofree char *heard = hear (f);

  g_assert_cmpstr (heard, ==, wanted);
}

static void
send_request (BhtRaw *raw)
{
  g_assert_true (bht_raw_send (
      raw, "GET /health HTTP/1.1\r\nHost: desk.example\r\nConnection: close\r\n\r\n", -1));
}

static void
expect_answer (BhtRaw *raw)
{
  g_autofree char *answer = bht_raw_receive (raw, BHT_PATIENCE_MS, NULL);

  g_assert_cmpuint (bht_raw_status (answer), ==, 200);
}

/* Who comes before the daemon is there waits in the socket. */
static void
test_first_request_is_answered (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtRaw) early = bht_raw_new (f->url);

  send_request (early);
  start (f);
  expect_answer (early);
}

static void
test_ready_when_it_answers (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtRaw) raw = NULL;

  start (f);
  expect (f, "READY=1");
  raw = bht_raw_new (f->url);
  send_request (raw);
  expect_answer (raw);
}

static void
test_watchdog_is_fed (Fixture *f, gconstpointer data)
{
  gint64 begun;

  start (f);
  expect (f, "READY=1");
  expect (f, "WATCHDOG=1");
  begun = g_get_monotonic_time ();
  expect (f, "WATCHDOG=1");
  expect (f, "WATCHDOG=1");
  g_assert_cmpint (g_get_monotonic_time () - begun, >=, 200000); /* neither does it shout */
}

/* Life signs may still lie in the socket. */
static void
expect_stopping (Fixture *f)
{
  gboolean stopping = FALSE;

  while (!stopping)
    {
      g_autofree char *heard = hear (f);

      stopping = g_str_equal (heard, "STOPPING=1");
      g_assert_true (stopping || g_str_equal (heard, "WATCHDOG=1"));
    }
}

static void
test_stops_when_told (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  start (f);
  expect (f, "READY=1");
  g_subprocess_send_signal (f->process, SIGTERM);
  expect_stopping (f);
  g_subprocess_wait (f->process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (f->process));
  g_assert_cmpint (g_subprocess_get_exit_status (f->process), ==, 0);
}

/* systemd holds the socket: between two daemons nobody is refused. */
static void
test_door_outlives_the_daemon (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtRaw) between = NULL;

  start (f);
  expect (f, "READY=1");
  g_subprocess_send_signal (f->process, SIGTERM);
  g_subprocess_wait (f->process, NULL, NULL);
  g_clear_object (&f->process);
  between = bht_raw_new (f->url);
  send_request (between);
  start (f);
  expect_answer (between);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/daemon/systemd/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("first-request-is-answered", test_first_request_is_answered);
  ADD ("ready-when-it-answers", test_ready_when_it_answers);
  ADD ("watchdog-is-fed", test_watchdog_is_fed);
  ADD ("stops-when-told", test_stops_when_told);
  ADD ("door-outlives-the-daemon", test_door_outlives_the_daemon);
  return g_test_run ();
}
