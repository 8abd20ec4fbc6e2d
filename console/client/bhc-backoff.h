/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long to wait before the next try: doubling from a quarter of a second up to half a minute,
 * and of that a random half, so that a restarted daemon does not see everybody at once. */
typedef struct
{
  guint tries;
} BhcBackoff;

guint bhc_backoff_next_ms (BhcBackoff *self);
void bhc_backoff_reset (BhcBackoff *self);

G_END_DECLS
