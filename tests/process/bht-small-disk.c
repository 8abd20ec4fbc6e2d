/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "tests/process/bht-small-disk.h"

#define FILLER "filler"

static gboolean
write_file (const char *path, const char *text)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  gboolean written = fd >= 0 && write (fd, text, strlen (text)) == (gssize) strlen (text);

  if (fd >= 0)
    close (fd);
  return written;
}

/* Somebody who may not mount is root in a namespace of their own. */
static gboolean
become_root (void)
{
  g_autofree char *uid = g_strdup_printf ("0 %u 1", (guint) getuid ());
  g_autofree char *gid = g_strdup_printf ("0 %u 1", (guint) getgid ());

  return unshare (CLONE_NEWUSER | CLONE_NEWNS) == 0 &&
         write_file ("/proc/self/setgroups", "deny") && write_file ("/proc/self/uid_map", uid) &&
         write_file ("/proc/self/gid_map", gid);
}

gboolean
bht_small_disk_prepare (void)
{
  if (unshare (CLONE_NEWNS) != 0 && !become_root ())
    return FALSE;

  return mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

void
bht_small_disk_mount (const char *directory, guint megabytes)
{
  g_autofree char *options = g_strdup_printf ("size=%um,mode=0700", megabytes);

  g_assert_cmpint (mount ("small-disk", directory, "tmpfs", 0, options), ==, 0);
}

void
bht_small_disk_unmount (const char *directory)
{
  g_assert_cmpint (umount2 (directory, MNT_DETACH), ==, 0);
}

void
bht_small_disk_fill (const char *directory)
{
  static const char block[4096];
  g_autofree char *path = g_build_filename (directory, FILLER, NULL);
  int fd = g_open (path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  while (write (fd, block, sizeof block) > 0)
    ;
  g_assert_cmpint (errno, ==, ENOSPC);
  close (fd);
}

void
bht_small_disk_make_room (const char *directory)
{
  g_autofree char *path = g_build_filename (directory, FILLER, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}
