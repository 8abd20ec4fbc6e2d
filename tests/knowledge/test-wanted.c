/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-wanted.h"
#include "tests/knowledge/knowledge-fixture.h"

static void
test_question_words_tell_what_is_wanted (void)
{
  g_assert_cmpint (bhd_wanted_of ("When was the mill built?"), ==, BHD_WANTED_DATE);
  g_assert_cmpint (bhd_wanted_of ("In what year did it open?"), ==, BHD_WANTED_DATE);
  g_assert_cmpint (bhd_wanted_of ("How many bikes may I take?"), ==, BHD_WANTED_NUMBER);
  g_assert_cmpint (bhd_wanted_of ("Who built the mill?"), ==, BHD_WANTED_NAME);
}

static void
test_german_question_words_tell_it_too (void)
{
  g_assert_cmpint (bhd_wanted_of ("Wann wurde die Mühle gebaut?"), ==, BHD_WANTED_DATE);
  g_assert_cmpint (bhd_wanted_of ("In welchem Jahr war das?"), ==, BHD_WANTED_DATE);
  g_assert_cmpint (bhd_wanted_of ("Wie groß darf das Paket sein?"), ==, BHD_WANTED_NUMBER);
}

static void
test_other_questions_want_nothing_of_the_kind (void)
{
  g_assert_cmpint (bhd_wanted_of ("How do I return a bike?"), ==, BHD_WANTED_NOTHING);
  g_assert_cmpint (bhd_wanted_of ("so many bikes"), ==, BHD_WANTED_NOTHING);
  g_assert_cmpint (bhd_wanted_of (""), ==, BHD_WANTED_NOTHING);
}

static gboolean
is (BhdWanted wanted, const char *text, gboolean first)
{
  BhdTokens tokens;
  BhdToken token;

  bhd_tokens_init (&tokens, text);
  g_assert_true (bhd_tokens_next (&tokens, &token));
  return bhd_wanted_is (wanted, &token, first);
}

static void
test_years_and_months_are_dates (void)
{
  g_assert_true (is (BHD_WANTED_DATE, "1872", FALSE));
  g_assert_true (is (BHD_WANTED_DATE, "März", FALSE));
  g_assert_false (is (BHD_WANTED_DATE, "12", FALSE));
  g_assert_false (is (BHD_WANTED_DATE, "mill", FALSE));
}

static void
test_digits_and_numerals_are_numbers (void)
{
  g_assert_true (is (BHD_WANTED_NUMBER, "9.90", FALSE));
  g_assert_true (is (BHD_WANTED_NUMBER, "zwölf", FALSE));
  g_assert_false (is (BHD_WANTED_NUMBER, "several", FALSE));
}

static void
test_capitals_are_names_but_at_a_sentences_beginning (void)
{
  g_assert_true (is (BHD_WANTED_NAME, "Élodie", FALSE));
  g_assert_false (is (BHD_WANTED_NAME, "The", TRUE));
  g_assert_false (is (BHD_WANTED_NAME, "mill", FALSE));
}

static void
assert_first (BhdIndex *index, const char *question, const char *expected)
{
  g_autoptr (GPtrArray) hits = knowledge_search (index, question, 2);

  g_assert_cmpuint (hits->len, ==, 2);
  g_assert_cmpstr (((const BhdHit *) hits->pdata[0])->passage->document_id, ==, expected);
}

/* All hold every word of the questions as often, in texts about as long. */
static void
test_what_names_the_wanted_comes_first (void)
{
  g_autoptr (BhdIndex) index = bhd_index_new ();

  knowledge_put (index, "A", "The mill on the hill was built slowly by people of our town.");
  knowledge_put (index, "B", "The mill on the hill was built in 1872 by people of town.");
  knowledge_put (index, "C", "The mill on the hill was built slowly by our friend Hartmann.");
  bhd_index_settle (index);
  assert_first (index, "when was the mill built", "B");
  assert_first (index, "who built the mill", "C");
}

#define WANTED_TEST(path, function) g_test_add_func ("/knowledge/wanted/" path, function)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  WANTED_TEST ("question-words-tell-what-is-wanted", test_question_words_tell_what_is_wanted);
  WANTED_TEST ("german-question-words-tell-it-too", test_german_question_words_tell_it_too);
  WANTED_TEST ("other-questions-want-nothing-of-the-kind",
               test_other_questions_want_nothing_of_the_kind);
  WANTED_TEST ("years-and-months-are-dates", test_years_and_months_are_dates);
  WANTED_TEST ("digits-and-numerals-are-numbers", test_digits_and_numerals_are_numbers);
  WANTED_TEST ("capitals-are-names-but-at-a-sentences-beginning",
               test_capitals_are_names_but_at_a_sentences_beginning);
  WANTED_TEST ("what-names-the-wanted-comes-first", test_what_names_the_wanted_comes_first);
  return g_test_run ();
}
