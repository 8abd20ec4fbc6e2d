/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/documents/pulse.h"

#include "tests/process/bht-api.h"

#include <string.h>

#define EVERY (20 * 1000) /* microseconds */

struct _Pulse
{
  BhtApi *api;
  GPtrArray *fronts; /* of paths: where the system says how the threads that answer have waited */
  GThread *thread;
  int stopping; /* atomic */
  PulseReading reading;
};

/* How long a thread has waited for a processor so far. */
static gint64
waited_us (const char *path)
{
  g_autofree char *text = NULL;
  guint64 waited_ns = 0;

  if (g_file_get_contents (path, &text, NULL, NULL))
    waited_ns = g_ascii_strtoull (text + strcspn (text, " "), NULL, 10);
  return (gint64) (waited_ns / 1000);
}

static void
note_fronts (Pulse *self, GArray *waits)
{
  g_array_set_size (waits, self->fronts->len + 1);
  for (guint i = 0; i < self->fronts->len; i++)
    g_array_index (waits, gint64, i) = waited_us (g_ptr_array_index (self->fronts, i));
  g_array_index (waits, gint64, self->fronts->len) = waited_us ("/proc/thread-self/schedstat");
}

/* Of the front that waited longest, and of this thread. */
static gint64
waited_since (Pulse *self, GArray *before)
{
  g_autoptr (GArray) now = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint last = self->fronts->len;
  gint64 longest_us = 0;

  note_fronts (self, now);
  for (guint i = 0; i < last; i++)
    longest_us =
        MAX (longest_us, g_array_index (now, gint64, i) - g_array_index (before, gint64, i));
  return longest_us + g_array_index (now, gint64, last) - g_array_index (before, gint64, last);
}

static void
ask (Pulse *self)
{
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (gint64));
  PulseReading *reading = &self->reading;
  gint64 start_us, took_us;

  note_fronts (self, before);
  start_us = g_get_monotonic_time ();
  g_assert_cmpuint (bht_api_call (self->api, "GET", "/health", NULL, NULL), ==, 200);
  took_us = g_get_monotonic_time () - start_us;
  reading->slowest_us = MAX (reading->slowest_us, took_us);
  reading->slowest_own_us = MAX (reading->slowest_own_us, took_us - waited_since (self, before));
  reading->asked++;
}

static gpointer
pulse_thread (gpointer data)
{
  Pulse *self = data;

  while (!g_atomic_int_get (&self->stopping))
    {
      gint64 start_us = g_get_monotonic_time ();
      gint64 left_us;

      ask (self);
      left_us = start_us + EVERY - g_get_monotonic_time ();
      if (left_us > 0)
        g_usleep ((gulong) left_us);
    }
  return NULL;
}

static void
find_fronts (Pulse *self, GPid pid)
{
  g_autofree char *tasks = g_strdup_printf ("/proc/%d/task", pid);
  g_autoptr (GDir) dir = g_dir_open (tasks, 0, NULL);
  const char *task;

  while (dir != NULL && (task = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *comm = g_build_filename (tasks, task, "comm", NULL);
      g_autofree char *name = NULL;

      if (g_file_get_contents (comm, &name, NULL, NULL) && g_str_has_prefix (name, "front"))
        g_ptr_array_add (self->fronts, g_build_filename (tasks, task, "schedstat", NULL));
    }
  g_assert_cmpuint (self->fronts->len, >, 0);
}

Pulse *
pulse_new (const char *url, GPid pid)
{
  Pulse *self = g_new0 (Pulse, 1);

  self->api = bht_api_new (url, NULL);
  self->fronts = g_ptr_array_new_with_free_func (g_free);
  find_fronts (self, pid);
  self->thread = g_thread_new ("pulse", pulse_thread, self);
  return self;
}

PulseReading
pulse_end (Pulse *self)
{
  PulseReading reading;

  g_atomic_int_set (&self->stopping, TRUE);
  g_thread_join (self->thread);
  reading = self->reading;
  g_ptr_array_unref (self->fronts);
  bht_api_free (self->api);
  g_free (self);
  return reading;
}
