/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/text/bhd-quote.h"

#include <string.h>

static const char body[] =
    "Our workshop opens at nine. It is closed on Sundays. A basic service costs 69 euros and takes "
    "two days. Parts come on top. We call you before a repair becomes dearer than agreed. Please "
    "collect your bike within five days, because the room is small and others wait for theirs. "
    "After that we charge two euros a day.\n"
    "Bring with you:\n• the key of the lock\n• the battery";

static void
test_short_body_is_quoted_whole (void)
{
  g_autofree char *quote = bhd_quote_best ("anything", "One sentence. And another.");

  g_assert_cmpstr (quote, ==, "One sentence. And another.");
}

static void
test_best_sentence_is_in (void)
{
  g_autofree char *quote = bhd_quote_best ("how much does a service cost?", body);

  g_assert_nonnull (strstr (quote, "A basic service costs 69 euros"));
  g_assert_cmpuint (strlen (quote), <, strlen (body) * 2 / 3);
}

static void
test_leaning_sentence_brings_what_it_leans_on (void)
{
  g_autofree char *quote = bhd_quote_best ("closed on sundays", body);

  g_assert_nonnull (strstr (quote, "Our workshop opens at nine. It is closed on Sundays."));
}

static void
test_list_comes_with_its_introduction (void)
{
  g_autofree char *quote = bhd_quote_best ("do I need the battery", body);

  g_assert_nonnull (strstr (quote, "Bring with you:\n• the key of the lock\n• the battery"));
}

static void
test_sentences_keep_their_order (void)
{
  g_autofree char *quote = bhd_quote_best ("collect bike repair agreed", body);
  const char *first = strstr (quote, "We call you"), *second = strstr (quote, "Please collect");

  g_assert_nonnull (first);
  g_assert_true (second > first);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/knowledge/quote/short-body-is-quoted-whole", test_short_body_is_quoted_whole);
  g_test_add_func ("/knowledge/quote/best-sentence-is-in", test_best_sentence_is_in);
  g_test_add_func ("/knowledge/quote/leaning-sentence-brings-what-it-leans-on",
                   test_leaning_sentence_brings_what_it_leans_on);
  g_test_add_func ("/knowledge/quote/list-comes-with-its-introduction",
                   test_list_comes_with_its_introduction);
  g_test_add_func ("/knowledge/quote/sentences-keep-their-order", test_sentences_keep_their_order);
  return g_test_run ();
}
