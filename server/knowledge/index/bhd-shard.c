/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-shard.h"

#include <string.h>

#define SAMPLE 2000      /* bytes of a document are enough to know its language */
#define GRAMS_FROM 50000 /* entries: the runs of letters of further ones are not kept */
#define SEPARATOR " › "

static void
article_free (gpointer data)
{
  BhdArticle *self = data;

  for (guint lane = 0; lane < BHD_LANES; lane++)
    g_array_unref (self->units[lane]);
  g_ptr_array_unref (self->passages);
  g_strfreev (self->phrasings);
  g_free (self->category);
  g_free (self->id);
  g_free (self);
}

static BhdArticle *
article_new (const char *id, guint32 number)
{
  BhdArticle *self = g_new0 (BhdArticle, 1);

  self->id = g_strdup (id);
  self->number = number;
  self->passages = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_passage_unref);
  for (guint lane = 0; lane < BHD_LANES; lane++)
    self->units[lane] = g_array_new (FALSE, FALSE, sizeof (guint32));
  return self;
}

static void
unit_clear (gpointer data)
{
  BhdUnit *unit = data;

  g_free (unit->grams);
  g_free (unit->meaning);
}

BhdShard *
bhd_shard_new (void)
{
  BhdShard *self = g_new0 (BhdShard, 1);

  self->vocabulary = bhd_vocabulary_new ();
  for (guint lane = 0; lane < BHD_LANES; lane++)
    {
      self->lanes[lane].units = g_array_new (FALSE, TRUE, sizeof (BhdUnit));
      g_array_set_clear_func (self->lanes[lane].units, unit_clear);
      self->lanes[lane].lengths = g_array_new (FALSE, TRUE, sizeof (guint16));
      self->lanes[lane].free = g_array_new (FALSE, FALSE, sizeof (guint32));
    }
  self->grams = bhd_gram_table_new ();
  self->numbered = g_ptr_array_new ();
  self->articles = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, article_free);
  return self;
}

void
bhd_shard_free (BhdShard *self)
{
  bhd_vocabulary_free (self->vocabulary);
  for (guint lane = 0; lane < BHD_LANES; lane++)
    {
      g_array_unref (self->lanes[lane].units);
      g_array_unref (self->lanes[lane].lengths);
      g_array_unref (self->lanes[lane].free);
    }
  g_free (self->grams);
  g_ptr_array_unref (self->numbered);
  g_hash_table_unref (self->articles);
  g_free (self);
}

double
bhd_shard_mean (const BhdShard *self, BhdLaneKind lane)
{
  const BhdLane *l = &self->lanes[lane];

  return l->n > 0 ? MAX ((double) l->length / l->n, 1) : 1;
}

const char *
bhd_shard_heading (const BhdPassage *passage)
{
  gsize length = strlen (passage->title);

  if (length == 0 || strncmp (passage->heading, passage->title, length) != 0)
    return passage->heading;
  if (passage->heading[length] == '\0')
    return passage->heading + length;
  return g_str_has_prefix (passage->heading + length, SEPARATOR)
             ? passage->heading + length + strlen (SEPARATOR)
             : passage->heading;
}

/* The heading right over the passage, “” where there is none. */
static const char *
last_heading (const BhdPassage *passage)
{
  const char *path = bhd_shard_heading (passage);
  const char *last = g_strrstr (path, SEPARATOR);

  return last != NULL ? last + strlen (SEPARATOR) : path;
}

static guint32
take_unit (BhdLane *self)
{
  guint32 number;

  self->n++;
  if (self->free->len == 0)
    {
      g_array_set_size (self->units, self->units->len + 1);
      g_array_set_size (self->lengths, self->units->len);
      return self->units->len - 1;
    }
  number = g_array_index (self->free, guint32, self->free->len - 1);
  g_array_set_size (self->free, self->free->len - 1);
  return number;
}

/* A unit on its way into its lane, or (@sign -1) out of it. */
typedef struct
{
  BhdShard *shard;
  BhdLaneKind lane;
  guint32 number;
  guint32 language;
  int sign;
} Filling;

/* Returns: how many words there are in @text. */
static guint32
count_words (const Filling *self, const char *text, guint weight)
{
  BhdVocabulary *vocabulary = self->shard->vocabulary;
  guint32 n = 0;
  BhdTokens tokens;
  BhdToken token;

  bhd_tokens_init (&tokens, text);
  for (; bhd_tokens_next (&tokens, &token); n++)
    {
      guint32 id = bhd_vocabulary_intern (vocabulary, self->language, &token);
      BhdWord *word = bhd_vocabulary_word (vocabulary, id);
      BhdPostings *postings = &bhd_vocabulary_term (vocabulary, word->term)->lanes[self->lane];

      word->count += (guint32) self->sign;
      if (self->sign > 0)
        bhd_postings_add (postings, self->number, weight);
      else
        bhd_postings_remove (postings, self->number);
    }
  return n * weight;
}

static guint32
count_unit (const Filling *self, const BhdUnit *unit)
{
  if (self->lane == BHD_LANE_ENTRIES)
    return count_words (self, unit->text, 1);
  return count_words (self, unit->passage->title, BHD_TITLE_WEIGHT) +
         count_words (self, bhd_shard_heading (unit->passage), BHD_TITLE_WEIGHT) +
         count_words (self, unit->passage->body, 1);
}

/* What entries are compared by beside their words. */
static void
read_entry (BhdShard *self, BhdUnit *unit)
{
  BhdMeaning meaning = { { 0 } };
  BhdTokens tokens;
  BhdToken token;

  unit->grams = bhd_grams_new (unit->text);
  bhd_gram_table_add (self->grams, unit->grams, 1);
  bhd_tokens_init (&tokens, unit->text);
  while (bhd_tokens_next (&tokens, &token))
    bhd_meaning_add (&meaning, bhd_word_vectors_find (
                                   bhd_language_stem (unit->language, token.text, token.length)));
  unit->meaning = bhd_meaning_direction (&meaning);
}

static void
add_unit (BhdShard *self, BhdLaneKind lane, const BhdUnit *draft)
{
  Filling filling = { self, lane, 0, draft->language, 1 };
  BhdUnit *unit;
  guint32 length;

  if (self->lanes[lane].n >= BHD_UNIT_MAX)
    return;
  filling.number = take_unit (&self->lanes[lane]);
  unit = bhd_shard_unit (self, lane, filling.number);
  *unit = *draft;
  length = MIN (count_unit (&filling, unit), G_MAXUINT16);
  g_array_index (self->lanes[lane].lengths, guint16, filling.number) = (guint16) length;
  self->lanes[lane].length += length;
  self->languages[unit->language]++;
  if (lane == BHD_LANE_ENTRIES && self->lanes[lane].n <= GRAMS_FROM)
    read_entry (self, unit);
  g_array_append_val (unit->article->units[lane], filling.number);
}

static void
remove_unit (BhdShard *self, BhdLaneKind lane, guint32 number)
{
  BhdUnit *unit = bhd_shard_unit (self, lane, number);
  Filling filling = { self, lane, number, unit->language, -1 };

  count_unit (&filling, unit);
  self->lanes[lane].n--;
  self->lanes[lane].length -= g_array_index (self->lanes[lane].lengths, guint16, number);
  self->languages[unit->language]--;
  if (unit->grams != NULL)
    bhd_gram_table_add (self->grams, unit->grams, -1);
  unit_clear (unit);
  memset (unit, 0, sizeof *unit);
  g_array_append_val (self->lanes[lane].free, number);
}

static void
empty (BhdShard *self, BhdArticle *article, BhdLaneKind lane)
{
  for (guint i = 0; i < article->units[lane]->len; i++)
    remove_unit (self, lane, g_array_index (article->units[lane], guint32, i));
  g_array_set_size (article->units[lane], 0);
}

/* What most is written in: what a short text is taken for. */
static guint
main_language (const BhdShard *self)
{
  guint best = BHD_LANGUAGE_UNKNOWN;

  for (guint i = 1; i < BHD_LANGUAGES; i++)
    if (self->languages[i] > self->languages[best])
      best = i;
  return best;
}

static guint
guess_language (const BhdShard *self, const BhdArticle *article)
{
  g_autoptr (GString) sample = g_string_new (NULL);

  for (guint i = 0; i < article->passages->len && sample->len < SAMPLE; i++)
    {
      const BhdPassage *passage = g_ptr_array_index (article->passages, i);

      g_string_append_printf (sample, "%s %s ", passage->title, passage->body);
    }
  return bhd_language_guess (sample->str, main_language (self));
}

static void
add_passages (BhdShard *self, BhdArticle *article)
{
  for (guint i = 0; i < article->passages->len; i++)
    {
      BhdUnit unit = { .article = article,
                       .passage = g_ptr_array_index (article->passages, i),
                       .language = article->language };

      add_unit (self, BHD_LANE_PASSAGES, &unit);
    }
}

/* Once a heading, however many passages stand under it. */
static void
add_headings (BhdShard *self, BhdArticle *article)
{
  const char *title = ((BhdPassage *) g_ptr_array_index (article->passages, 0))->title;
  BhdUnit unit = { .article = article, .text = title, .language = article->language };
  const char *before = "";

  add_unit (self, BHD_LANE_ENTRIES, &unit);
  for (guint i = 0; i < article->passages->len; i++)
    {
      unit.passage = g_ptr_array_index (article->passages, i);
      unit.text = last_heading (unit.passage);
      if (*unit.text != '\0' && !g_str_equal (unit.text, before))
        add_unit (self, BHD_LANE_ENTRIES, &unit);
      before = unit.text;
    }
}

static void
add_phrasings (BhdShard *self, BhdArticle *article)
{
  for (char **phrasing = article->phrasings; phrasing != NULL && *phrasing != NULL; phrasing++)
    {
      BhdUnit unit = { .article = article,
                       .text = *phrasing,
                       .language = bhd_language_guess (*phrasing, article->language) };

      add_unit (self, BHD_LANE_ENTRIES, &unit);
    }
}

/* Phrasings wait until there is something to answer with. */
static void
fill_entries (BhdShard *self, BhdArticle *article)
{
  if (article->passages->len == 0)
    return;
  add_headings (self, article);
  add_phrasings (self, article);
}

static BhdArticle *
find_article (BhdShard *self, const char *document_id)
{
  BhdArticle *article = g_hash_table_lookup (self->articles, document_id);

  if (article != NULL)
    return article;
  article = article_new (document_id, self->numbered->len);
  g_ptr_array_add (self->numbered, article);
  g_hash_table_insert (self->articles, article->id, article);
  return article;
}

void
bhd_shard_put (BhdShard *self, const char *document_id, GPtrArray *passages)
{
  BhdArticle *article = find_article (self, document_id);

  article->changes++;
  empty (self, article, BHD_LANE_PASSAGES);
  empty (self, article, BHD_LANE_ENTRIES);
  if (passages == NULL || passages->len == 0)
    {
      g_ptr_array_index (self->numbered, article->number) = NULL;
      g_hash_table_remove (self->articles, document_id);
      return;
    }
  g_ptr_array_set_size (article->passages, 0);
  for (guint i = 0; i < passages->len; i++)
    g_ptr_array_add (article->passages, bhd_passage_ref (g_ptr_array_index (passages, i)));
  article->language = guess_language (self, article);
  add_passages (self, article);
  fill_entries (self, article);
}

void
bhd_shard_put_phrasings (BhdShard *self, const char *document_id, const char *const *phrasings)
{
  BhdArticle *article = find_article (self, document_id);

  article->changes++;
  empty (self, article, BHD_LANE_ENTRIES);
  g_strfreev (article->phrasings);
  article->phrasings = g_strdupv ((char **) phrasings);
  fill_entries (self, article);
}

void
bhd_shard_put_category (BhdShard *self, const char *document_id, const char *category)
{
  BhdArticle *article = find_article (self, document_id);

  g_free (article->category);
  article->category = g_strdup (category);
}

const char *
bhd_shard_language (const BhdShard *self)
{
  return bhd_language_code (main_language (self));
}
