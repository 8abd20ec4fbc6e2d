/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "common/bh-error.h"

#include <gio/gio.h>

#include "server/bhd-config.h"

#define GROUP "bellhopd"

typedef enum
{
  KEY_TEXT,
  KEY_LIST, /* separated by commas */
  KEY_INT,
  KEY_NUMBER,
  KEY_BOOL,
} KeyType;

typedef struct
{
  const char *name;
  KeyType type;
  gsize offset;
  double min, max;
  const char *fallback; /* written as in the file; NULL: computed or none */
} Key;

static const Key keys[] = {
  { "listen", KEY_TEXT, G_STRUCT_OFFSET (BhdConfig, listen), 0, 0, "127.0.0.1:4000" },
  { "state_dir", KEY_TEXT, G_STRUCT_OFFSET (BhdConfig, state_dir), 0, 0, NULL },
  { "local_socket", KEY_TEXT, G_STRUCT_OFFSET (BhdConfig, local_socket), 0, 0, NULL },
  { "trusted_proxies", KEY_LIST, G_STRUCT_OFFSET (BhdConfig, trusted_proxies), 0, 0, "" },
  { "key_file", KEY_TEXT, G_STRUCT_OFFSET (BhdConfig, key_file), 0, 0, NULL },
  { "extract", KEY_TEXT, G_STRUCT_OFFSET (BhdConfig, extract), 0, 0, NULL },
  { "fronts", KEY_INT, G_STRUCT_OFFSET (BhdConfig, fronts), 1, 64, "2" },
  { "readers", KEY_INT, G_STRUCT_OFFSET (BhdConfig, readers), 1, 64, "2" },
  { "feed_threads", KEY_INT, G_STRUCT_OFFSET (BhdConfig, feed_threads), 1, 64, "3" },
  { "agent_threads", KEY_INT, G_STRUCT_OFFSET (BhdConfig, agent_threads), 1, 64, "8" },
  { "debounce_ms", KEY_INT, G_STRUCT_OFFSET (BhdConfig, debounce_ms), 0, 5000, "700" },
  { "event_days", KEY_INT, G_STRUCT_OFFSET (BhdConfig, event_days), 1, 3650, "30" },
  { "rate_scale", KEY_NUMBER, G_STRUCT_OFFSET (BhdConfig, rate_scale), 0, 1000000, "1" },
  { "models_to_private", KEY_BOOL, G_STRUCT_OFFSET (BhdConfig, models_to_private), 0, 0, "false" },
  { "tools_to_private", KEY_BOOL, G_STRUCT_OFFSET (BhdConfig, tools_to_private), 0, 0, "false" },
  { "webhooks_to_private", KEY_BOOL, G_STRUCT_OFFSET (BhdConfig, webhooks_to_private), 0, 0,
    "false" },
  { "pages_from_private", KEY_BOOL, G_STRUCT_OFFSET (BhdConfig, pages_from_private), 0, 0,
    "false" },
  { "document_max_size", KEY_INT, G_STRUCT_OFFSET (BhdConfig, document_max_size), 1,
    128 * 1024 * 1024, "41943040" },
  { "attachment_max_size", KEY_INT, G_STRUCT_OFFSET (BhdConfig, attachment_max_size), 1,
    128 * 1024 * 1024, "10485760" },
  { "smtp_url", KEY_TEXT, G_STRUCT_OFFSET (BhdConfig, smtp_url), 0, 0, NULL },
  { "smtp_user", KEY_TEXT, G_STRUCT_OFFSET (BhdConfig, smtp_user), 0, 0, NULL },
  { "smtp_password_file", KEY_TEXT, G_STRUCT_OFFSET (BhdConfig, smtp_password_file), 0, 0, NULL },
  { "smtp_ca_file", KEY_TEXT, G_STRUCT_OFFSET (BhdConfig, smtp_ca_file), 0, 0, NULL },
  { "smtp_tls", KEY_BOOL, G_STRUCT_OFFSET (BhdConfig, smtp_tls), 0, 0, "true" },
  { "mail_from", KEY_TEXT, G_STRUCT_OFFSET (BhdConfig, mail_from), 0, 0, NULL },
};

static gboolean
refuse (const Key *key, const char *value, const char *wanted, GError **error)
{
  g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "the setting “%s” cannot be “%s”: %s", key->name,
               value, wanted);
  return FALSE;
}

static gboolean
read_number (const Key *key, const char *value, double *number, GError **error)
{
  g_autofree char *wanted = NULL;
  char *end = NULL;

  *number = g_ascii_strtod (value, &end);
  if (end != value && *end == '\0' && *number >= key->min && *number <= key->max &&
      (key->type == KEY_NUMBER || *number == (double) (gint64) *number))
    return TRUE;

  wanted =
      g_strdup_printf ("write %s from %.10g to %.10g",
                       key->type == KEY_INT ? "a whole number" : "a number", key->min, key->max);
  return refuse (key, value, wanted, error);
}

static gboolean
read_bool (const Key *key, const char *value, gboolean *flag, GError **error)
{
  *flag = g_str_equal (value, "true");
  return *flag || g_str_equal (value, "false") || refuse (key, value, "write true or false", error);
}

static char **
read_list (const char *value)
{
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
  g_auto (GStrv) parts = g_strsplit (value, ",", -1);

  for (char **part = parts; *part != NULL; part++)
    if (*g_strstrip (*part) != '\0')
      g_strv_builder_add (list, *part);
  return g_strv_builder_end (list);
}

static gboolean
read_value (BhdConfig *self, const Key *key, const char *value, GError **error)
{
  gpointer field = G_STRUCT_MEMBER_P (self, key->offset);
  double number = 0;

  switch (key->type)
    {
    case KEY_TEXT:
      *(char **) field = g_strdup (value);
      return TRUE;
    case KEY_LIST:
      *(char ***) field = read_list (value);
      return TRUE;
    case KEY_BOOL:
      return read_bool (key, value, field, error);
    case KEY_INT:
      if (!read_number (key, value, &number, error))
        return FALSE;
      *(gint64 *) field = (gint64) number;
      return TRUE;
    case KEY_NUMBER:
      return read_number (key, value, field, error);
    default:
      g_assert_not_reached ();
    }
}

/* The environment, then the file, then the default; what is empty is not said.  Returns: (transfer
 * full) (nullable) */
static char *
find_value (GKeyFile *file, const Key *key)
{
  g_autofree char *upper = g_ascii_strup (key->name, -1);
  g_autofree char *variable = g_strconcat ("BELLHOP_", upper, NULL);
  const char *value = g_getenv (variable);
  g_autofree char *written = NULL;

  if (value != NULL && *value != '\0')
    return g_strdup (value);
  written = g_key_file_get_string (file, GROUP, key->name, NULL);
  return written != NULL && *written != '\0' ? g_steal_pointer (&written)
                                             : g_strdup (key->fallback);
}

static gboolean
is_key (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (keys[i].name, name))
      return TRUE;
  return FALSE;
}

static gboolean
check_groups (GKeyFile *file, const char *path, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (char **group = groups; *group != NULL; group++)
    if (!g_str_equal (*group, GROUP))
      {
        g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
                     "%s: nobody reads “[%s]”: settings stand below [" GROUP "]", path, *group);
        return FALSE;
      }
  return TRUE;
}

/* What is misspelt would be taken for left out. */
static gboolean
check_names (GKeyFile *file, const char *path, GError **error)
{
  g_auto (GStrv) names = g_key_file_get_keys (file, GROUP, NULL, NULL);

  for (char **name = names; name != NULL && *name != NULL; name++)
    if (!is_key (*name))
      {
        g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
                     "%s: no setting is called “%s”: remove or correct the line", path, *name);
        return FALSE;
      }
  return check_groups (file, path, error);
}

/* What depends on where the daemon runs.  systemd names its directories in the environment. */
static void
fill_places (BhdConfig *self)
{
  if (self->state_dir == NULL && g_getenv ("STATE_DIRECTORY") != NULL)
    self->state_dir = g_strdup (g_getenv ("STATE_DIRECTORY"));
  if (self->state_dir == NULL)
    self->state_dir = g_build_filename (g_get_user_data_dir (), "bellhop", NULL);

  if (self->local_socket == NULL && g_getenv ("RUNTIME_DIRECTORY") != NULL)
    self->local_socket = g_build_filename (g_getenv ("RUNTIME_DIRECTORY"), "ctl.socket", NULL);
  if (self->local_socket == NULL)
    self->local_socket = g_build_filename (self->state_dir, "ctl.socket", NULL);

  if (self->extract == NULL)
    self->extract = g_strdup (BELLHOP_LIBEXECDIR "/bellhop-extract");
}

BhdConfig *
bhd_config_load (const char *path, GError **error)
{
  g_autoptr (BhdConfig) self = g_new0 (BhdConfig, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (path != NULL && !g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error))
    {
      g_prefix_error (error, "cannot read the configuration %s: ", path);
      return NULL;
    }
  if (!check_names (file, path, error))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *value = find_value (file, &keys[i]);

      if (value != NULL && !read_value (self, &keys[i], value, error))
        return NULL;
    }
  fill_places (self);
  return g_steal_pointer (&self);
}

void
bhd_config_free (BhdConfig *self)
{
  g_free (self->listen);
  g_free (self->state_dir);
  g_free (self->local_socket);
  g_strfreev (self->trusted_proxies);
  g_free (self->key_file);
  g_free (self->extract);
  g_free (self->smtp_url);
  g_free (self->smtp_user);
  g_free (self->smtp_password_file);
  g_free (self->smtp_ca_file);
  g_free (self->mail_from);
  g_free (self);
}

gboolean
bhd_config_split_listen (const char *listen, char **address, guint16 *port, GError **error)
{
  const char *colon = strrchr (listen, ':');
  g_autofree char *host = colon != NULL ? g_strndup (listen, colon - listen) : NULL;
  guint64 number = 0;

  if (host != NULL && host[0] == '[' && g_str_has_suffix (host, "]"))
    {
      host[strlen (host) - 1] = '\0';
      memmove (host, host + 1, strlen (host));
    }
  if (host != NULL && g_hostname_is_ip_address (host) &&
      g_ascii_string_to_unsigned (colon + 1, 10, 0, G_MAXUINT16, &number, NULL))
    {
      *address = g_steal_pointer (&host);
      *port = (guint16) number;
      return TRUE;
    }

  g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
               "cannot listen on “%s”: write an address and a port, for instance 127.0.0.1:4000",
               listen);
  return FALSE;
}
