/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/gate/bhd-outflow.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/uio.h>

void
bhd_outflow_init (BhdOutflow *self)
{
  *self = (BhdOutflow){ .held = g_byte_array_new () };
}

void
bhd_outflow_clear (BhdOutflow *self)
{
  g_clear_pointer (&self->held, g_byte_array_unref);
}

void
bhd_outflow_hold (BhdOutflow *self, const void *bytes, gsize length)
{
  if (self->held->len == 0)
    self->progress_us = g_get_monotonic_time ();
  g_byte_array_append (self->held, bytes, (guint) length);
}

void
bhd_outflow_drop (BhdOutflow *self)
{
  self->blocked = FALSE;
  g_byte_array_set_size (self->held, 0);
}

static gboolean
is_passing (int number)
{
  return number == EAGAIN || number == EINTR;
}

static gssize
write_through (BhdOutflow *self, int fd, const void *bytes, gsize length, GError **error)
{
  gsize held = self->held->len;
  struct iovec parts[] = { { self->held->data, held }, { (void *) bytes, length } };
  struct msghdr message = { .msg_iov = parts, .msg_iovlen = G_N_ELEMENTS (parts) };
  gssize n = sendmsg (fd, &message, MSG_NOSIGNAL);

  if (n < 0 && !is_passing (errno))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, "could not write an answer: %s",
                   g_strerror (errno));
      return -1;
    }

  if (n > 0 || !self->blocked)
    self->progress_us = g_get_monotonic_time ();
  if (n > 0)
    g_byte_array_remove_range (self->held, 0, (guint) MIN (held, (gsize) n));
  self->blocked = n <= (gssize) held;
  if (!self->blocked)
    return n - (gssize) held;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, "the client does not read");
  return -1;
}

gssize
bhd_outflow_write (BhdOutflow *self, int fd, const void *bytes, gsize length, GError **error)
{
  if (self->held->len + length > BHD_OUTFLOW_HOLD)
    return write_through (self, fd, bytes, length, error);

  self->blocked = FALSE;
  bhd_outflow_hold (self, bytes, length);
  return (gssize) length;
}

gboolean
bhd_outflow_send (BhdOutflow *self, int fd)
{
  gssize n;

  if (self->held->len == 0)
    return TRUE;

  n = send (fd, self->held->data, self->held->len, MSG_NOSIGNAL);
  if (n < 0)
    return is_passing (errno);

  self->progress_us = g_get_monotonic_time ();
  g_byte_array_remove_range (self->held, 0, (guint) n);
  return TRUE;
}

gboolean
bhd_outflow_is_stalled (const BhdOutflow *self, gint64 since_us)
{
  return (self->blocked || self->held->len > 0) && self->progress_us < since_us;
}
