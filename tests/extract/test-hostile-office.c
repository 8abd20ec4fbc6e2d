/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/extract/hostile-run.h"

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hostile_run_add (hostile_office);
  return g_test_run ();
}
