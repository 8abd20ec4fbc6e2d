/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A main loop on a thread of its own, for a server to answer from. */
typedef struct
{
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
} LoopThread;

void loop_thread_init (LoopThread *self);
void loop_thread_start (LoopThread *self);
void loop_thread_stop (LoopThread *self);
void loop_thread_clear (LoopThread *self); /* does what is still to be done in the context */

G_END_DECLS
