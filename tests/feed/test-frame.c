/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "server/http/feed/bhd-frame.h"
#include "tests/feed/client-frame.h"

/* What a reader makes of some bytes, as text: “T(hello) P() !1002”. */
static char *
read_all (BhdFrameReader *reader, const GByteArray *bytes, gsize step, gint64 now_us)
{
  GString *heard = g_string_new (NULL);
  static const char letters[] = { [BHD_FRAME_TEXT] = 'T',
                                  [BHD_FRAME_PING] = 'P',
                                  [BHD_FRAME_PONG] = 'O',
                                  [BHD_FRAME_CLOSE] = 'C' };

  for (gsize start = 0; start < bytes->len; start += step)
    {
      const guint8 *at = bytes->data + start;
      gsize length = MIN (step, bytes->len - start);
      const GString *payload;
      BhdFrameKind kind;

      while ((kind = bhd_frame_reader_read (reader, &at, &length, now_us, &payload)) !=
             BHD_FRAME_MORE)
        {
          if (kind == BHD_FRAME_REFUSED)
            {
              g_string_append_printf (heard, "!%u", reader->code);
              return g_string_free (heard, FALSE);
            }
          g_string_append_printf (heard, "%c(%.*s)", letters[kind], (int) payload->len,
                                  payload->str);
        }
      g_assert_cmpuint (length, ==, 0);
    }
  return g_string_free (heard, FALSE);
}

typedef struct
{
  const char *name;
  const char *frames; /* as client_frames_append() reads them */
  const char *heard;
} Case;

static const Case cases[] = {
  { "text", "81:hello", "T(hello)" },
  { "empty-text", "81:", "T()" },
  { "fragments", "01:he 00:l 80:lo", "T(hello)" },
  { "empty-fragments", "01: 00: 80:x", "T(x)" },
  { "control-between-fragments", "01:he 89:p 8a:q 80:llo", "P(p)O(q)T(hello)" },
  { "two-texts", "81:a 81:b", "T(a)T(b)" },
  { "ping-of-125", "89:*125", "P(*125)" },
  { "message-of-4096", "81:*4096", "T(*4096)" },
  { "close", "88:", "C()" },
  { "close-with-code", "88:\x03\xe8", "C(\x03\xe8)" },
  { "character-cut-between-fragments", "01:\xc3 80:\xa9", "T(\xc3\xa9)" },
  { "first-reserved-bit", "c1:x", "!1002" },
  { "second-reserved-bit", "a1:x", "!1002" },
  { "third-reserved-bit", "91:x", "!1002" },
  { "unmasked", "81u:x", "!1002" },
  { "binary", "82:x", "!1003" },
  { "unknown-opcode", "83:x", "!1002" },
  { "unknown-control", "8b:x", "!1002" },
  { "continuation-of-nothing", "80:x", "!1002" },
  { "text-within-text", "01:a 81:b", "!1002" },
  { "fragmented-ping", "09:x", "!1002" },
  { "ping-of-126", "89:*126", "!1002" },
  { "message-of-4097", "81:*4097", "!1009" },
  { "fragments-of-4097", "01:*4000 80:*97", "!1009" },
  { "long-way-to-write-5", "81w:hello", "!1002" },
  { "longest-way-to-write-5", "81W:hello", "!1002" },
  { "length-beyond-63-bits", "81X:", "!1002" },
  { "cut-character", "81:\xc3", "!1007" },
  { "overlong-character", "81:\xc0\xaf", "!1007" },
  { "surrogate", "81:\xed\xa0\x80", "!1007" },
  { "close-of-one-byte", "88:x", "!1002" },
  { "close-with-code-1005", "88:\x03\xed", "!1002" },
  { "close-with-code-999", "88:\x03\xe7", "!1002" },
  { "close-with-code-5000", "88:\x13\x88", "!1002" },
  { "close-with-bad-reason", "88:\x03\xe8\xff", "!1007" },
  { "good-then-bad", "81:a 80:b", "T(a)!1002" },
};

static void
expand (GString *text)
{
  for (char *star; (star = strchr (text->str, '*')) != NULL;)
    {
      gsize at = star - text->str;
      char *end;
      guint64 n = g_ascii_strtoull (star + 1, &end, 10);
      g_autofree char *fill = g_strnfill (n, 'x');

      g_string_erase (text, at, end - star);
      g_string_insert (text, at, fill);
    }
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GByteArray) bytes = client_frames_new (c->frames);
  g_autoptr (GString) expected = g_string_new (c->heard);

  expand (expected);
  for (gsize step = 1; step <= bytes->len;
       step = step < 300 ? step + 1 : bytes->len + (step == bytes->len))
    {
      g_auto (BhdFrameReader) reader = BHD_FRAME_READER_INIT;
      g_autofree char *heard = read_all (&reader, bytes, step, 1);

      g_assert_cmpstr (heard, ==, expected->str);
    }
}

/* Cut in two at every byte. */
static void
test_split (void)
{
  g_autoptr (GByteArray) bytes = client_frames_new ("01:he 89:ping 80:llo 81:*200 8a: 81:\xc3\xa9");
  g_autoptr (GString) expected = g_string_new ("P(ping)T(hello)T(*200)O()T(\xc3\xa9)");

  expand (expected);
  for (guint cut = 1; cut < bytes->len; cut++)
    {
      g_auto (BhdFrameReader) reader = BHD_FRAME_READER_INIT;
      GByteArray first = { bytes->data, cut }, second = { bytes->data + cut, bytes->len - cut };
      g_autofree char *a = read_all (&reader, &first, cut, 1);
      g_autofree char *b = read_all (&reader, &second, second.len, 1);
      g_autofree char *heard = g_strconcat (a, b, NULL);

      g_assert_cmpstr (heard, ==, expected->str);
    }
}

static void
append_pings (GByteArray *bytes, guint n)
{
  while (n-- > 0)
    client_frame_append (bytes, 0x89, "", 0);
}

static void
test_rate_refused (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_auto (BhdFrameReader) reader = BHD_FRAME_READER_INIT;
  g_autofree char *heard = NULL;

  append_pings (bytes, BHD_FRAME_MAX_RATE + 1);
  heard = read_all (&reader, bytes, bytes->len, BH_SECOND);
  g_assert_true (g_str_has_suffix (heard, "P()!1008"));
}

static void
test_rate_per_second (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_auto (BhdFrameReader) reader = BHD_FRAME_READER_INIT;

  append_pings (bytes, BHD_FRAME_MAX_RATE);
  for (gint64 second = 1; second < 5; second++)
    {
      g_autofree char *heard = read_all (&reader, bytes, bytes->len, second * BH_SECOND);

      g_assert_null (strchr (heard, '!'));
    }
}

static void
test_refused_stays_refused (void)
{
  g_autoptr (GByteArray) bad = client_frames_new ("80:x");
  g_autoptr (GByteArray) good = client_frames_new ("81:x");
  g_auto (BhdFrameReader) reader = BHD_FRAME_READER_INIT;
  g_autofree char *first = read_all (&reader, bad, bad->len, 1);
  g_autofree char *second = read_all (&reader, good, good->len, 1);

  g_assert_cmpstr (second, ==, "!1002");
}

/* A reader that waits for nothing holds no buffer. */
static void
test_idle_is_small (void)
{
  g_autoptr (GByteArray) bytes = client_frames_new ("81:hello 89:x");
  g_auto (BhdFrameReader) reader = BHD_FRAME_READER_INIT;
  g_autofree char *heard = read_all (&reader, bytes, bytes->len, 1);

  g_assert_null (reader.message);
  g_assert_null (reader.control);
  g_assert_cmpuint (sizeof reader, <=, 64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/feed/frame/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/feed/frame/cut-anywhere", test_split);
  g_test_add_func ("/feed/frame/too-many-a-second-refused", test_rate_refused);
  g_test_add_func ("/feed/frame/rate-is-per-second", test_rate_per_second);
  g_test_add_func ("/feed/frame/refused-stays-refused", test_refused_stays_refused);
  g_test_add_func ("/feed/frame/idle-reader-holds-nothing", test_idle_is_small);
  return g_test_run ();
}
