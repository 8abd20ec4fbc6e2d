/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/bhd-text.h"

typedef struct
{
  const char *name;
  const char *bytes;
  gsize length;
  const char *text;
} Case;

#define BYTES(literal) literal, sizeof literal - 1

static const Case cases[] = {
  { "nothing-is-nothing", BYTES (""), "" },
  { "utf8-stays", BYTES ("Größe – 5 €"), "Größe – 5 €" },
  { "byte-order-mark-goes", BYTES ("\xef\xbb\xbfHello"), "Hello" },
  { "utf16-little-endian", BYTES ("\xff\xfeH\0i\0\xe9\0"), "Hié" },
  { "utf16-big-endian", BYTES ("\xfe\xff\0H\0i\0\xe9"), "Hié" },
  { "utf16-without-mark", BYTES ("H\0e\0l\0l\0o\0"), "Hello" },
  { "utf16-pair", BYTES ("\xff\xfe\x3d\xd8\x00\xde"), "\xf0\x9f\x98\x80" },
  { "utf16-lone-half-goes", BYTES ("\xff\xfe\x3d\xd8\x41\x00"), "A" },
  { "utf16-odd-end", BYTES ("\xff\xfeH\0i"), "H" },
  { "latin1", BYTES ("caf\xe9"), "café" },
  { "windows-1252", BYTES ("5 \x80 \x93ja\x94"), "5 € “ja”" },
  { "nul-goes", BYTES ("a\0b"), "ab" },
  { "control-characters-go", BYTES ("a\x01\x1b[31mb\x7f"), "a[31mb" },
  { "direction-marks-go",
    BYTES ("a\xe2\x80\xae"
           "b"),
    "ab" },
  { "carriage-returns", BYTES ("a\r\nb\rc\nd"), "a\nb\nc\nd" },
  { "blank-lines-are-one", BYTES ("a\n\n\n\n\nb\n\n"), "a\n\nb" },
  { "blanks-at-line-ends-go", BYTES ("a  \t\nb"), "a\nb" },
  { "indentation-stays", BYTES ("a\n    b"), "a\n    b" },
  { "form-feed-ends-a-line", BYTES ("a\fb"), "a\nb" },
};

static void
test_case (gconstpointer data)
{
  const Case *each = data;
  g_autofree char *text = bhd_text_from_bytes ((const guint8 *) each->bytes, each->length);

  g_assert_cmpstr (text, ==, each->text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/extract/text/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  return g_test_run ();
}
