/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/console/ui/fake-desk.h"

G_BEGIN_DECLS

/* A morning at Northwind Cycles, as an operator would find it: for pictures and for tests. */
#define SAMPLE_NOW                                                                                 \
  (G_GINT64_CONSTANT (1763719320) * G_USEC_PER_SEC) /* 21 November 2025, 10:02 UTC */

void sample_desk_fill (BhcDesk *desk); /* sets the clock to SAMPLE_NOW */

G_END_DECLS
