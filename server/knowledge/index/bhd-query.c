/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-query.h"

#include "server/knowledge/index/bhd-slips.h"
#include "server/knowledge/index/bhd-spelling.h"
#include "server/knowledge/index/bhd-synonyms.h"

#include <math.h>
#include <string.h>

#define DOUBTFUL_WEIGHT 0.5 /* of another word that may have been meant */
#define COMPOUND_PART 4     /* bytes of the shortest part of a compound that is split */
#define RELATED_WEIGHT 0.4
#define RELATED_MAX 6
#define SYNONYM_WEIGHT 0.5
#define RELATED_LIKENESS 0.6 /* share of letters two terms begin with, to be related */
#define CHAIN_MAX 2000       /* terms of a chain that are looked at */

static guint32
df_of (const BhdTerm *term)
{
  return term->lanes[BHD_LANE_PASSAGES].length + term->lanes[BHD_LANE_ENTRIES].length;
}

static void
add_form (BhdQueryWord *word, const BhdShard *shard, guint32 term, double weight)
{
  guint32 df = term != BHD_NO_WORD ? df_of (bhd_vocabulary_term (shard->vocabulary, term)) : 0;

  if (df == 0 || word->n_forms == BHD_QUERY_FORMS)
    return;
  for (guint i = 0; i < word->n_forms; i++)
    if (word->forms[i].term == term)
      return;
  word->forms[word->n_forms++] = (BhdForm){ term, (float) weight };
  if (weight < 1)
    return;
  word->n_exact++;
  word->df += df;
}

/* The stems of a word in each language that documents are written in. */
static void
find_forms (BhdQueryWord *word, BhdShard *shard, const char *text, gsize length)
{
  for (guint i = 0; i < BHD_LANGUAGES; i++)
    if (shard->languages[i] > 0)
      {
        const char *stem = bhd_language_stem (i, text, length);

        add_form (word, shard, bhd_vocabulary_stem (shard->vocabulary, stem), 1);
        word->stop |= bhd_language_is_stop (i, text);
      }
}

/* “fahrradverleih” where only “fahrrad” and “verleih” are known. */
static void
find_parts (BhdQueryWord *word, BhdShard *shard, const BhdToken *token)
{
  for (gsize i = token->length - COMPOUND_PART; i >= COMPOUND_PART; i--)
    {
      g_autofree char *head = g_strndup (token->text, i);
      BhdQueryWord parts = { { { 0 } } };

      if (!g_utf8_validate (head, -1, NULL))
        continue;
      find_forms (&parts, shard, head, i);
      if (parts.n_forms == 0)
        continue;
      find_forms (&parts, shard, token->text + i, token->length - i);
      if (parts.n_forms < 2)
        continue;
      for (guint j = 0; j < parts.n_forms; j++)
        add_form (word, shard, parts.forms[j].term, 1);
      return;
    }
}

/* The words that may have been meant: the likeliest, which @token becomes, and those as near. */
static void
add_near (BhdQueryWord *word, BhdShard *shard, const guint32 *near, guint n, BhdToken *token)
{
  const BhdWord *best = bhd_vocabulary_word (shard->vocabulary, near[0]);

  for (guint i = 0; i < n; i++)
    {
      const BhdWord *known = bhd_vocabulary_word (shard->vocabulary, near[i]);

      word->stop |= i == 0 && known->stop;
      if (i == 0 || !known->stop)
        add_form (word, shard, known->term, i == 0 ? 1 : DOUBTFUL_WEIGHT);
    }
  g_strlcpy (token->text, best->text, sizeof token->text);
  token->length = strlen (token->text);
}

/* What a word that no document has must stay below to be the likelier one that was meant: the
 * documents' own words have the start, but not those that say little. */
static guint
doubt_to_beat (BhdShard *shard, const char *typed, const guint32 *near, guint n)
{
  const BhdWord *known = n > 0 ? bhd_vocabulary_word (shard->vocabulary, near[0]) : NULL;
  guint doubt;

  if (known == NULL || bhd_spelling_distance (typed, known->text, 1) > 1)
    return BHD_SPELLING_DOUBT_MAX + 1;
  doubt = bhd_spelling_doubt (typed, known->text);
  return known->stop || doubt == 0 ? doubt : doubt - 1;
}

/* What nobody has written is a slip, of a word that documents have or at least of an English one,
 * or a compound.  @token: becomes what was meant. */
static void
respell (BhdQueryWord *word, BhdShard *shard, BhdToken *token)
{
  guint32 near[BHD_SPELLING_MOST];
  guint n = bhd_spelling_nearest (shard->vocabulary, token->text, near);

  if (bhd_slips_is_word (token))
    return;
  if (bhd_slips_mend (token, doubt_to_beat (shard, token->text, near, n)))
    find_forms (word, shard, token->text, token->length); /* documents may have another form */
  else if (n > 0)
    add_near (word, shard, near, n, token);
  else if (token->length >= 2 * COMPOUND_PART)
    find_parts (word, shard, token);
}

static double
likeness (const char *a, const char *b)
{
  gsize same = 0;

  while (a[same] != '\0' && a[same] == b[same])
    same++;
  return 2.0 * (double) same / (double) (strlen (a) + strlen (b));
}

static int
compare_weight (gconstpointer a, gconstpointer b)
{
  const BhdForm *x = a, *y = b;

  if (x->weight != y->weight)
    return x->weight > y->weight ? -1 : 1;
  return x->term < y->term ? -1 : x->term > y->term;
}

/* Terms that begin as the word does: “Norman” and “Normandy” have to do with each other. */
static void
find_relatives (BhdQueryWord *word, BhdShard *shard, const char *stem)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (BhdForm));
  guint32 number = bhd_vocabulary_alike (shard->vocabulary, stem);

  for (guint i = 0; number != BHD_NO_WORD && i < CHAIN_MAX; i++)
    {
      const BhdTerm *term = bhd_vocabulary_term (shard->vocabulary, number);
      double like = likeness (stem, term->stem);
      BhdForm form = { number, (float) (RELATED_WEIGHT * like) };

      if (like >= RELATED_LIKENESS && like < 1 && df_of (term) > 0)
        g_array_append_val (found, form);
      number = term->alike;
    }
  g_array_sort (found, compare_weight);
  for (guint i = 0; i < found->len && i < RELATED_MAX; i++)
    add_form (word, shard, g_array_index (found, BhdForm, i).term,
              g_array_index (found, BhdForm, i).weight);
}

static void
find_synonyms (BhdQueryWord *word, BhdShard *shard, guint language, const char *stem)
{
  const GPtrArray *synonyms = bhd_synonyms_find (language, stem);

  for (guint i = 0; synonyms != NULL && i < synonyms->len; i++)
    add_form (word, shard, bhd_vocabulary_stem (shard->vocabulary, synonyms->pdata[i]),
              SYNONYM_WEIGHT);
}

static void
relate (BhdQueryWord *word, BhdShard *shard, const BhdToken *token)
{
  for (guint i = 1; i < BHD_LANGUAGES; i++)
    if (shard->languages[i] > 0)
      {
        g_autofree char *stem = g_strdup (bhd_language_stem (i, token->text, token->length));

        find_relatives (word, shard, stem);
        find_synonyms (word, shard, i, stem);
      }
}

static gboolean
has_term (const BhdQuery *self, guint32 term)
{
  for (guint i = 0; i < self->n_words; i++)
    for (guint j = 0; j < self->words[i].n_exact; j++)
      if (self->words[i].forms[j].term == term)
        return TRUE;
  return FALSE;
}

/* As the documents write it, if they do. */
static void
mean (BhdQueryWord *word, BhdShard *shard, const BhdToken *token, BhdMeaning *meaning)
{
  const char *stem = word->n_exact > 0
                         ? bhd_vocabulary_term (shard->vocabulary, word->forms[0].term)->stem
                         : bhd_language_stem (BHD_LANGUAGE_ENGLISH, token->text, token->length);

  word->meant = bhd_meaning_add (meaning, bhd_word_vectors_find (stem));
}

static void
add_word (BhdQuery *self, BhdShard *shard, BhdToken *token, BhdMeaning *meaning)
{
  BhdQueryWord *word = &self->words[self->n_words];

  *word = (BhdQueryWord){ .weight = 1 };
  find_forms (word, shard, token->text, token->length);
  if (word->n_forms == 0 && !word->stop)
    respell (word, shard, token);
  if (word->n_exact > 0 && has_term (self, word->forms[0].term))
    return;
  mean (word, shard, token, meaning);
  if (!word->stop)
    relate (word, shard, token);
  self->n_words++;
  self->n_content += !word->stop;
}

static double
idf (const BhdShard *shard, guint32 df)
{
  guint32 n = shard->lanes[BHD_LANE_PASSAGES].n + shard->lanes[BHD_LANE_ENTRIES].n;

  return log (1 + (n - MIN (df, n) + 0.5) / (df + 0.5));
}

static void
weigh (BhdQuery *self, const BhdShard *shard)
{
  double unknown = 0, covered = 0;

  for (guint i = 0; i < self->n_words; i++)
    {
      BhdQueryWord *word = &self->words[i];

      if (word->stop && self->n_content > 0)
        word->weight *= word->n_exact > 0 ? BHD_STOP_WEIGHT : 0; /* missing, it says nothing */
      word->mass = word->weight * idf (shard, word->df);
      self->mass += word->mass;
      if (word->n_exact == 0)
        unknown += word->mass;
      if (word->meant)
        covered += word->mass;
    }
  self->unknown = self->mass > 0 ? unknown / self->mass : 1;
  self->mass = MAX (self->mass, 1e-6);
  self->covered = covered / self->mass;
}

BhdQuery *
bhd_query_new (BhdShard *shard, const char *question)
{
  BhdQuery *self = g_new (BhdQuery, 1);
  BhdMeaning meaning = { { 0 } };
  BhdTokens tokens;
  BhdToken token;
  g_autoptr (GString) meant = g_string_new (NULL);

  self->n_words = self->n_content = 0;
  self->mass = 0;
  self->wanted = bhd_wanted_of (question);
  bhd_tokens_init (&tokens, question);
  while (self->n_words < BHD_QUERY_MAX && bhd_tokens_next (&tokens, &token))
    {
      add_word (self, shard, &token, &meaning);
      g_string_append_printf (meant, "%s ", token.text);
    }
  weigh (self, shard);
  self->meaning = bhd_meaning_direction (&meaning);
  self->grams = bhd_grams_new (meant->str);
  return self;
}

void
bhd_query_free (BhdQuery *self)
{
  g_free (self->grams);
  g_free (self->meaning);
  g_free (self);
}
