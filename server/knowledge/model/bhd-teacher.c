/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/model/bhd-teacher.h"

#define QUIET_US (500 * 1000)         /* without a change, then it is learnt */
#define LONGEST_US (15 * 1000 * 1000) /* it is not put off for longer than this */

typedef struct
{
  BhdPlace *place;
  gint64 first_us; /* change that is not learnt */
  gint64 last_us;
} Task;

struct _BhdTeacher
{
  GThread *thread;
  GMutex mutex;
  GCond cond;
  GArray *tasks; /* of Task */
  gboolean busy;
  guint hurried; /* who waits */
  gint stop;
};

static gint64
due_us (const Task *task)
{
  return MIN (task->last_us + QUIET_US, task->first_us + LONGEST_US);
}

/* The place whose turn it is, or NULL and when to look again. */
static BhdPlace *
take_due (BhdTeacher *self, gint64 *next_us)
{
  gint64 now = g_get_monotonic_time ();

  *next_us = G_MAXINT64;
  for (guint i = 0; i < self->tasks->len; i++)
    {
      Task task = g_array_index (self->tasks, Task, i);

      if (self->hurried > 0 || due_us (&task) <= now)
        {
          g_array_remove_index (self->tasks, i);
          return task.place;
        }
      *next_us = MIN (*next_us, due_us (&task));
    }
  return NULL;
}

/* With the mutex held.  Returns: NULL when it is time to stop. */
static BhdPlace *
wait_for_place (BhdTeacher *self)
{
  while (!self->stop)
    {
      gint64 next_us;
      BhdPlace *place = take_due (self, &next_us);

      if (place != NULL)
        return place;
      if (next_us == G_MAXINT64)
        g_cond_wait (&self->cond, &self->mutex);
      else
        g_cond_wait_until (&self->cond, &self->mutex, next_us);
    }
  return NULL;
}

static gpointer
teacher_thread (gpointer data)
{
  BhdTeacher *self = data;
  BhdPlace *place;

  g_mutex_lock (&self->mutex);
  while ((place = wait_for_place (self)) != NULL)
    {
      self->busy = TRUE;
      g_mutex_unlock (&self->mutex);
      bhd_place_learn (place, &self->stop);
      g_mutex_lock (&self->mutex);
      self->busy = FALSE;
      g_cond_broadcast (&self->cond);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

BhdTeacher *
bhd_teacher_new (void)
{
  BhdTeacher *self = g_new0 (BhdTeacher, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->tasks = g_array_new (FALSE, FALSE, sizeof (Task));
  self->thread = g_thread_new ("teacher", teacher_thread, self);
  return self;
}

void
bhd_teacher_free (BhdTeacher *self)
{
  g_mutex_lock (&self->mutex);
  g_atomic_int_set (&self->stop, TRUE);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  g_array_unref (self->tasks);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

static Task *
find_task (BhdTeacher *self, BhdPlace *place, gint64 now)
{
  const Task task = { place, now, now };

  for (guint i = 0; i < self->tasks->len; i++)
    if (g_array_index (self->tasks, Task, i).place == place)
      return &g_array_index (self->tasks, Task, i);
  g_array_append_val (self->tasks, task);
  g_cond_broadcast (&self->cond);
  return &g_array_index (self->tasks, Task, self->tasks->len - 1);
}

void
bhd_teacher_note (BhdTeacher *self, BhdPlace *place)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  gint64 now = g_get_monotonic_time ();

  find_task (self, place, now)->last_us = now;
}

void
bhd_teacher_settle (BhdTeacher *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->hurried++;
  g_cond_broadcast (&self->cond);
  while (self->busy || self->tasks->len > 0)
    g_cond_wait (&self->cond, &self->mutex);
  self->hurried--;
}
