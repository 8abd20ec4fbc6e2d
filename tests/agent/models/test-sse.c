/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/agent/models/bhd-sse.h"

#include <string.h>

static gboolean
note_cb (const char *event, const char *data, gsize length, gpointer heard, GError **error)
{
  g_assert_cmpuint (strlen (data), ==, length);
  g_string_append_printf (heard, "%s<%s>", event, data);
  return TRUE;
}

/* What @stream leads to, fed @step bytes at a time. */
static char *
hear (const char *stream, gsize step)
{
  g_auto (BhdSse) sse = BHD_SSE_INIT;
  g_autoptr (GString) heard = g_string_new (NULL);
  gsize length = strlen (stream);

  for (gsize at = 0; at < length; at += step)
    g_assert_true (bhd_sse_feed (&sse, stream + at, MIN (step, length - at), note_cb, heard, NULL));
  return g_string_free (g_steal_pointer (&heard), FALSE);
}

static void
assert_heard (const char *stream, const char *expected)
{
  for (gsize step = 1; step <= strlen (stream); step++)
    {
      g_autofree char *heard = hear (stream, step);

      g_assert_cmpstr (heard, ==, expected);
    }
}

static void
test_line_ends (void)
{
  assert_heard ("data: a\n\ndata: b\n\n", "message<a>message<b>");
  assert_heard ("data: a\r\n\r\ndata: b\r\n\r\n", "message<a>message<b>");
  assert_heard ("data: a\r\rdata: b\r\r", "message<a>message<b>");
  assert_heard ("data: a\r\n\ndata: b\r\r\n", "message<a>message<b>");
  assert_heard ("data: a\r\ndata: b\r\n\r\n", "message<a\nb>");
}

static void
test_data_lines (void)
{
  assert_heard ("data: a\ndata:b\ndata:  c\ndata\n\n", "message<a\nb\n c\n>");
}

static void
test_names (void)
{
  assert_heard ("event: ping\ndata: {}\n\ndata: x\n\n", "ping<{}>message<x>");
}

static void
test_comments (void)
{
  assert_heard (": hello\n\ndata: a\n: in between\ndata: b\n\n:\n\n", "message<a\nb>");
}

static void
test_other_fields (void)
{
  assert_heard ("id: 7\nretry: 10\nfoo: bar\ndatax: no\n\ndata: a\n\n", "message<a>");
}

static void
test_byte_order_mark (void)
{
  assert_heard ("\xef\xbb\xbf"
                "data: a\n\n",
                "message<a>");
  assert_heard ("\n\xef\xbb\xbf"
                "data: a\n\n",
                "");
}

static void
test_unfinished (void)
{
  assert_heard ("data: a\n\ndata: b\n", "message<a>");
  assert_heard ("event: only\n\n", "");
}

/* Feeds @piece until it is refused. */
static void
assert_refused (const char *piece, gsize most)
{
  g_auto (BhdSse) sse = BHD_SSE_INIT;
  g_autoptr (GString) heard = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gsize length = strlen (piece);

  for (gsize fed = 0; fed < most + length; fed += length)
    if (!bhd_sse_feed (&sse, piece, length, note_cb, heard, &error))
      break;
  g_assert_error (error, BH_ERROR, BH_ERROR_TOO_LARGE);
}

static void
test_limits (void)
{
  g_autofree char *long_piece = g_strnfill (65536, 'x');
  g_autofree char *data_line = g_strconcat ("data: ", long_piece, "\n", NULL);
  g_autofree char *comment = g_strconcat (": ", long_piece, "\n\n", NULL);

  assert_refused (long_piece, BHD_SSE_MAX_LINE);
  assert_refused (data_line, BHD_SSE_MAX_EVENT + 65536);
  assert_refused (comment, BHD_SSE_MAX_TOTAL);
}

static gboolean
stop_cb (const char *event, const char *data, gsize length, gpointer count, GError **error)
{
  (*(guint *) count)++;
  g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED, "enough");
  return FALSE;
}

static void
test_stops (void)
{
  static const char stream[] = "data: a\n\ndata: b\n\n";
  g_auto (BhdSse) sse = BHD_SSE_INIT;
  g_autoptr (GError) error = NULL;
  guint count = 0;

  g_assert_false (bhd_sse_feed (&sse, stream, strlen (stream), stop_cb, &count, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_MALFORMED);
  g_assert_cmpuint (count, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add_func ("/agent/sse/" name, func)
  ADD ("lines-end-in-lf-cr-or-both-however-cut", test_line_ends);
  ADD ("data-lines-are-joined", test_data_lines);
  ADD ("an-event-has-its-name-once", test_names);
  ADD ("comments-are-passed-over", test_comments);
  ADD ("unknown-fields-are-passed-over", test_other_fields);
  ADD ("a-byte-order-mark-stands-at-the-start-alone", test_byte_order_mark);
  ADD ("an-event-without-its-empty-line-is-none", test_unfinished);
  ADD ("line-event-and-stream-have-limits", test_limits);
  ADD ("the-reader-stops-when-told", test_stops);
  return g_test_run ();
}
