/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/vectors/bhd-vectors.h"

#include "server/knowledge/vectors/bhd-vector-table.h"
#include "server/store/rows/knowledge/bhd-vector-rows.h"

#include <math.h>

#define PAGE 2000      /* vectors read in one job */
#define RESCORED 100   /* whose exact numbers are read */
#define SCAN_THREADS 2 /* memory feeds no more */

typedef struct
{
  char *model;
  BhdVectorTable *table; /* (nullable) until the first vector tells the dimension */
} Shelf;

struct _BhdVectors
{
  BhdStore *store;
  GRWLock lock;
  GHashTable *shelves; /* organisation → Shelf: one model each */
};

static void
shelf_free (gpointer data)
{
  Shelf *self = data;

  g_free (self->model);
  g_clear_pointer (&self->table, bhd_vector_table_free);
  g_free (self);
}

static Shelf *
shelf_new (const char *model)
{
  Shelf *self = g_new0 (Shelf, 1);

  self->model = g_strdup (model);
  return self;
}

/* Another dimension than the table's does not fit in. */
static void
shelf_add (Shelf *self, const BhdPassageVector *vector)
{
  if (self->table == NULL)
    self->table = bhd_vector_table_new (vector->dimension);
  if (bhd_vector_table_dimension (self->table) == vector->dimension)
    bhd_vector_table_add (self->table, vector->document_id, vector->passage_id, vector->q8,
                          (float) vector->scale);
}

BhdVectors *
bhd_vectors_new (BhdStore *store)
{
  BhdVectors *self = g_new0 (BhdVectors, 1);

  self->store = store;
  g_rw_lock_init (&self->lock);
  self->shelves = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, shelf_free);
  return self;
}

void
bhd_vectors_free (BhdVectors *self)
{
  g_hash_table_unref (self->shelves);
  g_rw_lock_clear (&self->lock);
  g_free (self);
}

/* Under the lock.  Returns: (nullable) */
static Shelf *
find (BhdVectors *self, const char *organization_id, const char *model)
{
  Shelf *shelf = g_hash_table_lookup (self->shelves, organization_id);

  return shelf != NULL && g_str_equal (shelf->model, model) ? shelf : NULL;
}

/* Reading from the store. */

typedef struct
{
  const char *organization_id;
  const char *model;
  const char *document_id;
  const char *after;
} Reading;

static gpointer
read_page_job (BhdTurn *turn, gpointer data, GError **error)
{
  const Reading *reading = data;

  return bhd_vector_rows_page (turn->db, reading->organization_id, reading->model, reading->after,
                               PAGE, error);
}

static gpointer
read_document_job (BhdTurn *turn, gpointer data, GError **error)
{
  const Reading *reading = data;

  return bhd_vector_rows_of_document (turn->db, reading->organization_id, reading->model,
                                      reading->document_id, error);
}

static GPtrArray *
read_vectors (BhdVectors *self, BhdJobFunc job, Reading *reading, GError **error)
{
  return bhd_store_call_full (self->store, BHD_JOB_READ, job, reading,
                              (GDestroyNotify) g_ptr_array_unref, error);
}

static gboolean
load_shelf (BhdVectors *self, Reading *reading, Shelf *shelf, GError **error)
{
  g_autofree char *after = g_strdup ("");
  guint n = 0;

  do
    {
      g_autoptr (GPtrArray) page = NULL;

      reading->after = after;
      page = read_vectors (self, read_page_job, reading, error);
      if (page == NULL)
        return FALSE;
      for (guint i = 0; i < page->len; i++)
        shelf_add (shelf, g_ptr_array_index (page, i));
      n = page->len;
      if (n > 0)
        g_free (after), after = g_strdup (((BhdPassageVector *) page->pdata[n - 1])->passage_id);
    }
  while (n > 0);
  return TRUE;
}

gboolean
bhd_vectors_load (BhdVectors *self, const char *organization_id, const char *model, GError **error)
{
  Reading reading = { organization_id, model };
  Shelf *shelf = NULL;

  if (model != NULL)
    {
      shelf = shelf_new (model);
      if (!load_shelf (self, &reading, shelf, error))
        {
          shelf_free (shelf);
          return FALSE;
        }
    }

  g_rw_lock_writer_lock (&self->lock);
  if (shelf != NULL)
    g_hash_table_replace (self->shelves, g_strdup (organization_id), shelf);
  else
    g_hash_table_remove (self->shelves, organization_id);
  g_rw_lock_writer_unlock (&self->lock);
  return TRUE;
}

gboolean
bhd_vectors_has (BhdVectors *self, const char *organization_id, const char *model)
{
  gboolean has;

  g_rw_lock_reader_lock (&self->lock);
  has = find (self, organization_id, model) != NULL;
  g_rw_lock_reader_unlock (&self->lock);
  return has;
}

void
bhd_vectors_forget (BhdVectors *self, const char *organization_id, const char *document_id)
{
  Shelf *shelf = NULL;

  g_rw_lock_writer_lock (&self->lock);
  shelf = g_hash_table_lookup (self->shelves, organization_id);
  if (shelf != NULL && shelf->table != NULL)
    bhd_vector_table_remove (shelf->table, document_id);
  g_rw_lock_writer_unlock (&self->lock);
}

gboolean
bhd_vectors_refresh (BhdVectors *self,
                     const char *organization_id,
                     const char *model,
                     const char *document_id,
                     GError **error)
{
  Reading reading = { organization_id, model, document_id };
  g_autoptr (GPtrArray) vectors = read_vectors (self, read_document_job, &reading, error);
  Shelf *shelf = NULL;

  if (vectors == NULL)
    return FALSE;

  g_rw_lock_writer_lock (&self->lock);
  shelf = find (self, organization_id, model);
  if (shelf != NULL && shelf->table != NULL)
    bhd_vector_table_remove (shelf->table, document_id);
  for (guint i = 0; shelf != NULL && i < vectors->len; i++)
    shelf_add (shelf, g_ptr_array_index (vectors, i));
  g_rw_lock_writer_unlock (&self->lock);
  return TRUE;
}

/* The exact numbers of the best. */

typedef struct
{
  const char *organization_id;
  const char *model;
  const float *query;
  guint dimension;
  const GArray *candidates;
  GArray *hits;
} Rescoring;

static double
cosine (const float *a, const float *b, guint n)
{
  double ab = 0, aa = 0, bb = 0;

  for (guint i = 0; i < n; i++)
    {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
  return aa > 0 && bb > 0 ? ab / sqrt (aa * bb) : 0;
}

static gpointer
rescore_job (BhdTurn *turn, gpointer data, GError **error)
{
  Rescoring *self = data;
  g_autofree float *numbers = g_new (float, self->dimension);

  for (guint i = 0; i < self->candidates->len; i++)
    {
      const BhdVectorCandidate *one = &g_array_index (self->candidates, BhdVectorCandidate, i);
      GError *failure = NULL;
      BhdVectorHit hit;

      if (bhd_vector_rows_exact (turn->db, self->organization_id, self->model, one->passage_id,
                                 numbers, self->dimension, &failure))
        {
          hit = (BhdVectorHit){ g_ref_string_acquire (one->passage_id),
                                g_ref_string_acquire (one->document_id),
                                cosine (self->query, numbers, self->dimension) };
          g_array_append_val (self->hits, hit);
        }
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return NULL;
        }
    }
  return NULL;
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  double one = ((const BhdVectorHit *) a)->cosine;
  double other = ((const BhdVectorHit *) b)->cosine;

  return (one < other) - (one > other);
}

static void
hit_clear (gpointer data)
{
  BhdVectorHit *self = data;

  g_ref_string_release (self->passage_id);
  g_ref_string_release (self->document_id);
}

static GArray *
scan (BhdVectors *self,
      const char *organization_id,
      const char *model,
      const float *query,
      guint dimension,
      guint limit)
{
  GArray *candidates = NULL;
  Shelf *shelf = NULL;

  g_rw_lock_reader_lock (&self->lock);
  shelf = find (self, organization_id, model);
  if (shelf != NULL && shelf->table != NULL &&
      bhd_vector_table_dimension (shelf->table) == dimension)
    candidates = bhd_vector_table_scan (shelf->table, query, limit, SCAN_THREADS);
  g_rw_lock_reader_unlock (&self->lock);
  return candidates;
}

GArray *
bhd_vectors_search (BhdVectors *self,
                    const char *organization_id,
                    const char *model,
                    const float *query,
                    guint dimension,
                    guint limit)
{
  g_autoptr (GArray) candidates =
      scan (self, organization_id, model, query, dimension, MAX (limit, RESCORED));
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (BhdVectorHit));
  Rescoring rescoring = { organization_id, model, query, dimension, candidates, hits };
  g_autoptr (GError) error = NULL;

  g_array_set_clear_func (hits, hit_clear);
  if (candidates == NULL)
    return hits;
  bhd_store_call (self->store, BHD_JOB_READ, rescore_job, &rescoring, &error);
  if (error != NULL) /* the words alone answer then */
    g_debug ("could not read the exact vectors: %s", error->message);
  g_array_sort (hits, compare_hits);
  if (hits->len > limit)
    g_array_set_size (hits, limit);
  return hits;
}
