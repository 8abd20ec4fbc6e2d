/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "console/model/arrival/bhc-arrival.h"
#include "console/ui/bhc-ringer.h"
#include "console/ui/citizen/bhc-herald.h"
#include "tests/bht-patience.h"
#include "tests/console/ui/sample-desk.h"

typedef struct
{
  BhcDesk *desk;
  BhcRinger *ringer;
  guint n_rings;
} Fixture;

static void
count_cb (Fixture *fixture)
{
  fixture->n_rings++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->desk = bhc_desk_new (NULL);
  sample_desk_fill (fixture->desk);
  fixture->ringer = bhc_ringer_new (fixture->desk, NULL);
  g_signal_connect_swapped (fixture->ringer, "ring", G_CALLBACK (count_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->ringer);
  g_clear_object (&fixture->desk);
  bh_clock_set (0);
}

static void
ring (Fixture *fixture, const char *id)
{
  g_autoptr (BhcConversation) conversation = bhc_desk_find_conversation (fixture->desk, id);

  fake_desk_ring (fixture->desk, conversation);
}

static void
claim (Fixture *fixture, const char *id)
{
  const BhConversation claimed = { .id = (char *) id,
                                   .status = BH_STATUS_ESCALATED,
                                   .contact_name = (char *) "Ada",
                                   .assignee_id = (char *) "op-sam",
                                   .updated_us = SAMPLE_NOW };

  fake_desk_put (fixture->desk, &claimed);
}

static void
test_silent_at_start (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (bhc_desk_get_count (fixture->desk, BHC_VIEW_WAITING), ==, 2);
  g_assert_false (bhc_ringer_is_ringing (fixture->ringer));
  g_assert_cmpuint (fixture->n_rings, ==, 0);
}

static void
test_rings_at_once (Fixture *fixture, gconstpointer data)
{
  ring (fixture, "c1");
  g_assert_true (bhc_ringer_is_ringing (fixture->ringer));
  g_assert_cmpuint (fixture->n_rings, ==, 1);

  ring (fixture, "c2"); /* one bell for all */
  g_assert_cmpuint (fixture->n_rings, ==, 1);
}

static void
test_rings_again (Fixture *fixture, gconstpointer data)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  ring (fixture, "c1");
  while (fixture->n_rings < 2)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_ends (Fixture *fixture, gconstpointer data)
{
  ring (fixture, "c1");
  claim (fixture, "c1");
  g_assert_true (bhc_ringer_is_ringing (fixture->ringer)); /* Tomás still waits */

  claim (fixture, "c2");
  g_assert_false (bhc_ringer_is_ringing (fixture->ringer));
}

static void
test_muted (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->ringer, "muted", TRUE, NULL);
  ring (fixture, "c1");

  g_assert_true (bhc_ringer_is_ringing (fixture->ringer));
  g_assert_cmpuint (fixture->n_rings, ==, 0);
}

/* ---- what one is notified of besides ---- */

static gboolean
is_elsewhere (BhcDesk *desk, const char *conversation, gpointer seen)
{
  return g_strcmp0 (conversation, seen) == 0;
}

static void
arrive (Fixture *fixture, const char *id, BhcArrival arrival)
{
  g_autoptr (BhcConversation) conversation = bhc_desk_find_conversation (fixture->desk, id);
  BhMessage fields = { .conversation_id = g_strdup (id),
                       .author_name = g_strdup ("Sam"),
                       .body = g_strdup ("Look at this") };
  g_autoptr (BhMessage) message = bh_message_new_take (&fields);

  g_signal_emit_by_name (fixture->desk, "message-arrived", conversation, message, arrival);
}

static void
test_words_are_notified_of (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhcHerald) herald = NULL;

  herald = bhc_herald_new (fixture->desk, NULL, is_elsewhere, (gpointer) "c2");
  arrive (fixture, "c1", BHC_ARRIVAL_SAID);
  g_assert_cmpuint (bhc_herald_count (herald), ==, 1);
  arrive (fixture, "c2", BHC_ARRIVAL_SAID); /* who looks at it has seen it */
  g_assert_cmpuint (bhc_herald_count (herald), ==, 1);
}

static void
test_only_what_is_wanted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhcHerald) herald = NULL;

  herald = bhc_herald_new (fixture->desk, NULL, is_elsewhere, NULL);
  g_object_set (bhc_desk_get_preferences (fixture->desk), "notify-messages", FALSE, NULL);
  arrive (fixture, "c1", BHC_ARRIVAL_SAID);
  g_assert_cmpuint (bhc_herald_count (herald), ==, 0);
  arrive (fixture, "c1", BHC_ARRIVAL_MENTION);
  g_assert_cmpuint (bhc_herald_count (herald), ==, 1);
}

static void
test_nothing_is_left_behind (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhcHerald) herald = NULL;

  herald = bhc_herald_new (fixture->desk, NULL, is_elsewhere, NULL);
  arrive (fixture, "c1", BHC_ARRIVAL_SAID);
  fake_desk_set_state (fixture->desk, BHC_STATE_SIGNED_OUT, NULL);
  g_assert_cmpuint (bhc_herald_count (herald), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  TEST ("/console/ringer/silent-for-those-found-at-start", test_silent_at_start);
  TEST ("/console/ringer/rings-at-once-for-all-together", test_rings_at_once);
  TEST ("/console/ringer/rings-again", test_rings_again);
  TEST ("/console/ringer/ends-when-nobody-waits", test_ends);
  TEST ("/console/ringer/muted-makes-no-sound", test_muted);
  TEST ("/console/herald/words-in-ones-own-are-notified-of", test_words_are_notified_of);
  TEST ("/console/herald/nothing-is-left-for-who-comes-next", test_nothing_is_left_behind);
  TEST ("/console/herald/only-what-is-wanted-is-notified-of", test_only_what_is_wanted);

  return g_test_run ();
}
