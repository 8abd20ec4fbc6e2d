/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/files/bhd-file-private.h"

#include "common/bh-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

gboolean
bhd_file_refuse (const char *what, GError **error)
{
  g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "could not %s: %s", what, g_strerror (errno));
  return FALSE;
}

gboolean
bhd_file_sync_directory (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (!synced)
    bhd_file_refuse ("write a directory", error);
  if (fd >= 0)
    close (fd);
  return synced;
}

gboolean
bhd_file_make_directory (const char *path, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (!g_file_test (parent, G_FILE_TEST_IS_DIR) && !bhd_file_make_directory (parent, error))
    return FALSE;
  if (g_mkdir (path, 0700) != 0 && errno != EEXIST)
    return bhd_file_refuse ("make a directory", error);
  return bhd_file_sync_directory (parent, error);
}

gboolean
bhd_file_write_all (int fd, gconstpointer bytes, gsize length, gint64 offset, GError **error)
{
  gsize done = 0;

  while (done < length)
    {
      gssize n =
          pwrite (fd, (const char *) bytes + done, length - done, (off_t) (offset + (gint64) done));

      if (n < 0 && errno != EINTR)
        return bhd_file_refuse ("keep the file", error);
      done += n > 0 ? (gsize) n : 0;
    }
  return fdatasync (fd) == 0 || bhd_file_refuse ("keep the file", error);
}

gboolean
bhd_file_is_piece (const char *text)
{
  return text != NULL && *text != '\0' && strlen (text) <= 64 &&
         strspn (text, "0123456789abcdef-") == strlen (text);
}
