/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/team/bhd-colleagues.h"
#include "server/desk/team/bhd-teams.h"
#include "tests/desk/team/team-scene.h"

#include "common/bh-db-row.h"

#define MANY 120

/* As if the column had been set by whoever may. */
static void
set_text (DeskFixture *fixture, const char *sql, const char *id, const char *value)
{
  const BhDbValue params[] = { BH_TEXT (fixture->owner->organization_id), BH_TEXT (id),
                               BH_TEXT (value) };

  g_assert_true (bh_db_put (fixture->db, sql, params, 3, &fixture->error));
}

static char *
open_one (DeskFixture *fixture)
{
  g_autofree char *id = bh_id_new ();
  gboolean created;
  g_autoptr (BhConversation) opened =
      bhd_conversations_open (&fixture->turn, fixture->ada, id, &created, &fixture->error);

  g_assert_no_error (fixture->error);
  return g_steal_pointer (&id);
}

static char *
make_team (DeskFixture *fixture)
{
  g_autofree char *id = bh_id_new ();
  char *members[] = { fixture->mia->operator_id, fixture->mia->operator_id, NULL };
  const BhdTeamRow draft = { .id = id, .name = (char *) "Billing", .members = members };
  gboolean created;
  g_autoptr (BhdTeamRow) row =
      bhd_teams_create (&fixture->turn, fixture->owner, &draft, &created, &fixture->error);

  g_assert_no_error (fixture->error);
  g_assert_cmpuint (g_strv_length (row->members), ==, 1);
  return g_steal_pointer (&id);
}

static void
test_deleting_a_team_frees_conversations (DeskFixture *fixture, gconstpointer unused)
{
  static const char sql[] =
      "UPDATE conversation SET team_id = $3 WHERE organization_id = $1 AND id = $2";
  g_autofree char *team = make_team (fixture);
  g_autoptr (BhConversation) before = NULL;
  g_autoptr (BhConversation) after = NULL;
  gboolean more;
  BhdEvent *event;

  set_text (fixture, sql, fixture->id, team);
  before = desk_look (fixture);
  g_assert_cmpstr (before->team_name, ==, "Billing");
  g_assert_true (bhd_teams_delete (&fixture->turn, fixture->owner, team, &more, &fixture->error));
  g_assert_false (more);
  after = desk_look (fixture);
  event = desk_last_event (fixture, "conversation.updated");
  g_assert_null (after->team_id);
  g_assert_nonnull (strstr (event->desk, "\"team\":null"));
}

static void
test_deleting_a_team_goes_by_pieces (DeskFixture *fixture, gconstpointer unused)
{
  static const char sql[] =
      "UPDATE conversation SET team_id = $3 WHERE organization_id = $1 AND id = $2";
  g_autofree char *team = make_team (fixture);
  gboolean more;

  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *id = open_one (fixture);

      set_text (fixture, sql, id, team);
    }
  g_assert_true (bhd_teams_delete (&fixture->turn, fixture->owner, team, &more, &fixture->error));
  g_assert_true (more);
  g_assert_true (bhd_teams_delete (&fixture->turn, fixture->owner, team, &more, &fixture->error));
  g_assert_false (more);
}

static void
test_giving_back_goes_by_pieces (DeskFixture *fixture, gconstpointer unused)
{
  gboolean more = TRUE;
  guint turns = 0;
  g_autoptr (BhConversation) resolved = NULL;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *id = open_one (fixture);
      g_autoptr (BhConversation) claimed =
          bhd_conversations_claim (&fixture->turn, fixture->mia, id, &fixture->error);

      g_assert_nonnull (claimed);
    }
  bh_conversation_unref (
      bhd_conversations_claim (&fixture->turn, fixture->mia, fixture->id, &fixture->error));
  bh_conversation_unref (
      bhd_conversations_resolve (&fixture->turn, fixture->mia, fixture->id, &fixture->error));
  for (; more; turns++)
    g_assert_true (bhd_colleagues_give_back (&fixture->turn, fixture->owner,
                                             fixture->mia->operator_id, &more, &fixture->error));
  resolved = desk_look (fixture);
  g_assert_cmpuint (turns, ==, 2);
  g_assert_cmpstr (resolved->assignee_id, ==, fixture->mia->operator_id);
}

static void
test_others_are_not_found (DeskFixture *fixture, gconstpointer unused)
{
  const BhdColleagueChange change = { .name = "Theirs" };
  g_auto (GStrv) ended = NULL;

  g_assert_null (bhd_colleagues_change (&fixture->turn, fixture->mallory, fixture->mia->operator_id,
                                        &change, &ended, &fixture->error));
  desk_assert_error (fixture, BH_ERROR_NOT_FOUND);
}

/* Whatever becomes of the session's row. */
static void
test_session_of_disabled_is_none (DeskFixture *fixture, gconstpointer unused)
{
  static const char sql[] =
      "UPDATE operator SET disabled_us = 1 WHERE organization_id = $1 AND id = $2 AND name <> $3";
  g_autofree char *token = NULL;
  g_autoptr (BhOperator) mia = NULL;
  gint64 expires_us;

  mia = bhd_identity_get_operator (&fixture->turn, fixture->mia, &fixture->error);
  bhd_identity_open_operator_session (&fixture->turn, mia, &token, &expires_us, &fixture->error);
  set_text (fixture, sql, fixture->mia->operator_id, "");
  g_assert_null (bhd_identity_authenticate (&fixture->turn, BHD_OPERATOR, token, &fixture->error));
  desk_assert_error (fixture, BH_ERROR_UNAUTHORIZED);
}

void
add_piece_tests (void)
{
  TEAM_TEST ("teams/deleting-frees-conversations", test_deleting_a_team_frees_conversations);
  TEAM_TEST ("teams/deleting-goes-by-pieces", test_deleting_a_team_goes_by_pieces);
  TEAM_TEST ("people/giving-back-goes-by-pieces", test_giving_back_goes_by_pieces);
  TEAM_TEST ("people/others-are-not-found", test_others_are_not_found);
  TEAM_TEST ("people/session-of-disabled-is-none", test_session_of_disabled_is_none);
}
