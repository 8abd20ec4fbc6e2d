/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "server/desk/bhd-chores.h"
#include "server/desk/flow/bhd-due.h"
#include "server/desk/people/bhd-audit.h"
#include "server/store/rows/flow/bhd-desk-setting-rows.h"
#include "tests/desk/desk-fixture.h"

typedef DeskFixture Fixture;

#define DAY (24 * BH_HOUR)

static void
note (Fixture *f, const BhdCaller *who, const char *action)
{
  const BhdAuditRow entry = { .organization_id = who->organization_id, .action = (char *) action };

  g_assert_true (bhd_audit_note (&f->turn, &entry, &f->error));
}

static GPtrArray *
list (Fixture *f, const BhdCaller *who)
{
  const BhdAuditFilter filter = { .limit = 100 };
  gboolean more;
  GPtrArray *rows = bhd_audit_list (&f->turn, who->organization_id, &filter, &more, &f->error);

  g_assert_no_error (f->error);
  g_assert_false (more);
  return rows;
}

static gboolean
forget (Fixture *f, const BhdCaller *who)
{
  gboolean more = FALSE;

  g_assert_true (bhd_audit_forget (&f->turn, who->organization_id, &more, &f->error));
  return more;
}

static void
test_chores_need_no_operator (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  const BhdAuditRow *row;

  note (f, f->owner, BHD_AUDIT_RETENTION);
  rows = list (f, f->owner);
  g_assert_cmpuint (rows->len, ==, 1);
  row = rows->pdata[0];
  g_assert_null (row->operator_id);
  g_assert_cmpstr (row->detail, ==, "{}");
  g_assert_cmpint (row->at_us, ==, f->turn.now_us);
}

static void
test_others_log_is_theirs (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;

  note (f, f->owner, BHD_AUDIT_RETENTION);
  rows = list (f, f->mallory);
  g_assert_cmpuint (rows->len, ==, 0);
}

static void
test_goes_after_400_days (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  note (f, f->owner, "label.created");
  desk_wait (f, 400 * DAY);
  note (f, f->owner, "label.deleted");
  g_assert_false (forget (f, f->owner));
  before = list (f, f->owner);
  desk_wait (f, 1);
  g_assert_false (forget (f, f->owner));
  after = list (f, f->owner);
  g_assert_cmpuint (before->len, ==, 2);
  g_assert_cmpuint (after->len, ==, 1);
}

static void
test_goes_by_pieces (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;

  for (guint i = 0; i < BHD_CHORE_PIECE + 1; i++)
    note (f, f->owner, "label.created");
  note (f, f->mallory, "label.created");
  desk_wait (f, 401 * DAY);
  g_assert_true (forget (f, f->owner));
  rows = list (f, f->owner);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_false (forget (f, f->owner));
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = list (f, f->mallory);
  g_assert_cmpuint (rows->len, ==, 1);
}

/* Mia has it, the visitor waits, and the time is up. */
static void
test_claim_that_times_out_is_noted (Fixture *f, gconstpointer data)
{
  const BhdDeskSettings settings = { .claim_timeout_s = 60 };
  g_autoptr (BhConversation) claimed = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *detail = g_strdup_printf ("{\"operator_id\":\"%s\"}", f->mia->operator_id);
  gboolean more;
  const BhdAuditRow *row;

  g_assert_true (bhd_desk_setting_rows_put (f->db, f->mia->organization_id, &settings,
                                            f->turn.now_us, &f->error));
  claimed = bhd_conversations_claim (&f->turn, f->mia, f->id, &f->error);
  bh_message_unref (desk_say (f, f->ada, "hello?"));
  desk_wait (f, 61 * BH_SECOND);
  g_assert_true (bhd_due_do (&f->turn, &more, &f->error));
  rows = list (f, f->owner);
  g_assert_cmpuint (rows->len, ==, 1);
  row = rows->pdata[0];
  g_assert_cmpstr (row->action, ==, "claim.timed_out");
  g_assert_cmpstr (row->subject_id, ==, f->id);
  g_assert_cmpstr (row->detail, ==, detail);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/desk/audit/chores-need-no-operator", test_chores_need_no_operator);
  DESK_TEST ("/desk/audit/others-log-is-theirs", test_others_log_is_theirs);
  DESK_TEST ("/desk/audit/goes-after-400-days", test_goes_after_400_days);
  DESK_TEST ("/desk/audit/claim-that-times-out-is-noted", test_claim_that_times_out_is_noted);
  DESK_TEST ("/desk/audit/goes-by-pieces", test_goes_by_pieces);
  return g_test_run ();
}
