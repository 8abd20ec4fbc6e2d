/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Many deadlines, most of which never come: each lies in the slot of its time, so that setting and
 * dropping one is moving a link, and what is far away costs one look a turn of the wheel.  One
 * thread only. */
#define BHD_WHEEL_SLOTS 256
#define BHD_WHEEL_SLOT_US G_GINT64_CONSTANT (250000)

typedef struct
{
  GList link;
  gint64 due_us;
  guint16 slot; /* 0: lies nowhere, else its slot and one */
} BhdTimer;

typedef struct
{
  GQueue slots[BHD_WHEEL_SLOTS]; /* of BhdTimer.link */
  gint64 turned_us;              /* up to where it has been turned */
  guint count;
} BhdWheel;

/* Runs with the timer taken out; may set it, and others, anew. */
typedef void (*BhdWheelFunc) (gpointer owner, gpointer data);

void bhd_wheel_init (BhdWheel *self, gint64 now_us);
void bhd_timer_init (BhdTimer *timer, gpointer owner);
void bhd_wheel_set (BhdWheel *self, BhdTimer *timer, gint64 due_us);
void bhd_wheel_drop (BhdWheel *self, BhdTimer *timer);
void bhd_wheel_turn (BhdWheel *self, gint64 now_us, BhdWheelFunc func, gpointer data);

/* Returns: milliseconds until there may be something to do; -1: nothing is set. */
int bhd_wheel_wait_ms (const BhdWheel *self, gint64 now_us);

G_END_DECLS
