/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/knowledge/vectors/embedder-fixture.h"

#include "common/bh-error.h"

#include <string.h>

static gboolean
may_answer (EmbedderFixture *f, const char *const *texts, guint n, GError **error)
{
  gboolean odd = FALSE;

  for (guint i = 0; f->odd != NULL && i < n; i++)
    odd = odd || strstr (texts[i], f->odd) != NULL;
  if (f->failing == 0 && !odd)
    return TRUE;
  if (f->failing > 0)
    f->failing--;
  g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "asked to fail");
  return FALSE;
}

static void
count_letters (const char *text, float *numbers, guint dimension)
{
  for (; *text != '\0'; text++)
    if (g_ascii_isalpha (*text))
      numbers[(guint) (g_ascii_tolower (*text) - 'a') % dimension]++;
}

float *
embedder_fixture_embed (const char *organization_id,
                        const char *const *texts,
                        guint n,
                        guint *dimension,
                        char **model,
                        GError **error,
                        gpointer data)
{
  EmbedderFixture *f = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&f->mutex);
  float *numbers = NULL;

  f->calls++;
  g_cond_broadcast (&f->cond);
  if (!may_answer (f, texts, n, error))
    return NULL;
  numbers = g_new0 (float, n * f->dimension);
  for (guint i = 0; i < n && !f->silent; i++)
    count_letters (texts[i], numbers + i * f->dimension, f->dimension);
  *dimension = f->dimension;
  *model = g_strdup (f->name);
  return numbers;
}

void
embedder_start (EmbedderFixture *f)
{
  BhdEmbedderPlan plan = BHD_EMBEDDER_PLAN;
  g_autoptr (GError) error = NULL;

  plan.batch = 4;
  plan.retry_us = 1000;
  plan.look_us = 50 * 1000;
  f->embedder =
      bhd_embedder_new (f->base.store, f->base.vectors, &plan, embedder_fixture_embed, f, &error);
  g_assert_no_error (error);
}

void
embedder_fixture_set_up (EmbedderFixture *f, gconstpointer data)
{
  vector_fixture_set_up (&f->base, data);
  g_mutex_init (&f->mutex);
  g_cond_init (&f->cond);
  f->name = "letters";
  f->dimension = DIMENSION;
}

void
embedder_fixture_tear_down (EmbedderFixture *f, gconstpointer data)
{
  g_clear_pointer (&f->embedder, bhd_embedder_free);
  vector_fixture_tear_down (&f->base, data);
  g_cond_clear (&f->cond);
  g_mutex_clear (&f->mutex);
}

void
embedder_put_many (EmbedderFixture *f, const char *organization_id, guint n)
{
  vector_fixture_put_many (&f->base, organization_id, n);
}

/* Until as many vectors are kept. */
void
embedder_wait_for (EmbedderFixture *f, gint64 n)
{
  gint64 until = g_get_monotonic_time () + BHT_PATIENCE_US;

  while (vector_fixture_count (&f->base, "SELECT COUNT (*) FROM passage_vector") != n)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_thread_yield ();
    }
}

GArray *
embedder_search (EmbedderFixture *f,
                 const char *organization_id,
                 const char *model,
                 const char *question)
{
  g_autofree float *query = g_new0 (float, f->dimension);

  count_letters (question, query, f->dimension);
  return bhd_vectors_search (f->base.vectors, organization_id, model, query, f->dimension, 3);
}

/* The search sees what is kept a moment later. */
char *
embedder_wait_for_best (EmbedderFixture *f,
                        const char *organization_id,
                        const char *model,
                        const char *question)
{
  gint64 until = g_get_monotonic_time () + BHT_PATIENCE_US;

  for (;;)
    {
      g_autoptr (GArray) hits = embedder_search (f, organization_id, model, question);

      if (hits->len > 0)
        return g_strdup (g_array_index (hits, BhdVectorHit, 0).passage_id);
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_thread_yield ();
    }
}

void
embedder_wait_for_progress (EmbedderFixture *f, gint64 done, gint64 total)
{
  gint64 until = g_get_monotonic_time () + BHT_PATIENCE_US;
  gint64 seen_done = -1, seen_total = -1;

  while (seen_done != done || seen_total != total)
    {
      g_autofree char *model = NULL;

      if (bhd_embedder_progress (f->embedder, "acme", &model, &seen_done, &seen_total))
        g_assert_cmpstr (model, ==, "letters");
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_thread_yield ();
    }
}
