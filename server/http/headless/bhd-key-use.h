/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-front.h"
#include "server/store/bhd-caller.h"

G_BEGIN_DECLS

/* Notes, in a turn of its own, that a key was used by a route that only reads.  Does nothing where
 * that is known for the hour.  Front's thread. */
void bhd_key_use_note (BhdFront *front, const BhdCaller *caller, gint64 now_us);

G_END_DECLS
