/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/text/bhd-quote.h"

#include "server/knowledge/text/bhd-language.h"
#include "server/knowledge/text/bhd-sentences.h"
#include "server/knowledge/text/bhd-tokens.h"

#include <math.h>
#include <string.h>

#define SHORT_BODY 45  /* words: nothing is left out */
#define QUOTE_WORDS 70 /* no further sentence behind this many */
#define QUOTE_SENTENCES 3
#define STOP_WEIGHT 0.15
#define LIST_MAX 8 /* a list of up to so many lines is not torn apart */

typedef struct
{
  guint language;
  GHashTable *asked; /* stem → (owned) weight as a double* */
  GArray *sentences; /* of BhdSentence */
  double *scores;    /* by sentence */
  gboolean *chosen;
  guint n_chosen;
  guint words;
} Choice;

typedef void (*StemFunc) (const char *stem, gboolean stop, gpointer data);

static void
each_stem (guint language, const char *text, gsize length, StemFunc func, gpointer data)
{
  g_autofree char *copy = g_strndup (text, length);
  BhdTokens tokens;
  BhdToken token;

  bhd_tokens_init (&tokens, copy);
  while (bhd_tokens_next (&tokens, &token))
    func (bhd_language_stem (language, token.text, token.length),
          bhd_language_is_stop (language, token.text), data);
}

static void
note_asked_cb (const char *stem, gboolean stop, gpointer data)
{
  double *weight = g_new (double, 1);

  *weight = stop ? STOP_WEIGHT : 1;
  g_hash_table_replace (data, g_strdup (stem), weight);
}

static void
note_held_cb (const char *stem, gboolean stop, gpointer data)
{
  g_hash_table_add (data, g_strdup (stem));
}

static GHashTable *
stems_of (const Choice *self, guint i)
{
  const BhdSentence *sentence = &g_array_index (self->sentences, BhdSentence, i);
  GHashTable *held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  each_stem (self->language, sentence->start, sentence->length, note_held_cb, held);
  return held;
}

/* A word of the question is worth more the fewer of the sentences have it. */
static void
score_stem (Choice *self, GHashTable **held, const char *stem, double weight)
{
  guint df = 0;

  for (guint i = 0; i < self->sentences->len; i++)
    df += g_hash_table_contains (held[i], stem);
  for (guint i = 0; i < self->sentences->len; i++)
    if (g_hash_table_contains (held[i], stem))
      self->scores[i] += weight * log (1 + (self->sentences->len + 1) / (df + 0.5));
}

static void
score_sentences (Choice *self)
{
  g_autofree GHashTable **held = g_new0 (GHashTable *, self->sentences->len + 1);
  GHashTableIter iter;
  gpointer stem, weight;

  for (guint i = 0; i < self->sentences->len; i++)
    held[i] = stems_of (self, i);
  g_hash_table_iter_init (&iter, self->asked);
  while (g_hash_table_iter_next (&iter, &stem, &weight))
    score_stem (self, held, stem, *(double *) weight);
  for (guint i = 0; i < self->sentences->len; i++)
    g_hash_table_unref (held[i]);
}

static const BhdSentence *
sentence_at (const Choice *self, guint i)
{
  return &g_array_index (self->sentences, BhdSentence, i);
}

static void
choose (Choice *self, guint i)
{
  if (self->chosen[i])
    return;
  self->chosen[i] = TRUE;
  self->n_chosen++;
  self->words += sentence_at (self, i)->words;
}

/* A list is read with the line that introduces it, and as a whole where it is short. */
static void
choose_list (Choice *self, guint i)
{
  guint first = i, last = i;

  while (first > 0 && sentence_at (self, first - 1)->item)
    first--;
  while (last + 1 < self->sentences->len && sentence_at (self, last + 1)->item)
    last++;
  if (last - first < LIST_MAX)
    for (guint j = first; j <= last; j++)
      choose (self, j);
  if (first > 0)
    choose (self, first - 1);
  choose (self, i);
}

/* “It also …” says little without what it speaks of. */
static gboolean
leans_back (const BhdSentence *sentence)
{
  static const char *const openings[] = {
    "It ",     "They ",      "This ",  "That ",     "These ",  "Those ", "He ",   "She ",
    "Then ",   "But ",       "And ",   "Otherwise", "However", "Also ",  "Both ", "In that",
    "In this", "After that", "Dann ",  "Diese",     "Sie ",    "Es ",    "Er ",   "Aber ",
    "Danach",  "Das ",       "Dabei ", "Dafür ",    "Sonst ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    if (strncmp (sentence->start, openings[i], strlen (openings[i])) == 0)
      return TRUE;
  return FALSE;
}

static void
choose_readable (Choice *self, guint i)
{
  if (sentence_at (self, i)->item)
    {
      choose_list (self, i);
      return;
    }
  if (i > 0 && !sentence_at (self, i)->fresh && leans_back (sentence_at (self, i)))
    choose (self, i - 1);
  choose (self, i);
}

static int
best_left (const Choice *self)
{
  int best = -1;

  for (guint i = 0; i < self->sentences->len; i++)
    if (!self->chosen[i] && (best < 0 || self->scores[i] > self->scores[best]))
      best = (int) i;
  return best;
}

static char *
join_chosen (const Choice *self)
{
  GString *text = g_string_new (NULL);
  gboolean torn = FALSE;

  for (guint i = 0; i < self->sentences->len; i++)
    {
      const BhdSentence *sentence = sentence_at (self, i);

      if (!self->chosen[i])
        {
          torn = TRUE;
          continue;
        }
      if (text->len > 0)
        g_string_append_c (text, sentence->item || (sentence->fresh && !torn) ? '\n' : ' ');
      g_string_append_len (text, sentence->start, sentence->length);
      torn = FALSE;
    }
  return g_string_free (text, FALSE);
}

char *
bhd_quote_best (const char *question, const char *body)
{
  Choice self = { bhd_language_guess (body, bhd_language_guess (question, BHD_LANGUAGE_UNKNOWN)) };
  guint words = 0;
  char *quote;

  self.sentences = bhd_sentences_split (body);
  for (guint i = 0; i < self.sentences->len; i++)
    words += sentence_at (&self, i)->words;

  self.asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  each_stem (self.language, question, strlen (question), note_asked_cb, self.asked);
  self.scores = g_new0 (double, self.sentences->len + 1);
  self.chosen = g_new0 (gboolean, self.sentences->len + 1);
  score_sentences (&self);
  while (self.n_chosen < self.sentences->len &&
         (words <= SHORT_BODY || (self.n_chosen < QUOTE_SENTENCES && self.words < QUOTE_WORDS / 2)))
    choose_readable (&self, (guint) best_left (&self));

  quote = join_chosen (&self);
  g_hash_table_unref (self.asked);
  g_array_unref (self.sentences);
  g_free (self.scores);
  g_free (self.chosen);
  return quote;
}
