/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/model/bhd-place.h"

G_BEGIN_DECLS

/* The thread that learns what has changed, a while after it has: a run of changes is learnt once.
 */
typedef struct _BhdTeacher BhdTeacher;

BhdTeacher *bhd_teacher_new (void);
void bhd_teacher_free (BhdTeacher *self); /* before the places; what is being learnt is dropped */

/* The place has changed; it must outlive the teacher. */
void bhd_teacher_note (BhdTeacher *self, BhdPlace *place);

/* Waits until everything noted so far has been learnt, without delay. */
void bhd_teacher_settle (BhdTeacher *self);

G_END_DECLS
