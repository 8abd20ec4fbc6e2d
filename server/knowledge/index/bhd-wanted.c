/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-wanted.h"

#include <string.h>

/* Words as bhd-tokens.h folds them. */
static const struct
{
  const char *before; /* (nullable) the word that stands right before it */
  const char *word;
  BhdWanted wanted;
} asking[] = {
  { NULL, "when", BHD_WANTED_DATE },      { NULL, "wann", BHD_WANTED_DATE },
  { "what", "year", BHD_WANTED_DATE },    { "which", "year", BHD_WANTED_DATE },
  { "what", "century", BHD_WANTED_DATE }, { "which", "century", BHD_WANTED_DATE },
  { "what", "decade", BHD_WANTED_DATE },  { "which", "decade", BHD_WANTED_DATE },
  { "welchem", "jahr", BHD_WANTED_DATE }, { "welchem", "jahrhundert", BHD_WANTED_DATE },
  { "how", "many", BHD_WANTED_NUMBER },   { "how", "much", BHD_WANTED_NUMBER },
  { "how", "long", BHD_WANTED_NUMBER },   { "how", "old", BHD_WANTED_NUMBER },
  { "how", "far", BHD_WANTED_NUMBER },    { "how", "large", BHD_WANTED_NUMBER },
  { "how", "big", BHD_WANTED_NUMBER },    { "how", "tall", BHD_WANTED_NUMBER },
  { "how", "high", BHD_WANTED_NUMBER },   { "wie", "viel", BHD_WANTED_NUMBER },
  { "wie", "viele", BHD_WANTED_NUMBER },  { "wie", "lange", BHD_WANTED_NUMBER },
  { "wie", "alt", BHD_WANTED_NUMBER },    { "wie", "weit", BHD_WANTED_NUMBER },
  { "wie", "gross", BHD_WANTED_NUMBER },  { "wie", "hoch", BHD_WANTED_NUMBER },
  { NULL, "wieviel", BHD_WANTED_NUMBER }, { NULL, "who", BHD_WANTED_NAME },
  { NULL, "whose", BHD_WANTED_NAME },     { NULL, "whom", BHD_WANTED_NAME },
};

static const char *const dates[] = {
  "january", "february", "april",    "june",    "july",     "august",      "september",
  "october", "november", "december", "century", "januar",   "februar",     "marz",
  "mai",     "juni",     "juli",     "oktober", "dezember", "jahrhundert", NULL,
};

static const char *const numbers[] = {
  "one",       "two",        "three",   "four",    "five",     "six",     "seven",   "eight",
  "nine",      "ten",        "eleven",  "twelve",  "twenty",   "thirty",  "forty",   "fifty",
  "hundred",   "thousand",   "million", "billion", "once",     "twice",   "half",    "third",
  "zwei",      "drei",       "vier",    "funf",    "sechs",    "sieben",  "acht",    "neun",
  "zehn",      "elf",        "zwolf",   "zwanzig", "dreissig", "hundert", "tausend", "million",
  "millionen", "milliarden", NULL,
};

static BhdWanted
wanted_by (const char *before, const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (asking); i++)
    if (strcmp (asking[i].word, word) == 0 &&
        (asking[i].before == NULL || strcmp (asking[i].before, before) == 0))
      return asking[i].wanted;
  return BHD_WANTED_NOTHING;
}

BhdWanted
bhd_wanted_of (const char *question)
{
  char before[BHD_TOKEN_MAX + 1] = "";
  BhdTokens tokens;
  BhdToken token;

  bhd_tokens_init (&tokens, question);
  while (bhd_tokens_next (&tokens, &token))
    {
      BhdWanted wanted = wanted_by (before, token.text);

      if (wanted != BHD_WANTED_NOTHING)
        return wanted;
      g_strlcpy (before, token.text, sizeof before);
    }
  return BHD_WANTED_NOTHING;
}

#define YEAR_DIGITS 3 /* at least */

gboolean
bhd_wanted_is (BhdWanted self, const BhdToken *word, gboolean first)
{
  gboolean digit = g_ascii_isdigit (word->text[0]);

  switch (self)
    {
    case BHD_WANTED_DATE:
      return digit ? word->length >= YEAR_DIGITS : g_strv_contains (dates, word->text);
    case BHD_WANTED_NUMBER:
      return digit || g_strv_contains (numbers, word->text);
    case BHD_WANTED_NAME:
      return !first && g_unichar_isupper (g_utf8_get_char (word->start));
    case BHD_WANTED_NOTHING:
    default:
      return FALSE;
    }
}
