/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* What strangers may send to a port of the real daemon: each gets a clear refusal or a closed
 * connection, and none costs memory. */
#include "common/bh-id.h"
#include "tests/bht-patience.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"
#include "tests/process/bht-raw.h"

#include <string.h>

#define MAX_GROWTH_KB (64 * 1024)

typedef struct
{
  BhtBellhopd *daemon;
  char *token;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->daemon = bht_bellhopd_new (NULL);
  fixture->token = bht_bellhopd_furnish (fixture->daemon);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  bht_bellhopd_free (fixture->daemon);
  g_free (fixture->token);
}

typedef struct
{
  const char *name;
  const char *bytes;
  guint status; /* 0: no answer at all will do, if the connection is closed */
} Case;

#define POST "POST /v1/desk/sign-in HTTP/1.1\r\n"
#define HOST "Host: x\r\n"

static const Case cases[] = {
  { "length and chunked",
    POST HOST "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400 },
  { "another coding", POST HOST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400 },
  { "almost chunked", POST HOST "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400 },
  { "chunked twice",
    POST HOST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400 },
  { "two lengths", POST HOST "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400 },
  { "a list of lengths", POST HOST "Content-Length: 2, 2\r\n\r\n{}", 400 },
  { "a signed length", POST HOST "Content-Length: +2\r\n\r\n{}", 400 },
  { "a hexadecimal length", POST HOST "Content-Length: 0x2\r\n\r\n{}", 400 },
  { "an absurd length", POST HOST "Content-Length: 99999999999999999999\r\n\r\n", 413 },
  { "a large length", POST HOST "Content-Length: 10485760\r\n\r\n", 413 },
  { "no host", "GET /health HTTP/1.1\r\n\r\n", 400 },
  { "two hosts", "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400 },
  { "a folded header", "GET /health HTTP/1.1\r\n" HOST "X: a\r\n b\r\n\r\n", 400 },
  { "a space before the colon", POST HOST "Content-Length : 2\r\n\r\n{}", 400 },
  { "a bare line feed", "GET /health HTTP/1.1\nHost: x\n\n", 400 },
  { "a bare return", "GET /health HTTP/1.1\r\n" HOST "X: a\rb\r\n\r\n", 400 },
  { "a method nobody knows", "BREW /health HTTP/1.1\r\n" HOST "\r\n", 405 },
  { "another version", "GET /health HTTP/2.0\r\n" HOST "\r\n", 400 },
  { "no version", "GET /health\r\n\r\n", 400 },
  { "no HTTP", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400 },
  { "a bad chunk size", POST HOST "Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400 },
  { "an absurd chunk size", POST HOST "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
    400 },
};

static void
test_requests (Fixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BhtRaw) raw = bht_raw_new (bht_bellhopd_url (fixture->daemon));
      g_autofree char *answer = NULL;
      gboolean closed = FALSE;

      bht_raw_send (raw, cases[i].bytes, -1);
      answer = bht_raw_receive (raw, BHT_PATIENCE_MS, &closed);
      g_test_message ("%s: %.60s", cases[i].name, answer);
      g_assert_true (closed);
      g_assert_cmpuint (bht_raw_status (answer), ==, cases[i].status);
      g_assert_nonnull (strstr (answer, "\"code\":"));
      g_assert_nonnull (strstr (answer, "\"request_id\":"));
    }
}

/* What was smuggled behind a refused request is never answered. */
static void
test_smuggled (Fixture *fixture, gconstpointer unused)
{
  static const char bytes[] =
      POST HOST "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                "GET /health HTTP/1.1\r\n" HOST "\r\n";
  g_autoptr (BhtRaw) raw = bht_raw_new (bht_bellhopd_url (fixture->daemon));
  g_autofree char *answer = NULL;

  bht_raw_send (raw, bytes, -1);
  answer = bht_raw_receive (raw, BHT_PATIENCE_MS, NULL);
  g_assert_null (strstr (answer, "\"status\":\"ok\""));
}

static void
test_headers_without_end (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhtRaw) raw = bht_raw_new (bht_bellhopd_url (fixture->daemon));
  g_autofree char *answer = NULL;
  gboolean closed = FALSE;

  bht_raw_send (raw, "GET /health HTTP/1.1\r\n" HOST, -1);
  for (guint i = 0; i < 20000 && bht_raw_send (raw, "X-More: and more and more\r\n", -1); i++)
    ;
  answer = bht_raw_receive (raw, BHT_PATIENCE_MS, &closed);
  g_assert_true (closed);
  g_assert_true (*answer == '\0' || bht_raw_status (answer) == 431);
}

/* A head that never ends, one byte now and then: closed before long. */
static void
test_slow_head (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhtRaw) raw = bht_raw_new (bht_bellhopd_url (fixture->daemon));
  gint64 start = g_get_monotonic_time ();
  g_autofree char *answer = NULL;
  gboolean closed = FALSE;

  bht_raw_send (raw, "GET /health HTTP/1.1\r\n", -1);
  while (!closed && g_get_monotonic_time () - start < 40 * G_USEC_PER_SEC)
    {
      bht_raw_send (raw, "X", 1);
      g_free (answer);
      answer = bht_raw_receive (raw, 1000, &closed);
    }
  g_assert_true (closed);
}

static guint
post_json (Fixture *fixture, const char *body, gsize length)
{
  g_autoptr (BhtRaw) raw = bht_raw_new (bht_bellhopd_url (fixture->daemon));
  g_autofree char *head =
      g_strdup_printf (POST HOST "Connection: close\r\nContent-Type: application/json\r\n"
                                 "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                       length);
  g_autofree char *answer = NULL;

  bht_raw_send (raw, head, -1);
  bht_raw_send (raw, body, (gssize) length);
  answer = bht_raw_receive (raw, BHT_PATIENCE_MS, NULL);
  return bht_raw_status (answer);
}

static void
test_deep_json (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *deep = g_strnfill (60000, '[');

  g_assert_cmpuint (post_json (fixture, deep, 60000), ==, 400);
}

static void
test_invalid_utf8 (Fixture *fixture, gconstpointer unused)
{
  static const char body[] = "{\"email\":\"a\xff\xfe@example.org\",\"password\":\"x\"}";

  g_assert_cmpuint (post_json (fixture, body, sizeof body - 1), ==, 400);
}

static BhtRaw *
open_feed (Fixture *fixture)
{
  return bht_raw_new_websocket (bht_bellhopd_url (fixture->daemon), "/v1/feed", fixture->token);
}

static void
assert_closed (BhtRaw *raw)
{
  gboolean closed = FALSE;
  g_autofree char *rest = bht_raw_receive (raw, BHT_PATIENCE_MS, &closed);

  g_assert_true (closed);
}

/* A message of 200 fragments of a megabyte each. */
static void
test_fragments (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhtRaw) raw = open_feed (fixture);
  g_autofree char *megabyte = g_strnfill (1 << 20, ' ');

  for (guint i = 0; i < 200; i++)
    if (!bht_raw_send_frame (raw, i == 0 ? 0x01 : 0x00, megabyte, 1 << 20))
      break;
  assert_closed (raw);
}

static void
test_frame_flood (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhtRaw) raw = open_feed (fixture);

  for (guint i = 0; i < 100000; i++)
    if (!bht_raw_send_frame (raw, 0x81, "{}", 2))
      break;
  assert_closed (raw);
}

static void
test_bad_frames (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *bytes;
    gsize length;
  } frames[] = {
    { "\x81\x02{}", 4 },                                        /* not masked */
    { "\xc1\x82\0\0\0\0{}", 8 },                                /* a reserved bit */
    { "\x83\x82\0\0\0\0{}", 8 },                                /* a reserved opcode */
    { "\x80\x82\0\0\0\0{}", 8 },                                /* a continuation of nothing */
    { "\x09\x80\0\0\0\0", 6 },                                  /* a ping in fragments */
    { "\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0", 14 }, /* a length beyond all */
    { "\x81\x82\0\0\0\0\xff\xfe", 8 },                          /* no UTF-8 */
  };

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      g_autoptr (BhtRaw) raw = open_feed (fixture);

      bht_raw_send (raw, frames[i].bytes, (gssize) frames[i].length);
      assert_closed (raw);
    }
}

static gint64
resident_kb (Fixture *fixture)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", bht_bellhopd_pid (fixture->daemon));
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return g_ascii_strtoll (strstr (text, "VmRSS:") + 6, NULL, 10);
}

/* All of it again and again, and large bodies that are really sent: the daemon is as it was. */
static void
test_memory (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhtApi) api = bht_api_new (bht_bellhopd_url (fixture->daemon), NULL);
  g_autofree char *large = g_strnfill (10 * 1024 * 1024, 'x');
  gint64 before = 0;

  for (guint round = 0; round < 4; round++)
    {
      if (round == 1) /* the first round warms caches */
        before = resident_kb (fixture);
      test_requests (fixture, NULL);
      test_fragments (fixture, NULL);
      test_frame_flood (fixture, NULL);
      test_deep_json (fixture, NULL);
      for (guint i = 0; i < 8; i++)
        post_json (fixture, large, 10 * 1024 * 1024);
    }
  g_test_message ("%" G_GINT64_FORMAT " kB before, %" G_GINT64_FORMAT " kB after", before,
                  resident_kb (fixture));
  g_assert_cmpint (resident_kb (fixture) - before, <, MAX_GROWTH_KB);
  g_assert_cmpuint (bht_api_call (api, "GET", "/health", NULL, NULL), ==, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/story/hostile/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("requests-are-refused-and-closed", test_requests);
  ADD ("what-is-smuggled-stays-unanswered", test_smuggled);
  ADD ("headers-without-end", test_headers_without_end);
  ADD ("a-slow-head-is-closed", test_slow_head);
  ADD ("deep-json", test_deep_json);
  ADD ("invalid-utf8", test_invalid_utf8);
  ADD ("a-message-in-200-megabyte-fragments", test_fragments);
  ADD ("a-flood-of-frames", test_frame_flood);
  ADD ("frames-against-the-rules", test_bad_frames);
  ADD ("memory-stays", test_memory);
  return g_test_run ();
}
