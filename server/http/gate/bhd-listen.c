/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/gate/bhd-listen.h"

#include "common/bh-error.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define BACKLOG 4096

typedef union
{
  struct sockaddr any;
  struct sockaddr_un local;
  struct sockaddr_storage storage;
} Address;

static int
fail (int fd, GError **error, const char *what)
{
  g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "could not listen on %s: %s%s", what,
               g_strerror (errno),
               errno == EADDRINUSE ? "; stop the other program or choose another port" : "");
  if (fd >= 0)
    close (fd);
  return -1;
}

static void
set_option (int fd, int level, int option)
{
  setsockopt (fd, level, option, &(int){ 1 }, sizeof (int));
}

static int
open_tcp (const Address *address, socklen_t length, gboolean sharing)
{
  int fd = socket (address->any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

  if (fd < 0)
    return -1;

  set_option (fd, SOL_SOCKET, SO_REUSEADDR);
  set_option (fd, IPPROTO_TCP, TCP_NODELAY); /* what is accepted inherits it */
  if (sharing)
    set_option (fd, SOL_SOCKET, SO_REUSEPORT);
  if (bind (fd, &address->any, length) == 0)
    return fd;

  close (fd);
  return -1;
}

/* Sharing a port would let a second daemon take half of this one's clients unseen. */
static gboolean
is_free (const Address *address, socklen_t length)
{
  int fd = open_tcp (address, length, FALSE);

  if (fd >= 0)
    close (fd);
  return fd >= 0;
}

static gboolean
open_all (GInetAddress *inet, guint16 port, int *fds, guint count, const char *what, GError **error)
{
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (GSocketAddress) socket_address = g_inet_socket_address_new (inet, port);
      gssize length = g_socket_address_get_native_size (socket_address);
      Address address;

      if (!g_socket_address_to_native (socket_address, &address, sizeof address, error))
        return FALSE;
      if (i == 0 && port != 0 && !is_free (&address, (socklen_t) length))
        return fail (-1, error, what) == 0;

      fds[i] = open_tcp (&address, (socklen_t) length, TRUE);
      if (fds[i] < 0 || listen (fds[i], BACKLOG) != 0)
        return fail (-1, error, what) == 0;
      port = bhd_listen_port (fds[i]);
    }
  return TRUE;
}

gboolean
bhd_listen_tcp (const char *address, guint16 port, int *fds, guint count, GError **error)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (address);
  g_autofree char *what = g_strdup_printf ("%s port %u", address, port);

  for (guint i = 0; i < count; i++)
    fds[i] = -1;
  if (inet == NULL)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
                   "could not listen on “%s”: write an address such as 127.0.0.1", address);
      return FALSE;
    }
  if (open_all (inet, port, fds, count, what, error))
    return TRUE;

  for (guint i = 0; i < count; i++)
    if (fds[i] >= 0)
      close (fds[i]);
  return FALSE;
}

gboolean
bhd_listen_adopt (int fd, GError **error)
{
  int flags = fcntl (fd, F_GETFL);

  if (flags < 0 || fcntl (fd, F_SETFL, flags | O_NONBLOCK) != 0 || listen (fd, BACKLOG) != 0)
    return fail (-1, error, "the socket that was handed over") == 0;

  fcntl (fd, F_SETFD, FD_CLOEXEC);
  set_option (fd, IPPROTO_TCP, TCP_NODELAY);
  return TRUE;
}

/* Returns: whether somebody answers at @address. */
static gboolean
is_alive (const Address *address)
{
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  gboolean alive = fd >= 0 && connect (fd, &address->any, sizeof address->local) == 0;

  if (fd >= 0)
    close (fd);
  return alive;
}

int
bhd_listen_local (const char *path, GError **error)
{
  Address address = { .local = { .sun_family = AF_UNIX } };
  int fd;

  if (g_strlcpy (address.local.sun_path, path, sizeof address.local.sun_path) >=
      sizeof address.local.sun_path)
    {
      errno = ENAMETOOLONG;
      return fail (-1, error, path);
    }
  if (is_alive (&address))
    {
      errno = EADDRINUSE;
      return fail (-1, error, path);
    }

  unlink (path);
  fd = socket (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  /* The mode of the descriptor becomes the file's: it is never open to others, not even between
   * bind() and chmod(). */
  if (fd < 0 || fchmod (fd, 0600) != 0 || bind (fd, &address.any, sizeof address.local) != 0 ||
      chmod (path, 0600) != 0 || listen (fd, BACKLOG) != 0)
    return fail (fd, error, path);
  return fd;
}

guint16
bhd_listen_port (int fd)
{
  Address address;
  socklen_t length = sizeof address;
  g_autoptr (GSocketAddress) parsed = NULL;

  if (getsockname (fd, &address.any, &length) == 0)
    parsed = g_socket_address_new_from_native (&address, length);
  return G_IS_INET_SOCKET_ADDRESS (parsed)
             ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (parsed))
             : 0;
}
