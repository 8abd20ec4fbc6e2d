/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "server/knowledge/text/bhd-language.h"
#include "server/knowledge/text/bhd-tokens.h"
#include "server/knowledge/vectors/bhd-word-table.h"
#include "server/knowledge/vectors/bhd-word-vectors.h"

#define ENGLISH 1

static guint
sum_of (const char *text, double *sum)
{
  BhdTokens tokens;
  BhdToken token;
  guint known = 0;

  memset (sum, 0, sizeof (double) * BHD_WORD_VECTOR_SIZE);
  bhd_tokens_init (&tokens, text);
  while (bhd_tokens_next (&tokens, &token))
    {
      const gint8 *row =
          bhd_word_vectors_find (bhd_language_stem (ENGLISH, token.text, token.length));

      known += row != NULL;
      for (guint i = 0; row != NULL && i < BHD_WORD_VECTOR_SIZE; i++)
        sum[i] += row[i];
    }

  return known;
}

static double
likeness (const char *one, const char *other)
{
  double a[BHD_WORD_VECTOR_SIZE];
  double b[BHD_WORD_VECTOR_SIZE];
  double ab = 0, aa = 0, bb = 0;

  g_assert_cmpuint (sum_of (one, a), >, 0);
  g_assert_cmpuint (sum_of (other, b), >, 0);
  for (guint i = 0; i < BHD_WORD_VECTOR_SIZE; i++)
    {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }

  return ab / sqrt (aa * bb);
}

static void
test_paraphrases_are_near (void)
{
  static const struct
  {
    const char *text, *near, *far;
  } rows[] = {
    { "I want a refund", "give me my money back", "what is the weather like" },
    { "my card was stolen", "I lost my card", "change my address" },
    { "I forgot my password", "reset my passcode", "book a flight" },
    { "when will my parcel arrive", "track my delivery", "set an alarm" },
    { "how much does it cost", "what is the fee", "tell me a joke" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double near = likeness (rows[i].text, rows[i].near);
      double far = likeness (rows[i].text, rows[i].far);

      g_test_message ("%s: %.2f near, %.2f far", rows[i].text, near, far);
      g_assert_cmpfloat (near, >, far + 0.1);
    }
}

static void
test_words_of_one_kind_are_near (void)
{
  g_assert_cmpfloat (likeness ("stolen", "lost"), >, likeness ("stolen", "weather") + 0.2);
  g_assert_cmpfloat (likeness ("cancel", "stop"), >, likeness ("cancel", "weather") + 0.2);
  g_assert_cmpfloat (likeness ("password", "passcode"), >, likeness ("password", "weather") + 0.2);
}

static void
test_odd_words_are_not_known (void)
{
  g_autofree char *long_word = g_strnfill (5000, 'a');

  g_assert_null (bhd_word_vectors_find (""));
  g_assert_null (bhd_word_vectors_find (" "));
  g_assert_null (bhd_word_vectors_find ("\xff\xfe"));
  g_assert_null (bhd_word_vectors_find ("\x01"));
  g_assert_null (bhd_word_vectors_find ("zzzzzzzz"));
  g_assert_null (bhd_word_vectors_find (long_word));
  g_assert_null (bhd_word_vectors_find ("Refund"));
}

static GBytes *
shipped (void)
{
  return g_resources_lookup_data ("/org/bellhop/word-vectors/word-vectors.bin",
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

static void
test_every_word_is_found (void)
{
  g_autoptr (GBytes) bytes = shipped ();
  BhdWordTable table;

  g_assert_true (
      bhd_word_table_open (&table, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
  g_assert_cmpuint (table.size, ==, BHD_WORD_VECTOR_SIZE);
  g_assert_cmpuint (table.n, >, 2000);
  for (guint i = 0; i < table.n; i++)
    g_assert_true (bhd_word_vectors_find (bhd_word_table_key (&table, i)) ==
                   bhd_word_table_row (&table, i));
}

static void
test_most_words_say_something (void)
{
  g_autoptr (GBytes) bytes = shipped ();
  BhdWordTable table;
  guint silent = 0;

  g_assert_true (
      bhd_word_table_open (&table, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
  for (guint i = 0; i < table.n; i++)
    {
      const gint8 *row = bhd_word_table_row (&table, i);
      guint sum = 0;

      for (guint k = 0; k < table.size; k++)
        sum += (guint) ABS (row[k]);
      silent += sum < table.size;
    }

  g_assert_cmpuint (silent, <, table.n / 20);
}

static void
test_a_cut_file_is_refused (void)
{
  g_autoptr (GBytes) bytes = shipped ();
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  BhdWordTable table;

  for (gsize cut = 0; cut < length; cut += cut < 64 ? 1 : 4999)
    {
      g_autofree guint8 *copy = g_memdup2 (data, cut); /* so that a look beyond shows */

      g_assert_false (bhd_word_table_open (&table, copy, cut));
    }
}

static void
assert_refused (gsize at, guint8 byte)
{
  g_autoptr (GBytes) bytes = shipped ();
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autofree guint8 *copy = g_memdup2 (data, length);
  BhdWordTable table;

  copy[at] = byte;
  g_assert_false (bhd_word_table_open (&table, copy, length));
}

static void
test_a_spoilt_file_is_refused (void)
{
  g_autoptr (GBytes) bytes = shipped ();
  gsize length = g_bytes_get_size (bytes);

  assert_refused (0, 'X');          /* the magic */
  assert_refused (7, 0x40);         /* too many stems */
  assert_refused (8, 0);            /* rows of no length */
  assert_refused (11, 1);           /* rows of too much */
  assert_refused (12, 1);           /* the first key does not begin at 0 */
  assert_refused (19, 0xff);        /* a key beyond the end */
  assert_refused (length - 1, 'a'); /* the last key does not end */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_null (bhd_word_vectors_find ("first look: from here on the resource is there"));

  g_test_add_func ("/knowledge/word-vectors/paraphrases-are-near", test_paraphrases_are_near);
  g_test_add_func ("/knowledge/word-vectors/words-of-one-kind-are-near",
                   test_words_of_one_kind_are_near);
  g_test_add_func ("/knowledge/word-vectors/odd-words-are-not-known", test_odd_words_are_not_known);
  g_test_add_func ("/knowledge/word-vectors/every-word-is-found", test_every_word_is_found);
  g_test_add_func ("/knowledge/word-vectors/most-words-say-something",
                   test_most_words_say_something);
  g_test_add_func ("/knowledge/word-vectors/a-cut-file-is-refused", test_a_cut_file_is_refused);
  g_test_add_func ("/knowledge/word-vectors/a-spoilt-file-is-refused",
                   test_a_spoilt_file_is_refused);

  return g_test_run ();
}
