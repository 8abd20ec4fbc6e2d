/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/bench/bench-http.h"

#include <string.h>

char *
bench_request (const char *method, const char *path, const char *token, const char *body)
{
  g_autofree char *credential =
      token != NULL ? g_strdup_printf ("Authorization: Bearer %s\r\n", token) : g_strdup ("");

  return g_strdup_printf ("%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s"
                          "Content-Type: application/json\r\nContent-Length: %" G_GSIZE_FORMAT
                          "\r\n\r\n%s",
                          method, path, credential, strlen (body), body);
}

char *
bench_handshake (const char *path, const char *token)
{
  return g_strdup_printf ("GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n"
                          "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                          "Sec-WebSocket-Version: 13\r\n"
                          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                          "Sec-WebSocket-Protocol: bellhop.feed.1\r\n\r\n",
                          path, token);
}

GByteArray *
bench_resume_frame (gint64 after)
{
  g_autofree char *text =
      after < 0 ? g_strdup ("{\"op\":\"resume\"}")
                : g_strdup_printf ("{\"op\":\"resume\",\"after\":%" G_GINT64_FORMAT "}", after);
  guint8 head[] = { 0x81, (guint8) (0x80 | strlen (text)), 0, 0, 0, 0 }; /* a mask of zeros */
  GByteArray *frame = g_byte_array_new ();

  g_byte_array_append (frame, head, sizeof head);
  g_byte_array_append (frame, (const guint8 *) text, (guint) strlen (text));
  return frame;
}

guint
bench_take_answer (BenchPeer *peer, const char **body, gsize *length)
{
  static const char field[] = "\r\nContent-Length: ";
  gsize came;
  const char *bytes = bench_peer_look (peer, &came);
  const char *end = memmem (bytes, came, "\r\n\r\n", 4);
  const char *found;
  guint status;

  if (end == NULL)
    return 0;

  status = (guint) g_ascii_strtoull (bytes + strlen ("HTTP/1.1 "), NULL, 10);
  found = memmem (bytes, end - bytes, field, strlen (field));
  *length = found != NULL ? g_ascii_strtoull (found + strlen (field), NULL, 10) : 0;
  *body = end + 4;
  if (came < (gsize) (*body - bytes) + *length)
    return 0;

  bench_peer_took (peer, *body - bytes + *length);
  return status;
}

gboolean
bench_take_frame (BenchPeer *peer, const char **text, gsize *length)
{
  gsize came, header;
  const guint8 *bytes = (const guint8 *) bench_peer_look (peer, &came);
  guint width;

  if (came < 2)
    return FALSE;
  width = bytes[1] == 127 ? 8 : bytes[1] == 126 ? 2 : 0;
  header = 2 + width;
  if (came < header)
    return FALSE;

  *length = width == 0 ? bytes[1] : 0;
  for (guint i = 0; i < width; i++)
    *length = *length << 8 | bytes[2 + i];
  if (came < header + *length)
    return FALSE;

  *text = (const char *) bytes + header;
  bench_peer_took (peer, header + *length);
  return TRUE;
}

char *
bench_find_string (const char *json, gsize length, const char *name)
{
  g_autofree char *member = g_strdup_printf ("\"%s\":\"", name);
  const char *start = memmem (json, length, member, strlen (member));
  const char *end;

  if (start == NULL)
    return NULL;
  start += strlen (member);
  end = memchr (start, '"', json + length - start);
  return end != NULL ? g_strndup (start, end - start) : NULL;
}

typedef struct
{
  BenchLoop loop;
  const BenchErrand *errand;
  guint next, done, count;
} Round;

static void
send_next (BenchPeer *peer)
{
  Round *round = peer->data;
  g_autofree char *request = NULL;

  if (round->next == round->count)
    return;
  peer->index = round->next++;
  request = round->errand->make (peer->index, round->errand->data);
  bench_peer_send (peer, request, strlen (request));
}

static void
errand_heard (BenchPeer *peer)
{
  Round *round = peer->data;
  const BenchErrand *errand = round->errand;
  const char *body;
  gsize length;
  guint status;

  if (peer->in == NULL)
    g_error ("the daemon closed a connection");
  status = bench_take_answer (peer, &body, &length);
  if (status == 0)
    return;

  errand->answered (peer->index, status, body, length, errand->data);
  round->loop.stop = ++round->done == round->count;
  send_next (peer);
}

void
bench_run_errand (guint16 port, const BenchErrand *errand, guint count, guint width)
{
  Round round = { .errand = errand, .count = count };
  g_autoptr (GPtrArray) peers = g_ptr_array_new_with_free_func ((GDestroyNotify) bench_peer_free);

  bench_loop_init (&round.loop);
  for (guint i = 0; i < MIN (width, count); i++)
    {
      BenchPeer *peer = bench_peer_new (&round.loop, port, errand_heard, &round);

      g_ptr_array_add (peers, peer);
      send_next (peer);
    }
  bench_loop_run (&round.loop, g_get_monotonic_time () + 120 * G_USEC_PER_SEC);
  g_assert_cmpuint (round.done, ==, count);
  bench_loop_clear (&round.loop);
}
