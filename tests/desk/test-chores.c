/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "server/desk/bhd-chores.h"
#include "server/store/rows/bhd-event-rows.h"
#include "tests/desk/desk-fixture.h"

typedef DeskFixture Fixture;

#define DAY (24 * BH_HOUR)
#define KEEP (30 * DAY)

static gint64
count (Fixture *f, const char *sql)
{
  g_autoptr (GVariant) row = bh_db_query_row (f->db, "(x)", sql, NULL, &f->error);
  gint64 number = -1;

  g_assert_no_error (f->error);
  g_variant_get (row, "(x)", &number);
  return number;
}

static gint64
count_sessions (Fixture *f)
{
  return count (f, "SELECT (SELECT COUNT(*) FROM contact_session) + "
                   "(SELECT COUNT(*) FROM operator_session)");
}

static gboolean
forget (Fixture *f)
{
  gboolean more = FALSE;

  g_assert_true (bhd_chores_forget_sessions (&f->turn, &more, &f->error));
  g_assert_no_error (f->error);
  return more;
}

static gboolean
shorten (Fixture *f, const BhdCaller *who)
{
  gboolean more = FALSE;

  g_assert_true (bhd_chores_shorten_log (&f->turn, who->organization_id, KEEP, &more, &f->error));
  g_assert_no_error (f->error);
  return more;
}

static void
head (Fixture *f, const BhdCaller *who, gint64 *seq, gint64 *pruned_seq)
{
  bhd_event_rows_head (f->db, who->organization_id, seq, pruned_seq, &f->error);
  g_assert_no_error (f->error);
}

static GPtrArray *
log_of (Fixture *f, const BhdCaller *who)
{
  GPtrArray *events =
      bhd_event_rows_list (f->db, who->organization_id, NULL, 0, G_MAXINT64, 10000, &f->error);

  g_assert_no_error (f->error);
  return events;
}

static void
test_living_sessions_stay (Fixture *f, gconstpointer data)
{
  gint64 before = count_sessions (f);

  desk_wait (f, BHD_CONTACT_SESSION_LIFE - 1);
  g_assert_false (forget (f));
  g_assert_cmpint (count_sessions (f), ==, before);
}

static void
test_ended_contact_sessions_go (Fixture *f, gconstpointer data)
{
  desk_wait (f, BHD_CONTACT_SESSION_LIFE);
  forget (f);
  g_assert_cmpint (count (f, "SELECT COUNT(*) FROM contact_session"), ==, 0);
  g_assert_cmpint (count (f, "SELECT COUNT(*) FROM operator_session"), >, 0);
}

static void
test_ended_operator_sessions_go (Fixture *f, gconstpointer data)
{
  desk_wait (f, BHD_OPERATOR_SESSION_LIFE);
  forget (f);
  g_assert_cmpint (count_sessions (f), ==, 0);
}

static void
test_sessions_go_piece_by_piece (Fixture *f, gconstpointer data)
{
  guint pieces = 1;

  for (guint i = 0; i < 2 * BHD_CHORE_PIECE; i++)
    {
      g_autofree char *token = NULL;
      g_autoptr (BhdCaller) visitor = bhd_identity_open_contact_session (
          &f->turn, "acme", "Ada", "ada@example.org", NULL, &token, &f->error);
    }
  desk_wait (f, BHD_OPERATOR_SESSION_LIFE);
  while (forget (f))
    pieces++;
  g_assert_cmpuint (pieces, ==, 3);
  g_assert_cmpint (count_sessions (f), ==, 0);
}

static void
test_young_events_stay (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) message = desk_say (f, f->ada, "Hello");
  gint64 seq, pruned_seq;

  desk_wait (f, KEEP);
  g_assert_false (shorten (f, f->ada));
  head (f, f->ada, &seq, &pruned_seq);
  g_assert_cmpint (pruned_seq, ==, 0);
}

static void
test_old_events_go (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) old = desk_say (f, f->ada, "long ago");
  g_autoptr (BhMessage) young = NULL;
  g_autoptr (GPtrArray) left = NULL;
  gint64 seq, pruned_seq;

  desk_wait (f, KEEP + 1);
  young = desk_say (f, f->ada, "today");
  shorten (f, f->ada);
  left = log_of (f, f->ada);
  g_assert_cmpint (((BhdEvent *) left->pdata[0])->seq, ==, young->seq);
  head (f, f->ada, &seq, &pruned_seq);
  g_assert_cmpint (pruned_seq, ==, young->seq - 1);
}

static void
test_newest_event_stays (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) last = desk_say (f, f->ada, "the last word");
  g_autoptr (GPtrArray) left = NULL;

  desk_wait (f, 100 * KEEP);
  shorten (f, f->ada);
  left = log_of (f, f->ada);
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_cmpint (((BhdEvent *) left->pdata[0])->seq, ==, last->seq);
}

static void
test_log_goes_piece_by_piece (Fixture *f, gconstpointer data)
{
  guint pieces = 1;
  g_autoptr (GPtrArray) left = NULL;

  for (guint i = 0; i < 2 * BHD_CHORE_PIECE; i++)
    bh_message_unref (desk_say (f, f->ada, "and"));
  desk_wait (f, KEEP + 1);
  while (shorten (f, f->ada))
    pieces++;
  left = log_of (f, f->ada);
  g_assert_cmpuint (pieces, ==, 3);
  g_assert_cmpuint (left->len, ==, 1);
}

static void
test_others_log_stays (Fixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  gboolean created;
  g_autoptr (BhConversation) opened =
      bhd_conversations_open (&f->turn, f->eve, id, &created, &f->error);
  g_autoptr (GPtrArray) before = log_of (f, f->eve);
  g_autoptr (GPtrArray) after = NULL;

  desk_wait (f, KEEP + 1);
  shorten (f, f->ada);
  after = log_of (f, f->eve);
  g_assert_cmpuint (before->len, >, 1);
  g_assert_cmpuint (after->len, ==, before->len);
}

static void
test_transcript_stays (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) message = desk_say (f, f->ada, "Hello");
  g_autoptr (GPtrArray) page = NULL;
  gboolean more;

  desk_wait (f, KEEP + 1);
  shorten (f, f->ada);
  page = bhd_messages_page (&f->turn, f->mia, f->id, 0, 0, 50, &more, &f->error);
  g_assert_cmpuint (page->len, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/desk/chores/living-sessions-stay", test_living_sessions_stay);
  DESK_TEST ("/desk/chores/ended-contact-sessions-go", test_ended_contact_sessions_go);
  DESK_TEST ("/desk/chores/ended-operator-sessions-go", test_ended_operator_sessions_go);
  DESK_TEST ("/desk/chores/sessions-go-piece-by-piece", test_sessions_go_piece_by_piece);
  DESK_TEST ("/desk/chores/young-events-stay", test_young_events_stay);
  DESK_TEST ("/desk/chores/old-events-go", test_old_events_go);
  DESK_TEST ("/desk/chores/newest-event-stays", test_newest_event_stays);
  DESK_TEST ("/desk/chores/log-goes-piece-by-piece", test_log_goes_piece_by_piece);
  DESK_TEST ("/desk/chores/others-log-stays", test_others_log_stays);
  DESK_TEST ("/desk/chores/transcript-stays", test_transcript_stays);
  return g_test_run ();
}
