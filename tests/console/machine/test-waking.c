/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/machine/bhc-waking.h"

#define HOUR_US (3600 * (gint64) G_USEC_PER_SEC)

static void
count_cb (BhcWaking *waking, gpointer data)
{
  (*(guint *) data)++;
}

/* A sleep is told of once, the ticking of two clocks that are not quite one never. */
static void
test_clocks (void)
{
  g_autoptr (BhcWaking) waking = bhc_waking_new ();
  guint n_awake = 0;

  bhc_waking_look (waking, 10 * HOUR_US);
  g_signal_connect (waking, "awake", G_CALLBACK (count_cb), &n_awake);
  bhc_waking_look (waking, 10 * HOUR_US + 20);
  g_assert_cmpuint (n_awake, ==, 0);
  bhc_waking_look (waking, 18 * HOUR_US);
  g_assert_cmpuint (n_awake, ==, 1);
  bhc_waking_look (waking, 18 * HOUR_US + 40);
  g_assert_cmpuint (n_awake, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/console/waking/clocks-tell-of-sleep-without-logind", test_clocks);

  return g_test_run ();
}
