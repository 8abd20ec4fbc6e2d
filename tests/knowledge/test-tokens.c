/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/text/bhd-tokens.h"

#include "server/knowledge/index/bhd-spelling.h"
#include "server/knowledge/text/bhd-language.h"
#include "server/knowledge/text/bhd-sentences.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *words; /* joined by | */
} Case;

static const Case cases[] = {
  { "case-is-folded", "Hello WORLD", "hello|world" },
  { "accents-go", "Größe café ÅRHUS", "grosse|cafe|arhus" },
  { "compatibility-forms-are-opened", "ﬁnd ２０", "find|20" },
  { "apostrophes-join", "don't what’s", "dont|whats" },
  { "elisions-part", "l'heure I'm", "l|heure|i|m" },
  { "numbers-stay-whole", "9.90 euros, 1,000.", "9.90|euros|1,000" },
  { "marks-part", "e-mail/chat (now)", "e|mail|chat|now" },
  { "han-gives-pairs", "配送时间", "配送|送时|时间" },
  { "one-han-character-is-a-word", "我 ok", "我|ok" },
  { "scripts-meet", "iPhone手机壳", "iphone|手机|机壳" },
  { "cyrillic-is-folded", "Доставка", "доставка" },
  { "vowel-signs-stay", "नमस्ते", "नमस्ते" },
  { "nothing", " .,- ", "" },
};

static void
test_case (gconstpointer data)
{
  const Case *each = data;
  g_autoptr (GString) words = g_string_new (NULL);
  BhdTokens tokens;
  BhdToken token;

  bhd_tokens_init (&tokens, each->text);
  while (bhd_tokens_next (&tokens, &token))
    g_string_append_printf (words, "%s%s", words->len > 0 ? "|" : "", token.text);
  g_assert_cmpstr (words->str, ==, each->words);
}

static void
test_long_word_is_cut (void)
{
  g_autofree char *text = g_strnfill (10000, 'x');
  BhdTokens tokens;
  BhdToken token;

  bhd_tokens_init (&tokens, text);
  g_assert_true (bhd_tokens_next (&tokens, &token));
  g_assert_cmpuint (token.length, ==, BHD_TOKEN_MAX);
  g_assert_false (bhd_tokens_next (&tokens, &token));
}

static void
test_language_is_known_by_its_words (void)
{
  static const char *const texts[][2] = {
    { "en", "You may return what you bought within thirty days." },
    { "de", "Sie können alles innerhalb von dreißig Tagen zurückgeben." },
    { "fr", "Vous pouvez nous retourner les articles dans un délai de trente jours." },
    { "", "配送需要三天" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpstr (bhd_language_code (bhd_language_guess (texts[i][1], BHD_LANGUAGE_UNKNOWN)), ==,
                     texts[i][0]);
}

static void
test_slips_are_counted (void)
{
  g_assert_cmpuint (bhd_spelling_distance ("return", "return", 2), ==, 0);
  g_assert_cmpuint (bhd_spelling_distance ("retrun", "return", 2), ==, 1);
  g_assert_cmpuint (bhd_spelling_distance ("retun", "return", 2), ==, 1);
  g_assert_cmpuint (bhd_spelling_distance ("rückgabe", "ruckgabe", 2), ==, 1);
  g_assert_cmpuint (bhd_spelling_distance ("bicycle", "return", 2), ==, 3);
}

static void
test_sentences_end_where_they_do (void)
{
  static const char text[] =
      "It costs approx. 9.90 euros. Really? Yes! See e.g. the list:\n• one\n• two";
  static const char *const expected[] = { "It costs approx. 9.90 euros.", "Really?", "Yes!",
                                          "See e.g. the list:",           "• one",   "• two" };
  g_autoptr (GArray) sentences = bhd_sentences_split (text);

  g_assert_cmpuint (sentences->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < sentences->len; i++)
    {
      const BhdSentence *at = &g_array_index (sentences, BhdSentence, i);
      g_autofree char *sentence = g_strndup (at->start, at->length);

      g_assert_cmpstr (sentence, ==, expected[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/knowledge/tokens/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/knowledge/tokens/long-word-is-cut", test_long_word_is_cut);
  g_test_add_func ("/knowledge/language/is-known-by-its-words",
                   test_language_is_known_by_its_words);
  g_test_add_func ("/knowledge/spelling/slips-are-counted", test_slips_are_counted);
  g_test_add_func ("/knowledge/sentences/end-where-they-do", test_sentences_end_where_they_do);
  return g_test_run ();
}
