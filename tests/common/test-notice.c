/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/notice/bh-notice.h"

static void
test_write (void)
{
  g_autofree char *joined = bh_notice_write ("operator_joined", "Mia %s");

  g_assert_cmpstr (joined, ==, "Mia %s joined the conversation");
  g_assert_null (bh_notice_write ("from_the_future", "Mia"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/common/notice/is-written-with-a-name", test_write);

  return g_test_run ();
}
