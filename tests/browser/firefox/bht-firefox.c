/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/firefox/bht-firefox-private.h"

#include "tests/bht-folder.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/prctl.h>

/* Nothing asked of the network at the start, and the same look everywhere. */
static const char settings[] = "user_pref('app.update.enabled', false);\n"
                               "user_pref('browser.chrome.site_icons', false);\n"
                               "user_pref('browser.download.alwaysOpenPanel', false);\n"
                               "user_pref('browser.shell.checkDefaultBrowser', false);\n"
                               "user_pref('browser.startup.homepage_override.mstone', 'ignore');\n"
                               "user_pref('datareporting.policy.dataSubmissionEnabled', false);\n"
                               "user_pref('extensions.getAddons.cache.enabled', false);\n"
                               "user_pref('intl.accept_languages', 'en-US');\n"
                               "user_pref('media.volume_scale', '0');\n"
                               "user_pref('network.captive-portal-service.enabled', false);\n"
                               "user_pref('network.connectivity-service.enabled', false);\n"
                               "user_pref('network.proxy.type', 0);\n"
                               "user_pref('security.sandbox.content.level', 0);\n"
                               "user_pref('services.settings.server', '');\n"
                               "user_pref('toolkit.telemetry.enabled', false);\n";

/* Between fork and exec: a test that fails ends without a word. */
static void
die_with_parent (gpointer unused)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static gboolean
start (BhtBrowser *self, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *user = g_build_filename (self->directory, "user.js", NULL);
  const char *program = g_getenv ("BHT_FIREFOX");

  if (!g_file_set_contents (user, settings, -1, error))
    return FALSE;
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  g_subprocess_launcher_setenv (launcher, "HOME", self->directory, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG"); /* its own warnings are not ours */
  self->process = g_subprocess_launcher_spawn (
      launcher, error, program != NULL ? program : "firefox-esr", "--headless", "--no-remote",
      "--remote-debugging-port=0", "--remote-allow-system-access", "--profile", self->directory,
      "about:blank", NULL);
  return self->process != NULL;
}

/* Where the browser says that it listens; 0 while the file is missing, empty or half written. */
static int
read_port (const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root =
      json_parser_load_from_file (parser, path, NULL) ? json_parser_get_root (parser) : NULL;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return 0;
  return (int) json_object_get_int_member_with_default (json_node_get_object (root), "ws_port", 0);
}

/* Firefox writes where it listens once it does.  Returns: (transfer full) (nullable) */
static char *
find_address (BhtBrowser *self)
{
  g_autofree char *path = g_build_filename (self->directory, "WebDriverBiDiServer.json", NULL);
  gint64 deadline = g_get_monotonic_time () + BHT_DEADLINE_S * G_USEC_PER_SEC;
  int port;

  while ((port = read_port (path)) == 0)
    if (!bht_page_turn (deadline))
      return NULL;
  return g_strdup_printf ("ws://127.0.0.1:%d/session", port);
}

/* Returns: (transfer full) (nullable): NULL without @error: there is no window at the moment. */
static char *
look_for_window (BhtBrowser *self, GError **error)
{
  g_autoptr (JsonObject) tree =
      bht_bidi_call (self->wire, error, "browsingContext.getTree", "{\"moz:scope\":\"chrome\"}");
  JsonArray *contexts = tree != NULL ? json_object_get_array_member (tree, "contexts") : NULL;

  if (contexts == NULL || json_array_get_length (contexts) == 0)
    return NULL;
  return g_strdup (
      json_object_get_string_member (json_array_get_object_element (contexts, 0), "context"));
}

/* Its own window, where scripts may change settings.  The browser answers before that is open. */
static gboolean
find_chrome (BhtBrowser *self, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  g_autoptr (GError) refusal = NULL;

  while ((self->chrome = look_for_window (self, &refusal)) == NULL)
    if (refusal != NULL || !bht_page_turn (deadline))
      break;
  if (self->chrome == NULL && refusal == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "Firefox opens no window");
  else if (self->chrome == NULL)
    g_propagate_error (error, g_steal_pointer (&refusal));
  return self->chrome != NULL;
}

static gboolean
begin (BhtBrowser *self, GError **error)
{
  g_autofree char *address = find_address (self);
  g_autoptr (JsonObject) session = NULL;
  g_autoptr (JsonObject) subscribed = NULL;

  if (address == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "Firefox did not come up");
      return FALSE;
    }
  self->wire = bht_bidi_new (address, bht_firefox_hear, self, error);
  if (self->wire == NULL)
    return FALSE;
  session = bht_bidi_call (self->wire, error, "session.new", "{\"capabilities\":{}}");
  if (session == NULL)
    return FALSE;
  subscribed = bht_bidi_call (self->wire, error, "session.subscribe",
                              "{\"events\":[\"log.entryAdded\",\"browsingContext.contextCreated\","
                              "\"network.beforeRequestSent\"]}");
  return subscribed != NULL && find_chrome (self, error);
}

BhtBrowser *
bht_browser_new (GError **error)
{
  g_autoptr (BhtBrowser) self = g_new0 (BhtBrowser, 1);

  signal (SIGPIPE, SIG_IGN);
  self->pages = g_ptr_array_new ();
  self->directory = g_dir_make_tmp ("bht-firefox-XXXXXX", error);
  if (self->directory == NULL || !start (self, error) || !begin (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
bht_browser_free (BhtBrowser *self)
{
  if (self->process != NULL)
    {
      if (self->wire != NULL)
        bht_bidi_say (self->wire, "browser.close", "{}");
      bht_closing_await (self->process);
    }
  g_clear_object (&self->process);
  g_clear_pointer (&self->wire, bht_bidi_free);
  if (self->directory != NULL)
    bht_folder_remove (self->directory);
  g_free (self->directory);
  g_free (self->chrome);
  g_ptr_array_unref (self->pages);
  g_free (self);
}
