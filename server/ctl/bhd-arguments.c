/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"

#include "server/ctl/bhd-arguments.h"

#define COMMAND_WORDS 2

struct _BhdArguments
{
  char *command;
  GHashTable *options;
  GPtrArray *files;
};

static gboolean
take_option (BhdArguments *self, const char *option, const char *value, GError **error)
{
  if (value == NULL)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "%s needs a value behind it", option);
      return FALSE;
    }
  g_hash_table_insert (self->options, g_strdup (option + 2), g_strdup (value));
  return TRUE;
}

BhdArguments *
bhd_arguments_parse (int argc, const char *const *argv, GError **error)
{
  g_autoptr (BhdArguments) self = g_new0 (BhdArguments, 1);
  g_autoptr (GString) command = g_string_new (NULL);
  guint words = 0;

  self->options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->files = g_ptr_array_new_with_free_func (g_free);
  for (int i = 1; i < argc; i++)
    {
      if (g_str_has_prefix (argv[i], "--"))
        {
          if (!take_option (self, argv[i], i + 1 < argc ? argv[i + 1] : NULL, error))
            return NULL;
          i++;
        }
      else if (words++ < COMMAND_WORDS)
        g_string_append_printf (command, "%s%s", command->len > 0 ? " " : "", argv[i]);
      else
        g_ptr_array_add (self->files, g_strdup (argv[i]));
    }

  g_ptr_array_add (self->files, NULL);
  self->command = g_string_free (g_steal_pointer (&command), FALSE);
  return g_steal_pointer (&self);
}

void
bhd_arguments_free (BhdArguments *self)
{
  g_free (self->command);
  g_hash_table_unref (self->options);
  g_ptr_array_unref (self->files);
  g_free (self);
}

const char *
bhd_arguments_command (BhdArguments *self)
{
  return self->command;
}

const char *
bhd_arguments_get (BhdArguments *self, const char *name)
{
  return g_hash_table_lookup (self->options, name);
}

const char **
bhd_arguments_names (BhdArguments *self)
{
  return (const char **) g_hash_table_get_keys_as_array (self->options, NULL);
}

const char *const *
bhd_arguments_files (BhdArguments *self)
{
  return (const char *const *) self->files->pdata;
}

char *
bhd_arguments_socket (BhdArguments *self)
{
  static const char service[] = "/run/bellhop/ctl.socket";
  const char *given = bhd_arguments_get (self, "socket");

  if (given == NULL)
    given = g_getenv ("BELLHOP_LOCAL_SOCKET");
  if (given == NULL && g_file_test (service, G_FILE_TEST_EXISTS))
    given = service;
  if (given != NULL)
    return g_strdup (given);
  return g_build_filename (g_get_user_data_dir (), "bellhop", "ctl.socket", NULL);
}
