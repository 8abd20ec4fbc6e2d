/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "data/word-vectors/judge.h"

#include "data/word-vectors/learn.h"

typedef struct
{
  char *group;
  float unit[LEARN_SIZE];
} Doc;

typedef struct
{
  float cosine;
  const char *group;
} Near;

typedef struct
{
  double score;
  gboolean answerable;
} Top;

static void
doc_clear (gpointer data)
{
  g_free (((Doc *) data)->group);
}

static void
unit_of (const Corpus *corpus, const float *vectors, const char *text, float *unit)
{
  g_autoptr (GPtrArray) stems = corpus_stems (text);
  float square = 1e-9f;

  memset (unit, 0, sizeof (float) * LEARN_SIZE);
  for (guint i = 0; i < stems->len; i++)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (corpus->number, stems->pdata[i]));

      for (guint k = 0; n > 0 && k < LEARN_SIZE; k++)
        unit[k] += vectors[(n - 1) * LEARN_SIZE + k];
    }

  for (guint k = 0; k < LEARN_SIZE; k++)
    square += unit[k] * unit[k];
  for (guint k = 0; k < LEARN_SIZE; k++)
    unit[k] /= sqrtf (square);
}

static int
compare_near (gconstpointer a, gconstpointer b)
{
  float one = ((const Near *) a)->cosine;
  float other = ((const Near *) b)->cosine;

  return (one < other) - (one > other);
}

static int
compare_tops (gconstpointer a, gconstpointer b)
{
  double one = ((const Top *) a)->score;
  double other = ((const Top *) b)->score;

  return (one > other) - (one < other);
}

/* Best group first: its best phrasing, half of the second, a quarter of the third. */
static GArray *
rank (GArray *docs, const float *unit)
{
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (Near));
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree guint *seen = g_new0 (guint, docs->len);
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (Near));

  for (guint i = 0; i < docs->len; i++)
    {
      const Doc *doc = &g_array_index (docs, Doc, i);
      Near one = { 0, doc->group };

      for (guint k = 0; k < LEARN_SIZE; k++)
        one.cosine += doc->unit[k] * unit[k];
      g_array_append_val (near, one);
    }

  g_array_sort (near, compare_near);
  for (guint i = 0; i < near->len; i++)
    {
      Near one = g_array_index (near, Near, i);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, one.group));

      if (place == 0)
        {
          g_array_append_val (groups, one);
          place = groups->len;
          g_hash_table_insert (places, (gpointer) one.group, GUINT_TO_POINTER (place));
        }
      else if (seen[place] < 2)
        g_array_index (groups, Near, place - 1).cosine += one.cosine / (1 << ++seen[place]);
    }

  g_array_sort (groups, compare_near);
  return groups;
}

static double
auroc (GArray *tops)
{
  double below = 0;
  double found = 0;
  double missing = 0;

  g_array_sort (tops, compare_tops);
  for (guint i = 0; i < tops->len; i++)
    if (g_array_index (tops, Top, i).answerable)
      {
        found++;
        below += missing;
      }
    else
      missing++;

  return below / MAX (found * missing, 1);
}

static GArray *
read_docs (const Corpus *corpus, const float *vectors, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "docs.tsv", NULL);
  g_autofree char *content = NULL;
  GArray *docs = NULL;
  char *rest = NULL;
  char *line = NULL;

  if (!g_file_get_contents (path, &content, NULL, error))
    return NULL;

  docs = g_array_new (FALSE, TRUE, sizeof (Doc));
  g_array_set_clear_func (docs, doc_clear);
  rest = content;
  while ((line = strsep (&rest, "\n")) != NULL)
    {
      g_auto (GStrv) fields = g_strsplit (line, "\t", 4);
      Doc doc = { NULL };

      if (g_strv_length (fields) < 3)
        continue;
      for (char **field = fields + 2; *field != NULL; field++)
        if (**field != '\0')
          {
            unit_of (corpus, vectors, *field, doc.unit);
            doc.group = g_strdup (fields[1]);
            g_array_append_val (docs, doc);
          }
    }

  return docs;
}

gboolean
judge (const Corpus *corpus, const float *vectors, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "queries.dev.tsv", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GArray) docs = read_docs (corpus, vectors, folder, error);
  g_autoptr (GArray) tops = g_array_new (FALSE, FALSE, sizeof (Top));
  guint hits[3] = { 0 };
  guint n = 0;
  char *rest = NULL;
  char *line = NULL;

  if (docs == NULL || !g_file_get_contents (path, &content, NULL, error))
    return FALSE;

  rest = content;
  while ((line = strsep (&rest, "\n")) != NULL)
    {
      g_auto (GStrv) fields = g_strsplit (line, "\t", 3);
      g_autoptr (GArray) groups = NULL;
      float unit[LEARN_SIZE];
      Top top;

      if (g_strv_length (fields) < 3)
        continue;
      unit_of (corpus, vectors, fields[2], unit);
      groups = rank (docs, unit);
      top = (Top){ g_array_index (groups, Near, 0).cosine, !g_str_equal (fields[1], "-") };
      g_array_append_val (tops, top);
      n += top.answerable;
      for (guint i = 0; i < 3 && i < groups->len; i++)
        hits[i] += g_str_equal (g_array_index (groups, Near, i).group, fields[1]);
    }

  g_print ("%s: vectors alone: hit@1 %.4f hit@3 %.4f auroc %.4f (%u answerable)\n", folder,
           (double) hits[0] / n, (double) (hits[0] + hits[1] + hits[2]) / n, auroc (tops), n);
  return TRUE;
}
