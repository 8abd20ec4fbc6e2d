/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-near.h"

#include "server/knowledge/vectors/bhd-vectors.h"

struct _BhdNear
{
  GHashTable *documents; /* id → BhdNearest */
};

static void
nearest_free (gpointer data)
{
  BhdNearest *self = data;

  g_ref_string_release (self->passage_id);
  g_free (self);
}

/* Cosines of different models lie in different narrow bands: what counts is the place between the
 * nearest and the farthest of those found. */
static double
share_of (const GArray *hits, guint i)
{
  double first = g_array_index (hits, BhdVectorHit, 0).cosine;
  double last = g_array_index (hits, BhdVectorHit, hits->len - 1).cosine;

  return first > last ? (g_array_index (hits, BhdVectorHit, i).cosine - last) / (first - last) : 1;
}

BhdNear *
bhd_near_new (const GArray *hits)
{
  BhdNear *self;

  if (hits == NULL || hits->len == 0)
    return NULL;
  self = g_new (BhdNear, 1);
  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal,
                                           (GDestroyNotify) g_ref_string_release, nearest_free);
  for (guint i = 0; i < hits->len; i++)
    {
      const BhdVectorHit *hit = &g_array_index (hits, BhdVectorHit, i);
      BhdNearest *nearest;

      if (g_hash_table_contains (self->documents, hit->document_id))
        continue;
      nearest = g_new (BhdNearest, 1);
      nearest->share = share_of (hits, i);
      nearest->passage_id = g_ref_string_acquire (hit->passage_id);
      g_hash_table_insert (self->documents, g_ref_string_acquire (hit->document_id), nearest);
    }
  return self;
}

void
bhd_near_free (BhdNear *self)
{
  g_hash_table_unref (self->documents);
  g_free (self);
}

const BhdNearest *
bhd_near_find (const BhdNear *self, const char *document_id)
{
  return self != NULL ? g_hash_table_lookup (self->documents, document_id) : NULL;
}

GList *
bhd_near_documents (const BhdNear *self)
{
  return g_hash_table_get_keys (self->documents);
}
