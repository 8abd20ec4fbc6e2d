/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

G_BEGIN_DECLS

/* Three canned replies, three colleagues, and a team of two of them. */
void sample_team_fill (BhcDesk *desk);

G_END_DECLS
