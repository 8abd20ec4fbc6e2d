/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/account/bhc-account-file.h"

#include "console/client/bhc-server.h"

#define MAX_ACCOUNTS 20

typedef struct
{
  BhcAccount *account;
  gboolean left;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->account, bhc_account_free);
  g_free (entry);
}

static char *
file_path (const char *data_dir)
{
  return g_build_filename (data_dir, "sign-in.conf", NULL);
}

/* “sign-in”, “sign-in 2”, “sign-in 3” … */
static char *
group_name (guint place)
{
  return place == 0 ? g_strdup ("sign-in") : g_strdup_printf ("sign-in %u", place + 1);
}

/* (nullable): there is none, or it makes no sense */
static Entry *
read_entry (GKeyFile *file, guint place)
{
  g_autofree char *group = group_name (place);
  g_autofree char *server = g_key_file_get_string (file, group, "server", NULL);
  g_autofree char *email = g_key_file_get_string (file, group, "email", NULL);
  g_autofree char *normal = server != NULL ? bhc_server_normalize (server, NULL) : NULL;
  Entry *entry;

  if (normal == NULL || email == NULL)
    return NULL;

  entry = g_new0 (Entry, 1);
  entry->account = bhc_account_new (normal, email);
  entry->left = g_key_file_get_boolean (file, group, "left", NULL);
  return entry;
}

static GPtrArray *
read_all (const char *data_dir)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);
  g_autofree char *path = data_dir != NULL ? file_path (data_dir) : NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (path == NULL || !g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return entries;
  for (guint place = 0; place < MAX_ACCOUNTS; place++)
    {
      Entry *entry = read_entry (file, place);

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }

  return entries;
}

static gboolean
write_all (const char *data_dir, GPtrArray *entries, GError **error)
{
  g_autofree char *path = file_path (data_dir);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_mkdir_with_parents (data_dir, 0700);
  for (guint place = 0; place < entries->len && place < MAX_ACCOUNTS; place++)
    {
      const Entry *entry = g_ptr_array_index (entries, place);
      g_autofree char *group = group_name (place);

      g_key_file_set_string (file, group, "server", entry->account->server);
      g_key_file_set_string (file, group, "email", entry->account->email);
      if (entry->left)
        g_key_file_set_boolean (file, group, "left", TRUE);
    }

  return g_key_file_save_to_file (file, path, error);
}

GPtrArray *
bhc_account_file_load (const char *data_dir)
{
  g_autoptr (GPtrArray) entries = read_all (data_dir);
  GPtrArray *accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) bhc_account_free);

  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (entries, i);

      if (!entry->left)
        g_ptr_array_add (accounts, g_steal_pointer (&entry->account));
    }

  return accounts;
}

BhcAccount *
bhc_account_file_load_last (const char *data_dir)
{
  g_autoptr (GPtrArray) entries = read_all (data_dir);
  Entry *first = entries->len > 0 ? g_ptr_array_index (entries, 0) : NULL;

  return first != NULL ? g_steal_pointer (&first->account) : NULL;
}

/* The place of @account among @entries; their number where it is not there. */
static guint
find_entry (GPtrArray *entries, const BhcAccount *account)
{
  guint place = 0;

  while (place < entries->len)
    {
      const Entry *entry = g_ptr_array_index (entries, place);

      if (g_str_equal (entry->account->server, account->server) &&
          g_str_equal (entry->account->email, account->email))
        break;
      place++;
    }

  return place;
}

gboolean
bhc_account_file_enter (const char *data_dir, const BhcAccount *account, GError **error)
{
  g_autoptr (GPtrArray) entries = read_all (data_dir);
  guint place = find_entry (entries, account);
  Entry *entry;

  if (place == 0 && entries->len > 0 && !((Entry *) g_ptr_array_index (entries, 0))->left)
    return TRUE;

  entry = g_new0 (Entry, 1);
  if (place < entries->len)
    g_ptr_array_remove_index (entries, place);
  entry->account = bhc_account_new (account->server, account->email);
  g_ptr_array_insert (entries, 0, entry);

  return write_all (data_dir, entries, error);
}

gboolean
bhc_account_file_leave (const char *data_dir, const BhcAccount *account, GError **error)
{
  g_autoptr (GPtrArray) entries = read_all (data_dir);
  guint place = find_entry (entries, account);

  if (place == entries->len)
    return TRUE;

  ((Entry *) g_ptr_array_index (entries, place))->left = TRUE;
  return write_all (data_dir, entries, error);
}
