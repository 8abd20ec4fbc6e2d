/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/files/bhd-parts.h"

#include "server/store/files/bhd-file-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCKS 16 /* uploads share them */

struct _BhdParts
{
  char *root; /* uploads/ORGANISATION/ID */
  GMutex locks[LOCKS];
};

BhdParts *
bhd_parts_new (const char *state_dir, GError **error)
{
  g_autoptr (BhdParts) self = g_new0 (BhdParts, 1);

  for (guint i = 0; i < LOCKS; i++)
    g_mutex_init (&self->locks[i]);
  self->root = g_build_filename (state_dir, "uploads", NULL);
  return bhd_file_make_directory (self->root, error) ? g_steal_pointer (&self) : NULL;
}

void
bhd_parts_free (BhdParts *self)
{
  for (guint i = 0; i < LOCKS; i++)
    g_mutex_clear (&self->locks[i]);
  g_free (self->root);
  g_free (self);
}

void
bhd_parts_lock (BhdParts *self, const char *upload_id)
{
  g_mutex_lock (&self->locks[g_str_hash (upload_id) % LOCKS]);
}

void
bhd_parts_unlock (BhdParts *self, const char *upload_id)
{
  g_mutex_unlock (&self->locks[g_str_hash (upload_id) % LOCKS]);
}

char *
bhd_parts_path (BhdParts *self, const BhdUpload *upload)
{
  g_assert (bhd_file_is_piece (upload->organization_id) && bhd_file_is_piece (upload->id));

  return g_build_filename (self->root, upload->organization_id, upload->id, NULL);
}

gboolean
bhd_parts_write (BhdParts *self,
                 const BhdUpload *upload,
                 gint64 offset,
                 GBytes *bytes,
                 GError **error)
{
  g_autofree char *path = bhd_parts_path (self, upload);
  g_autofree char *directory = g_path_get_dirname (path);
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);
  gboolean written;
  int fd;

  if (!bhd_file_make_directory (directory, error))
    return FALSE;
  fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return bhd_file_refuse ("keep the upload", error);
  written = bhd_file_write_all (fd, data, length, offset, error) &&
            (offset > 0 || bhd_file_sync_directory (directory, error));
  close (fd);
  return written;
}

gint64
bhd_parts_size (BhdParts *self, const BhdUpload *upload)
{
  g_autofree char *path = bhd_parts_path (self, upload);
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (gint64) info.st_size : 0;
}

char *
bhd_parts_hash (BhdParts *self, const BhdUpload *upload, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *path = bhd_parts_path (self, upload);
  g_autofree guchar *buffer = g_malloc (64 * 1024);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  gssize n = -1;

  while (fd >= 0 && (n = read (fd, buffer, 64 * 1024)) > 0)
    g_checksum_update (sum, buffer, n);
  if (n < 0)
    bhd_file_refuse ("read the upload back", error);
  if (fd >= 0)
    close (fd);
  return n == 0 ? g_strdup (g_checksum_get_string (sum)) : NULL;
}

GBytes *
bhd_parts_head (BhdParts *self, const BhdUpload *upload, gsize max, GError **error)
{
  g_autofree char *path = bhd_parts_path (self, upload);
  g_autofree guchar *buffer = g_malloc (max);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  gsize length = 0;
  gssize n = fd < 0 ? -1 : 1;

  while (n > 0 && length < max)
    {
      n = read (fd, buffer + length, max - length);
      length += n > 0 ? (gsize) n : 0;
    }
  if (n < 0)
    bhd_file_refuse ("read the upload back", error);
  if (fd >= 0)
    close (fd);
  return n < 0 ? NULL : g_bytes_new_take (g_steal_pointer (&buffer), length);
}

void
bhd_parts_remove (BhdParts *self, const char *organization_id, const char *upload_id)
{
  g_autofree char *path = g_build_filename (self->root, organization_id, upload_id, NULL);

  g_unlink (path);
}

void
bhd_parts_each (BhdParts *self, BhdPartFunc func, gpointer data)
{
  g_autoptr (GDir) root = g_dir_open (self->root, 0, NULL);
  const char *organization_id;

  while (root != NULL && (organization_id = g_dir_read_name (root)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->root, organization_id, NULL);
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *upload_id;

      while (dir != NULL && (upload_id = g_dir_read_name (dir)) != NULL)
        func (organization_id, upload_id, data);
    }
}
