/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/bht-browser-private.h"

#include "tests/bht-folder.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* Only the network of the machine itself, nothing asked of it at the start, and the same look
 * everywhere. */
static const char *const flags[] = {
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-extensions",
  "--disable-dev-shm-usage",
  "--disable-background-timer-throttling",
  "--disable-renderer-backgrounding",
  "--disable-backgrounding-occluded-windows",
  "--no-proxy-server",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
  "--mute-audio",
  "--password-store=basic",
  "--lang=en-US",
  "--remote-debugging-pipe",
  NULL,
};

static BhtPage *
find_page (BhtBrowser *self, const char *session)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      BhtPage *page = g_ptr_array_index (self->pages, i);

      if (g_hash_table_contains (page->sessions, session))
        return page;
    }
  return NULL;
}

static void
event_cb (const char *session, const char *method, JsonObject *params, gpointer data)
{
  BhtPage *page = find_page (data, session);

  if (page != NULL)
    bht_page_hear (page, session, method, params);
}

static GPtrArray *
command_line (const char *directory)
{
  const char *program = g_getenv ("BHT_CHROMIUM");
  GPtrArray *arguments = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (arguments, g_strdup (program != NULL ? program : "chromium"));
  for (guint i = 0; flags[i] != NULL; i++)
    g_ptr_array_add (arguments, g_strdup (flags[i]));
  g_ptr_array_add (arguments, g_strdup_printf ("--user-data-dir=%s", directory));
  g_ptr_array_add (arguments, NULL);
  return arguments;
}

/* The browser reads its orders from descriptor 3 and answers on 4. */
static gboolean
start (BhtBrowser *self, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GPtrArray) arguments = command_line (self->directory);
  int orders[2], answers[2];

  if (!g_unix_open_pipe (orders, FD_CLOEXEC, error) ||
      !g_unix_open_pipe (answers, FD_CLOEXEC, error))
    return FALSE;

  g_subprocess_launcher_take_fd (launcher, orders[0], 3);
  g_subprocess_launcher_take_fd (launcher, answers[1], 4);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", self->directory, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", self->directory, TRUE);
  self->wire = bht_wire_new (answers[0], orders[1], event_cb, self);
  self->process =
      g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, error);
  return self->process != NULL;
}

BhtBrowser *
bht_browser_new (GError **error)
{
  g_autoptr (BhtBrowser) self = g_new0 (BhtBrowser, 1);
  g_autoptr (JsonObject) version = NULL;

  signal (SIGPIPE, SIG_IGN);
  self->pages = g_ptr_array_new ();
  self->directory = g_dir_make_tmp ("bht-browser-XXXXXX", error);
  if (self->directory == NULL || !start (self, error))
    return NULL;

  version = bht_wire_call (self->wire, NULL, error, "Browser.getVersion", "{}");
  return version != NULL ? g_steal_pointer (&self) : NULL;
}

void
bht_browser_free (BhtBrowser *self)
{
  if (self->process != NULL)
    {
      bht_wire_say (self->wire, NULL, "Browser.close", "{}");
      bht_closing_await (self->process);
    }
  g_clear_object (&self->process);
  g_clear_pointer (&self->wire, bht_wire_free);
  if (self->directory != NULL)
    bht_folder_remove (self->directory);
  g_free (self->directory);
  g_ptr_array_unref (self->pages);
  g_free (self);
}
