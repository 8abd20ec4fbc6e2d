/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* In German: LANGUAGE and BELLHOP_LOCALES are the test's environment. */
#include "config.h"

#include "common/bh-error.h"
#include "common/phrases/bh-phrasebook.h"
#include "common/phrases/bh-sentences.h"
#include "tests/common/phrases/bht-locale.h"

#include <libintl.h>
#include <string.h>

static void
assert_said (const char *english, const char *german)
{
  g_autofree char *said = bh_phrasebook_say (english);

  g_assert_cmpstr (said, ==, german);
}

/* @format with a text or a number at each place. */
static char *
fill (const char *format)
{
  g_autoptr (GRegex) texts = g_regex_new ("%(\\d\\$)?[.0-9]*[sg]", 0, 0, NULL);
  g_autoptr (GRegex) numbers = g_regex_new ("%(\\d\\$)?l?[du]", 0, 0, NULL);
  g_autofree char *said = g_regex_replace_literal (texts, format, -1, 0, "Ada", 0, NULL);

  return g_regex_replace_literal (numbers, said, -1, 0, "7", 0, NULL);
}

static void
test_each_sentence_is_found (void)
{
  for (const char *const *sentence = bh_sentences; *sentence != NULL; sentence++)
    {
      g_autofree char *english = fill (*sentence);
      g_autofree char *german = fill (gettext (*sentence));

      assert_said (english, german);
    }
}

static void
test_nothing_fits_everything (void)
{
  for (const char *const *sentence = bh_sentences; *sentence != NULL; sentence++)
    g_assert_cmpuint (strspn (*sentence, "%s"), <, strlen (*sentence));
}

static void
test_sentences_within_sentences (void)
{
  assert_said ("could not take “greetings”: number 2: “title”: it must have 1 to 80 characters",
               "„greetings“ wurde nicht angenommen: Nummer 2: „title“: es muss 1 bis 80 Zeichen "
               "haben");
}

static void
test_values_stay (void)
{
  assert_said ("there is a label “100% sure: %s” already",
               "ein Label „100% sure: %s“ gibt es schon");
  assert_said ("could not serve so many requests: try again in 12 seconds",
               "so viele Anfragen sind nicht möglich: Versuchen Sie es in 12 Sekunden wieder");
}

static void
test_a_number_is_no_word (void)
{
  assert_said ("the server answered politely", "the server answered politely");
}

static void
test_what_nobody_knows_stays (void)
{
  assert_said ("a newer daemon says this", "a newer daemon says this");
  assert_said ("", "");
  assert_said (NULL, NULL);
}

static void
test_an_error_keeps_what_it_knows (void)
{
  g_autoptr (GError) error = g_error_new_literal (BH_ERROR, BH_ERROR_NOT_FOUND, "no such file");

  bh_error_set_detail (error, "field", "\"id\"");
  bh_phrasebook_say_error (error);
  g_assert_cmpstr (error->message, ==, "diese Datei gibt es nicht");
  g_assert_cmpstr (bh_error_get_detail (error, "field"), ==, "\"id\"");
}

static void
test_of_a_long_text_it_is_found_soon (void)
{
  g_autofree char *much = g_strnfill (20000, ':');
  g_autofree char *english = g_strdup_printf ("could not take “%s”", much);

  assert_said (english, english);
}

#define FACT(name, function) g_test_add_func ("/common/phrasebook/" name, function)

static void
add_tests (void)
{
  FACT ("each-sentence-is-found-with-its-values", test_each_sentence_is_found);
  FACT ("nothing-fits-everything", test_nothing_fits_everything);
  FACT ("sentences-within-sentences-are-said-too", test_sentences_within_sentences);
  FACT ("values-stay-as-they-are", test_values_stay);
  FACT ("a-number-is-no-word", test_a_number_is_no_word);
  FACT ("what-nobody-knows-stays", test_what_nobody_knows_stays);
  FACT ("an-error-keeps-what-it-knows", test_an_error_keeps_what_it_knows);
  FACT ("of-a-long-text-it-is-found-soon", test_of_a_long_text_it_is_found_soon);
}

int
main (int argc, char **argv)
{
  return bht_locale_main (argc, argv, add_tests);
}
