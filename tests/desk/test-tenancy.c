/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Nobody reaches what is another organisation's or another visitor's, whatever function they use.
 */
#include "common/bh-id.h"
#include "server/desk/bhd-csat.h"
#include "server/desk/bhd-read-marks.h"
#include "tests/desk/desk-fixture.h"

typedef DeskFixture Fixture;
typedef BhConversation *(*Act) (BhdTurn *turn,
                                const BhdCaller *caller,
                                const char *id,
                                GError **error);

static BhConversation *
mark_read (BhdTurn *turn, const BhdCaller *caller, const char *id, GError **error)
{
  return bhd_read_marks_move (turn, caller, id, 100, error);
}

static BhConversation *
rate (BhdTurn *turn, const BhdCaller *caller, const char *id, GError **error)
{
  gboolean created;

  return bhd_csat_give (turn, caller, id, 5, "", &created, error);
}

static void
test_strange_operator_reaches_no_conversation (Fixture *f, gconstpointer data)
{
  const Act acts[] = { bhd_conversations_find,    bhd_conversations_claim,
                       bhd_conversations_release, bhd_conversations_resolve,
                       bhd_conversations_reopen,  mark_read };

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_assert_null (acts[i](&f->turn, f->mallory, f->id, &f->error));
      desk_assert_error (f, BH_ERROR_NOT_FOUND);
    }
}

static void
test_strange_visitors_reach_no_conversation (Fixture *f, gconstpointer data)
{
  const Act acts[] = { bhd_conversations_find, bhd_conversations_want_person, mark_read, rate };
  const BhdCaller *strangers[] = { f->bob, f->eve };

  for (guint i = 0; i < G_N_ELEMENTS (acts) * G_N_ELEMENTS (strangers); i++)
    {
      g_assert_null (acts[i / 2](&f->turn, strangers[i % 2], f->id, &f->error));
      desk_assert_error (f, BH_ERROR_NOT_FOUND);
    }
}

static void
test_strangers_post_nothing (Fixture *f, gconstpointer data)
{
  const BhdCaller *strangers[] = { f->bob, f->eve, f->mallory };

  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autofree char *id = bh_id_new ();
      gboolean created;

      g_assert_null (bhd_messages_post (&f->turn, strangers[i], f->id, id, BH_MESSAGE_TEXT, "x",
                                        NULL, &created, &f->error));
      desk_assert_error (f, BH_ERROR_NOT_FOUND);
    }
}

static void
test_strangers_read_nothing (Fixture *f, gconstpointer data)
{
  const BhdCaller *strangers[] = { f->bob, f->eve, f->mallory };

  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      gboolean more;

      g_assert_null (bhd_messages_page (&f->turn, strangers[i], f->id, 0, 0, 10, &more, &f->error));
      desk_assert_error (f, BH_ERROR_NOT_FOUND);
    }
}

static void
test_nobody_in_particular_reaches_nothing (Fixture *f, gconstpointer data)
{
  BhdCaller nobody = { .who = BHD_ANYONE };
  BhdCaller hollow = { .who = BHD_VISITOR, .organization_id = f->ada->organization_id };

  g_assert_null (bhd_conversations_find (&f->turn, &nobody, f->id, &f->error));
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
  g_assert_null (bhd_conversations_find (&f->turn, &hollow, f->id, &f->error));
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
}

static void
test_own_list_is_ones_own (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) adas =
      bhd_conversations_list_own (&f->turn, f->ada, 0, NULL, 10, &f->error);
  g_autoptr (GPtrArray) bobs =
      bhd_conversations_list_own (&f->turn, f->bob, 0, NULL, 10, &f->error);
  g_autoptr (GPtrArray) eves =
      bhd_conversations_list_own (&f->turn, f->eve, 0, NULL, 10, &f->error);

  g_assert_cmpuint (adas->len, ==, 1);
  g_assert_cmpuint (bobs->len, ==, 0);
  g_assert_cmpuint (eves->len, ==, 0);
}

static void
test_snapshot_is_the_organizations_own (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ours = bhd_conversations_snapshot (&f->turn, f->mia, NULL, 10, &f->error);
  g_autoptr (GPtrArray) theirs =
      bhd_conversations_snapshot (&f->turn, f->mallory, NULL, 10, &f->error);

  g_assert_cmpuint (ours->len, ==, 1);
  g_assert_cmpuint (theirs->len, ==, 0);
}

/* The same id in two organisations is two conversations, and neither learns of the other. */
static void
test_same_id_elsewhere_is_another_conversation (Fixture *f, gconstpointer data)
{
  gboolean created = FALSE;
  g_autoptr (BhConversation) theirs =
      bhd_conversations_open (&f->turn, f->eve, f->id, &created, &f->error);

  g_assert_true (created);
  g_assert_cmpstr (theirs->contact_name, ==, "Eve");
}

static void
test_same_message_id_elsewhere_is_another_message (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) ours = desk_say (f, f->ada, "Hello");
  g_autofree char *other = bh_id_new ();
  gboolean created = FALSE;
  g_autoptr (BhConversation) theirs =
      bhd_conversations_open (&f->turn, f->eve, other, &created, &f->error);
  g_autoptr (BhMessage) message = bhd_messages_post (
      &f->turn, f->eve, other, ours->id, BH_MESSAGE_TEXT, "Hi", NULL, &created, &f->error);

  g_assert_true (created);
  g_assert_cmpstr (message->body, ==, "Hi");
}

static void
test_other_visitors_id_is_a_conflict (Fixture *f, gconstpointer data)
{
  gboolean created;

  g_assert_null (bhd_conversations_open (&f->turn, f->bob, f->id, &created, &f->error));
  desk_assert_error (f, BH_ERROR_CONFLICT);
}

static void
test_own_id_again_is_the_same_conversation (Fixture *f, gconstpointer data)
{
  gboolean created = TRUE;
  g_autoptr (BhConversation) again =
      bhd_conversations_open (&f->turn, f->ada, f->id, &created, &f->error);

  g_assert_false (created);
  g_assert_cmpint (again->message_count, ==, 1);
}

static void
test_each_log_counts_for_itself (Fixture *f, gconstpointer data)
{
  gint64 before = bhd_organizations_feed_head (&f->turn, f->mallory->organization_id, &f->error);
  g_autoptr (BhMessage) ours = desk_say (f, f->ada, "Hello");
  gint64 after = bhd_organizations_feed_head (&f->turn, f->mallory->organization_id, &f->error);

  g_assert_cmpint (before, ==, after);
}

static void
test_operators_are_listed_apart (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ours =
      bhd_identity_list_operators (&f->turn, f->mia->organization_id, &f->error);
  g_autoptr (GPtrArray) theirs =
      bhd_identity_list_operators (&f->turn, f->mallory->organization_id, &f->error);

  g_assert_cmpuint (ours->len, ==, 3);
  g_assert_cmpuint (theirs->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/desk/tenancy/strange-operator", test_strange_operator_reaches_no_conversation);
  DESK_TEST ("/desk/tenancy/strange-visitors", test_strange_visitors_reach_no_conversation);
  DESK_TEST ("/desk/tenancy/strangers-post-nothing", test_strangers_post_nothing);
  DESK_TEST ("/desk/tenancy/strangers-read-nothing", test_strangers_read_nothing);
  DESK_TEST ("/desk/tenancy/nobody-in-particular", test_nobody_in_particular_reaches_nothing);
  DESK_TEST ("/desk/tenancy/own-list", test_own_list_is_ones_own);
  DESK_TEST ("/desk/tenancy/snapshot", test_snapshot_is_the_organizations_own);
  DESK_TEST ("/desk/tenancy/same-id-elsewhere", test_same_id_elsewhere_is_another_conversation);
  DESK_TEST ("/desk/tenancy/same-message-id-elsewhere",
             test_same_message_id_elsewhere_is_another_message);
  DESK_TEST ("/desk/conversations/other-visitors-id-is-a-conflict",
             test_other_visitors_id_is_a_conflict);
  DESK_TEST ("/desk/conversations/own-id-again-is-the-same",
             test_own_id_again_is_the_same_conversation);
  DESK_TEST ("/desk/tenancy/each-log-counts-for-itself", test_each_log_counts_for_itself);
  DESK_TEST ("/desk/tenancy/operators-are-listed-apart", test_operators_are_listed_apart);
  return g_test_run ();
}
