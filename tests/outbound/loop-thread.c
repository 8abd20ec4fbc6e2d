/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/outbound/loop-thread.h"

void
loop_thread_init (LoopThread *self)
{
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
}

static gpointer
run (gpointer data)
{
  LoopThread *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

void
loop_thread_start (LoopThread *self)
{
  self->thread = g_thread_new ("server", run, self);
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/* Said inside the loop: one that has not begun yet would not hear it, and then run for ever. */
void
loop_thread_stop (LoopThread *self)
{
  GSource *quit = g_idle_source_new ();

  g_source_set_callback (quit, quit_cb, self->loop, NULL);
  g_source_attach (quit, self->context);
  g_thread_join (g_steal_pointer (&self->thread));
  g_source_unref (quit);
}

void
loop_thread_clear (LoopThread *self)
{
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
}
