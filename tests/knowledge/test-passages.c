/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/text/bhd-passages.h"

#include "common/bh-id.h"
#include "server/knowledge/text/bhd-markdown.h"

#include <string.h>

static const BhdPassage *
at (GPtrArray *passages, guint i)
{
  g_assert_cmpuint (i, <, passages->len);
  return g_ptr_array_index (passages, i);
}

static guint
count_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);

  return g_strv_length (words);
}

static void
test_headings_part_passages (void)
{
  g_autoptr (GPtrArray) passages =
      bhd_passages_cut ("d", "Returns", "markdown",
                        "# Returns\nFirst.\n## Within 30 days\nSecond.\n## Later\nThird.");

  g_assert_cmpuint (passages->len, ==, 3);
  g_assert_cmpstr (at (passages, 0)->heading, ==, "");
  g_assert_cmpstr (at (passages, 1)->heading, ==, "Within 30 days");
  g_assert_cmpstr (at (passages, 2)->body, ==, "Third.");
}

static void
test_heading_path_holds_its_parents (void)
{
  g_autoptr (GPtrArray) passages =
      bhd_passages_cut ("d", "Help", "markdown", "## Returns\n### Within 30 days\nText.");

  g_assert_cmpstr (at (passages, 0)->heading, ==, "Returns › Within 30 days");
}

static void
test_passages_know_their_document (void)
{
  g_autoptr (GPtrArray) passages = bhd_passages_cut ("d", "Returns", "text", "Text.");

  g_assert_cmpstr (at (passages, 0)->document_id, ==, "d");
  g_assert_cmpstr (at (passages, 0)->title, ==, "Returns");
  g_assert_true (bh_id_is_valid (at (passages, 0)->id));
}

static char *
prose (guint sentences)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sentences; i++)
    g_string_append_printf (text, "Sentence number %u says that nothing is so long that it ends. ",
                            i);
  return g_string_free (text, FALSE);
}

static void
test_long_paragraph_is_parted_between_sentences (void)
{
  g_autofree char *text = prose (60);
  g_autoptr (GPtrArray) passages = bhd_passages_cut ("d", "T", "text", text);

  g_assert_cmpuint (passages->len, >, 4);
  for (guint i = 0; i < passages->len; i++)
    {
      g_assert_cmpuint (count_words (at (passages, i)->body), <=, 145);
      g_assert_true (g_str_has_suffix (at (passages, i)->body, "ends."));
    }
}

static void
test_parts_overlap_by_a_sentence (void)
{
  g_autofree char *text = prose (60);
  g_autoptr (GPtrArray) passages = bhd_passages_cut ("d", "T", "text", text);
  const char *last = g_strrstr (at (passages, 0)->body, "Sentence");

  g_assert_true (g_str_has_prefix (at (passages, 1)->body, last));
}

static void
test_short_paragraphs_are_read_together (void)
{
  g_autoptr (GPtrArray) passages = bhd_passages_cut ("d", "T", "text", "One.\n\nTwo.\n\nThree.");

  g_assert_cmpuint (passages->len, ==, 1);
  g_assert_cmpstr (at (passages, 0)->body, ==, "One.\nTwo.\nThree.");
}

/* @sentences of ten words each. */
static GPtrArray *
cut_paragraphs (guint first, const char *announced, guint second)
{
  g_autofree char *one = prose (first);
  g_autofree char *two = prose (second);
  g_autofree char *text = g_strdup_printf ("%s%s\n\n%s", one, announced, two);

  return bhd_passages_cut ("d", "T", "text", text);
}

static void
test_full_paragraphs_stand_apart (void)
{
  g_autoptr (GPtrArray) passages = cut_paragraphs (5, "", 5);

  g_assert_cmpuint (passages->len, ==, 2);
}

static void
test_an_announced_paragraph_stays_with_its_announcement (void)
{
  g_autoptr (GPtrArray) passages = cut_paragraphs (5, "It goes like this:", 5);

  g_assert_cmpuint (passages->len, ==, 1);
}

static void
test_a_paragraph_of_two_hundred_words_stays_whole (void)
{
  g_autofree char *text = prose (17);
  g_autoptr (GPtrArray) passages = bhd_passages_cut ("d", "T", "text", text);

  g_assert_cmpuint (count_words (text), >, 180);
  g_assert_cmpuint (passages->len, ==, 1);
}

static void
test_nothing_gives_nothing (void)
{
  g_autoptr (GPtrArray) passages = bhd_passages_cut ("d", "T", "markdown", "# T\n\n## Empty\n");

  g_assert_cmpuint (passages->len, ==, 0);
}

typedef struct
{
  const char *name;
  const char *line;
  const char *clean;
} Case;

static const Case cases[] = {
  { "emphasis-goes", "a **bold** and *soft* word", "a bold and soft word" },
  { "links-leave-their-words", "see [the list](https://example.org/a) now", "see the list now" },
  { "images-leave-their-words", "![a bike](bike.png)", "a bike" },
  { "code-marks-go", "press `Return`", "press Return" },
  { "tags-go", "one<br>two", "one two" },
  { "addresses-stay", "<https://example.org>", "https://example.org" },
  { "escapes-are-opened", "5 \\* 3", "5 * 3" },
  { "snake-case-stays", "set my_own_value", "set my_own_value" },
  { "lone-stars-stay", "5 * 3 < 20", "5 * 3 < 20" },
  { "open-link-stays-readable", "see [the list](", "see the list](" },
};

static void
test_clean (gconstpointer data)
{
  const Case *each = data;
  g_autofree char *clean = bhd_markdown_clean (each->line, -1);

  g_assert_cmpstr (clean, ==, each->clean);
}

static void
test_lists_and_tables_become_lines (void)
{
  static const char text[] = "Costs:\n\n- one\n* two\n3. three\n\n| Job | Price |\n|---|---|\n"
                             "| Tube | 18 |\n";
  g_autoptr (GPtrArray) passages = bhd_passages_cut ("d", "T", "markdown", text);

  g_assert_cmpstr (at (passages, 0)->body, ==, "Costs:\n• one\n• two\n3. three\n• Tube: 18");
}

static void
test_wide_table_says_its_head_with_each_row (void)
{
  static const char text[] = "| Bike | Day | Week |\n|---|---|---|\n| City | 14 | 69 |\n";
  g_autoptr (GPtrArray) passages = bhd_passages_cut ("d", "T", "markdown", text);

  g_assert_cmpstr (at (passages, 0)->body, ==, "• City: Day 14, Week 69");
}

static void
test_front_matter_and_rules_go (void)
{
  static const char text[] = "---\nlayout: page\n---\nOne.\n\n***\n\nTwo.";
  g_autoptr (GPtrArray) passages = bhd_passages_cut ("d", "T", "markdown", text);

  g_assert_cmpstr (at (passages, 0)->body, ==, "One.\nTwo.");
}

static void
test_underlined_heading_is_one (void)
{
  g_autoptr (GPtrArray) passages =
      bhd_passages_cut ("d", "T", "markdown", "Returns\n=======\n\nText.");

  g_assert_cmpstr (at (passages, 0)->heading, ==, "Returns");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/knowledge/passages/headings-part-passages", test_headings_part_passages);
  g_test_add_func ("/knowledge/passages/heading-path-holds-its-parents",
                   test_heading_path_holds_its_parents);
  g_test_add_func ("/knowledge/passages/know-their-document", test_passages_know_their_document);
  g_test_add_func ("/knowledge/passages/long-paragraph-is-parted-between-sentences",
                   test_long_paragraph_is_parted_between_sentences);
  g_test_add_func ("/knowledge/passages/parts-overlap-by-a-sentence",
                   test_parts_overlap_by_a_sentence);
  g_test_add_func ("/knowledge/passages/short-paragraphs-are-read-together",
                   test_short_paragraphs_are_read_together);
  g_test_add_func ("/knowledge/passages/full-paragraphs-stand-apart",
                   test_full_paragraphs_stand_apart);
  g_test_add_func ("/knowledge/passages/an-announced-paragraph-stays-with-its-announcement",
                   test_an_announced_paragraph_stays_with_its_announcement);
  g_test_add_func ("/knowledge/passages/a-paragraph-of-two-hundred-words-stays-whole",
                   test_a_paragraph_of_two_hundred_words_stays_whole);
  g_test_add_func ("/knowledge/passages/nothing-gives-nothing", test_nothing_gives_nothing);
  g_test_add_func ("/knowledge/passages/lists-and-tables-become-lines",
                   test_lists_and_tables_become_lines);
  g_test_add_func ("/knowledge/passages/wide-table-says-its-head-with-each-row",
                   test_wide_table_says_its_head_with_each_row);
  g_test_add_func ("/knowledge/passages/front-matter-and-rules-go", test_front_matter_and_rules_go);
  g_test_add_func ("/knowledge/passages/underlined-heading-is-one", test_underlined_heading_is_one);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/knowledge/markdown/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_clean);
    }
  return g_test_run ();
}
