/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-spelling.h"

#include "server/knowledge/index/bhd-slips.h"
#include "server/knowledge/text/bhd-language.h"

#include <string.h>

static void
know (BhdVocabulary *vocabulary, const char *text)
{
  BhdTokens tokens;
  BhdToken token;

  bhd_tokens_init (&tokens, text);
  while (bhd_tokens_next (&tokens, &token))
    {
      guint32 id = bhd_vocabulary_intern (vocabulary, BHD_LANGUAGE_ENGLISH, &token);

      bhd_vocabulary_word (vocabulary, id)->count++;
    }
}

static void
assert_nearest (const char *known, const char *written, const char *expected)
{
  BhdVocabulary *vocabulary = bhd_vocabulary_new ();
  guint32 near[BHD_SPELLING_MOST];
  guint n;

  know (vocabulary, known);
  n = bhd_spelling_nearest (vocabulary, written, near);
  g_assert_cmpstr (n > 0 ? bhd_vocabulary_word (vocabulary, near[0])->text : NULL, ==, expected);
  bhd_vocabulary_free (vocabulary);
}

static void
test_distance_counts_slips (void)
{
  g_assert_cmpuint (bhd_spelling_distance ("refund", "refund", 2), ==, 0);
  g_assert_cmpuint (bhd_spelling_distance ("refnd", "refund", 2), ==, 1);
  g_assert_cmpuint (bhd_spelling_distance ("refuund", "refund", 2), ==, 1);
  g_assert_cmpuint (bhd_spelling_distance ("refumd", "refund", 2), ==, 1);
}

static void
test_swapped_neighbours_are_one_slip (void)
{
  g_assert_cmpuint (bhd_spelling_distance ("reufnd", "refund", 2), ==, 1);
}

static void
test_distance_ends_at_the_limit (void)
{
  g_assert_cmpuint (bhd_spelling_distance ("bicycle", "refund", 2), ==, 3);
}

static void
test_one_slip_is_mended (void)
{
  assert_nearest ("refund delivery", "refnud", "refund");
}

static void
test_long_words_may_have_two_slips (void)
{
  assert_nearest ("subscription", "subscritpoin", "subscription");
  assert_nearest ("parcel", "pracle", "parcel");
  assert_nearest ("time", "itme", "time");
  assert_nearest ("time", "itm", NULL);
}

static void
test_same_beginning_is_preferred (void)
{
  assert_nearest ("mine line line line", "lina", "line");
}

static void
test_left_out_and_swapped_letters_are_likelier (void)
{
  assert_nearest ("like like bike", "bke", "bike");
  assert_nearest ("from from from form", "fomr", "form");
  assert_nearest ("wine wine white", "wite", "white");
}

static void
test_frequent_word_is_preferred (void)
{
  assert_nearest ("bike bike bite", "bime", "bike");
}

static void
test_all_as_near_are_told (void)
{
  BhdVocabulary *vocabulary = bhd_vocabulary_new ();
  guint32 near[BHD_SPELLING_MOST];

  know (vocabulary, "men men tumen omens tunnel");
  g_assert_cmpuint (bhd_spelling_nearest (vocabulary, "umen", near), ==, 2);
  g_assert_cmpstr (bhd_vocabulary_word (vocabulary, near[0])->text, ==, "tumen");
  g_assert_cmpstr (bhd_vocabulary_word (vocabulary, near[1])->text, ==, "men");
  bhd_vocabulary_free (vocabulary);
}

static void
test_nearer_words_drive_out_others (void)
{
  BhdVocabulary *vocabulary = bhd_vocabulary_new ();
  guint32 near[BHD_SPELLING_MOST];

  know (vocabulary, "contraction contraction contract");
  g_assert_cmpuint (bhd_spelling_nearest (vocabulary, "conttract", near), ==, 1);
  g_assert_cmpstr (bhd_vocabulary_word (vocabulary, near[0])->text, ==, "contract");
  bhd_vocabulary_free (vocabulary);
}

/* More are near than are told: the most frequent stay. */
static void
test_best_of_many_stay (void)
{
  BhdVocabulary *vocabulary = bhd_vocabulary_new ();
  guint32 near[BHD_SPELLING_MOST];

  know (vocabulary, "bale cale dale gale hale kale male pale sale pale pale");
  g_assert_cmpuint (bhd_spelling_nearest (vocabulary, "zale", near), ==, BHD_SPELLING_MOST);
  g_assert_cmpstr (bhd_vocabulary_word (vocabulary, near[0])->text, ==, "pale");
  bhd_vocabulary_free (vocabulary);
}

static BhdToken
token_of (const char *text)
{
  BhdTokens tokens;
  BhdToken token;

  bhd_tokens_init (&tokens, text);
  g_assert_true (bhd_tokens_next (&tokens, &token));
  return token;
}

static void
assert_mended (const char *written, const char *expected)
{
  BhdToken token = token_of (written);

  g_assert_true (bhd_slips_mend (&token, BHD_SPELLING_DOUBT_MAX + 1));
  g_assert_cmpstr (token.text, ==, expected);
  g_assert_cmpuint (token.length, ==, strlen (expected));
}

static void
test_words_no_document_has_are_mended (void)
{
  assert_mended ("conktract", "contract");
  assert_mended ("contrat", "contract");
  assert_mended ("cnotract", "contract");
  assert_mended ("comtract", "contract");
}

static void
test_likeliest_word_is_meant (void)
{
  BhdToken token = token_of ("leve");

  assert_mended ("leve", "leave");
  g_assert_false (bhd_slips_mend (&token, 0)); /* documents have a word as likely */
}

static void
test_words_that_are_right_stay (void)
{
  BhdToken token = token_of ("contract");

  g_assert_true (bhd_slips_is_word (&token));
  g_assert_false (bhd_slips_mend (&token, BHD_SPELLING_DOUBT_MAX + 1));
}

static void
test_nonsense_stays (void)
{
  static const char *const words[] = { "xqzvkw", "b2b4", "öäöüß",
                                       "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      BhdToken token = token_of (words[i]);

      g_assert_false (bhd_slips_mend (&token, BHD_SPELLING_DOUBT_MAX + 1));
    }
}

static void
test_short_words_must_be_certain_and_numbers_stay (void)
{
  assert_nearest ("pay", "pai", NULL);
  assert_nearest ("pay", "pya", "pay");
  assert_nearest ("stop", "stp", "stop");
  assert_nearest ("2024", "2025", NULL);
}

static void
test_forgotten_words_are_not_offered (void)
{
  BhdVocabulary *vocabulary = bhd_vocabulary_new ();
  guint32 near[BHD_SPELLING_MOST];

  know (vocabulary, "refund");
  bhd_vocabulary_word (vocabulary, 0)->count = 0;
  g_assert_cmpuint (bhd_spelling_nearest (vocabulary, "refnud", near), ==, 0);
  bhd_vocabulary_free (vocabulary);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/knowledge/spelling/distance-counts-slips", test_distance_counts_slips);
  g_test_add_func ("/knowledge/spelling/swapped-neighbours-are-one-slip",
                   test_swapped_neighbours_are_one_slip);
  g_test_add_func ("/knowledge/spelling/distance-ends-at-the-limit",
                   test_distance_ends_at_the_limit);
  g_test_add_func ("/knowledge/spelling/one-slip-is-mended", test_one_slip_is_mended);
  g_test_add_func ("/knowledge/spelling/long-words-may-have-two-slips",
                   test_long_words_may_have_two_slips);
  g_test_add_func ("/knowledge/spelling/same-beginning-is-preferred",
                   test_same_beginning_is_preferred);
  g_test_add_func ("/knowledge/spelling/left-out-and-swapped-letters-are-likelier",
                   test_left_out_and_swapped_letters_are_likelier);
  g_test_add_func ("/knowledge/spelling/likeliest-word-is-meant", test_likeliest_word_is_meant);
  g_test_add_func ("/knowledge/spelling/frequent-word-is-preferred",
                   test_frequent_word_is_preferred);
  g_test_add_func ("/knowledge/spelling/all-as-near-are-told", test_all_as_near_are_told);
  g_test_add_func ("/knowledge/spelling/nearer-words-drive-out-others",
                   test_nearer_words_drive_out_others);
  g_test_add_func ("/knowledge/spelling/best-of-many-stay", test_best_of_many_stay);
  g_test_add_func ("/knowledge/spelling/words-no-document-has-are-mended",
                   test_words_no_document_has_are_mended);
  g_test_add_func ("/knowledge/spelling/words-that-are-right-stay", test_words_that_are_right_stay);
  g_test_add_func ("/knowledge/spelling/nonsense-stays", test_nonsense_stays);
  g_test_add_func ("/knowledge/spelling/short-words-must-be-certain-and-numbers-stay",
                   test_short_words_must_be_certain_and_numbers_stay);
  g_test_add_func ("/knowledge/spelling/forgotten-words-are-not-offered",
                   test_forgotten_words_are_not_offered);
  return g_test_run ();
}
