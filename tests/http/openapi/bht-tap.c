/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/openapi/bht-tap.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int
bht_tap_open (guint16 *port)
{
  const char *path = g_getenv ("BHT_TAP");
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  char text[16] = { 0 };
  int fd, length;
  guint tapped = 0;

  if (path == NULL)
    return -1;

  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (connect (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  length = g_snprintf (text, sizeof text, "%u\n", *port);
  g_assert_cmpint (send (fd, text, (gsize) length, MSG_NOSIGNAL), ==, length);

  memset (text, 0, sizeof text);
  g_assert_cmpint (recv (fd, text, sizeof text - 1, 0), >, 0);
  g_assert_cmpint (sscanf (text, "%u", &tapped), ==, 1);
  *port = (guint16) tapped;
  return fd;
}

/* The tap's own end of it says that it has read all there was. */
void
bht_tap_close (int fd)
{
  char byte;

  if (fd < 0)
    return;
  shutdown (fd, SHUT_WR);
  while (recv (fd, &byte, 1, 0) > 0)
    ;
  close (fd);
}
