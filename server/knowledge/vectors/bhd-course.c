/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/vectors/bhd-course.h"

#include "server/store/rows/knowledge/bhd-vector-rows.h"

/* One question to the store, with what it answers. */
typedef struct
{
  const BhdCourse *course;
  guint dimension;
  const GPtrArray *vectors;
  char *model;
  gint64 done;
  gint64 total;
  int dropped;
} Asking;

BhdCourse *
bhd_course_new (const char *organization_id, guint batch)
{
  BhdCourse *self = g_new0 (BhdCourse, 1);

  self->organization_id = g_strdup (organization_id);
  self->batch = batch;
  self->stale = TRUE;
  bhd_course_restart (self);
  return self;
}

void
bhd_course_free (BhdCourse *self)
{
  g_free (self->organization_id);
  g_free (self->model);
  g_free (self->document_id);
  g_free (self);
}

void
bhd_course_restart (BhdCourse *self)
{
  g_free (self->document_id);
  self->document_id = g_strdup ("");
  self->position = -1;
}

void
bhd_course_pass (BhdCourse *self, const GPtrArray *passages)
{
  const BhdBarePassage *last = passages->pdata[passages->len - 1];

  g_free (self->document_id);
  self->document_id = g_strdup (last->document_id);
  self->position = last->position;
}

static gpointer
look_job (BhdTurn *turn, gpointer data, GError **error)
{
  Asking *asking = data;
  const char *organization_id = asking->course->organization_id;
  GError *failure = NULL;

  asking->model = bhd_vector_rows_model (turn->db, organization_id, &failure);
  if (asking->model != NULL)
    bhd_vector_rows_count (turn->db, organization_id, asking->model, &asking->done, &asking->total,
                           &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return NULL;
}

static gpointer
drop_job (BhdTurn *turn, gpointer data, GError **error)
{
  Asking *asking = data;

  asking->dropped =
      bhd_vector_rows_drop_others (turn->db, asking->course->organization_id, asking->course->model,
                                   asking->dimension, BHD_COURSE_PORTION, error);
  return NULL;
}

static gpointer
missing_job (BhdTurn *turn, gpointer data, GError **error)
{
  const BhdCourse *course = ((Asking *) data)->course;

  return bhd_vector_rows_missing (turn->db, course->organization_id, course->model,
                                  course->document_id, course->position, course->batch, error);
}

static gpointer
put_job (BhdTurn *turn, gpointer data, GError **error)
{
  const Asking *asking = data;

  for (guint i = 0; i < asking->vectors->len; i++)
    if (!bhd_vector_rows_put (turn->db, asking->course->organization_id, asking->course->model,
                              asking->vectors->pdata[i], error))
      return NULL;
  return NULL;
}

static gboolean
ask (BhdStore *store, BhdJobKind kind, BhdJobFunc job, Asking *asking, GError **error)
{
  GError *failure = NULL;

  bhd_store_call (store, kind, job, asking, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

gboolean
bhd_course_look (const BhdCourse *self,
                 BhdStore *store,
                 char **model,
                 gint64 *done,
                 gint64 *total,
                 GError **error)
{
  Asking asking = { self };

  if (!ask (store, BHD_JOB_READ, look_job, &asking, error))
    {
      g_free (asking.model);
      return FALSE;
    }
  *model = asking.model;
  *done = asking.done;
  *total = asking.total;
  return TRUE;
}

int
bhd_course_drop_others (const BhdCourse *self, BhdStore *store, guint dimension, GError **error)
{
  Asking asking = { self, dimension };

  return ask (store, BHD_JOB_WRITE, drop_job, &asking, error) ? asking.dropped : -1;
}

GPtrArray *
bhd_course_missing (const BhdCourse *self, BhdStore *store, GError **error)
{
  Asking asking = { self };

  return bhd_store_call_full (store, BHD_JOB_READ, missing_job, &asking,
                              (GDestroyNotify) g_ptr_array_unref, error);
}

gboolean
bhd_course_put (const BhdCourse *self, BhdStore *store, const GPtrArray *vectors, GError **error)
{
  Asking asking = { .course = self, .vectors = vectors };

  return ask (store, BHD_JOB_WRITE, put_job, &asking, error);
}
