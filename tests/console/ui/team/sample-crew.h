/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/console/ui/assistant/fake-ask.h"

G_BEGIN_DECLS

/* A team of four, with what they share, who of them is there, and what they did. */
void sample_crew_fill (BhcDesk *desk);

G_END_DECLS
