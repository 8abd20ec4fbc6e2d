/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/bhd-bell.h"

#define LONG_AGO 0

typedef struct
{
  BhdBell bell;
  int n_answers; /* atomic: threads that left the bell before its end */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  bhd_bell_init (&self->bell);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  bhd_bell_clear (&self->bell);
}

static gpointer
wait_thread (gpointer data)
{
  Fixture *self = data;

  if (bhd_bell_wait (&self->bell, 0, BHD_BELL_NEVER))
    g_atomic_int_inc (&self->n_answers);
  return NULL;
}

static gpointer
rest_thread (gpointer data)
{
  Fixture *self = data;

  if (bhd_bell_rest (&self->bell, G_TIME_SPAN_DAY))
    g_atomic_int_inc (&self->n_answers);
  return NULL;
}

static void
test_ring_between_looking_and_waiting (Fixture *self, gconstpointer data)
{
  guint64 heard = bhd_bell_count (&self->bell);

  bhd_bell_ring (&self->bell);
  g_assert_true (bhd_bell_wait (&self->bell, heard, BHD_BELL_NEVER));
  g_assert_cmpuint (bhd_bell_count (&self->bell), ==, heard + 1);
}

static void
test_all_are_rung (Fixture *self, gconstpointer data)
{
  GThread *threads[] = { g_thread_new ("a", wait_thread, self),
                         g_thread_new ("b", wait_thread, self) };

  bhd_bell_ring_all (&self->bell);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (self->n_answers, ==, 2);
}

static void
test_time_ends_waiting (Fixture *self, gconstpointer data)
{
  g_assert_true (bhd_bell_wait (&self->bell, 0, LONG_AGO));
  g_assert_true (bhd_bell_wait_until_due (&self->bell, 0, 1));
  g_assert_cmpuint (bhd_bell_count (&self->bell), ==, 0);
}

static void
test_end_ends_waiting (Fixture *self, gconstpointer data)
{
  GThread *threads[] = { g_thread_new ("a", wait_thread, self),
                         g_thread_new ("b", rest_thread, self) };

  g_assert_false (bhd_bell_has_ended (&self->bell));
  bhd_bell_end (&self->bell);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (self->n_answers, ==, 0);
  g_assert_true (bhd_bell_has_ended (&self->bell));
  g_assert_false (bhd_bell_wait_until_due (&self->bell, 0, 0));
}

static void
test_rest_outlasts_rings (Fixture *self, gconstpointer data)
{
  GThread *thread = g_thread_new ("a", rest_thread, self);

  bhd_bell_ring_all (&self->bell);
  bhd_bell_end (&self->bell);
  g_thread_join (thread);
  g_assert_cmpint (self->n_answers, ==, 0);
}

#define FACT(name, function)                                                                       \
  g_test_add ("/store/bell/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FACT ("no-ring-is-lost-between-looking-and-waiting", test_ring_between_looking_and_waiting);
  FACT ("all-are-rung", test_all_are_rung);
  FACT ("time-ends-waiting", test_time_ends_waiting);
  FACT ("its-end-ends-waiting", test_end_ends_waiting);
  FACT ("a-rest-outlasts-rings", test_rest_outlasts_rings);
  return g_test_run ();
}
