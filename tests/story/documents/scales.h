/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Stands between the daemon and bellhop-extract and weighs each of its runs. */
typedef struct _Scales Scales;

typedef struct
{
  guint runs;
  long heaviest_kib;
  double slowest_s;
} ScalesReading;

Scales *scales_new (const char *extract); /* the program that is weighed */
void scales_free (Scales *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scales, scales_free)

const char *scales_path (Scales *self); /* the program that stands for it */
ScalesReading scales_read (Scales *self);

G_END_DECLS
