/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/model/bhd-lesson.h"

#include "server/knowledge/model/bhd-foreign-questions.h"

#include <math.h>

#define CELLS_MAX (6 * 1024 * 1024) /* of the table that is learnt: rows × classes */
#define EXAMPLES_MAX 30000

#define MEANING_LENGTH 254.0f /* of a direction */

static const guint32 letter_rows[] = { 4096, 1024, 256 }; /* the first that fits */

void
bhd_rows_clear (BhdRows *self)
{
  g_clear_pointer (&self->by_term, g_free);
  g_clear_pointer (&self->idf, g_free);
}

static int
compare_row (gconstpointer a, gconstpointer b)
{
  const BhdTrait *x = a, *y = b;

  return x->row < y->row ? -1 : x->row > y->row;
}

/* One trait a row: those of the same row are added. */
static void
merge (GArray *traits)
{
  guint kept = 0;

  g_array_sort (traits, compare_row);
  for (guint i = 0; i < traits->len; i++)
    {
      const BhdTrait trait = g_array_index (traits, BhdTrait, i);

      if (kept > 0 && g_array_index (traits, BhdTrait, kept - 1).row == trait.row)
        g_array_index (traits, BhdTrait, kept - 1).value += trait.value;
      else
        g_array_index (traits, BhdTrait, kept++) = trait;
    }
  g_array_set_size (traits, kept);
}

static void
scale (GArray *traits, double squares)
{
  float factor = squares > 0 ? (float) (1 / sqrt (squares)) : 0;

  for (guint i = 0; i < traits->len; i++)
    g_array_index (traits, BhdTrait, i).value *= factor;
}

static GArray *
read_words (const BhdRows *self, const GArray *terms)
{
  GArray *traits = g_array_new (FALSE, FALSE, sizeof (BhdTrait));
  double squares = 0;

  for (guint i = 0; i < terms->len; i++)
    {
      guint32 term = g_array_index (terms, guint32, i);
      guint32 row = term < self->n_terms ? self->by_term[term] : BHD_NO_WORD;
      BhdTrait trait = { row, row != BHD_NO_WORD ? self->idf[row] : self->unknown };

      if (row != BHD_NO_WORD)
        g_array_append_val (traits, trait);
      squares += trait.value * trait.value;
    }
  merge (traits);
  scale (traits, squares);
  return traits;
}

static GArray *
read_letters (const BhdRows *self, const BhdGrams *grams, const BhdGramTable *table)
{
  GArray *traits = g_array_new (FALSE, FALSE, sizeof (BhdTrait));
  guint32 n = self->n_letters;
  double squares = 0;

  for (guint i = 0; n > 0 && i < grams->n; i++)
    {
      BhdTrait trait = { self->n_words + grams->kinds[i] % n,
                         sqrtf (table->weights[grams->kinds[i]]) };

      g_array_append_val (traits, trait);
      squares += trait.value * trait.value;
    }
  merge (traits);
  scale (traits, squares);
  return traits;
}

GArray *
bhd_rows_read (const BhdRows *self,
               const GArray *terms,
               const BhdGrams *grams,
               const gint8 *meaning,
               const BhdGramTable *table)
{
  GArray *traits = read_words (self, terms);
  g_autoptr (GArray) letters = read_letters (self, grams, table);

  g_array_append_vals (traits, letters->data, letters->len);
  for (guint i = 0; meaning != NULL && i < BHD_WORD_VECTOR_SIZE; i++)
    {
      BhdTrait trait = { self->n_words + self->n_letters + i, meaning[i] / MEANING_LENGTH };

      g_array_append_val (traits, trait);
    }
  return traits;
}

static GArray *
terms_of (BhdShard *shard, const BhdUnit *entry)
{
  GArray *terms = g_array_new (FALSE, FALSE, sizeof (guint32));
  BhdTokens tokens;
  BhdToken token;

  bhd_tokens_init (&tokens, entry->text);
  while (bhd_tokens_next (&tokens, &token))
    {
      guint32 id = bhd_vocabulary_find (shard->vocabulary, entry->language, &token);

      if (id != BHD_NO_WORD)
        g_array_append_val (terms, bhd_vocabulary_word (shard->vocabulary, id)->term);
    }
  return terms;
}

/* The entries to learn from, in an order that does not depend on how they came. */
typedef struct
{
  guint32 class;
  GArray *terms;
  const BhdGrams *grams;
  const gint8 *meaning; /* (nullable) */
  BhdQuery *query;      /* (nullable) a foreign question's, which owns the above */
} Draft;

static void
draft_clear (gpointer data)
{
  Draft *self = data;

  g_array_unref (self->terms);
  g_clear_pointer (&self->query, bhd_query_free);
}

GArray *
bhd_lesson_terms (const BhdQuery *query)
{
  GArray *terms = g_array_new (FALSE, FALSE, sizeof (guint32));
  const guint32 unknown = BHD_NO_WORD;

  for (guint i = 0; i < query->n_words; i++)
    {
      const BhdQueryWord *word = &query->words[i];

      if (word->n_exact > 0 || !word->stop)
        g_array_append_val (terms, *(word->n_exact > 0 ? &word->forms[0].term : &unknown));
    }
  return terms;
}

static int
compare_id (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const BhdArticle *const *) a)->id, (*(const BhdArticle *const *) b)->id);
}

static GPtrArray *
learnable (BhdShard *shard)
{
  GPtrArray *articles = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer article;

  g_hash_table_iter_init (&iter, shard->articles);
  while (g_hash_table_iter_next (&iter, NULL, &article))
    if (((BhdArticle *) article)->phrasings != NULL &&
        ((BhdArticle *) article)->units[BHD_LANE_ENTRIES]->len >= BHD_LESSON_ENTRIES)
      g_ptr_array_add (articles, article);
  g_ptr_array_sort (articles, compare_id);
  return articles;
}

static void
draft_article (BhdShard *shard,
               const BhdArticle *article,
               guint32 class,
               GArray *drafts,
               guint fold,
               guint folds)
{
  const GArray *entries = article->units[BHD_LANE_ENTRIES];

  for (guint i = 0; i < entries->len && drafts->len < EXAMPLES_MAX; i++)
    {
      const BhdUnit *unit =
          bhd_shard_unit (shard, BHD_LANE_ENTRIES, g_array_index (entries, guint32, i));
      Draft draft = { .class = class, .grams = unit->grams, .meaning = unit->meaning };

      if ((folds > 0 && i % folds == fold) || unit->grams == NULL)
        continue;
      draft.terms = terms_of (shard, unit);
      g_array_append_val (drafts, draft);
    }
}

/* What belongs to no article is a class of its own, so that a question of other things is not taken
 * for the least unlikely of few. */
static void
draft_foreign (BhdShard *shard, guint32 class, GArray *drafts, guint fold, guint folds)
{
  const char *const *questions = bhd_foreign_questions (bhd_shard_language (shard));

  for (guint i = 0; questions != NULL && questions[i] != NULL; i++)
    {
      Draft draft = { .class = class };

      if (folds > 0 && i % folds == fold)
        continue;
      draft.query = bhd_query_new (shard, questions[i]);
      draft.terms = bhd_lesson_terms (draft.query);
      draft.grams = draft.query->grams;
      draft.meaning = draft.query->meaning;
      g_array_append_val (drafts, draft);
    }
}

static void
number_rows (BhdRows *rows, BhdShard *shard, GArray *drafts)
{
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (guint32));

  rows->n_terms = bhd_vocabulary_n_terms (shard->vocabulary);
  rows->by_term = g_new (guint32, rows->n_terms + 1);
  for (guint32 i = 0; i < rows->n_terms; i++)
    rows->by_term[i] = BHD_NO_WORD;
  for (guint i = 0; i < drafts->len; i++)
    {
      const GArray *terms = g_array_index (drafts, Draft, i).terms;

      for (guint j = 0; j < terms->len; j++)
        {
          guint32 term = g_array_index (terms, guint32, j);
          guint32 *row = &rows->by_term[MIN (term, rows->n_terms)], none = 0;

          if (term == BHD_NO_WORD)
            continue;
          if (*row == BHD_NO_WORD)
            {
              *row = counts->len;
              g_array_append_val (counts, none);
            }
          g_array_index (counts, guint32, *row)++;
        }
    }
  rows->n_words = counts->len;
  rows->idf = g_new (float, counts->len + 1);
  for (guint i = 0; i < counts->len; i++)
    rows->idf[i] = logf (1 + (float) drafts->len / (float) g_array_index (counts, guint32, i));
  rows->unknown = logf (1 + (float) drafts->len);
}

/* As many rows for letters as there is room.  Returns: whether the words alone fit. */
static gboolean
choose_size (BhdRows *rows, guint n_classes)
{
  rows->n_rows = rows->n_words + BHD_WORD_VECTOR_SIZE;
  for (guint i = 0; i < G_N_ELEMENTS (letter_rows); i++)
    if ((guint64) (rows->n_rows + letter_rows[i]) * n_classes <= CELLS_MAX)
      {
        rows->n_letters = letter_rows[i];
        rows->n_rows += letter_rows[i];
        break;
      }
  return (guint64) rows->n_rows * n_classes <= CELLS_MAX;
}

BhdLesson *
bhd_lesson_new (BhdShard *shard, guint fold, guint folds)
{
  g_autoptr (BhdLesson) self = g_new0 (BhdLesson, 1);
  g_autoptr (GPtrArray) articles = learnable (shard);
  g_autoptr (GArray) drafts = g_array_new (FALSE, FALSE, sizeof (Draft));

  g_array_set_clear_func (drafts, draft_clear);
  self->examples = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->classes = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->articles = g_array_new (FALSE, FALSE, sizeof (BhdLearnt));
  for (guint32 i = 0; i < articles->len; i++)
    {
      const BhdArticle *article = g_ptr_array_index (articles, i);
      BhdLearnt learnt = { article->number, article->changes };

      draft_article (shard, article, i, drafts, fold, folds);
      g_array_append_val (self->articles, learnt);
    }
  draft_foreign (shard, articles->len, drafts, fold, folds);
  number_rows (&self->rows, shard, drafts);
  if (articles->len < 2 || !choose_size (&self->rows, articles->len + 1))
    return NULL;
  for (guint i = 0; i < drafts->len; i++)
    {
      const Draft *draft = &g_array_index (drafts, Draft, i);

      g_ptr_array_add (self->examples, bhd_rows_read (&self->rows, draft->terms, draft->grams,
                                                      draft->meaning, shard->grams));
      g_array_append_val (self->classes, draft->class);
    }
  return g_steal_pointer (&self);
}

void
bhd_lesson_free (BhdLesson *self)
{
  bhd_rows_clear (&self->rows);
  g_clear_pointer (&self->examples, g_ptr_array_unref);
  g_clear_pointer (&self->classes, g_array_unref);
  g_clear_pointer (&self->articles, g_array_unref);
  g_free (self);
}
