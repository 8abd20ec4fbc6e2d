/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/model/bhd-practice.h"

#include "server/knowledge/model/bhd-foreign-questions.h"

#include <string.h>

#define OWN_MAX 200
#define FOREIGN_MAX 200
#define TITLE_WEIGHT 0.3 /* a title is less like a question than a phrasing is */
#define NAMESAKE 0.6     /* likeness in letters of two titles that name neither article */

static void
practice_clear (gpointer data)
{
  g_free (((BhdPractice *) data)->question);
}

static int
compare_id (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const BhdArticle *const *) a)->id, (*(const BhdArticle *const *) b)->id);
}

static GPtrArray *
sorted_articles (BhdShard *shard)
{
  GPtrArray *articles = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer article;

  g_hash_table_iter_init (&iter, shard->articles);
  while (g_hash_table_iter_next (&iter, NULL, &article))
    if (((BhdArticle *) article)->passages->len > 0)
      g_ptr_array_add (articles, article);
  g_ptr_array_sort (articles, compare_id);
  return articles;
}

static const char *
title_of (gconstpointer article)
{
  return ((BhdPassage *) g_ptr_array_index (((const BhdArticle *) article)->passages, 0))->title;
}

/* Titles of several articles name none of them. */
static GHashTable *
repeated_titles (GPtrArray *articles)
{
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *repeated = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < articles->len; i++)
    if (!g_hash_table_add (all, (gpointer) title_of (g_ptr_array_index (articles, i))))
      g_hash_table_add (repeated, (gpointer) title_of (g_ptr_array_index (articles, i)));
  return repeated;
}

/* Phrasings are what visitors say; where there are none, titles have to do. */
static void
plan_article (BhdShard *shard,
              const BhdArticle *article,
              guint turn,
              GHashTable *repeated,
              GArray *plan)
{
  const GArray *entries = article->units[BHD_LANE_ENTRIES];
  guint n_phrasings = article->phrasings != NULL ? g_strv_length (article->phrasings) : 0;
  guint first = entries->len > n_phrasings ? entries->len - n_phrasings : 0;
  BhdPractice practice = { .article = article->number };

  if (n_phrasings > 0 ? turn >= n_phrasings : turn > 0)
    return;
  practice.title = n_phrasings == 0;
  practice.place = practice.title ? 0 : first + turn;
  if (practice.place >= entries->len ||
      (practice.title && g_hash_table_contains (repeated, title_of (article))))
    return;
  practice.entry = g_array_index (entries, guint32, practice.place);
  practice.question = g_strdup (bhd_shard_unit (shard, BHD_LANE_ENTRIES, practice.entry)->text);
  g_array_append_val (plan, practice);
}

static void
plan_foreign (const BhdShard *shard, GArray *plan)
{
  const char *const *questions = bhd_foreign_questions (bhd_shard_language (shard));

  for (guint i = 0; questions != NULL && questions[i] != NULL && i < FOREIGN_MAX; i++)
    {
      BhdPractice practice = { .question = g_strdup (questions[i]),
                               .article = BHD_NO_WORD,
                               .entry = BHD_NO_WORD };

      g_array_append_val (plan, practice);
    }
}

GArray *
bhd_practice_plan (BhdShard *shard)
{
  g_autoptr (GPtrArray) articles = sorted_articles (shard);
  g_autoptr (GHashTable) repeated = repeated_titles (articles);
  GArray *plan = g_array_new (FALSE, FALSE, sizeof (BhdPractice));
  guint step = MAX (articles->len / OWN_MAX, 1);
  guint before = G_MAXUINT;

  g_array_set_clear_func (plan, practice_clear);
  /* One of each article, then a second one of each, until there are enough. */
  for (guint turn = 0; plan->len < OWN_MAX && plan->len != before; turn++)
    {
      before = plan->len;
      for (guint i = 0; i < articles->len && plan->len < OWN_MAX; i += step)
        plan_article (shard, g_ptr_array_index (articles, i), turn, repeated, plan);
    }
  plan_foreign (shard, plan);
  return plan;
}

/* Whether an entry of another article is so like the title that nobody could tell whose it is. */
static gboolean
has_namesake (const BhdPractice *self, GArray *candidates)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      const BhdCandidate *candidate = &g_array_index (candidates, BhdCandidate, i);

      if (candidate->article->number != self->article &&
          candidate->signs[BHD_SIGN_LETTERS] >= NAMESAKE)
        return TRUE;
    }
  return FALSE;
}

void
bhd_practice_ask (const BhdPractice *self, BhdShard *shard, const BhdModel *model, GArray *trials)
{
  const BhdScoring scoring = { .shard = shard,
                               .model = model,
                               .except = self->entry,
                               .untitled = self->title ? self->article : BHD_NO_WORD };
  g_autoptr (BhdQuery) query = bhd_query_new (shard, self->question);
  g_autoptr (GArray) candidates = bhd_score_articles (&scoring, query);
  BhdTrial trial = { .logit = -10, .weight = self->title ? TITLE_WEIGHT : 1 };

  if (self->title && has_namesake (self, candidates))
    return;
  if (candidates->len > 0)
    {
      trial.logit = bhd_score_logit (query, candidates, 0);
      trial.right = g_array_index (candidates, BhdCandidate, 0).article->number == self->article;
    }
  trial.foreign = self->article == BHD_NO_WORD;
  g_array_append_val (trials, trial);
}
