/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/bhd-config.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *path;
} Fixture;

/* Settings of whoever runs the tests do not count. */
static void
set_up (Fixture *f, gconstpointer data)
{
  g_auto (GStrv) names = g_listenv ();
  int fd = g_file_open_tmp ("bellhopd-XXXXXX.conf", &f->path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  for (char **name = names; *name != NULL; name++)
    if (g_str_has_prefix (*name, "BELLHOP_"))
      g_unsetenv (*name);
  g_unsetenv ("STATE_DIRECTORY");
  g_unsetenv ("RUNTIME_DIRECTORY");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_unlink (f->path);
  g_free (f->path);
}

static void
write_file (Fixture *f, const char *lines)
{
  g_autofree char *text = g_strconcat ("[bellhopd]\n", lines, NULL);

  g_assert_true (g_file_set_contents (f->path, text, -1, NULL));
}

static BhdConfig *
load (Fixture *f, const char *lines)
{
  g_autoptr (GError) error = NULL;
  BhdConfig *config;

  write_file (f, lines);
  config = bhd_config_load (f->path, &error);
  g_assert_no_error (error);
  return config;
}

/* What is wrong is told in one line with @first and @second in it. */
static void
refuse (Fixture *f, const char *first, const char *second)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bhd_config_load (f->path, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
  g_test_message ("%s", error->message);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_nonnull (strstr (error->message, first));
  g_assert_nonnull (strstr (error->message, second));
}

static void
test_defaults (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BhdConfig) config = bhd_config_load (NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (config->listen, ==, "127.0.0.1:4000");
  g_assert_cmpint (config->event_days, ==, 30);
  g_assert_cmpfloat (config->rate_scale, ==, 1);
  g_assert_false (config->webhooks_to_private);
  g_assert_false (config->tools_to_private);
  g_assert_null (config->key_file);
  g_assert_cmpuint (g_strv_length (config->trusted_proxies), ==, 0);
  g_assert_true (g_str_has_suffix (config->state_dir, "/bellhop"));
}

static void
test_file (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdConfig) config =
      load (f, "listen=[::1]:80\nfronts=4\nrate_scale=2.5\nwebhooks_to_private=true\n"
               "trusted_proxies=10.0.0.1, 10.0.0.2,\n");

  g_assert_cmpstr (config->listen, ==, "[::1]:80");
  g_assert_cmpint (config->fronts, ==, 4);
  g_assert_cmpfloat (config->rate_scale, ==, 2.5);
  g_assert_true (config->webhooks_to_private);
  g_assert_cmpuint (g_strv_length (config->trusted_proxies), ==, 2);
  g_assert_cmpstr (config->trusted_proxies[1], ==, "10.0.0.2");
}

static void
test_environment_wins (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdConfig) config = NULL;

  g_setenv ("BELLHOP_FRONTS", "8", TRUE);
  config = load (f, "fronts=4\nreaders=5\n");
  g_assert_cmpint (config->fronts, ==, 8);
  g_assert_cmpint (config->readers, ==, 5);
}

static void
test_empty_is_not_said (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdConfig) config = NULL;

  g_setenv ("BELLHOP_LISTEN", "", TRUE);
  g_setenv ("BELLHOP_FRONTS", "", TRUE);
  config = load (f, "key_file=\n");
  g_assert_cmpstr (config->listen, ==, "127.0.0.1:4000");
  g_assert_cmpint (config->fronts, ==, 2);
  g_assert_null (config->key_file);
}

static void
test_systemds_directories (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdConfig) config = NULL;

  g_setenv ("STATE_DIRECTORY", "/var/lib/bellhop", TRUE);
  g_setenv ("RUNTIME_DIRECTORY", "/run/bellhop", TRUE);
  config = load (f, "");
  g_assert_cmpstr (config->state_dir, ==, "/var/lib/bellhop");
  g_assert_cmpstr (config->local_socket, ==, "/run/bellhop/ctl.socket");
}

static void
test_unknown_key (Fixture *f, gconstpointer data)
{
  write_file (f, "listn=127.0.0.1:4000\n");
  refuse (f, "“listn”", f->path);
}

static void
test_unknown_group (Fixture *f, gconstpointer data)
{
  g_assert_true (g_file_set_contents (f->path, "[bellhop]\nfronts=4\n", -1, NULL));
  refuse (f, "“[bellhop]”", "[bellhopd]");
}

static void
test_no_file (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bhd_config_load ("/nowhere/bellhopd.conf", &error));
  g_assert_nonnull (strstr (error->message, "/nowhere/bellhopd.conf"));
}

typedef struct
{
  const char *name;
  const char *line;
  const char *first;
  const char *second;
} Bad;

static const Bad bad[] = {
  { "number-is-none", "fronts=many\n", "“fronts”", "“many”" },
  { "number-with-rest", "fronts=2x\n", "“2x”", "a whole number from 1 to 64" },
  { "number-not-whole", "fronts=1.5\n", "“1.5”", "a whole number" },
  { "number-too-small", "event_days=0\n", "“event_days”", "from 1 to 3650" },
  { "number-too-large", "event_days=3651\n", "“3651”", "from 1 to 3650" },
  { "number-negative", "rate_scale=-1\n", "“-1”", "a number from 0 to 1000000" },
  { "number-nan", "rate_scale=nan\n", "“rate_scale”", "“nan”" },
  { "number-infinite", "rate_scale=inf\n", "“rate_scale”", "“inf”" },
  { "debounce-beyond-patience", "debounce_ms=5001\n", "“debounce_ms”", "from 0 to 5000" },
  { "boolean", "webhooks_to_private=yes\n", "“yes”", "write true or false" },
};

static void
test_bad (Fixture *f, gconstpointer data)
{
  const Bad *row = data;

  write_file (f, row->line);
  refuse (f, row->first, row->second);
}

static void
test_bad_environment (Fixture *f, gconstpointer data)
{
  g_setenv ("BELLHOP_READERS", "none", TRUE);
  write_file (f, "readers=2\n");
  refuse (f, "“readers”", "“none”");
}

typedef struct
{
  const char *name;
  const char *listen;
  const char *address; /* NULL: refused */
  guint16 port;
} Form;

static const Form forms[] = {
  { "ipv4", "127.0.0.1:4000", "127.0.0.1", 4000 },
  { "any-port", "0.0.0.0:0", "0.0.0.0", 0 },
  { "highest-port", "127.0.0.1:65535", "127.0.0.1", 65535 },
  { "ipv6", "[::1]:4000", "::1", 4000 },
  { "ipv6-any", "[::]:80", "::", 80 },
  { "port-too-high", "127.0.0.1:65536", NULL, 0 },
  { "port-negative", "127.0.0.1:-1", NULL, 0 },
  { "no-port", "127.0.0.1", NULL, 0 },
  { "empty-port", "127.0.0.1:", NULL, 0 },
  { "only-a-port", ":4000", NULL, 0 },
  { "port-with-rest", "127.0.0.1:4000x", NULL, 0 },
  { "a-name", "localhost:4000", NULL, 0 },
  { "half-a-bracket", "[::1:4000", NULL, 0 },
  { "empty-brackets", "[]:4000", NULL, 0 },
  { "ipv4-in-brackets-with-rest", "[127.0.0.1]x:4000", NULL, 0 },
};

static void
test_listen (gconstpointer data)
{
  const Form *row = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  guint16 port = 0;
  gboolean split = bhd_config_split_listen (row->listen, &address, &port, &error);

  g_assert_cmpstr (address, ==, row->address);
  g_assert_cmpuint (port, ==, row->port);
  g_assert_cmpint (split, ==, row->address != NULL);
  if (!split)
    g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, func) g_test_add (name, Fixture, data, set_up, func, tear_down)
  ADD ("/daemon/config/defaults", NULL, test_defaults);
  ADD ("/daemon/config/file", NULL, test_file);
  ADD ("/daemon/config/environment-wins", NULL, test_environment_wins);
  ADD ("/daemon/config/empty-is-not-said", NULL, test_empty_is_not_said);
  ADD ("/daemon/config/systemds-directories", NULL, test_systemds_directories);
  ADD ("/daemon/config/unknown-key", NULL, test_unknown_key);
  ADD ("/daemon/config/unknown-group", NULL, test_unknown_group);
  ADD ("/daemon/config/no-file", NULL, test_no_file);
  ADD ("/daemon/config/bad-environment", NULL, test_bad_environment);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *name = g_strconcat ("/daemon/config/", bad[i].name, NULL);

      ADD (name, &bad[i], test_bad);
    }
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *name = g_strconcat ("/daemon/listen/", forms[i].name, NULL);

      g_test_add_data_func (name, &forms[i], test_listen);
    }
  return g_test_run ();
}
