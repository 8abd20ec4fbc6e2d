/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/vectors/bhd-embedder.h"

#include "common/bh-error.h"
#include "server/desk/bhd-organizations.h"
#include "server/knowledge/vectors/bhd-bare-passages.h"
#include "server/knowledge/vectors/bhd-course.h"
#include "server/store/bhd-bell.h"
#include "server/store/rows/knowledge/bhd-vector-rows.h"

#define RETRY_MOST 300 /* times the first wait */
#define STUBBORN 3     /* failures of one passage alone until the next is tried */

struct _BhdEmbedder
{
  BhdStore *store;
  BhdVectors *vectors;
  BhdEmbedderPlan plan;
  BhdEmbedFunc embed;
  gpointer data;
  GThread *thread;
  GCancellable *cancellable; /* ends the request under way; the thread's current one */
  BhdBell bell;
  GMutex mutex;        /* guards what follows */
  gboolean forgiving;  /* failures are forgotten when all is looked at next */
  GHashTable *courses; /* organisation → BhdCourse; changed by the thread alone */
};

/* What a model said of some passages. */
typedef struct
{
  guint dimension;
  GPtrArray *vectors; /* of BhdPassageVector */
} Batch;

/* What was said by other models, or in another dimension (0: whatever it is), goes in portions, so
 * that nobody waits for the writer.  Returns: how many went, -1 with @error set. */
static int
drop_others (BhdEmbedder *self, const BhdCourse *course, guint dimension, GError **error)
{
  int dropped = 0;
  int n;

  do
    {
      n = bhd_course_drop_others (course, self->store, dimension, error);
      dropped += n;
    }
  while (n == BHD_COURSE_PORTION && !bhd_bell_has_ended (&self->bell));
  return n < 0 ? -1 : dropped;
}

static float *
ask_model (BhdEmbedder *self,
           const BhdCourse *course,
           const GPtrArray *passages,
           guint *dimension,
           GError **error)
{
  g_autofree const char **texts = g_new0 (const char *, passages->len + 1);
  g_autofree char *model = NULL;
  g_autofree float *numbers = NULL;

  for (guint i = 0; i < passages->len; i++)
    texts[i] = ((const BhdBarePassage *) passages->pdata[i])->text;
  numbers = self->embed (course->organization_id, texts, passages->len, dimension, &model, error,
                         self->data);
  if (numbers == NULL)
    return NULL;
  if (g_strcmp0 (model, course->model) == 0 && *dimension > 0)
    return g_steal_pointer (&numbers);

  g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT, "“%s” answered instead of “%s”",
               model != NULL ? model : "", course->model);
  return NULL;
}

/* Whoever searches sees the documents' new vectors from now on. */
static gboolean
refresh_documents (BhdEmbedder *self,
                   const BhdCourse *course,
                   const GPtrArray *vectors,
                   GError **error)
{
  const char *last = "";

  for (guint i = 0; i < vectors->len; i++)
    {
      const BhdPassageVector *vector = vectors->pdata[i];

      if (!g_str_equal (vector->document_id, last) &&
          !bhd_vectors_refresh (self->vectors, course->organization_id, course->model,
                                vector->document_id, error))
        return FALSE;
      last = vector->document_id;
    }
  return TRUE;
}

/* A model that answers in another dimension than before has changed: what it said goes, and all
 * is looked at again. */
static gboolean
keep (BhdEmbedder *self,
      BhdCourse *course,
      const GPtrArray *passages,
      const Batch *batch,
      GError **error)
{
  int dropped = drop_others (self, course, batch->dimension, error);

  if (dropped < 0 || !bhd_course_put (course, self->store, batch->vectors, error))
    return FALSE;
  if (dropped == 0)
    {
      bhd_course_pass (course, passages);
      return refresh_documents (self, course, batch->vectors, error);
    }
  bhd_course_restart (course);
  return bhd_vectors_load (self->vectors, course->organization_id, course->model, error);
}

static gboolean
embed_passages (BhdEmbedder *self, BhdCourse *course, const GPtrArray *passages, GError **error)
{
  Batch batch = { 0 };
  g_autofree float *numbers = ask_model (self, course, passages, &batch.dimension, error);
  gboolean kept = FALSE;

  if (numbers == NULL)
    return FALSE;
  batch.vectors = bhd_bare_passages_take (passages, numbers, batch.dimension, error);
  kept = batch.vectors != NULL && keep (self, course, passages, &batch, error);
  g_clear_pointer (&batch.vectors, g_ptr_array_unref);
  return kept;
}

static void
course_fail (BhdEmbedder *self, BhdCourse *course, const GPtrArray *passages, const GError *error)
{
  gint64 times = MIN ((gint64) 1 << MIN (course->failures, 20), RETRY_MOST);

  course->failures++;
  if (course->failures == 1)
    g_warning ("could not embed passages of %s: %s", course->organization_id, error->message);
  course->not_before_us = g_get_monotonic_time () + self->plan.retry_us * times;
  if (passages == NULL)
    return;
  if (passages->len == 1 && course->failures >= STUBBORN)
    bhd_course_pass (course, passages); /* one that the model cannot take does not keep the rest */
  course->batch = MAX (course->batch / 2, 1);
}

static void
set_progress (BhdEmbedder *self, BhdCourse *course, gint64 done, gint64 total)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  course->done = done;
  course->total = total;
}

/* The next batch.  Returns: whether there may be more at once. */
static gboolean
advance (BhdEmbedder *self, BhdCourse *course)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) passages = bhd_course_missing (course, self->store, &error);

  if (passages != NULL && passages->len == 0)
    {
      course->open = FALSE; /* what was passed over is tried again when all is looked at anew */
      course->failures = 0;
      return FALSE;
    }
  if (passages == NULL || !embed_passages (self, course, passages, &error))
    {
      course_fail (self, course, passages, error);
      return FALSE;
    }
  course->failures = 0;
  course->batch = MIN (course->batch * 2, self->plan.batch);
  set_progress (self, course, course->done + passages->len, course->total);
  return TRUE;
}

static void
set_model (BhdEmbedder *self, BhdCourse *course, const char *model)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_free (course->model);
  course->model = g_strdup (model);
}

/* The settings name another model, or the table is not there yet. */
static gboolean
take_up (BhdEmbedder *self, BhdCourse *course, const char *model, GError **error)
{
  gboolean same = g_strcmp0 (course->model, model) == 0;

  if (same && (model == NULL || bhd_vectors_has (self->vectors, course->organization_id, model)))
    return TRUE;

  set_model (self, course, model);
  course->stale = TRUE;
  course->batch = self->plan.batch;
  course->failures = 0;
  course->not_before_us = 0;
  return bhd_vectors_load (self->vectors, course->organization_id, model, error);
}

static gboolean
look (BhdEmbedder *self, BhdCourse *course, GError **error)
{
  g_autofree char *model = NULL;
  gint64 done = 0;
  gint64 total = 0;

  if (!bhd_course_look (course, self->store, &model, &done, &total, error) ||
      !take_up (self, course, model, error))
    return FALSE;
  set_progress (self, course, done, total);
  course->open = done < total;
  if (course->failures == 0)
    bhd_course_restart (course);
  return TRUE;
}

static void
forgive (BhdEmbedder *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, self->courses);
  while (self->forgiving && g_hash_table_iter_next (&iter, NULL, &data))
    {
      BhdCourse *course = data;

      course->failures = 0;
      course->not_before_us = 0;
    }
  self->forgiving = FALSE;
}

static BhdCourse *
course_get (BhdEmbedder *self, const char *organization_id)
{
  BhdCourse *course = g_hash_table_lookup (self->courses, organization_id);

  if (course != NULL)
    return course;
  course = bhd_course_new (organization_id, self->plan.batch);
  g_mutex_lock (&self->mutex);
  g_hash_table_insert (self->courses, course->organization_id, course);
  g_mutex_unlock (&self->mutex);
  return course;
}

static gpointer
list_organizations_job (BhdTurn *turn, gpointer data, GError **error)
{
  return bhd_organizations_list (turn, error);
}

static gboolean
look_at_all (BhdEmbedder *self, GError **error)
{
  g_autoptr (GPtrArray) organizations =
      bhd_store_call_full (self->store, BHD_JOB_READ, list_organizations_job, NULL,
                           (GDestroyNotify) g_ptr_array_unref, error);

  if (organizations == NULL)
    return FALSE;
  forgive (self);
  for (guint i = 0; i < organizations->len; i++)
    {
      const BhOrganization *organization = organizations->pdata[i];

      if (!look (self, course_get (self, organization->id), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_due (const BhdCourse *course)
{
  return course->model != NULL && course->open && course->not_before_us <= g_get_monotonic_time ();
}

/* One batch each in turn, so that a large organisation does not keep the small ones waiting. */
static void
advance_all (BhdEmbedder *self)
{
  gboolean more = TRUE;

  while (more && !bhd_bell_has_ended (&self->bell))
    {
      GHashTableIter iter;
      gpointer course;

      more = FALSE;
      g_hash_table_iter_init (&iter, self->courses);
      while (g_hash_table_iter_next (&iter, NULL, &course) && !bhd_bell_has_ended (&self->bell))
        if (is_due (course) && advance (self, course))
          more = TRUE;
    }
}

static void
drop_stale (BhdEmbedder *self, BhdCourse *course)
{
  g_autoptr (GError) error = NULL;

  if (drop_others (self, course, 0, &error) >= 0)
    course->stale = FALSE;
  else
    g_warning ("could not drop old vectors: %s", error->message);
}

static void
drop_all (BhdEmbedder *self)
{
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, self->courses);
  while (g_hash_table_iter_next (&iter, NULL, &data) && !bhd_bell_has_ended (&self->bell))
    if (((BhdCourse *) data)->stale)
      drop_stale (self, data);
}

/* The earliest time at which something is to be done unasked. */
static gint64
next_time (BhdEmbedder *self)
{
  gint64 next = g_get_monotonic_time () + self->plan.look_us;
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, self->courses);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const BhdCourse *course = data;

      if (course->model != NULL && course->open && course->failures > 0)
        next = MIN (next, course->not_before_us);
    }
  return next;
}

static gpointer
embedder_thread (gpointer data)
{
  BhdEmbedder *self = data;

  guint64 heard;

  g_cancellable_push_current (self->cancellable);
  do
    {
      g_autoptr (GError) error = NULL;

      heard = bhd_bell_count (&self->bell);
      if (!look_at_all (self, &error))
        g_warning ("could not look for passages to embed: %s", error->message);
      drop_all (self);
      advance_all (self);
    }
  while (bhd_bell_wait (&self->bell, heard, next_time (self)));
  g_cancellable_pop_current (self->cancellable);
  return NULL;
}

BhdEmbedder *
bhd_embedder_new (BhdStore *store,
                  BhdVectors *vectors,
                  const BhdEmbedderPlan *plan,
                  BhdEmbedFunc embed,
                  gpointer data,
                  GError **error)
{
  g_autoptr (BhdEmbedder) self = g_new0 (BhdEmbedder, 1);

  self->store = store;
  self->vectors = vectors;
  self->plan = *plan;
  self->embed = embed;
  self->data = data;
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->mutex);
  bhd_bell_init (&self->bell);
  self->courses =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) bhd_course_free);
  if (!look_at_all (self, error))
    return NULL;
  self->thread = g_thread_new ("embedder", embedder_thread, self);
  return g_steal_pointer (&self);
}

void
bhd_embedder_free (BhdEmbedder *self)
{
  bhd_bell_end (&self->bell);
  g_cancellable_cancel (self->cancellable);
  if (self->thread != NULL)
    g_thread_join (self->thread);
  g_object_unref (self->cancellable);
  g_hash_table_unref (self->courses);
  g_mutex_clear (&self->mutex);
  bhd_bell_clear (&self->bell);
  g_free (self);
}

void
bhd_embedder_wake (BhdEmbedder *self)
{
  bhd_bell_ring (&self->bell);
}

void
bhd_embedder_retry (BhdEmbedder *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->forgiving = TRUE;
  bhd_bell_ring (&self->bell);
}

gboolean
bhd_embedder_progress (BhdEmbedder *self,
                       const char *organization_id,
                       char **model,
                       gint64 *done,
                       gint64 *total)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const BhdCourse *course = g_hash_table_lookup (self->courses, organization_id);

  if (course == NULL || course->model == NULL)
    return FALSE;
  *model = g_strdup (course->model);
  *done = course->done;
  *total = course->total;
  return TRUE;
}
