/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/bht-folder.h"
#include "tests/bht-patience.h"
#include "tests/process/bht-api.h"

#include <arpa/inet.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/process/bht-bellhopd.h"

struct _BhtBellhopd
{
  char *dir;
  char *socket;
  char *url;
  char **environment;
  int port_keeper; /* bound, never listening: nobody else is given the port between two starts */
  GPid pid;
};

static int
keep_port (guint16 *port)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int on = 1;

  g_assert_cmpint (setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on), ==, 0);
  g_assert_cmpint (setsockopt (fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on), ==, 0);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  g_assert_cmpint (getsockname (fd, (struct sockaddr *) &address, &length), ==, 0);
  *port = ntohs (address.sin_port);
  return fd;
}

static char **
make_environment (BhtBellhopd *self, guint16 port, const char *const *settings)
{
  g_autofree char *listen = g_strdup_printf ("127.0.0.1:%u", port);
  g_autofree char *state = g_build_filename (self->dir, "state", NULL);
  g_autofree char *key = g_build_filename (self->dir, "key", NULL);
  char **environment = g_get_environ ();

  environment = g_environ_setenv (environment, "BELLHOP_LISTEN", listen, TRUE);
  environment = g_environ_setenv (environment, "BELLHOP_STATE_DIR", state, TRUE);
  environment = g_environ_setenv (environment, "BELLHOP_LOCAL_SOCKET", self->socket, TRUE);
  environment = g_environ_setenv (environment, "BELLHOP_KEY_FILE", key, TRUE);
  environment = g_environ_setenv (environment, "BELLHOP_EXTRACT", g_getenv ("BHT_EXTRACT"), TRUE);
  environment = g_environ_setenv (environment, "BELLHOP_RATE_SCALE", "0", TRUE);
  for (; settings != NULL && *settings != NULL; settings++)
    {
      g_auto (GStrv) pair = g_strsplit (*settings, "=", 2);

      environment = g_environ_setenv (environment, pair[0], pair[1], TRUE);
    }
  return environment;
}

BhtBellhopd *
bht_bellhopd_new (const char *const *settings)
{
  BhtBellhopd *self = g_new0 (BhtBellhopd, 1);
  guint16 port = 0;

  self->dir = g_dir_make_tmp ("bellhopd-XXXXXX", NULL);
  g_assert_nonnull (self->dir);
  self->socket = g_build_filename (self->dir, "ctl.socket", NULL);
  self->port_keeper = keep_port (&port);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", port);
  self->environment = make_environment (self, port, settings);
  bht_bellhopd_start (self);
  return self;
}

void
bht_bellhopd_free (BhtBellhopd *self)
{
  if (self->pid != 0)
    bht_bellhopd_terminate (self);
  bht_folder_remove (self->dir);
  close (self->port_keeper);
  g_strfreev (self->environment);
  g_free (self->dir);
  g_free (self->socket);
  g_free (self->url);
  g_free (self);
}

static void
child_setup_cb (gpointer unused)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static gboolean
answers (BhtBellhopd *self)
{
  g_autoptr (BhtApi) api = bht_api_new (self->url, NULL);

  return bht_api_call (api, "GET", "/health", NULL, NULL) == 200;
}

void
bht_bellhopd_start (BhtBellhopd *self)
{
  const char *argv[] = { g_getenv ("BHT_BELLHOPD"), NULL };
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (self->pid, ==, 0);
  g_assert_nonnull (argv[0]);
  g_spawn_async (NULL, (char **) argv, self->environment,
                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, child_setup_cb, NULL,
                 &self->pid, &error);
  g_assert_no_error (error);
  while (!answers (self))
    {
      g_assert_cmpint (waitpid (self->pid, NULL, WNOHANG), ==, 0);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (5000);
    }
}

static int
stop (BhtBellhopd *self, int signal)
{
  int status = 0;

  g_assert_cmpint (kill (self->pid, signal), ==, 0);
  g_assert_cmpint (waitpid (self->pid, &status, 0), ==, self->pid);
  self->pid = 0;
  return status;
}

void
bht_bellhopd_kill (BhtBellhopd *self)
{
  stop (self, SIGKILL);
}

int
bht_bellhopd_terminate (BhtBellhopd *self)
{
  int status = stop (self, SIGTERM);

  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

GPid
bht_bellhopd_pid (BhtBellhopd *self)
{
  return self->pid;
}

const char *
bht_bellhopd_url (BhtBellhopd *self)
{
  return self->url;
}

const char *
bht_bellhopd_dir (BhtBellhopd *self)
{
  return self->dir;
}

int
bht_bellhopd_try_ctl (BhtBellhopd *self,
                      const char *input,
                      const char *command,
                      char **output,
                      char **errors)
{
  g_autofree char *line =
      g_strdup_printf ("%s --socket %s %s", g_getenv ("BHT_BELLHOPCTL"), self->socket, command);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  g_autofree char *complained = NULL;

  g_assert_true (g_shell_parse_argv (line, NULL, &argv, &error));
  process = g_subprocess_newv ((const char *const *) argv,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                   G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, &said, &complained, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  if (*complained != '\0')
    g_test_message ("%s", complained);
  if (output != NULL)
    *output = g_steal_pointer (&said);
  if (errors != NULL)
    *errors = g_steal_pointer (&complained);
  return g_subprocess_get_exit_status (process);
}

void
bht_bellhopd_ctl (BhtBellhopd *self, const char *input, const char *command)
{
  g_assert_cmpint (bht_bellhopd_try_ctl (self, input, command, NULL, NULL), ==, 0);
}

char *
bht_bellhopd_furnish (BhtBellhopd *self)
{
  g_autoptr (BhtApi) nobody = bht_api_new (self->url, NULL);
  g_autoptr (JsonNode) answer = NULL;

  bht_bellhopd_ctl (self, NULL, "organization create --slug demo --name Demo");
  bht_bellhopd_ctl (
      self, BHT_PASSWORD "\n",
      "operator create --organization demo --email mia@example.org --name Mia --role owner");
  answer =
      bht_api_expect (nobody, "POST", "/v1/desk/sign-in",
                      "{\"email\":\"mia@example.org\",\"password\":\"" BHT_PASSWORD "\"}", 200);
  return g_strdup (bht_json_string (answer, "token"));
}
