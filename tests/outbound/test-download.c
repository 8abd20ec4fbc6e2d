/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/outbound/bhd-download.h"
#include "tests/agent/models/emulator.h"

#include <string.h>

typedef struct
{
  Emulator emulator;
  BhdOutbound *outbound;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  emulator_init (&fixture->emulator);
  fixture->outbound = bhd_outbound_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  bhd_outbound_free (fixture->outbound);
  emulator_clear (&fixture->emulator);
}

static BhdFetch
make_fetch (Fixture *fixture)
{
  return (BhdFetch){ .method = "GET",
                     .url = fixture->emulator.url,
                     .timeout_ms = 10000,
                     .max_answer = 1000,
                     .allow_private = TRUE };
}

static BhdDownload *
start (Fixture *fixture, const EmulatorReply *reply)
{
  BhdFetch fetch = make_fetch (fixture);
  g_autoptr (GError) error = NULL;
  BhdDownload *download = NULL;

  emulator_add (&fixture->emulator, reply);
  download = bhd_download_new (fixture->outbound, &fetch, &error);
  g_assert_no_error (error);
  return download;
}

static void
assert_piece (BhdDownload *download, const char *expected)
{
  g_autoptr (GBytes) piece = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bhd_download_read (download, 0, &piece, &error));
  g_assert_no_error (error);
  if (expected == NULL)
    g_assert_null (piece);
  else
    g_assert_cmpmem (g_bytes_get_data (piece, NULL), g_bytes_get_size (piece), expected,
                     strlen (expected));
}

/* The server hangs behind it: who waited for the end would see nothing. */
static void
test_pieces (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdDownload) download =
      start (fixture, &(EmulatorReply){ .body = "hello", .end = EMULATOR_HANGS });

  assert_piece (download, "hello");
}

static void
test_end (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdDownload) download = start (fixture, &(EmulatorReply){ .body = "hello" });

  assert_piece (download, "hello");
  assert_piece (download, NULL);
  assert_piece (download, NULL);
}

static void
test_head (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdDownload) download =
      start (fixture, &(EmulatorReply){ .status = 503,
                                        .headers = "Content-Type: text/x; charset=utf-8\r\n"
                                                   "Retry-After: 7\r\n",
                                        .body = "x" });
  const BhdHead *head = bhd_download_await_head (download, 0, NULL);

  g_assert_cmpuint (head->status, ==, 503);
  g_assert_cmpstr (head->content_type, ==, "text/x; charset=utf-8");
  g_assert_cmpint (head->retry_after_us, ==, 7 * G_TIME_SPAN_SECOND);
  assert_piece (download, "x");
}

static void
test_head_without_body (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdDownload) download =
      start (fixture, &(EmulatorReply){ .status = 404, .headers = "X: y\r\n", .body = "" });
  const BhdHead *head = bhd_download_await_head (download, 0, NULL);

  g_assert_cmpuint (head->status, ==, 404);
  g_assert_null (head->content_type);
  g_assert_cmpint (head->retry_after_us, ==, -1);
  assert_piece (download, NULL);
}

static void
test_retry_after_date (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_seconds (now, 600);
  g_autofree char *headers =
      g_date_time_format (then, "Retry-After: %a, %d %b %Y %H:%M:%S GMT\r\n");
  g_autoptr (BhdDownload) download =
      start (fixture, &(EmulatorReply){ .status = 429, .headers = headers, .body = "" });
  const BhdHead *head = bhd_download_await_head (download, 0, NULL);

  g_assert_cmpint (head->retry_after_us, >, 500 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (head->retry_after_us, <=, 601 * G_TIME_SPAN_SECOND);
}

static void
test_deadline (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdDownload) download =
      start (fixture, &(EmulatorReply){ .body = "hello", .end = EMULATOR_HANGS });
  g_autoptr (GBytes) piece = NULL;
  g_autoptr (GError) error = NULL;

  assert_piece (download, "hello");
  g_assert_false (bhd_download_read (download, g_get_monotonic_time () + 50000, &piece, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_TIMEOUT);
  g_assert_null (piece);
}

static void
test_broken (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdDownload) download =
      start (fixture, &(EmulatorReply){ .body = "hello", .end = EMULATOR_BREAKS });
  g_autoptr (GError) error = NULL;

  assert_piece (download, "hello");
  g_assert_null (bhd_download_read_all (download, 0, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "broke off"));
}

static void
test_too_large (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *body = g_strnfill (1001, 'x');
  g_autoptr (BhdDownload) download =
      start (fixture, &(EmulatorReply){ .body = body, .in_bytes = TRUE });
  g_autoptr (GError) error = NULL;

  g_assert_null (bhd_download_read_all (download, 0, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_TOO_LARGE);
}

/* Freed in the middle: the connection goes, and nobody waits for the server. */
static void
test_free (Fixture *fixture, gconstpointer unused)
{
  gint64 start_us = g_get_monotonic_time ();
  BhdDownload *download =
      start (fixture, &(EmulatorReply){ .body = "hello", .end = EMULATOR_HANGS });

  emulator_wait_for (&fixture->emulator, 1);
  bhd_download_free (download);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 5 * G_TIME_SPAN_SECOND);
}

static gpointer
cancel_thread (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  BhdFetch fetch = make_fetch (fixture);
  g_autoptr (BhdDownload) download = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) piece = NULL;
  GThread *thread = NULL;
  gint64 start_us = g_get_monotonic_time ();

  fetch.cancellable = cancellable;
  emulator_add (&fixture->emulator, &(EmulatorReply){ .body = "a", .end = EMULATOR_HANGS });
  download = bhd_download_new (fixture->outbound, &fetch, &error);
  assert_piece (download, "a");
  thread = g_thread_new ("cancel", cancel_thread, cancellable);
  g_assert_false (bhd_download_read (download, 0, &piece, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 5 * G_TIME_SPAN_SECOND);
  g_thread_join (thread);
}

static void
test_private (Fixture *fixture, gconstpointer unused)
{
  BhdFetch fetch = make_fetch (fixture);
  g_autoptr (BhdDownload) download = NULL;
  g_autoptr (GError) error = NULL;

  fetch.allow_private = FALSE;
  download = bhd_download_new (fixture->outbound, &fetch, &error);
  g_assert_null (bhd_download_await_head (download, 0, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_FORBIDDEN);
  g_assert_cmpuint (emulator_count (&fixture->emulator), ==, 0);
}

static void
test_line_breaks (Fixture *fixture, gconstpointer unused)
{
  static const char *const headers[] = { "X: a\r\nHost: evil", NULL };
  BhdFetch with_header = make_fetch (fixture);
  BhdFetch with_method = make_fetch (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = NULL;

  with_header.headers = headers;
  with_method.method = "GET / HTTP/1.1\r\nX: y\r\n";
  g_assert_null (bhd_download_new (fixture->outbound, &with_header, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
  g_assert_null (bhd_download_new (fixture->outbound, &with_method, &other));
  g_assert_error (other, BH_ERROR, BH_ERROR_INVALID);
}

/* What a server hears of each method, with and without a body. */
static void
test_methods (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *method;
    const char *body;
    const char *length; /* (nullable) */
  } rows[] = {
    { "GET", NULL, NULL },         { "GET", "{}", "2" },     { "POST", NULL, "0" },
    { "POST", "{}", "2" },         { "PUT", "{}", "2" },     { "PUT", "", "0" },
    { "PATCH", "{\"a\":1}", "7" }, { "DELETE", NULL, NULL }, { "DELETE", "{}", "2" },
    { "HEAD", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) body =
          rows[i].body != NULL ? g_bytes_new_static (rows[i].body, strlen (rows[i].body)) : NULL;
      BhdFetch fetch = make_fetch (fixture);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) answer = NULL;
      g_autofree char *line = g_strconcat (rows[i].method, " / HTTP/1.1\r\n", NULL);
      g_autofree char *length = g_strdup_printf ("\r\nContent-Length: %s\r\n",
                                                 rows[i].length != NULL ? rows[i].length : "");
      const char *head = NULL;
      guint status = 0;

      fetch.method = rows[i].method;
      fetch.body = body;
      emulator_add (&fixture->emulator, &(EmulatorReply){ .body = "", .status = 201 });
      answer = bhd_outbound_fetch (fixture->outbound, &fetch, &status, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (status, ==, 201);
      head = emulator_head (&fixture->emulator, i);
      g_assert_true (g_str_has_prefix (head, line));
      g_assert_true ((strstr (head, length) != NULL) == (rows[i].length != NULL));
      g_assert_cmpstr (emulator_body (&fixture->emulator, i), ==,
                       rows[i].body != NULL ? rows[i].body : "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/outbound/download/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("pieces-are-there-when-they-come", test_pieces);
  ADD ("the-end-is-no-piece", test_end);
  ADD ("the-head-comes-first", test_head);
  ADD ("a-head-may-be-all-there-is", test_head_without_body);
  ADD ("retry-after-may-be-a-date", test_retry_after_date);
  ADD ("a-deadline-ends-the-wait", test_deadline);
  ADD ("a-broken-answer-is-an-error", test_broken);
  ADD ("a-long-answer-is-cut-off", test_too_large);
  ADD ("it-can-be-freed-in-the-middle", test_free);
  ADD ("it-can-be-cancelled", test_cancel);
  ADD ("private-addresses-hear-nothing", test_private);
  ADD ("nothing-breaks-the-line", test_line_breaks);
  ADD ("every-method-goes-with-and-without-a-body", test_methods);
  return g_test_run ();
}
