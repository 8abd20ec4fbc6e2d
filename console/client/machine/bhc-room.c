/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/machine/bhc-room.h"

#include "common/bh-error.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define ROOM                                                                                       \
  (1024 * 1024) /* bytes: more than opening needs, so that the first writing goes well             \
                 */

gboolean
bhc_room_is_beside (const char *path)
{
  g_autofree char *probe = g_strconcat (path, ".room", NULL);
  int fd = g_open (probe, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  gboolean there = fd >= 0 && posix_fallocate (fd, 0, ROOM) == 0;

  if (fd >= 0)
    close (fd);
  g_unlink (probe);

  return there;
}

void
bhc_room_set_error (GError **error)
{
  g_clear_error (error);
  g_set_error_literal (error, BH_ERROR, BH_ERROR_UNAVAILABLE, _ ("the disk is full: make room"));
}

GError *
bhc_room_explain (GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    bhc_room_set_error (&error);

  return error;
}
