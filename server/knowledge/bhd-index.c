/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/bhd-index.h"

#include "server/knowledge/index/bhd-score.h"
#include "server/knowledge/model/bhd-teacher.h"
#include "server/knowledge/text/bhd-tokens.h"

#define TOLD 0.98 /* how sure one may be of what somebody has said */

struct _BhdIndex
{
  GMutex mutex;       /* guards the table; places live as long as the index */
  GHashTable *places; /* organisation → BhdPlace */
  BhdTeacher *teacher;
  BhdVectors *vectors; /* (nullable) */
};

#define NEAR_PASSAGES 100
#define OTHERS_SHARE 0.8 /* of the score of an article's best passage is left for its others */

BhdIndex *
bhd_index_new (void)
{
  BhdIndex *self = g_new0 (BhdIndex, 1);

  g_mutex_init (&self->mutex);
  self->places =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) bhd_place_free);
  self->teacher = bhd_teacher_new ();
  return self;
}

void
bhd_index_free (BhdIndex *self)
{
  bhd_teacher_free (self->teacher);
  g_hash_table_unref (self->places);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
bhd_index_set_vectors (BhdIndex *self, BhdVectors *vectors)
{
  self->vectors = vectors;
}

static BhdPlace *
find_place (BhdIndex *self, const char *organization_id, gboolean make)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  BhdPlace *place = g_hash_table_lookup (self->places, organization_id);

  if (place == NULL && make)
    {
      place = bhd_place_new ();
      g_hash_table_insert (self->places, g_strdup (organization_id), place);
    }
  return place;
}

void
bhd_index_put (BhdIndex *self,
               const char *organization_id,
               const char *document_id,
               GPtrArray *passages)
{
  BhdPlace *place = find_place (self, organization_id, passages != NULL && passages->len > 0);

  if (place == NULL)
    return;
  g_rw_lock_writer_lock (&place->lock);
  bhd_shard_put (place->shard, document_id, passages);
  place->changes++;
  g_rw_lock_writer_unlock (&place->lock);
  bhd_teacher_note (self->teacher, place);
}

void
bhd_index_put_phrasings (BhdIndex *self,
                         const char *organization_id,
                         const char *document_id,
                         const char *const *phrasings)
{
  BhdPlace *place = find_place (self, organization_id, phrasings != NULL && phrasings[0] != NULL);

  if (place == NULL)
    return;
  g_rw_lock_writer_lock (&place->lock);
  bhd_shard_put_phrasings (place->shard, document_id, phrasings);
  place->changes++;
  g_rw_lock_writer_unlock (&place->lock);
  bhd_teacher_note (self->teacher, place);
}

void
bhd_index_put_category (BhdIndex *self,
                        const char *organization_id,
                        const char *document_id,
                        const char *category)
{
  BhdPlace *place = find_place (self, organization_id, category != NULL);
  g_autoptr (GRWLockWriterLocker) locker = NULL;

  if (place == NULL)
    return;
  locker = g_rw_lock_writer_locker_new (&place->lock);
  bhd_shard_put_category (place->shard, document_id, category);
}

static void
hit_free (gpointer data)
{
  BhdHit *self = data;

  bhd_passage_unref (self->passage);
  g_free (self->matched);
  g_free (self);
}

static BhdHit *
hit_new (BhdShard *shard, const BhdCandidate *candidate, guint32 passage, double score)
{
  const double *signs = candidate->signs;
  BhdHit *hit = g_new0 (BhdHit, 1);

  hit->passage = bhd_passage_ref (bhd_shard_unit (shard, BHD_LANE_PASSAGES, passage)->passage);
  hit->score = score;
  hit->lexical = CLAMP (signs[BHD_SIGN_HELD], 0, 1);
  hit->phrasing = CLAMP (MAX (signs[BHD_SIGN_LETTERS], signs[BHD_SIGN_LEARNT]), 0, 1);
  hit->words = CLAMP (MAX (signs[BHD_SIGN_WORDS], signs[BHD_SIGN_SAID]), 0, 1);
  hit->dense = CLAMP (signs[BHD_SIGN_DENSE], 0, 1);
  if (candidate->entry != BHD_NO_WORD)
    hit->matched = g_strdup (bhd_shard_unit (shard, BHD_LANE_ENTRIES, candidate->entry)->text);
  return hit;
}

/* An article's other passages stand behind its best one, as far as they say less. */
static void
add_hits (GPtrArray *hits, BhdShard *shard, const BhdCandidate *candidate, double score)
{
  for (guint i = 0; i < candidate->n_passages; i++)
    g_ptr_array_add (hits, hit_new (shard, candidate, candidate->passages[i],
                                    i > 0 ? score * OTHERS_SHARE * candidate->shares[i] : score));
}

/* Somebody has said, word for word, that this is the article's question: no guess is better. */
static gboolean
is_told (BhdShard *shard, const BhdCandidate *candidate, const char *question)
{
  return candidate->phrased && candidate->entry != BHD_NO_WORD &&
         bhd_tokens_equal (bhd_shard_unit (shard, BHD_LANE_ENTRIES, candidate->entry)->text,
                           question);
}

static void
add_candidate (GPtrArray *hits,
               BhdPlace *place,
               const BhdSearch *search,
               const BhdQuery *query,
               GArray *candidates,
               guint i)
{
  const BhdCandidate *candidate = &g_array_index (candidates, BhdCandidate, i);
  double score;

  if (is_told (place->shard, candidate, search->question))
    score = TOLD;
  else if (i < search->limit)
    score = bhd_calibration_score (&place->calibration, bhd_score_logit (query, candidates, i));
  else
    return;
  add_hits (hits, place->shard, candidate, score);
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const BhdHit *x = *(const BhdHit *const *) a, *y = *(const BhdHit *const *) b;

  return x->score > y->score ? -1 : x->score < y->score;
}

/* The store is asked before the place is locked. */
static BhdNear *
find_near (BhdIndex *self, const BhdSearch *search)
{
  g_autoptr (GArray) hits = NULL;

  if (self->vectors != NULL && search->vector != NULL && search->model != NULL)
    hits = bhd_vectors_search (self->vectors, search->organization_id, search->model,
                               search->vector, search->dimension, NEAR_PASSAGES);
  return bhd_near_new (hits);
}

GPtrArray *
bhd_index_search (BhdIndex *self, const BhdSearch *search)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (hit_free);
  BhdPlace *place = find_place (self, search->organization_id, FALSE);
  g_autoptr (GRWLockReaderLocker) locker = NULL;
  g_autoptr (GArray) candidates = NULL;
  g_autoptr (BhdQuery) query = NULL;
  g_autoptr (BhdNear) near = NULL;
  BhdScoring scoring = { .category = search->category,
                         .untitled = BHD_NO_WORD,
                         .except = BHD_NO_WORD };

  if (place == NULL)
    return g_steal_pointer (&hits);

  near = find_near (self, search);
  locker = g_rw_lock_reader_locker_new (&place->lock);
  scoring.near = near;
  scoring.shard = place->shard;
  scoring.model = place->model;
  query = bhd_query_new (place->shard, search->question);
  candidates = bhd_score_articles (&scoring, query);
  for (guint i = 0; i < candidates->len; i++)
    add_candidate (hits, place, search, query, candidates, i);
  g_ptr_array_sort (hits, compare_hits);
  if (hits->len > search->limit)
    g_ptr_array_set_size (hits, (int) search->limit);
  return g_steal_pointer (&hits);
}

void
bhd_index_judge (BhdIndex *self, const char *organization_id, double score, gboolean right)
{
  BhdPlace *place = find_place (self, organization_id, FALSE);
  g_autoptr (GRWLockWriterLocker) locker = NULL;

  if (place == NULL)
    return;
  locker = g_rw_lock_writer_locker_new (&place->lock);
  bhd_calibration_judge (&place->calibration, score, right);
}

void
bhd_index_settle (BhdIndex *self)
{
  bhd_teacher_settle (self->teacher);
}
