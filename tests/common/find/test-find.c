/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/find/bh-find-fold.h"
#include "common/find/bh-find-match.h"

static BhFindQuery *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  BhFindQuery *query = bh_find_query_parse (text, NULL, &error);

  g_assert_no_error (error);
  return query;
}

static const BhFindTerm *
term_at (const BhFindQuery *query, guint at)
{
  g_assert_cmpuint (at, <, query->terms->len);
  return query->terms->pdata[at];
}

static void
assert_refused (const char *text, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BhFindQuery) query = bh_find_query_parse (text, NULL, &error);

  g_assert_null (query);
  g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
  if (g_strstr_len (error->message, -1, reason) == NULL)
    g_error ("“%s” was refused with “%s”", text, error->message);
}

static void
assert_folds (const char *text, const char *folded)
{
  g_autofree char *made = bh_find_fold (text);

  g_assert_cmpstr (made, ==, folded);
}

static gboolean
matches (const char *search, const char *text)
{
  g_autoptr (BhFindQuery) query = parse (search);

  return bh_find_matches (query, text);
}

static void
test_words_fold_case_and_accents (void)
{
  assert_folds ("Größe, ÉTÉ & naïve!", "grosse ete naive");
  assert_folds ("e\xcc\x81te\xcc\x81", "ete");
  assert_folds ("  ... ", "");
  assert_folds ("don't 12:30", "don t 12 30");
}

static void
test_scripts_without_blanks_are_parted (void)
{
  assert_folds ("東京タワーA4", "東 京 タ ワ ー a4");
  assert_folds ("हिन्दी", "हिन्दी");
}

static void
test_words_phrases_and_minus (void)
{
  g_autoptr (BhFindQuery) query = parse ("Blue \"desk lamp\" -broken -\"no more\"");

  g_assert_cmpuint (query->terms->len, ==, 4);
  g_assert_cmpint (term_at (query, 0)->field, ==, BH_FIND_WORDS);
  g_assert_cmpstr (term_at (query, 0)->folded, ==, "blue");
  g_assert_cmpint (term_at (query, 1)->field, ==, BH_FIND_PHRASE);
  g_assert_cmpstr (term_at (query, 1)->folded, ==, "desk lamp");
  g_assert_true (term_at (query, 2)->negated);
  g_assert_cmpint (term_at (query, 3)->field, ==, BH_FIND_PHRASE);
  g_assert_true (term_at (query, 3)->negated);
}

static void
test_operators_take_words_and_names (void)
{
  g_autoptr (BhFindQuery) query = parse ("FROM:Me from:\"Mia Berg\" status:RESOLVED -label:vip");

  g_assert_cmpstr (term_at (query, 0)->listed, ==, "me");
  g_assert_cmpint (term_at (query, 1)->field, ==, BH_FIND_FROM);
  g_assert_null (term_at (query, 1)->listed);
  g_assert_cmpstr (term_at (query, 1)->text, ==, "Mia Berg");
  g_assert_cmpstr (term_at (query, 2)->listed, ==, "resolved");
  g_assert_cmpint (term_at (query, 3)->field, ==, BH_FIND_LABEL);
  g_assert_true (term_at (query, 3)->negated);
  g_assert_true (bh_find_query_next (query, BH_FIND_FROM, term_at (query, 0)) ==
                 term_at (query, 1));
  g_assert_null (bh_find_query_next (query, BH_FIND_FROM, term_at (query, 1)));
  g_assert_false (bh_find_query_has_words (query));
}

static void
test_days_begin_in_the_zone_asked_for (void)
{
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (BhFindQuery) utc = parse ("before:2026-07-01 after:2026-06-30");
  g_autoptr (BhFindQuery) there = bh_find_query_parse ("before:2026-07-01", berlin, NULL);

  g_assert_cmpint (term_at (utc, 0)->us, ==, G_GINT64_CONSTANT (1782864000000000));
  g_assert_cmpint (term_at (utc, 0)->us - term_at (utc, 1)->us, ==, 24 * G_TIME_SPAN_HOUR);
  if (berlin != NULL)
    g_assert_cmpint (term_at (utc, 0)->us - term_at (there, 0)->us, ==, 2 * G_TIME_SPAN_HOUR);
}

static void
test_colons_in_words_are_no_operators (void)
{
  g_autoptr (BhFindQuery) query = parse ("https://example.org 12:30 note:hello - ?");

  g_assert_cmpuint (query->terms->len, ==, 3);
  g_assert_cmpstr (term_at (query, 0)->folded, ==, "https example org");
  g_assert_cmpint (term_at (query, 2)->field, ==, BH_FIND_WORDS);
}

static void
test_quotes_of_all_kinds (void)
{
  g_autoptr (BhFindQuery) query = parse ("„neue Lampe“ «le chat» “a b” \"no end");

  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (term_at (query, i)->field, ==, BH_FIND_PHRASE);
  g_assert_cmpstr (term_at (query, 0)->folded, ==, "neue lampe");
  g_assert_cmpstr (term_at (query, 1)->folded, ==, "le chat");
  g_assert_cmpstr (term_at (query, 3)->folded, ==, "no end");
}

static void
test_what_is_wrong_is_said (void)
{
  assert_refused ("", "no word");
  assert_refused (" ?! \"\" ", "no word");
  assert_refused ("-a -label:b", "not only what not");
  assert_refused ("lamp from:", "“from:” wants something");
  assert_refused ("status:open", "unresolved, escalated, resolved");
  assert_refused ("has:\"\"", "“has:” wants something");
  assert_refused ("before:2026-02-30", "not “2026-02-30”");
  assert_refused ("after:yesterday", "such as 2026-11-01");
  assert_refused ("after:20261101xx", "such as 2026-11-01");
  assert_refused ("a -before:2026-11-01", "use “after:”");
  assert_refused ("\xff", "UTF-8");
}

static void
test_bounds (void)
{
  g_autofree char *longest = g_strnfill (BH_FIND_MAX, 'x');
  g_autofree char *longer = g_strnfill (BH_FIND_MAX + 1, 'x');
  g_autoptr (BhFindQuery) query = parse (longest);

  assert_refused (longer, "at most 400 characters");
  assert_refused ("a b c d e f g h i j k l m n o p q", "at most 16");
}

static void
test_beginnings_in_any_order_fit (void)
{
  g_assert_true (matches ("lamp blu", "The blue desk lamps"));
  g_assert_false (matches ("lamp red", "The blue desk lamps"));
  g_assert_true (matches ("\"desk lamps\"", "The blue desk lamps"));
  g_assert_false (matches ("\"desk lamp\"", "The blue desk lamps"));
  g_assert_false (matches ("lamp -desk", "The blue desk lamps"));
  g_assert_true (matches ("京タ", "東京タワー"));
  g_assert_true (matches ("label:x", "anything"));
}

static void
test_excerpt_marks_what_was_found (void)
{
  g_autoptr (BhFindQuery) query = parse ("größe blue");
  g_autoptr (GArray) marks = NULL;
  g_autofree char *excerpt = bh_find_excerpt (query, "é Blue in Grosse", 100, &marks);

  g_assert_cmpstr (excerpt, ==, "é Blue in Grosse");
  g_assert_cmpuint (marks->len, ==, 2);
  g_assert_cmpuint (g_array_index (marks, BhFindMark, 0).start, ==, 2);
  g_assert_cmpuint (g_array_index (marks, BhFindMark, 0).length, ==, 4);
  g_assert_cmpuint (g_array_index (marks, BhFindMark, 1).start, ==, 10);
  g_assert_cmpuint (g_array_index (marks, BhFindMark, 1).length, ==, 6);
}

static void
test_excerpt_is_cut_around_the_first_word (void)
{
  g_autofree char *before = g_strnfill (300, 'a');
  g_autofree char *after = g_strnfill (300, 'z');
  g_autofree char *text = g_strconcat (before, " lamp ", after, NULL);
  g_autoptr (BhFindQuery) query = parse ("lamp");
  g_autoptr (GArray) marks = NULL;
  g_autofree char *excerpt = bh_find_excerpt (query, text, 100, &marks);
  g_autofree char *marked = NULL;

  g_assert_cmpint (g_utf8_strlen (excerpt, -1), ==, 100);
  g_assert_true (g_str_has_prefix (excerpt, "…a"));
  g_assert_true (g_str_has_suffix (excerpt, "z…"));
  g_assert_cmpuint (marks->len, ==, 1);
  marked = g_utf8_substring (excerpt, g_array_index (marks, BhFindMark, 0).start,
                             g_array_index (marks, BhFindMark, 0).start + 4);
  g_assert_cmpstr (marked, ==, "lamp");
}

static void
test_fts5_is_asked_for_folded_words_alone (void)
{
  g_autoptr (BhFindQuery) query = parse ("Blue* \"a OR b\" -c label:d NEAR(");
  g_autoptr (BhFindQuery) none = parse ("label:d");
  g_autofree char *fts5 = bh_find_query_to_fts5 (query);
  g_autofree char *words = bh_find_query_words (query);

  g_assert_cmpstr (words, ==, "Blue* a OR b NEAR(");
  g_assert_cmpstr (fts5, ==, "\"blue\" * AND \"a or b\" AND \"near\" *");
  g_assert_null (bh_find_query_to_fts5 (none));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/common/find/folds-case-and-accents", test_words_fold_case_and_accents);
  g_test_add_func ("/common/find/parts-scripts-without-blanks",
                   test_scripts_without_blanks_are_parted);
  g_test_add_func ("/common/find/words-phrases-minus", test_words_phrases_and_minus);
  g_test_add_func ("/common/find/operators", test_operators_take_words_and_names);
  g_test_add_func ("/common/find/days-in-a-zone", test_days_begin_in_the_zone_asked_for);
  g_test_add_func ("/common/find/colons-in-words", test_colons_in_words_are_no_operators);
  g_test_add_func ("/common/find/quotes-of-all-kinds", test_quotes_of_all_kinds);
  g_test_add_func ("/common/find/says-what-is-wrong", test_what_is_wrong_is_said);
  g_test_add_func ("/common/find/bounds", test_bounds);
  g_test_add_func ("/common/find/beginnings-in-any-order", test_beginnings_in_any_order_fit);
  g_test_add_func ("/common/find/excerpt-marks", test_excerpt_marks_what_was_found);
  g_test_add_func ("/common/find/excerpt-is-cut", test_excerpt_is_cut_around_the_first_word);
  g_test_add_func ("/common/find/fts5", test_fts5_is_asked_for_folded_words_alone);
  return g_test_run ();
}
