/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/bench/bench-senders.h"

#include "tests/bench/bench-http.h"
#include "tests/bench/bench-times.h"

#include <string.h>

/* An id tells who sent it and which of theirs it is. */
#define ID_FORMAT "%08x-%04x-7%03x-8000-%012x"

typedef struct
{
  BenchLoop loop;
  const BenchVisitors *visitors;
  guint32 run;     /* so that ids of different runs differ */
  GArray *sent_ns; /* by number of the message */
  BenchTimes times;
  guint answered;
  guint waiting; /* senders that wait for their answer */
  gboolean live;
  gint64 end_ns;
} Run;

static void
send_message (BenchPeer *peer)
{
  Run *run = peer->data;
  const char *conversation = run->visitors->conversations->pdata[peer->index];
  guint number = run->sent_ns->len;
  g_autofree char *path = g_strdup_printf ("/v1/widget/conversations/%s/messages", conversation);
  g_autofree char *body =
      g_strdup_printf ("{\"id\":\"" ID_FORMAT
                       "\",\"body\":\"Hello, message %u of many: where is my order, please? It "
                       "was to come on Tuesday, the shop said so, and it is Friday today.\"}",
                       run->run, 0, 0, number, number);
  g_autofree char *request =
      bench_request ("POST", path, run->visitors->tokens->pdata[peer->index], body);
  gint64 now = bench_now_ns ();

  g_array_append_val (run->sent_ns, now);
  run->waiting++;
  bench_peer_send (peer, request, strlen (request));
}

static void
stop_when_done (Run *run)
{
  run->loop.stop |= run->waiting == 0 && run->end_ns > 0 && bench_now_ns () > run->end_ns &&
                    bench_times_count (&run->times) >= run->answered;
}

static void
sender_heard (BenchPeer *peer)
{
  Run *run = peer->data;
  const char *body;
  gsize length;
  guint status;

  if (peer->in == NULL)
    g_error ("the daemon closed a sender's connection");
  status = bench_take_answer (peer, &body, &length);
  if (status == 0)
    return;
  if (status != 201)
    g_error ("a message was refused: %u %.*s", status, (int) length, body);

  run->answered++;
  run->waiting--;
  if (bench_now_ns () < run->end_ns)
    send_message (peer);
  stop_when_done (run);
}

/* {"op":"event",…"body":{"message":{"id":"…": the number is the id's last 12 digits. */
static void
take_event (Run *run, const char *text, gsize length, gint64 now)
{
  static const char start[] = "\"message\":{\"id\":\"";
  const char *id = memmem (text, length, start, strlen (start));
  g_autofree char *mine = g_strdup_printf ("%08x-", run->run);
  guint64 number;

  if (id == NULL || memcmp (id + strlen (start), mine, 9) != 0)
    return;
  number = g_ascii_strtoull (id + strlen (start) + 24, NULL, 16);
  g_assert_cmpuint (number, <, run->sent_ns->len);
  bench_times_add (&run->times, (now - g_array_index (run->sent_ns, gint64, number)) / 1000);
}

static void
desk_heard (BenchPeer *peer)
{
  Run *run = peer->data;
  gint64 now = bench_now_ns ();
  const char *text;
  gsize length;

  if (peer->in == NULL)
    g_error ("the daemon closed the operator's feed");
  if (!run->live && bench_take_answer (peer, &text, &length) == 101)
    {
      g_autoptr (GByteArray) resume = bench_resume_frame (-1);

      bench_peer_send (peer, (const char *) resume->data, resume->len);
      run->live = TRUE;
      return;
    }

  while (run->live && bench_take_frame (peer, &text, &length))
    if (g_str_has_prefix (text, "{\"op\":\"live\""))
      run->loop.stop = TRUE;
    else
      take_event (run, text, length, now);
  stop_when_done (run);
}

static BenchPeer *
open_desk (Run *run, guint16 port, const char *token)
{
  BenchPeer *desk = bench_peer_new (&run->loop, port, desk_heard, run);
  g_autofree char *handshake = bench_handshake ("/v1/feed", token);

  bench_peer_send (desk, handshake, strlen (handshake));
  bench_loop_run (&run->loop, g_get_monotonic_time () + 10 * G_USEC_PER_SEC);
  g_assert_true (run->live);
  return desk;
}

BenchSenders
bench_senders_run (guint16 port,
                   const char *desk_token,
                   const BenchVisitors *visitors,
                   guint senders,
                   double seconds)
{
  Run run = { .visitors = visitors, .run = g_random_int () };
  g_autoptr (GPtrArray) peers = g_ptr_array_new_with_free_func ((GDestroyNotify) bench_peer_free);
  BenchSenders result = { .senders = senders };
  gint64 start;

  bench_loop_init (&run.loop);
  bench_times_init (&run.times);
  run.sent_ns = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_ptr_array_add (peers, open_desk (&run, port, desk_token));

  start = bench_now_ns ();
  run.end_ns = start + (gint64) (seconds * 1e9);
  for (guint i = 0; i < senders; i++)
    {
      BenchPeer *peer = bench_peer_new (&run.loop, port, sender_heard, &run);

      peer->index = i;
      g_ptr_array_add (peers, peer);
      send_message (peer);
    }
  bench_loop_run (&run.loop, g_get_monotonic_time () + (gint64) ((seconds + 5) * 1e6));

  result.rate = run.answered / ((double) (bench_now_ns () - start) / 1e9);
  result.p50_ms = bench_times_ms (&run.times, 0.5);
  result.p99_ms = bench_times_ms (&run.times, 0.99);
  result.lost = run.answered - MIN (run.answered, bench_times_count (&run.times));
  g_array_unref (run.sent_ns);
  bench_times_clear (&run.times);
  bench_loop_clear (&run.loop);
  return result;
}
