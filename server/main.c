/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "data/widget/bh-widget.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <locale.h>
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <systemd/sd-daemon.h>

#include "server/bhd-daemon.h"

typedef struct
{
  char *config;
  gboolean version;
  gboolean die_with_parent;
} Options;

static gboolean
stop_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
watchdog_cb (gpointer unused)
{
  sd_notify (0, "WATCHDOG=1");
  return G_SOURCE_CONTINUE;
}

/* Ten thousand idle feeds are ten thousand descriptors: take all that the administrator allows. */
static void
raise_file_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) == 0)
    {
      limit.rlim_cur = limit.rlim_max;
      setrlimit (RLIMIT_NOFILE, &limit);
    }
}

static int
inherited_socket (void)
{
  return sd_listen_fds (1) > 0 ? SD_LISTEN_FDS_START : -1;
}

static int
serve (const BhdConfig *config, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (BhdDaemon) daemon = bhd_daemon_new (config, inherited_socket (), error);
  guint64 watchdog_us = 0;

  if (daemon == NULL)
    return 1;

  g_unix_signal_add (SIGTERM, stop_cb, loop);
  g_unix_signal_add (SIGINT, stop_cb, loop);
  if (sd_watchdog_enabled (0, &watchdog_us) > 0)
    g_timeout_add ((guint) (watchdog_us / 2000), watchdog_cb, NULL);

  g_print ("bellhopd " BELLHOP_VERSION " listens on port %u\n", bhd_daemon_port (daemon));
  sd_notify (0, "READY=1");
  g_main_loop_run (loop);
  sd_notify (0, "STOPPING=1");
  return 0;
}

static gboolean
read_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "config", 'c', 0, G_OPTION_ARG_FILENAME, &options->config, "Read settings from FILE",
      "FILE" },
    { "die-with-parent", 0, 0, G_OPTION_ARG_NONE, &options->die_with_parent,
      "Stop when the process that started this one ends", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, "Print the version", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- the Bellhop daemon");

  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse (context, argc, argv, error);
}

static int
run (const Options *options, GError **error)
{
  g_autoptr (BhdConfig) config = bhd_config_load (options->config, error);

  return config != NULL ? serve (config, error) : 1;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Options options = { NULL };
  int status = 1;

  setlocale (LC_CTYPE, "C.UTF-8"); /* services have no locale, the journal reads UTF-8 */
  setvbuf (stdout, NULL, _IOLBF, 0);
  mallopt (M_ARENA_MAX, 16); /* fewer, and threads wait for each other; none costs idle memory */
  if (!read_options (&options, &argc, &argv, &error))
    {
      g_printerr ("bellhopd: %s\n", error->message);
      return 2;
    }
  if (options.version)
    {
      g_print ("bellhopd " BELLHOP_VERSION "\n");
      return 0;
    }
  if (options.die_with_parent)
    prctl (PR_SET_PDEATHSIG, SIGTERM);

  raise_file_limit ();
  g_resources_register (bh_widget_get_resource ());
  status = run (&options, &error);
  if (error != NULL)
    g_printerr ("bellhopd: %s\n", error->message);
  g_free (options.config);
  return status;
}
