/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-store.h"

G_BEGIN_DECLS

/* A thread that does the desk's chores every now and then, piece by piece between the others'
 * work. */
typedef struct _BhdCaretaker BhdCaretaker;

typedef struct
{
  gint64 first_us; /* after the start: it has other things to do then */
  gint64 every_us;
  gint64 keep_events_us;
  gint64 look_us; /* how often it looks whether a conversation's time has come; 0: never */
} BhdCaretakerPlan;

BhdCaretaker *bhd_caretaker_new (BhdStore *store, const BhdCaretakerPlan *plan);

/* Something is to be erased, now.  Any thread. */
void bhd_caretaker_wake (BhdCaretaker *self);
void bhd_caretaker_free (BhdCaretaker *self); /* waits for the piece in hand, not for the rest */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdCaretaker, bhd_caretaker_free)

G_END_DECLS
