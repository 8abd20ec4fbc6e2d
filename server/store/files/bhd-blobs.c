/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/files/bhd-blobs.h"

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/store/files/bhd-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

struct _BhdBlobs
{
  char *root;    /* blobs/ORGANISATION/ab/abcd… */
  char *nursery; /* of files that are not whole yet: blobs/new */
  GMutex mutex;
};

/* What a crash left half done. */
static void
clear_nursery (BhdBlobs *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->nursery, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->nursery, name, NULL);

      g_unlink (path);
    }
}

BhdBlobs *
bhd_blobs_new (const char *state_dir, GError **error)
{
  g_autoptr (BhdBlobs) self = g_new0 (BhdBlobs, 1);

  g_mutex_init (&self->mutex);
  self->root = g_build_filename (state_dir, "blobs", NULL);
  self->nursery = g_build_filename (self->root, "new", NULL);
  if (!bhd_file_make_directory (self->nursery, error))
    return NULL;
  clear_nursery (self);
  return g_steal_pointer (&self);
}

void
bhd_blobs_free (BhdBlobs *self)
{
  g_mutex_clear (&self->mutex);
  g_free (self->root);
  g_free (self->nursery);
  g_free (self);
}

void
bhd_blobs_lock (BhdBlobs *self)
{
  g_mutex_lock (&self->mutex);
}

void
bhd_blobs_unlock (BhdBlobs *self)
{
  g_mutex_unlock (&self->mutex);
}

/* @directory: (out) (optional) (transfer full).  Returns: (transfer full) (nullable): NULL with
 * @error set for what cannot be a name. */
static char *
path_of (BhdBlobs *self,
         const char *organization_id,
         const char *hash,
         char **directory,
         GError **error)
{
  g_autofree char *folder = NULL;
  char *path;

  if (!bhd_file_is_piece (organization_id) || !bhd_file_is_piece (hash) || strlen (hash) != 64)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_NOT_FOUND, "no such file");
      return NULL;
    }
  folder = g_strdup_printf ("%s/%s/%.2s", self->root, organization_id, hash);
  path = g_build_filename (folder, hash, NULL);
  if (directory != NULL)
    *directory = g_steal_pointer (&folder);
  return path;
}

/* Returns: (transfer full): the path of a new, whole file beside the blobs. */
static char *
write_new (BhdBlobs *self, GBytes *bytes, GError **error)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *path = g_build_filename (self->nursery, id, NULL);
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean written;

  if (fd < 0)
    {
      bhd_file_refuse ("keep the file", error);
      return NULL;
    }
  written = bhd_file_write_all (fd, data, length, 0, error);
  close (fd);
  if (written)
    return g_steal_pointer (&path);
  g_unlink (path);
  return NULL;
}

char *
bhd_blobs_add (BhdBlobs *self, const char *organization_id, GBytes *bytes, GError **error)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *path = write_new (self, bytes, error);
  gboolean kept;

  if (path == NULL)
    return NULL;
  kept = bhd_blobs_adopt (self, organization_id, hash, path, error);
  g_unlink (path);
  return kept ? g_steal_pointer (&hash) : NULL;
}

gboolean
bhd_blobs_adopt (BhdBlobs *self,
                 const char *organization_id,
                 const char *hash,
                 const char *path,
                 GError **error)
{
  g_autofree char *directory = NULL;
  g_autofree char *place = path_of (self, organization_id, hash, &directory, error);

  if (place == NULL || !bhd_file_make_directory (directory, error))
    return FALSE;
  if (link (path, place) != 0 && errno != EEXIST)
    return bhd_file_refuse ("keep the file", error);
  return bhd_file_sync_directory (directory, error);
}

int
bhd_blobs_open (BhdBlobs *self, const char *organization_id, const char *hash, GError **error)
{
  g_autofree char *path = path_of (self, organization_id, hash, NULL, error);
  int fd = path != NULL ? open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;

  if (fd < 0 && path != NULL)
    g_set_error (error, BH_ERROR, errno == ENOENT ? BH_ERROR_NOT_FOUND : BH_ERROR_UNAVAILABLE,
                 "the file could not be read: %s", g_strerror (errno));
  return fd;
}

gboolean
bhd_blobs_remove (BhdBlobs *self, const char *organization_id, const char *hash, GError **error)
{
  g_autofree char *directory = NULL;
  g_autofree char *path = path_of (self, organization_id, hash, &directory, error);

  if (path == NULL)
    return FALSE;
  if (g_unlink (path) != 0 && errno != ENOENT)
    return bhd_file_refuse ("remove a file", error);
  g_rmdir (directory); /* where it was the last */
  return TRUE;
}

static void
each_of_folder (const char *root,
                const char *organization_id,
                const char *folder,
                BhdBlobFunc func,
                gpointer data)
{
  g_autofree char *path = g_build_filename (root, organization_id, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (bhd_file_is_piece (name) && strlen (name) == 64)
      func (organization_id, name, data);
}

static void
each_of_organization (const char *root,
                      const char *organization_id,
                      BhdBlobFunc func,
                      gpointer data)
{
  g_autofree char *path = g_build_filename (root, organization_id, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    each_of_folder (root, organization_id, name, func, data);
}

void
bhd_blobs_each (BhdBlobs *self, BhdBlobFunc func, gpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->root, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (bhd_file_is_piece (name))
      each_of_organization (self->root, name, func, data);
}
