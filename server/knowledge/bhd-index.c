/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/bhd-index.h"

#include "server/knowledge/index/bhd-score.h"

/* An organisation's shard and its lock: filling one does not hold up the others' visitors. */
typedef struct
{
  GRWLock lock;
  BhdShard *shard;
  double judged; /* added to the logit of each score: what judgements of answers taught */
} Place;

struct _BhdIndex
{
  GMutex mutex;       /* guards the table; places live as long as the index */
  GHashTable *places; /* organisation → Place */
};

static Place *
place_new (void)
{
  Place *self = g_new0 (Place, 1);

  g_rw_lock_init (&self->lock);
  self->shard = bhd_shard_new ();
  return self;
}

static void
place_free (gpointer data)
{
  Place *self = data;

  bhd_shard_free (self->shard);
  g_rw_lock_clear (&self->lock);
  g_free (self);
}

BhdIndex *
bhd_index_new (void)
{
  BhdIndex *self = g_new0 (BhdIndex, 1);

  g_mutex_init (&self->mutex);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, place_free);
  return self;
}

void
bhd_index_free (BhdIndex *self)
{
  g_hash_table_unref (self->places);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static Place *
find_place (BhdIndex *self, const char *organization_id, gboolean make)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Place *place = g_hash_table_lookup (self->places, organization_id);

  if (place == NULL && make)
    {
      place = place_new ();
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
  Place *place = find_place (self, organization_id, passages != NULL && passages->len > 0);
  g_autoptr (GRWLockWriterLocker) locker = NULL;

  if (place == NULL)
    return;
  locker = g_rw_lock_writer_locker_new (&place->lock);
  bhd_shard_put (place->shard, document_id, passages);
}

void
bhd_index_put_phrasings (BhdIndex *self,
                         const char *organization_id,
                         const char *document_id,
                         const char *const *phrasings)
{
  Place *place = find_place (self, organization_id, phrasings != NULL && phrasings[0] != NULL);
  g_autoptr (GRWLockWriterLocker) locker = NULL;

  if (place == NULL)
    return;
  locker = g_rw_lock_writer_locker_new (&place->lock);
  bhd_shard_put_phrasings (place->shard, document_id, phrasings);
}

void
bhd_index_put_category (BhdIndex *self,
                        const char *organization_id,
                        const char *document_id,
                        const char *category)
{
  Place *place = find_place (self, organization_id, category != NULL);
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

static gboolean
is_wanted (const Place *place, const BhdSlot *slot, const char *category)
{
  return category == NULL ||
         g_strcmp0 (bhd_shard_category (place->shard, slot->passage->document_id), category) == 0;
}

/* A judgement of one answer moves the odds of the organisation's scores by this, at most to
 * JUDGED_MOST. */
#define JUDGED_STEP 0.1
#define JUDGED_MOST 1.0

static BhdHit *
hit_new (const Place *place, const BhdQuery *query, const BhdCandidate *candidate)
{
  const BhdSlot *slot = bhd_shard_slot (place->shard, candidate->slot);
  BhdHit *hit = g_new0 (BhdHit, 1);

  hit->passage = bhd_passage_ref (slot->passage);
  hit->score = bhd_score_confidence (query, candidate, place->judged);
  hit->lexical = candidate->coverage;
  hit->phrasing = candidate->heading;
  hit->matched = g_strdup (slot->phrasing != NULL ? slot->phrasing : slot->passage->title);
  return hit;
}

GPtrArray *
bhd_index_search (BhdIndex *self, const BhdSearch *search)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (hit_free);
  Place *place = find_place (self, search->organization_id, FALSE);
  g_autoptr (GRWLockReaderLocker) locker = NULL;
  g_autoptr (GArray) candidates = NULL;
  BhdQuery query;

  if (place == NULL)
    return g_steal_pointer (&hits);

  locker = g_rw_lock_reader_locker_new (&place->lock);
  bhd_query_read (&query, place->shard, search->question);
  candidates = bhd_score_candidates (&query, place->shard);
  for (guint i = 0; i < candidates->len && hits->len < search->limit; i++)
    {
      const BhdCandidate *candidate = &g_array_index (candidates, BhdCandidate, i);

      if (is_wanted (place, bhd_shard_slot (place->shard, candidate->slot), search->category))
        g_ptr_array_add (hits, hit_new (place, &query, candidate));
    }
  return g_steal_pointer (&hits);
}

void
bhd_index_judge (BhdIndex *self, const char *organization_id, double score, gboolean right)
{
  Place *place = find_place (self, organization_id, FALSE);
  g_autoptr (GRWLockWriterLocker) locker = NULL;

  if (place == NULL)
    return;
  locker = g_rw_lock_writer_locker_new (&place->lock);
  place->judged += JUDGED_STEP * (right - CLAMP (score, 0, 1));
  place->judged = CLAMP (place->judged, -JUDGED_MOST, JUDGED_MOST);
}
