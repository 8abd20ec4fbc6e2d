/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "server/bhd-caretaker.h"
#include "server/desk/bhd-chores.h"
#include "server/desk/bhd-conversations.h"
#include "server/desk/bhd-identity.h"
#include "server/desk/people/bhd-audit.h"
#include "server/store/rows/ai/bhd-tool-call-rows.h"
#include "server/store/rows/bhd-event-rows.h"
#include "tests/bht-patience.h"
#include "tests/store/store-fixture.h"

typedef StoreFixture Fixture;

#define EVENTS (3 * BHD_CHORE_PIECE)

static guint
count_events (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gpointer number = bhd_store_call (fixture->store, BHD_JOB_READ, store_job_count, NULL, &error);

  g_assert_no_error (error);
  return GPOINTER_TO_UINT (number);
}

static void
await_one_event (Fixture *fixture)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  while (count_events (fixture) != 1)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (1000);
    }
}

static gpointer
job_publish_many (BhdTurn *turn, gpointer data, GError **error)
{
  for (guint i = 0; i < EVENTS && *error == NULL; i++)
    store_job_publish (turn, (gpointer) "old", error);
  return NULL;
}

static void
publish_many (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  bhd_store_call (fixture->store, BHD_JOB_WRITE, job_publish_many, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
job_head (BhdTurn *turn, gpointer pruned_seq, GError **error)
{
  gint64 seq;

  bhd_event_rows_head (turn->db, "acme", &seq, pruned_seq, error);
  return NULL;
}

/* Everything is old that is not in the future. */
static void
test_shortens_the_whole_log (Fixture *fixture, gconstpointer data)
{
  const BhdCaretakerPlan plan = { 0, BH_HOUR, -BH_HOUR };
  g_autoptr (BhdCaretaker) caretaker = NULL;
  gint64 pruned_seq = 0;

  publish_many (fixture);
  caretaker = bhd_caretaker_new (fixture->store, &plan);
  await_one_event (fixture);
  bhd_store_call (fixture->store, BHD_JOB_READ, job_head, &pruned_seq, NULL);
  g_assert_cmpint (pruned_seq, ==, EVENTS - 1);
}

static void
test_comes_again (Fixture *fixture, gconstpointer data)
{
  const BhdCaretakerPlan plan = { 0, 1000, -BH_HOUR };
  g_autoptr (BhdCaretaker) caretaker = bhd_caretaker_new (fixture->store, &plan);

  for (guint i = 0; i < 3; i++)
    {
      publish_many (fixture);
      await_one_event (fixture);
    }
}

static gpointer
job_make_session (BhdTurn *turn, gpointer data, GError **error)
{
  bh_db_exec (turn->db,
              "INSERT INTO contact_session (token_hash, organization_id, contact_id, created_us, "
              "expires_us) VALUES ('x', 'acme', 'ada', 1, 2)",
              NULL, error);
  return NULL;
}

static gpointer
job_count_sessions (BhdTurn *turn, gpointer data, GError **error)
{
  g_autoptr (GVariant) row =
      bh_db_query_row (turn->db, "(x)", "SELECT COUNT(*) FROM contact_session", NULL, error);
  gint64 number = -1;

  g_variant_get (row, "(x)", &number);
  return GINT_TO_POINTER ((int) number);
}

static void
test_forgets_sessions (Fixture *fixture, gconstpointer data)
{
  const BhdCaretakerPlan plan = { 0, BH_HOUR, BH_HOUR };
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  g_autoptr (BhdCaretaker) caretaker = NULL;

  bhd_store_call (fixture->store, BHD_JOB_WRITE, job_make_session, NULL, NULL);
  g_assert_nonnull (bhd_store_call (fixture->store, BHD_JOB_READ, job_count_sessions, NULL, NULL));
  caretaker = bhd_caretaker_new (fixture->store, &plan);
  while (bhd_store_call (fixture->store, BHD_JOB_READ, job_count_sessions, NULL, NULL) != NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (1000);
    }
}

static gpointer
job_ask (BhdTurn *turn, gpointer data, GError **error)
{
  const BhdToolCallRow call = { .organization_id = (char *) "acme",
                                .id = (char *) "call",
                                .tool_id = (char *) "tool",
                                .tool_name = (char *) "tool",
                                .arguments = (char *) "{}",
                                .status = (char *) "pending",
                                .token_hash = (char *) "hash",
                                .expires_us = 1,
                                .created_us = 1 };

  bhd_tool_call_rows_insert (turn->db, &call, error);
  return NULL;
}

static gpointer
job_is_cancelled (BhdTurn *turn, gpointer data, GError **error)
{
  g_autoptr (BhdToolCallRow) call = bhd_tool_call_rows_find (turn->db, "acme", "call", error);

  return GINT_TO_POINTER (g_str_equal (call->status, "cancelled"));
}

/* A question to a visitor that nobody answered. */
static void
test_cancels_old_questions (Fixture *fixture, gconstpointer data)
{
  const BhdCaretakerPlan plan = { 0, BH_HOUR, BH_HOUR };
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  g_autoptr (BhdCaretaker) caretaker = NULL;

  bhd_store_call (fixture->store, BHD_JOB_WRITE, job_ask, NULL, NULL);
  g_assert_null (bhd_store_call (fixture->store, BHD_JOB_READ, job_is_cancelled, NULL, NULL));
  caretaker = bhd_caretaker_new (fixture->store, &plan);
  while (bhd_store_call (fixture->store, BHD_JOB_READ, job_is_cancelled, NULL, NULL) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (1000);
    }
}

static gpointer
job_note_long_ago (BhdTurn *turn, gpointer data, GError **error)
{
  const BhdAuditRow entry = { .organization_id = (char *) "acme",
                              .action = (char *) BHD_AUDIT_RETENTION };
  BhdTurn then = *turn;

  then.now_us = 1;
  bhd_audit_note (&then, &entry, error);
  return NULL;
}

static gpointer
job_count_entries (BhdTurn *turn, gpointer data, GError **error)
{
  const BhdAuditFilter filter = { .limit = 10 };
  gboolean more;
  g_autoptr (GPtrArray) rows = bhd_audit_list (turn, "acme", &filter, &more, error);

  return GUINT_TO_POINTER (rows->len);
}

static void
test_forgets_old_changes (Fixture *fixture, gconstpointer data)
{
  const BhdCaretakerPlan plan = { 0, BH_HOUR, BH_HOUR };
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  g_autoptr (BhdCaretaker) caretaker = NULL;

  bhd_store_call (fixture->store, BHD_JOB_WRITE, job_note_long_ago, NULL, NULL);
  g_assert_nonnull (bhd_store_call (fixture->store, BHD_JOB_READ, job_count_entries, NULL, NULL));
  caretaker = bhd_caretaker_new (fixture->store, &plan);
  while (bhd_store_call (fixture->store, BHD_JOB_READ, job_count_entries, NULL, NULL) != NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (1000);
    }
}

/* Nobody waits an hour for it. */
static void
test_stops_at_once (Fixture *fixture, gconstpointer data)
{
  const BhdCaretakerPlan plan = { BH_HOUR, BH_HOUR, -BH_HOUR };
  gint64 begun = g_get_monotonic_time ();

  publish_many (fixture);
  bhd_caretaker_free (bhd_caretaker_new (fixture->store, &plan));
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 60 * G_USEC_PER_SEC);
  g_assert_cmpuint (count_events (fixture), ==, EVENTS);
}

#define CONVERSATION "00000000-0000-7000-8000-000000000001"

static gpointer
job_snooze (BhdTurn *turn, gpointer data, GError **error)
{
  g_autofree char *token = NULL;
  gboolean created;
  g_autoptr (BhdCaller) ada = bhd_identity_open_contact_session (
      turn, "acme", "Ada", "ada@example.org", NULL, &token, error);
  g_autoptr (BhConversation) opened =
      ada != NULL ? bhd_conversations_open (turn, ada, CONVERSATION, &created, error) : NULL;

  g_assert_nonnull (opened);
  bh_db_script (turn->db, "UPDATE conversation SET snoozed_until_us = 1", error);
  return NULL;
}

static gpointer
job_is_snoozed (BhdTurn *turn, gpointer data, GError **error)
{
  g_autoptr (GVariant) row = bh_db_query_row (
      turn->db, "(x)", "SELECT COUNT(*) FROM conversation WHERE snoozed_until_us > 0", NULL, error);
  gint64 count = -1;

  g_variant_get (row, "(x)", &count);
  return GINT_TO_POINTER ((int) count);
}

static void
test_ends_snoozes_after_a_restart (Fixture *fixture, gconstpointer data)
{
  const BhdCaretakerPlan plan = { BH_HOUR, BH_HOUR, BH_HOUR, 1000 };
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhdCaretaker) caretaker = NULL;

  bhd_store_call (fixture->store, BHD_JOB_WRITE, job_snooze, NULL, &error);
  g_assert_no_error (error);
  bhd_store_free (fixture->store);
  fixture->store = bhd_store_new (fixture->path, 1, &error);
  g_assert_no_error (error);
  g_assert_nonnull (bhd_store_call (fixture->store, BHD_JOB_READ, job_is_snoozed, NULL, NULL));

  caretaker = bhd_caretaker_new (fixture->store, &plan);
  while (bhd_store_call (fixture->store, BHD_JOB_READ, job_is_snoozed, NULL, NULL) != NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (1000);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/daemon/caretaker/" path, Fixture, NULL, store_fixture_set_up, function,            \
              store_fixture_tear_down)
  ADD ("shortens-the-whole-log", test_shortens_the_whole_log);
  ADD ("comes-again", test_comes_again);
  ADD ("forgets-sessions", test_forgets_sessions);
  ADD ("cancels-old-questions", test_cancels_old_questions);
  ADD ("forgets-old-changes", test_forgets_old_changes);
  ADD ("ends-snoozes-after-a-restart", test_ends_snoozes_after_a_restart);
  ADD ("stops-at-once", test_stops_at_once);
  return g_test_run ();
}
