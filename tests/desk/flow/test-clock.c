/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The machine's clock is put back an hour while people talk, and forward again. */
#include "common/bh-clock.h"
#include "tests/desk/flow/flow-scene.h"

typedef DeskFixture Fixture;

#define TIMEOUT 60

static void
test_what_is_said_later_comes_later (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) first = desk_say (f, f->ada, "Hello?");
  g_autoptr (BhMessage) second = NULL;
  g_autoptr (BhConversation) found = NULL;

  desk_wait (f, -BH_HOUR);
  second = desk_say (f, f->ada, "Is anybody there?");
  found = desk_look (f);
  g_assert_cmpint (second->seq, >, first->seq);
  g_assert_cmpstr (found->last_body, ==, "Is anybody there?");
}

static void
test_nobody_is_signed_out (Fixture *f, gconstpointer data)
{
  g_autofree char *token = NULL;
  g_autoptr (BhdCaller) opened = bhd_identity_open_contact_session (
      &f->turn, "acme", "Zoe", "zoe@example.org", NULL, &token, &f->error);
  g_autoptr (BhdCaller) before = NULL, after = NULL;

  desk_wait (f, -BH_HOUR);
  before = bhd_identity_authenticate (&f->turn, BHD_VISITOR, token, &f->error);
  g_assert_nonnull (before);
  desk_wait (f, 2 * BH_HOUR);
  after = bhd_identity_authenticate (&f->turn, BHD_VISITOR, token, &f->error);
  g_assert_nonnull (after);
}

/* It is late by the hour that comes twice, and never early. */
static void
test_claim_waits_for_its_time (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) wanted = flow_want (f);
  g_autoptr (BhConversation) claimed = flow_claim (f, f->mia);
  g_autoptr (BhConversation) kept = NULL, freed = NULL;

  flow_set (f, TIMEOUT, 0);
  desk_wait (f, -BH_HOUR);
  flow_pass (f);
  kept = desk_look (f);
  g_assert_cmpstr (kept->assignee_name, ==, "Mia");
  desk_wait (f, BH_HOUR + TIMEOUT * BH_SECOND);
  flow_pass (f);
  freed = desk_look (f);
  g_assert_null (freed->assignee_id);
}

static void
test_snoozed_wakes_when_it_is_time (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) snoozed = flow_snooze (f, NOW + BH_HOUR);
  g_autoptr (BhConversation) asleep = NULL, awake = NULL;

  desk_wait (f, -BH_HOUR);
  flow_pass (f);
  asleep = desk_look (f);
  g_assert_cmpint (asleep->snoozed_until_us, ==, NOW + BH_HOUR);
  desk_wait (f, 2 * BH_HOUR);
  flow_pass (f);
  awake = desk_look (f);
  g_assert_cmpint (awake->snoozed_until_us, ==, 0);
}

/* The AI's answer to what was said is still wanted, and comes once. */
static void
test_assistant_answers_once (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) message = desk_say (f, f->ada, "Hello?");
  g_autoptr (BhdRun) run = NULL;

  desk_wait (f, -BH_HOUR);
  desk_wait (f, BH_HOUR);
  run = desk_take_run (f);
  g_assert_nonnull (run);
  g_assert_null (desk_take_run (f));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define FACT(name, function) FLOW_TEST ("/desk/clock/" name, function)
  FACT ("what-is-said-later-comes-later", test_what_is_said_later_comes_later);
  FACT ("nobody-is-signed-out", test_nobody_is_signed_out);
  FACT ("claim-waits-for-its-time", test_claim_waits_for_its_time);
  FACT ("snoozed-wakes-when-it-is-time", test_snoozed_wakes_when_it_is_time);
  FACT ("assistant-answers-once", test_assistant_answers_once);
#undef FACT
  return g_test_run ();
}
