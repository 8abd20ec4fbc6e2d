/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/writing/bhc-writing.h"
#include "tests/console/bht-desk.h"

static void
keep (BhtDesk *fixture, const char *id, BhMessageKind kind, const char *words)
{
  bhc_desk_keep_draft (fixture->desk, id, kind, bhc_letter_new (words));
}

/* Whoever signs out is told of each, of those too that are not on the disk yet. */
static void
test_drafts_are_counted (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");

  bht_desk_sign_in (fixture, FALSE);
  g_assert_cmpuint (bhc_desk_count_drafts (fixture->desk), ==, 0);
  keep (fixture, id, BH_MESSAGE_TEXT, "a reply");
  g_assert_cmpuint (bhc_desk_count_drafts (fixture->desk), ==, 1);
  bhc_desk_flush_drafts (fixture->desk);
  keep (fixture, id, BH_MESSAGE_NOTE, "a note");
  g_assert_cmpuint (bhc_desk_count_drafts (fixture->desk), ==, 2);

  bht_desk_reopen (fixture);
  bht_desk_sign_in (fixture, FALSE);
  g_assert_cmpuint (bhc_desk_count_drafts (fixture->desk), ==, 2);
  keep (fixture, id, BH_MESSAGE_TEXT, "");
  g_assert_cmpuint (bhc_desk_count_drafts (fixture->desk), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  BHT_ADD_DESK ("/console/draft-count/each-is-counted", test_drafts_are_counted);
  return g_test_run ();
}
