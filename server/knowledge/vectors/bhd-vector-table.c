/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/vectors/bhd-vector-table.h"

#include "server/knowledge/vectors/bhd-dot.h"
#include "server/knowledge/vectors/bhd-nearest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define SEGMENT_ROWS 4096 /* memory grows by so many, and nothing is moved when it does */
#define ALIGNMENT (1 << 12)
#define SPLIT_ROWS 50000 /* more rows than this a thread are worth a further one */
#define THREADS_MAX 16

typedef struct
{
  GRefString *id;
  GArray *rows; /* of gsize */
} Document;

typedef struct
{
  GRefString *passage_id;
  Document *document;
  float scale; /* makes the product with a query of length one the cosine */
} Row;

struct _BhdVectorTable
{
  guint dimension;
  guint stride;
  GPtrArray *segments;   /* of guint8 *, SEGMENT_ROWS rows each */
  GArray *rows;          /* of Row */
  GHashTable *documents; /* id → Document */
};

/* One thread's share of a scan. */
typedef struct
{
  const BhdVectorTable *table;
  const gint8 *query;
  guint first; /* in segments */
  guint end;
  BhdNearest nearest;
} Share;

static void
document_free (gpointer data)
{
  Document *self = data;

  g_ref_string_release (self->id);
  g_array_unref (self->rows);
  g_free (self);
}

BhdVectorTable *
bhd_vector_table_new (guint dimension)
{
  BhdVectorTable *self = g_new0 (BhdVectorTable, 1);

  self->dimension = dimension;
  self->stride = BHD_DOT_STRIDE (dimension);
  self->segments = g_ptr_array_new_with_free_func (free);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, document_free);
  return self;
}

void
bhd_vector_table_free (BhdVectorTable *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    g_ref_string_release (g_array_index (self->rows, Row, i).passage_id);
  g_hash_table_unref (self->documents);
  g_array_unref (self->rows);
  g_ptr_array_unref (self->segments);
  g_free (self);
}

guint
bhd_vector_table_dimension (const BhdVectorTable *self)
{
  return self->dimension;
}

gsize
bhd_vector_table_size (const BhdVectorTable *self)
{
  return self->rows->len;
}

static guint8 *
bytes_of (const BhdVectorTable *self, gsize row)
{
  guint8 *segment = g_ptr_array_index (self->segments, row / SEGMENT_ROWS);

  return segment + row % SEGMENT_ROWS * self->stride;
}

/* Zeroed, aligned, and in large pages where there are any: a scan goes through all of it. */
static void
grow (BhdVectorTable *self)
{
  gsize size = (gsize) SEGMENT_ROWS * self->stride;
  gpointer segment = NULL;

  if (posix_memalign (&segment, ALIGNMENT, size) != 0)
    g_error ("no memory for %" G_GSIZE_FORMAT " bytes of vectors", size);
  madvise (segment, size, MADV_HUGEPAGE);
  memset (segment, BHD_DOT_ZERO, size);
  g_ptr_array_add (self->segments, segment);
}

static Document *
document_get (BhdVectorTable *self, const char *id)
{
  Document *document = g_hash_table_lookup (self->documents, id);

  if (document == NULL)
    {
      document = g_new0 (Document, 1);
      document->id = g_ref_string_new (id);
      document->rows = g_array_new (FALSE, FALSE, sizeof (gsize));
      g_hash_table_insert (self->documents, document->id, document);
    }
  return document;
}

/* What @q8 times its scale would have to be divided by to be of length one. */
static float
length_of (const gint8 *q8, guint n)
{
  gint64 sum = 0;

  for (guint i = 0; i < n; i++)
    sum += q8[i] * q8[i];
  return sqrtf ((float) sum);
}

void
bhd_vector_table_add (BhdVectorTable *self,
                      const char *document_id,
                      const char *passage_id,
                      const gint8 *q8,
                      float scale)
{
  float length = length_of (q8, self->dimension);
  gsize at = self->rows->len;
  Row row = { g_ref_string_new (passage_id), document_get (self, document_id), 0 };
  guint8 *bytes = NULL;

  if (at / SEGMENT_ROWS >= self->segments->len)
    grow (self);
  bytes = bytes_of (self, at);
  for (guint i = 0; i < self->dimension; i++)
    bytes[i] = (guint8) (q8[i] + BHD_DOT_ZERO);
  /* The length before rounding was one. */
  row.scale = scale > 0 ? scale : length > 0 ? 1 / length : 0;
  g_array_append_val (row.document->rows, at);
  g_array_append_val (self->rows, row);
}

/* Tells the document of @row that it has moved there from @before. */
static void
note_move (const Row *row, gsize before, gsize now)
{
  GArray *rows = row->document->rows;

  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, gsize, i) == before)
      g_array_index (rows, gsize, i) = now;
}

/* The last row takes the place. */
static void
remove_row (BhdVectorTable *self, gsize at)
{
  gsize last = self->rows->len - 1;
  Row *row = &g_array_index (self->rows, Row, at);

  g_ref_string_release (row->passage_id);
  if (at != last)
    {
      *row = g_array_index (self->rows, Row, last);
      memcpy (bytes_of (self, at), bytes_of (self, last), self->stride);
      note_move (row, last, at);
    }
  memset (bytes_of (self, last), BHD_DOT_ZERO, self->stride);
  g_array_set_size (self->rows, (guint) last);
}

void
bhd_vector_table_remove (BhdVectorTable *self, const char *document_id)
{
  Document *document = g_hash_table_lookup (self->documents, document_id);

  if (document == NULL)
    return;
  while (document->rows->len > 0)
    {
      gsize at = g_array_index (document->rows, gsize, document->rows->len - 1);

      g_array_set_size (document->rows, document->rows->len - 1);
      remove_row (self, at);
    }
  g_hash_table_remove (self->documents, document_id);
}

static void
scan_segment (Share *self, guint segment, gint32 *products)
{
  const GArray *rows = self->table->rows;
  gsize first = (gsize) segment * SEGMENT_ROWS;
  gsize n = MIN (rows->len - first, SEGMENT_ROWS);
  float bar = bhd_nearest_bar (&self->nearest);

  bhd_dot_rows (g_ptr_array_index (self->table->segments, segment), n, self->table->stride,
                self->query, products);
  for (gsize i = 0; i < n; i++)
    {
      float score = products[i] * g_array_index (rows, Row, first + i).scale;

      if (score > bar)
        {
          bhd_nearest_insert (&self->nearest, score, first + i);
          bar = bhd_nearest_bar (&self->nearest);
        }
    }
}

static gpointer
scan_share (gpointer data)
{
  Share *self = data;
  g_autofree gint32 *products = g_new (gint32, SEGMENT_ROWS);

  for (guint i = self->first; i < self->end; i++)
    scan_segment (self, i, products);
  return NULL;
}

/* The first share is the caller's own. */
static void
scan_shares (Share *shares, guint n)
{
  GThread *threads[THREADS_MAX] = { NULL };

  for (guint i = 1; i < n; i++)
    threads[i] = g_thread_new ("vectors", scan_share, &shares[i]);
  scan_share (&shares[0]);
  for (guint i = 1; i < n; i++)
    {
      g_thread_join (threads[i]);
      for (guint k = 0; k < shares[i].nearest.n; k++)
        bhd_nearest_insert (&shares[0].nearest, shares[i].nearest.heap[k].score,
                            shares[i].nearest.heap[k].row);
      bhd_nearest_clear (&shares[i].nearest);
    }
}

static void
candidate_clear (gpointer data)
{
  BhdVectorCandidate *self = data;

  g_ref_string_release (self->passage_id);
  g_ref_string_release (self->document_id);
}

static GArray *
take_candidates (const BhdVectorTable *self, BhdNearest *nearest, float query_scale)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (BhdVectorCandidate));

  g_array_set_clear_func (candidates, candidate_clear);
  bhd_nearest_sort (nearest);
  for (guint i = 0; i < nearest->n; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, nearest->heap[i].row);
      BhdVectorCandidate one = { g_ref_string_acquire (row->passage_id),
                                 g_ref_string_acquire (row->document->id),
                                 nearest->heap[i].score * query_scale };

      g_array_append_val (candidates, one);
    }
  return candidates;
}

GArray *
bhd_vector_table_scan (const BhdVectorTable *self, const float *query, guint limit, guint threads)
{
  guint n_segments = (self->rows->len + SEGMENT_ROWS - 1) / SEGMENT_ROWS;
  guint n = CLAMP (MIN (threads, self->rows->len / SPLIT_ROWS), 1, THREADS_MAX);
  g_autofree gint8 *q8 = g_new0 (gint8, self->stride);
  Share shares[THREADS_MAX];
  GArray *candidates = NULL;
  float length = 0;

  bhd_dot_quantise (query, self->dimension, q8);
  length = length_of (q8, self->dimension);
  for (guint i = 0; i < n; i++)
    {
      shares[i] = (Share){ self, q8, n_segments * i / n, n_segments * (i + 1) / n };
      bhd_nearest_init (&shares[i].nearest, limit);
    }
  scan_shares (shares, n);
  candidates = take_candidates (self, &shares[0].nearest, length > 0 ? 1 / length : 0);
  bhd_nearest_clear (&shares[0].nearest);
  return candidates;
}
