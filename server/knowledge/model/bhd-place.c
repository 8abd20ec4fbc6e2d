/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/model/bhd-place.h"

#include "server/knowledge/model/bhd-practice.h"

BhdPlace *
bhd_place_new (void)
{
  BhdPlace *self = g_new0 (BhdPlace, 1);

  g_rw_lock_init (&self->lock);
  self->shard = bhd_shard_new ();
  self->calibration = (BhdCalibration) BHD_CALIBRATION_INIT;
  return self;
}

void
bhd_place_free (BhdPlace *self)
{
  g_clear_pointer (&self->model, bhd_model_free);
  bhd_shard_free (self->shard);
  g_rw_lock_clear (&self->lock);
  g_free (self);
}

static BhdLesson *
take_lesson (BhdPlace *self, guint fold, guint folds)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&self->lock);

  return bhd_lesson_new (self->shard, fold, folds);
}

static BhdModel *
learn_phrasings (BhdPlace *self, guint fold, guint folds, const gint *stop)
{
  g_autoptr (BhdLesson) lesson = take_lesson (self, fold, folds);

  return lesson != NULL ? bhd_model_new (lesson, stop) : NULL;
}

static void
put_model (BhdPlace *self, BhdModel *model)
{
  g_autoptr (GRWLockWriterLocker) locker = g_rw_lock_writer_locker_new (&self->lock);

  g_clear_pointer (&self->model, bhd_model_free);
  self->model = model;
}

static GArray *
take_plan (BhdPlace *self, guint64 *changes)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&self->lock);

  *changes = self->changes;
  return bhd_practice_plan (self->shard);
}

/* Returns: FALSE where the shard is no longer what the plan was made for. */
static gboolean
practise (BhdPlace *self,
          const BhdPractice *practice,
          const BhdModel *model,
          guint64 changes,
          GArray *trials)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&self->lock);

  if (self->changes != changes)
    return FALSE;
  bhd_practice_ask (practice, self->shard, model, trials);
  return TRUE;
}

/* Each fold's phrasings are asked of a model that has not learnt them; foreign questions of any. */
static gboolean
practise_fold (BhdPlace *self,
               guint fold,
               const GArray *plan,
               guint64 changes,
               GArray *trials,
               const gint *stop)
{
  g_autoptr (BhdModel) model = learn_phrasings (self, fold, BHD_PRACTICE_FOLDS, stop);

  for (guint i = 0; i < plan->len; i++)
    {
      const BhdPractice *practice = &g_array_index (plan, BhdPractice, i);
      guint place = practice->article == BHD_NO_WORD ? i : practice->place;

      if (stop != NULL && g_atomic_int_get (stop))
        return FALSE;
      if (place % BHD_PRACTICE_FOLDS == fold && !practise (self, practice, model, changes, trials))
        return FALSE;
    }
  return TRUE;
}

static void
put_calibration (BhdPlace *self, const GArray *trials)
{
  BhdCalibration calibration = BHD_CALIBRATION_INIT;
  g_autoptr (GRWLockWriterLocker) locker = NULL;

  bhd_calibration_fit (&calibration, trials);
  locker = g_rw_lock_writer_locker_new (&self->lock);
  self->calibration.slope = calibration.slope;
  self->calibration.shift = calibration.shift;
}

static void
settle_weights (BhdPlace *self)
{
  g_autoptr (GRWLockWriterLocker) locker = g_rw_lock_writer_locker_new (&self->lock);

  bhd_gram_table_weigh (self->shard->grams);
}

void
bhd_place_learn (BhdPlace *self, const gint *stop)
{
  g_autoptr (GArray) trials = g_array_new (FALSE, FALSE, sizeof (BhdTrial));
  g_autoptr (GArray) plan = NULL;
  guint64 changes;

  settle_weights (self);
  put_model (self, learn_phrasings (self, 0, 0, stop));
  plan = take_plan (self, &changes);
  for (guint fold = 0; fold < BHD_PRACTICE_FOLDS; fold++)
    if (!practise_fold (self, fold, plan, changes, trials, stop))
      return;
  put_calibration (self, trials);
}
