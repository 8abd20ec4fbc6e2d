/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/gate/bhd-guard.h"

#include <string.h>

#define GET "GET /x HTTP/1.1\r\n"
#define POST "POST /x HTTP/1.1\r\nHost: a\r\n"
#define HOST "Host: a\r\n"

typedef struct
{
  const char *name;
  const char *bytes;
  const char *refusal; /* “none”: the message is complete */
} Case;

static const Case cases[] = {
  { "plain-get", GET HOST "\r\n", "none" },
  { "get-with-query", "GET /x?a=%41&b= HTTP/1.1\r\n" HOST "\r\n", "none" },
  { "http-1-0", "GET / HTTP/1.0\r\n" HOST "\r\n", "none" },
  { "host-with-port", GET "Host: a.example:4000\r\n\r\n", "none" },
  { "host-ipv6", GET "Host: [::1]:4000\r\n\r\n", "none" },
  { "tab-in-value", GET HOST "X: a\tb\r\n\r\n", "none" },
  { "empty-value", GET HOST "X:\r\n\r\n", "none" },
  { "foreign-letters-in-value", GET HOST "X: \xc3\xa9\r\n\r\n", "none" },
  { "body", POST "Content-Length: 3\r\n\r\nabc", "none" },
  { "empty-body", POST "Content-Length: 0\r\n\r\n", "none" },
  { "chunked", POST "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "none" },
  { "expect", POST "Expect: 100-continue\r\nContent-Length: 1\r\n\r\na", "none" },

  { "empty-line-first", "\r\nGET / HTTP/1.1\r\n", "request-line" },
  { "one-word", "GET\r\n\r\n", "request-line" },
  { "two-words", "GET /x\r\n\r\n", "request-line" },
  { "bytes-of-tls", "\x16\x03\x01\x02", "request-line" },
  { "method-not-a-token", "G(T /x HTTP/1.1\r\n" HOST "\r\n", "request-line" },
  { "method-unknown", "BREW /x HTTP/1.1\r\n" HOST "\r\n", "method" },
  { "method-in-lower-case", "get /x HTTP/1.1\r\n" HOST "\r\n", "method" },
  { "method-connect", "CONNECT /x HTTP/1.1\r\n" HOST "\r\n", "method" },
  { "two-blanks", "GET  /x HTTP/1.1\r\n" HOST "\r\n", "target" },
  { "absolute-target", "GET http://a/x HTTP/1.1\r\n" HOST "\r\n", "target" },
  { "star-target", "OPTIONS * HTTP/1.1\r\n" HOST "\r\n", "target" },
  { "fragment", "GET /x#y HTTP/1.1\r\n" HOST "\r\n", "target" },
  { "backslash", "GET /x\\y HTTP/1.1\r\n" HOST "\r\n", "target" },
  { "half-escape", "GET /%4 HTTP/1.1\r\n" HOST "\r\n", "target" },
  { "escaped-nul", "GET /%00 HTTP/1.1\r\n" HOST "\r\n", "target" },
  { "target-not-ascii", "GET /\xc3\xa9 HTTP/1.1\r\n" HOST "\r\n", "target" },
  { "http-2", "PRI * HTTP/2.0\r\n\r\n", "version" },
  { "http-1-2", "GET / HTTP/1.2\r\n" HOST "\r\n", "version" },
  { "version-in-lower-case", "GET / http/1.1\r\n" HOST "\r\n", "version" },
  { "version-with-more-digits", "GET / HTTP/1.10\r\n" HOST "\r\n", "version" },
  { "bare-lf-in-request-line", "GET / HTTP/1.1\nHost: a\n\n", "line-end" },
  { "bare-lf-in-header", GET "Host: a\n\r\n", "line-end" },
  { "bare-lf-at-end", GET HOST "\n", "line-end" },
  { "bare-cr", GET "Host: a\rX: b\r\n\r\n", "control-byte" },
  { "bell-in-value", GET HOST "X: \a\r\n\r\n", "control-byte" },
  { "delete-in-value", GET HOST "X: \x7f\r\n\r\n", "control-byte" },
  { "tab-in-request-line", "GET\t/ HTTP/1.1\r\n" HOST "\r\n", "control-byte" },
  { "folded-by-blank", GET HOST "X: a\r\n b\r\n\r\n", "folded" },
  { "folded-by-tab", GET HOST "X: a\r\n\tb\r\n\r\n", "folded" },
  { "blank-before-colon", GET "Host : a\r\n\r\n", "header-name" },
  { "no-colon", GET "Host\r\n\r\n", "header-name" },
  { "no-name", GET ": a\r\n\r\n", "header-name" },
  { "name-not-a-token", GET HOST "X(: a\r\n\r\n", "header-name" },

  { "no-host", GET "X: a\r\n\r\n", "host-missing" },
  { "no-host-in-1-0", "GET / HTTP/1.0\r\n\r\n", "host-missing" },
  { "two-hosts", GET HOST HOST "\r\n", "host-repeated" },
  { "two-hosts-other-case", GET HOST "hOST: a\r\n\r\n", "host-repeated" },
  { "empty-host", GET "Host:\r\n\r\n", "host" },
  { "host-with-path", GET "Host: a/b\r\n\r\n", "host" },
  { "host-with-user", GET "Host: u@a\r\n\r\n", "host" },
  { "host-with-two", GET "Host: a, b\r\n\r\n", "host" },
  { "host-with-empty-port", GET "Host: a:\r\n\r\n", "host" },
  { "host-with-large-port", GET "Host: a:65536\r\n\r\n", "host" },
  { "host-without-name", GET "Host: :80\r\n\r\n", "host" },
  { "host-ipv6-open", GET "Host: [::1\r\n\r\n", "host" },
  { "host-ipv6-wrong", GET "Host: [:::1]\r\n\r\n", "host" },
  { "host-ipv6-and-more", GET "Host: [::1]x\r\n\r\n", "host" },

  { "two-lengths", POST "Content-Length: 1\r\nContent-Length: 1\r\n\r\na", "length-repeated" },
  { "length-list", POST "Content-Length: 1, 1\r\n\r\na", "length" },
  { "length-signed", POST "Content-Length: +1\r\n\r\na", "length" },
  { "length-negative", POST "Content-Length: -1\r\n\r\na", "length" },
  { "length-hex", POST "Content-Length: 0x1\r\n\r\na", "length" },
  { "length-empty", POST "Content-Length:\r\n\r\n", "length" },
  { "length-absurd", POST "Content-Length: 99999999999999999999\r\n\r\n", "body-size" },
  { "length-too-large", POST "Content-Length: 2097153\r\n\r\n", "body-size" },
  { "encoding-and-length", POST "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n",
    "length-and-encoding" },
  { "length-and-encoding", POST "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    "length-and-encoding" },
  { "two-encodings", POST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
    "encoding-repeated" },
  { "encoding-gzip", POST "Transfer-Encoding: gzip\r\n\r\n", "encoding" },
  { "encoding-list", POST "Transfer-Encoding: gzip, chunked\r\n\r\n", "encoding" },
  { "encoding-twice-in-one", POST "Transfer-Encoding: chunked, chunked\r\n\r\n", "encoding" },
  { "encoding-other-case", POST "Transfer-Encoding: Chunked\r\n\r\n", "encoding" },
  { "encoding-identity", POST "Transfer-Encoding: identity\r\n\r\n", "encoding" },
  { "encoding-vertical-tab", POST "Transfer-Encoding:\vchunked\r\n\r\n", "control-byte" },
  { "encoding-in-1-0", "POST / HTTP/1.0\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n",
    "encoding" },
  { "expect-else", POST "Expect: miracles\r\n\r\n", "expectation" },
  { "get-with-body", GET HOST "Content-Length: 1\r\n\r\na", "body-unexpected" },
  { "get-with-chunks", GET HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "body-unexpected" },

#define CHUNKED POST "Transfer-Encoding: chunked\r\n\r\n"
  { "chunk-without-size", CHUNKED "\r\n", "chunk" },
  { "chunk-not-hex", CHUNKED "g\r\n", "chunk" },
  { "chunk-signed", CHUNKED "+1\r\na", "chunk" },
  { "chunk-blank", CHUNKED " 1\r\na", "chunk" },
  { "chunk-extension", CHUNKED "1;x=y\r\na", "chunk" },
  { "chunk-bare-lf", CHUNKED "1\na", "chunk" },
  { "chunk-cr-no-lf", CHUNKED "1\ra", "chunk" },
  { "chunk-too-long", CHUNKED "1\r\nab", "chunk" },
  { "chunk-size-overflow", CHUNKED "100000000\r\n", "chunk" },
  { "chunk-too-large", CHUNKED "ffffffff\r\n", "body-size" },
  { "chunk-trailer", CHUNKED "0\r\nX: y\r\n\r\n", "trailer" },
};

/* Feeds @bytes in pieces of @step, as packets would come. */
static gsize
feed (BhdGuard *guard, const char *bytes, gsize length, gsize step)
{
  gsize taken = 0, arrived = 0;

  bhd_guard_init (guard);
  while (arrived < length && guard->state != BHD_GUARD_REFUSED && guard->state != BHD_GUARD_DONE)
    {
      BhdGuardState before;

      arrived = MIN (arrived + step, length);
      do
        {
          before = guard->state;
          taken += bhd_guard_push (guard, bytes + taken, arrived - taken);
        }
      while (guard->state != before);
    }
  return taken;
}

static void
assert_verdict (const Case *row, const BhdGuard *guard)
{
  g_assert_cmpstr (bhd_refusal_name (guard->refusal), ==, row->refusal);
  g_assert_cmpint (guard->state, ==,
                   g_str_equal (row->refusal, "none") ? BHD_GUARD_DONE : BHD_GUARD_REFUSED);
}

static void
test_verdict (gconstpointer data)
{
  const Case *row = data;
  BhdGuard guard;

  feed (&guard, row->bytes, strlen (row->bytes), G_MAXINT);
  assert_verdict (row, &guard);
}

static void
test_verdict_at_every_step (gconstpointer data)
{
  const Case *row = data;
  gsize length = strlen (row->bytes);

  for (gsize step = 1; step < length; step++)
    {
      BhdGuard guard;

      feed (&guard, row->bytes, length, step);
      assert_verdict (row, &guard);
    }
}

static void
test_takes_only_this_message (void)
{
  static const char two[] = POST "Content-Length: 3\r\n\r\nabcGET /next HTTP/1.1\r\n";
  BhdGuard guard;

  g_assert_cmpuint (feed (&guard, two, strlen (two), G_MAXINT), ==,
                    strlen (POST "Content-Length: 3\r\n\r\nabc"));
  g_assert_cmpint (guard.state, ==, BHD_GUARD_DONE);
}

static void
test_takes_only_this_chunked_message (void)
{
  static const char two[] = CHUNKED "1\r\na\r\n0\r\n\r\nGET /next HTTP/1.1\r\n";
  BhdGuard guard;

  g_assert_cmpuint (feed (&guard, two, strlen (two), G_MAXINT), ==,
                    strlen (CHUNKED "1\r\na\r\n0\r\n\r\n"));
}

static void
test_nothing_of_half_a_head (void)
{
  BhdGuard guard;

  g_assert_cmpuint (feed (&guard, GET HOST, strlen (GET HOST), 7), ==, 0);
  g_assert_cmpint (guard.state, ==, BHD_GUARD_HEAD);
}

static const char *
verdict_of (const char *bytes, gsize length, gsize step)
{
  BhdGuard guard;

  feed (&guard, bytes, length, step);
  return bhd_refusal_name (guard.refusal);
}

static void
test_nul_byte (void)
{
  static const char bytes[] = GET "Host: a\0b\r\n\r\n";

  g_assert_cmpstr (verdict_of (bytes, sizeof bytes - 1, G_MAXINT), ==, "control-byte");
}

static void
test_endless_line (void)
{
  g_autofree char *bytes = g_strnfill (BHD_GUARD_MAX_HEAD + 1, 'A');

  g_assert_cmpstr (verdict_of (bytes, BHD_GUARD_MAX_HEAD + 1, G_MAXINT), ==, "head-size");
  g_assert_cmpstr (verdict_of (bytes, BHD_GUARD_MAX_HEAD + 1, 1000), ==, "head-size");
  g_assert_cmpstr (verdict_of (bytes, BHD_GUARD_MAX_HEAD, 1000), ==, "none");
}

static void
test_large_head_in_one_packet (void)
{
  g_autofree char *value = g_strnfill (BHD_GUARD_MAX_HEAD, 'a');
  g_autofree char *bytes = g_strconcat (GET HOST "X: ", value, "\r\n\r\n", NULL);

  g_assert_cmpstr (verdict_of (bytes, strlen (bytes), G_MAXINT), ==, "head-size");
  g_assert_cmpstr (verdict_of (bytes, strlen (bytes), 1), ==, "head-size");
}

static void
test_many_headers (void)
{
  g_autoptr (GString) bytes = g_string_new (GET);

  for (guint i = 0; i <= BHD_GUARD_MAX_HEADERS; i++)
    g_string_append (bytes, "X: y\r\n");
  g_assert_cmpstr (verdict_of (bytes->str, bytes->len, G_MAXINT), ==, "header-count");
}

static void
test_many_chunks (void)
{
  g_autoptr (GString) bytes = g_string_new (CHUNKED);

  for (guint i = 0; i <= BHD_GUARD_MAX_CHUNKS; i++)
    g_string_append (bytes, "1\r\na\r\n");
  g_assert_cmpstr (verdict_of (bytes->str, bytes->len, 100), ==, "chunk-count");
}

static void
test_limit_of_route_on_length (void)
{
  static const char head[] = POST "Content-Length: 11\r\n\r\n";
  BhdGuard guard;

  feed (&guard, head, strlen (head), G_MAXINT);
  bhd_guard_limit_body (&guard, 10);
  g_assert_cmpstr (bhd_refusal_name (guard.refusal), ==, "body-size");
}

static void
test_limit_of_route_on_chunks (void)
{
  BhdGuard guard;

  feed (&guard, CHUNKED, strlen (CHUNKED), G_MAXINT);
  bhd_guard_limit_body (&guard, 10);
  bhd_guard_push (&guard, "6\r\nabcdef\r\n5\r\n", strlen ("6\r\nabcdef\r\n5\r\n"));
  g_assert_cmpstr (bhd_refusal_name (guard.refusal), ==, "body-size");
}

static void
test_every_refusal_has_a_name_and_an_answer (void)
{
  for (guint i = 0; i < BHD_N_REFUSALS; i++)
    {
      g_autoptr (GError) error = bhd_refusal_to_error ((BhdRefusal) i);

      g_assert_nonnull (bhd_refusal_name ((BhdRefusal) i));
      g_assert_cmpuint (error->domain, ==, BH_ERROR);
      g_assert_cmpint (error->code == BH_ERROR_INTERNAL, ==, i == BHD_REFUSAL_NONE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *whole = g_strdup_printf ("/http/guard/verdict/%s", cases[i].name);
      g_autofree char *cut = g_strdup_printf ("/http/guard/verdict-cut/%s", cases[i].name);

      g_test_add_data_func (whole, &cases[i], test_verdict);
      g_test_add_data_func (cut, &cases[i], test_verdict_at_every_step);
    }
  g_test_add_func ("/http/guard/takes-only-this-message", test_takes_only_this_message);
  g_test_add_func ("/http/guard/takes-only-this-chunked-message",
                   test_takes_only_this_chunked_message);
  g_test_add_func ("/http/guard/nothing-of-half-a-head", test_nothing_of_half_a_head);
  g_test_add_func ("/http/guard/nul-byte", test_nul_byte);
  g_test_add_func ("/http/guard/endless-line", test_endless_line);
  g_test_add_func ("/http/guard/large-head-in-one-packet", test_large_head_in_one_packet);
  g_test_add_func ("/http/guard/many-headers", test_many_headers);
  g_test_add_func ("/http/guard/many-chunks", test_many_chunks);
  g_test_add_func ("/http/guard/limit-of-route-on-length", test_limit_of_route_on_length);
  g_test_add_func ("/http/guard/limit-of-route-on-chunks", test_limit_of_route_on_chunks);
  g_test_add_func ("/http/guard/every-refusal-has-a-name-and-an-answer",
                   test_every_refusal_has_a_name_and_an_answer);
  return g_test_run ();
}
