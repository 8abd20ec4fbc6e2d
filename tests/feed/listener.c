/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/feed/listener.h"
#include "tests/bht-patience.h"

#include "tests/feed/client-frame.h"

#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static Listener *
new_pair (int *other)
{
  Listener *self = g_new0 (Listener, 1);
  int pair[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, pair), ==, 0);
  self->fd = pair[0];
  self->bytes = g_byte_array_new ();
  *other = pair[1];
  return self;
}

static void
adopt (HubFixture *fixture, int fd, const char *contact_id, gint64 expires_us, GBytes *early)
{
  g_autofree char *session = g_strdup_printf ("session of %s", contact_id ? contact_id : "desk");
  BhdAudience audience = { "acme", contact_id, session, expires_us };

  bhd_hub_adopt_websocket (fixture->hub, fd, early, &audience);
}

Listener *
listener_new_until (HubFixture *fixture, const char *contact_id, gint64 expires_us)
{
  int fd;
  Listener *self = new_pair (&fd);

  adopt (fixture, fd, contact_id, expires_us, NULL);
  return self;
}

Listener *
listener_new (HubFixture *fixture, const char *contact_id)
{
  return listener_new_until (fixture, contact_id, G_MAXINT64);
}

Listener *
listener_new_early (HubFixture *fixture, const char *early_text)
{
  g_autoptr (GByteArray) frame = g_byte_array_new ();
  g_autoptr (GBytes) early = NULL;
  int fd;
  Listener *self = new_pair (&fd);

  client_frame_append (frame, 0x81, early_text, strlen (early_text));
  early = g_bytes_new (frame->data, frame->len);
  adopt (fixture, fd, NULL, G_MAXINT64, early);
  return self;
}

Listener *
listener_new_poll (HubFixture *fixture, const char *contact_id, gint64 after, guint wait_s)
{
  BhdAudience audience = { "acme", contact_id, "session of poll", G_MAXINT64 };
  int fd;
  Listener *self = new_pair (&fd);

  bhd_hub_adopt_poll (fixture->hub, fd, &audience, after, wait_s, "X-Extra: yes\r\n");
  return self;
}

void
listener_free (Listener *self)
{
  close (self->fd);
  g_byte_array_unref (self->bytes);
  g_free (self);
}

void
listener_write_bytes (Listener *self, const GByteArray *bytes)
{
  gsize written = 0;

  while (written < bytes->len)
    {
      gssize n = send (self->fd, bytes->data + written, bytes->len - written, MSG_NOSIGNAL);

      if (n <= 0)
        return; /* the other side has closed: what it said before can still be read */
      written += (gsize) n;
    }
}

void
listener_write (Listener *self, const char *frames)
{
  g_autoptr (GByteArray) bytes = client_frames_new (frames);

  listener_write_bytes (self, bytes);
}

void
listener_resume (Listener *self, gint64 after)
{
  g_autofree char *text = after < 0
                              ? g_strdup ("{\"op\":\"resume\"}")
                              : g_strdup_printf ("{\"op\":\"resume\",\"after\":%d}", (int) after);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  client_frame_append (bytes, 0x81, text, strlen (text));
  listener_write_bytes (self, bytes);
}

/* Returns: FALSE at the end. */
static gboolean
read_more (Listener *self)
{
  struct pollfd ready = { self->fd, POLLIN, 0 };
  guint8 bytes[65536];
  gssize n;

  g_assert_cmpint (poll (&ready, 1, BHT_PATIENCE_MS), ==, 1);
  n = recv (self->fd, bytes, sizeof bytes, 0);
  if (n <= 0)
    return FALSE;
  g_byte_array_append (self->bytes, bytes, (guint) n);
  return TRUE;
}

/* Returns: bytes of the whole frame, 0 while it is not complete. */
static gsize
frame_length (const GByteArray *bytes, gsize *header)
{
  guint8 size = bytes->len >= 2 ? bytes->data[1] : 0;
  guint width = size == 127 ? 8 : size == 126 ? 2 : 0;
  gsize length = width == 0 ? size : 0;

  g_assert_cmpuint (size & 0x80, ==, 0); /* a server does not mask */
  *header = 2 + width;
  if (bytes->len < *header)
    return 0;
  for (guint i = 0; i < width; i++)
    length = length << 8 | bytes->data[2 + i];
  return bytes->len >= *header + length ? *header + length : 0;
}

static char *
describe (guint8 start, const guint8 *payload, gsize length)
{
  switch (start)
    {
    case 0x81:
      return g_strndup ((const char *) payload, length);
    case 0x88:
      g_assert_cmpuint (length, >=, 2);
      return g_strdup_printf ("close %u %.*s", payload[0] << 8 | payload[1], (int) length - 2,
                              payload + 2);
    case 0x89:
      return g_strdup_printf ("ping %.*s", (int) length, payload);
    case 0x8a:
      return g_strdup_printf ("pong %.*s", (int) length, payload);
    default:
      g_assert_not_reached ();
    }
}

char *
listener_next (Listener *self)
{
  gsize header, length;
  char *text;

  while ((length = frame_length (self->bytes, &header)) == 0)
    if (!read_more (self))
      return g_strdup ("end");

  text = describe (self->bytes->data[0], self->bytes->data + header, length - header);
  g_byte_array_remove_range (self->bytes, 0, (guint) length);
  return text;
}

void
listener_expect (Listener *self, const char *expected)
{
  g_autofree char *text = listener_next (self);

  g_assert_cmpstr (text, ==, expected);
}

void
listener_expect_event (Listener *self, gint64 seq, gboolean desk)
{
  g_autofree char *end = desk ? g_strdup_printf (",\"desk\":{\"d\":%d}", (int) seq) : g_strdup ("");
  g_autofree char *expected =
      g_strdup_printf ("{\"op\":\"event\",\"seq\":%d,\"type\":\"test\",\"conversation_id\":\"c1\","
                       "\"at_us\":100000000,\"body\":{\"n\":%d}%s}",
                       (int) seq, (int) seq, end);

  listener_expect (self, expected);
}

char *
listener_read_all (Listener *self)
{
  while (read_more (self))
    ;
  return g_strndup ((const char *) self->bytes->data, self->bytes->len);
}
