/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/insights/figures-tests.h"

#include <glib.h>

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_figures_tests ();
  add_export_tests ();
  add_period_tests ();
  return g_test_run ();
}
