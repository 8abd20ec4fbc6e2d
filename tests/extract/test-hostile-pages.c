/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/extract/extract-run.h"
#include "tests/extract/hostile-run.h"

static void
test_locked_pdf_is_told (void)
{
  g_autoptr (ExtractRun) run = extract_run_file ("locked.pdf");

  g_assert_cmpint (run->status, ==, ENCRYPTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hostile_run_add (hostile_pages);
  g_test_add_func ("/extract/hostile/pdf-locked", test_locked_pdf_is_told);
  return g_test_run ();
}
