/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/toolkit/bhc-ink.h"

static double
ink_on (const char *color)
{
  GdkRGBA parsed;

  g_assert_true (gdk_rgba_parse (&parsed, color));
  return bhc_ink_on (&parsed);
}

/* As the widget itself writes on it. */
static void
test_light_colors_carry_black (void)
{
  g_assert_cmpfloat (ink_on ("#0ea5e9"), <, 0.2);
  g_assert_cmpfloat (ink_on ("#f59e0b"), <, 0.2);
  g_assert_cmpfloat (ink_on ("#ffffff"), <, 0.2);
}

static void
test_dark_colors_carry_white (void)
{
  g_assert_cmpfloat (ink_on ("#1c71d8"), ==, 1);
  g_assert_cmpfloat (ink_on ("#7c3aed"), ==, 1);
  g_assert_cmpfloat (ink_on ("#000000"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/console/ink/light-colors-carry-black", test_light_colors_carry_black);
  g_test_add_func ("/console/ink/dark-colors-carry-white", test_dark_colors_carry_white);
  return g_test_run ();
}
