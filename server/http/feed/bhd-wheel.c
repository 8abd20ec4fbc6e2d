/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/feed/bhd-wheel.h"

static guint
slot_of (gint64 time_us)
{
  return (guint) (time_us / BHD_WHEEL_SLOT_US) % BHD_WHEEL_SLOTS;
}

void
bhd_wheel_init (BhdWheel *self, gint64 now_us)
{
  for (guint i = 0; i < BHD_WHEEL_SLOTS; i++)
    g_queue_init (&self->slots[i]);
  self->turned_us = now_us;
  self->count = 0;
}

void
bhd_timer_init (BhdTimer *timer, gpointer owner)
{
  *timer = (BhdTimer){ .link = { .data = owner } };
}

void
bhd_wheel_drop (BhdWheel *self, BhdTimer *timer)
{
  if (timer->slot == 0)
    return;
  g_queue_unlink (&self->slots[timer->slot - 1], &timer->link);
  timer->slot = 0;
  self->count--;
}

/* The slot behind the due time, so that it has passed when the slot comes; at most one round away:
 * what is later is looked at again then. */
void
bhd_wheel_set (BhdWheel *self, BhdTimer *timer, gint64 due_us)
{
  gint64 earliest = self->turned_us + BHD_WHEEL_SLOT_US;
  gint64 latest = self->turned_us + (BHD_WHEEL_SLOTS - 1) * BHD_WHEEL_SLOT_US;
  guint slot = slot_of (CLAMP (due_us + BHD_WHEEL_SLOT_US - 1, earliest, latest));

  bhd_wheel_drop (self, timer);
  timer->due_us = due_us;
  timer->slot = (guint16) (slot + 1);
  g_queue_push_tail_link (&self->slots[slot], &timer->link);
  self->count++;
}

/* Empties one slot into @due, and looks at each. */
static void
turn_slot (BhdWheel *self, guint slot, gint64 now_us, BhdWheelFunc func, gpointer data)
{
  guint n = self->slots[slot].length;

  while (n-- > 0 && self->slots[slot].head != NULL)
    {
      BhdTimer *timer = (BhdTimer *) self->slots[slot].head; /* .link is its first member */

      bhd_wheel_drop (self, timer);
      if (timer->due_us <= now_us)
        func (timer->link.data, data);
      else
        bhd_wheel_set (self, timer, timer->due_us);
    }
}

void
bhd_wheel_turn (BhdWheel *self, gint64 now_us, BhdWheelFunc func, gpointer data)
{
  gint64 from = self->turned_us / BHD_WHEEL_SLOT_US + 1;
  gint64 to = now_us / BHD_WHEEL_SLOT_US;

  if (now_us < self->turned_us) /* the clock was set back */
    from = to - BHD_WHEEL_SLOTS + 1;
  else if (to < from)
    return;

  self->turned_us = now_us;
  for (gint64 i = MAX (from, to - BHD_WHEEL_SLOTS + 1); i <= to; i++)
    turn_slot (self, (guint) (i % BHD_WHEEL_SLOTS), now_us, func, data);
}

int
bhd_wheel_wait_ms (const BhdWheel *self, gint64 now_us)
{
  gint64 first = self->turned_us / BHD_WHEEL_SLOT_US + 1;

  if (self->count == 0)
    return -1;

  for (gint64 i = first; i < first + BHD_WHEEL_SLOTS; i++)
    if (self->slots[i % BHD_WHEEL_SLOTS].length > 0)
      return (int) (MAX (i * BHD_WHEEL_SLOT_US - now_us, 0) / 1000) + 1;
  return -1;
}
