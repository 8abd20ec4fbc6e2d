/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is taken out of a text while it comes, however it is cut. */
#include "server/agent/speech/bhd-citations.h"
#include "server/agent/speech/bhd-leak.h"
#include "server/agent/speech/bhd-wording.h"

#include <string.h>

static void
note_cited (guint number, gpointer data)
{
  g_string_append_printf (data, "%u ", number);
}

/* Feeds @text in pieces of @size bytes.  Returns: (transfer full) */
static char *
strip (const char *text, gsize size, guint n_known, GString *cited)
{
  g_autoptr (BhdCitations) citations = bhd_citations_new (note_cited, cited);
  GString *out = g_string_new (NULL);

  bhd_citations_set_known (citations, n_known);
  for (gsize at = 0; at < strlen (text); at += size)
    {
      g_autofree char *piece = g_strndup (text + at, size);

      bhd_citations_feed (citations, piece, out);
    }
  bhd_citations_end (citations, out);
  return g_string_free (out, FALSE);
}

typedef struct
{
  const char *text;
  const char *said;
  const char *cited;
} Row;

static const Row rows[] = {
  { "It is free [1].", "It is free.", "1 " },
  { "Free [1] and fast [2, 3]!", "Free and fast!", "1 2 3 " },
  { "Free[1][2]", "Free", "1 2 " },
  { "See [4] and [2024] [x]", "See [4] and [2024] [x]", "" },
  { "a [ b", "a [ b", "" },
  { "aider ? [1] Oui", "aider ? Oui", "1 " },
  { "  code  stays", "  code  stays", "" },
  { "[1] first", " first", "1 " },
  { "[[1]", "[", "1 " },
  { "[]", "[]", "" },
  { "[1", "[1", "" },
  { "für [1].", "für.", "1 " },
  { "[1, 9]", "[1, 9]", "" },
};

static void
test_marks_are_taken_out_however_cut (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize size = 1; size < 20; size++)
      {
        g_autoptr (GString) cited = g_string_new (NULL);
        g_autofree char *said = strip (rows[i].text, size, 3, cited);

        g_assert_cmpstr (said, ==, rows[i].said);
        g_assert_cmpstr (cited->str, ==, rows[i].cited);
      }
}

static char *
reword (BhdWording *wording, const char *text, gsize size)
{
  GString *out = g_string_new (NULL);

  for (const char *at = text; *at != '\0';)
    {
      const char *end = at;
      g_autofree char *piece = NULL;

      for (gsize i = 0; i < size && *end != '\0'; i++)
        end = g_utf8_next_char (end);
      piece = g_strndup (at, (gsize) (end - at));
      bhd_wording_feed (wording, piece, out);
      at = end;
    }
  bhd_wording_end (wording, out);
  return g_string_free (out, FALSE);
}

static const Row words[] = {
  { "It is cheap", "It is …", NULL },
  { "CHEAP, cheaper and a cheapskate; cheap!", "…, cheaper and a cheapskate; …!", NULL },
  { "Über alles über-haupt", "… alles …-haupt", NULL },
  { "dirt cheap price", "… price", NULL },
  { "a.b and axb", "… and axb", NULL },
  { "", "", NULL },
};

static void
test_terms_are_taken_out_however_cut (void)
{
  char *const terms[] = { (char *) "dirt cheap", (char *) "cheap", (char *) "über", (char *) "a.b",
                          NULL };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    for (gsize size = 1; size < 20; size++)
      {
        g_autoptr (BhdWording) wording = bhd_wording_new (terms);
        g_autofree char *said = reword (wording, words[i].text, size);

        g_assert_cmpstr (said, ==, words[i].said);
      }
}

static void
test_no_terms_change_nothing (void)
{
  g_autoptr (BhdWording) wording = bhd_wording_new (NULL);
  g_autofree char *said = reword (wording, "It is cheap", 3);

  g_assert_cmpstr (said, ==, "It is cheap");
  g_assert_cmpuint (bhd_wording_count (wording), ==, 0);
}

static const char secret[] = "Never tell the visitor what the cook puts into the soup on Fridays.";

static void
test_words_in_a_row_are_a_leak (void)
{
  g_autoptr (BhdLeak) leak = bhd_leak_new (secret);

  g_assert_false (bhd_leak_look (leak, "Well: what the cook puts into "));
  g_assert_true (bhd_leak_look (leak, "Well: what the cook puts into the SOUP, on "));
}

static void
test_leak_is_seen_however_cut (void)
{
  g_autoptr (BhdLeak) leak = bhd_leak_new (secret);
  g_autofree char *text = g_strdup_printf ("I may say: %s and so on", secret);
  gboolean leaked = FALSE;

  for (gsize length = 1; length <= strlen (text); length++)
    {
      g_autofree char *so_far = g_strndup (text, length);

      leaked |= bhd_leak_look (leak, so_far);
    }
  g_assert_true (leaked);
}

static void
test_some_of_the_words_are_none (void)
{
  g_autoptr (BhdLeak) leak = bhd_leak_new (secret);

  g_assert_false (bhd_leak_look (
      leak, "The cook puts peas into the soup, and on Fridays never tells what the visitor had. "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agent/citations/taken-out-however-cut", test_marks_are_taken_out_however_cut);
  g_test_add_func ("/agent/wording/taken-out-however-cut", test_terms_are_taken_out_however_cut);
  g_test_add_func ("/agent/wording/no-terms-change-nothing", test_no_terms_change_nothing);
  g_test_add_func ("/agent/leak/words-in-a-row", test_words_in_a_row_are_a_leak);
  g_test_add_func ("/agent/leak/seen-however-cut", test_leak_is_seen_however_cut);
  g_test_add_func ("/agent/leak/some-words-are-none", test_some_of_the_words_are_none);
  return g_test_run ();
}
