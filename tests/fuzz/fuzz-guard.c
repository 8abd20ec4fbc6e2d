/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/gate/bhd-guard.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Feeds pieces of @step bytes.  Returns: how many the guard took. */
static gsize
feed (BhdGuard *guard, const char *bytes, gsize size, gsize step)
{
  gsize taken = 0;

  bhd_guard_init (guard);
  for (gsize arrived = MIN (step, size);; arrived = MIN (arrived + step, size))
    {
      BhdGuardState before;

      do
        {
          before = guard->state;
          taken += bhd_guard_push (guard, bytes + taken, arrived - taken);
        }
      while (guard->state != before);
      if (arrived == size || guard->state == BHD_GUARD_REFUSED || guard->state == BHD_GUARD_DONE)
        return taken;
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  BhdGuard whole, cut;
  gsize taken = feed (&whole, (const char *) data, size, size);
  gsize taken_cut = feed (&cut, (const char *) data, size, 1 + size % 13);

  g_assert_true (taken <= size);
  g_assert_cmpint (whole.state, ==, cut.state);
  g_assert_cmpint (whole.refusal, ==, cut.refusal);
  if (whole.state != BHD_GUARD_REFUSED)
    g_assert_cmpuint (taken, ==, taken_cut);
  return 0;
}
