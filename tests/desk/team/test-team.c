/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/desk/team/team-scene.h"

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_label_tests ();
  add_filter_tests ();
  add_piece_tests ();
  return g_test_run ();
}
