/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/bht-patience.h"
#include "tests/process/bht-raw.h"

struct _BhtRaw
{
  int fd;
};

BhtRaw *
bht_raw_new (const char *url)
{
  BhtRaw *self = g_new0 (BhtRaw, 1);
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };

  address.sin_port = htons ((guint16) g_ascii_strtoull (strrchr (url, ':') + 1, NULL, 10));
  self->fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (connect (self->fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  return self;
}

void
bht_raw_free (BhtRaw *self)
{
  close (self->fd);
  g_free (self);
}

gboolean
bht_raw_send (BhtRaw *self, const void *bytes, gssize length)
{
  gsize left = length < 0 ? strlen (bytes) : (gsize) length;
  const char *at = bytes;

  while (left > 0)
    {
      struct pollfd ready = { self->fd, POLLOUT, 0 };
      gssize sent = 0;

      g_assert_cmpint (poll (&ready, 1, BHT_PATIENCE_MS), >, 0);
      sent = send (self->fd, at, left, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent < 0 && errno == EAGAIN)
        continue;
      if (sent <= 0)
        return FALSE;
      at += sent;
      left -= (gsize) sent;
    }
  return TRUE;
}

char *
bht_raw_receive (BhtRaw *self, guint timeout_ms, gboolean *closed)
{
  GString *answer = g_string_new (NULL);
  struct pollfd ready = { self->fd, POLLIN, 0 };
  char buffer[4096];
  gssize length = -1;

  while (poll (&ready, 1, (int) timeout_ms) > 0 &&
         (length = recv (self->fd, buffer, sizeof buffer, 0)) > 0)
    g_string_append_len (answer, buffer, length);
  if (closed != NULL)
    *closed = length == 0 || (length < 0 && errno == ECONNRESET);
  return g_string_free (answer, FALSE);
}

guint
bht_raw_status (const char *answer)
{
  return g_str_has_prefix (answer, "HTTP/1.1 ") ? (guint) g_ascii_strtoull (answer + 9, NULL, 10)
                                                : 0;
}

/* What the other side says up to an empty line, and nothing after it. */
static char *
receive_head (BhtRaw *self)
{
  GString *head = g_string_new (NULL);
  struct pollfd ready = { self->fd, POLLIN, 0 };
  char byte;

  while (!g_str_has_suffix (head->str, "\r\n\r\n") && poll (&ready, 1, BHT_PATIENCE_MS) > 0 &&
         recv (self->fd, &byte, 1, 0) == 1)
    g_string_append_c (head, byte);
  return g_string_free (head, FALSE);
}

BhtRaw *
bht_raw_new_websocket (const char *url, const char *path, const char *token)
{
  BhtRaw *self = bht_raw_new (url);
  g_autofree char *head =
      g_strdup_printf ("GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n"
                       "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                       "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                       "Sec-WebSocket-Protocol: bellhop.feed.1\r\n\r\n",
                       path, url + strlen ("http://"), token);
  g_autofree char *answer = NULL;

  bht_raw_send (self, head, -1);
  answer = receive_head (self);
  g_assert_cmpuint (bht_raw_status (answer), ==, 101);
  return self;
}

gboolean
bht_raw_send_frame (BhtRaw *self, guint8 head, const void *payload, gsize length)
{
  static const guint8 mask[4] = { 1, 2, 3, 4 };
  g_autoptr (GByteArray) frame = g_byte_array_new ();
  guint64 wide = GUINT64_TO_BE (length);
  guint16 narrow = GUINT16_TO_BE ((guint16) length);
  guint8 second = 0x80 | (length < 126 ? (guint8) length : length < 65536 ? 126 : 127);

  g_byte_array_append (frame, &head, 1);
  g_byte_array_append (frame, &second, 1);
  if (length >= 65536)
    g_byte_array_append (frame, (guint8 *) &wide, 8);
  else if (length >= 126)
    g_byte_array_append (frame, (guint8 *) &narrow, 2);
  g_byte_array_append (frame, mask, 4);
  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = ((const guint8 *) payload)[i] ^ mask[i % 4];

      g_byte_array_append (frame, &byte, 1);
    }
  return bht_raw_send (self, frame->data, frame->len);
}
