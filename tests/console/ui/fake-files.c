/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/ui/fake-files.h"

#include "console/model/files/bhc-files-private.h"

/* The real thing over a directory of its own and a server that nobody reaches. */
typedef struct
{
  char *directory;
  BhcFileStore *store;
  BhcFiles *files;
} Fake;

static void
fake_free (gpointer data)
{
  Fake *fake = data;

  bhc_file_store_remove (fake->directory);
  g_object_unref (fake->files);
  g_object_unref (fake->store);
  g_free (fake->directory);
  g_free (fake);
}

static Fake *
fake_of (BhcDesk *desk)
{
  Fake *fake = g_object_get_data (G_OBJECT (desk), "fake-files");
  g_autoptr (BhcApi) api = NULL;

  if (fake != NULL)
    return fake;
  fake = g_new0 (Fake, 1);
  api = bhc_api_new ("http://127.0.0.1:9", "token");
  fake->directory = g_dir_make_tmp ("bellhop-files-XXXXXX", NULL);
  fake->store = bhc_file_store_new (api, fake->directory);
  fake->files = bhc_files_new (fake->store);
  g_object_set_data_full (G_OBJECT (desk), "fake-files", fake, fake_free);
  return fake;
}

BhcFiles *
bhc_desk_get_files (BhcDesk *self)
{
  return fake_of (self)->files;
}

void
fake_files_put (BhcDesk *desk, const BhAttachment *attachment, const char *bytes, gsize length)
{
  g_autoptr (GFile) file = bhc_file_store_get_outgoing (fake_of (desk)->store, attachment);
  g_autoptr (GFile) folder = g_file_get_parent (file);

  g_file_make_directory_with_parents (folder, NULL, NULL);
  g_assert_true (g_file_replace_contents (file, bytes, length, NULL, FALSE, 0, NULL, NULL, NULL));
}

void
fake_files_put_face (BhcDesk *desk, const char *hash, GBytes *bytes)
{
  g_autoptr (GFile) file = bhc_file_store_get_face (fake_of (desk)->store, hash);
  g_autoptr (GFile) folder = g_file_get_parent (file);

  g_file_make_directory_with_parents (folder, NULL, NULL);
  g_assert_true (g_file_replace_contents (file, g_bytes_get_data (bytes, NULL),
                                          g_bytes_get_size (bytes), NULL, FALSE, 0, NULL, NULL,
                                          NULL));
}

BhcFileStore *
fake_files_get_store (BhcDesk *desk)
{
  return fake_of (desk)->store;
}
