/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/bhc-backoff.h"

#define FIRST_MS 250
#define LAST_MS 30000

guint
bhc_backoff_next_ms (BhcBackoff *self)
{
  guint full = MIN (FIRST_MS << MIN (self->tries, 10), LAST_MS);

  self->tries++;

  return full / 2 + (guint) g_random_int_range (0, (gint32) full / 2 + 1);
}

void
bhc_backoff_reset (BhcBackoff *self)
{
  self->tries = 0;
}
