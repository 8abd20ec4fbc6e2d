/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/desk/desk-fixture.h"

#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "server/store/bhd-schema.h"

static BhdCaller *
make_visitor (DeskFixture *fixture, const char *organization, const char *name)
{
  g_autofree char *token = NULL;

  return bhd_identity_open_contact_session (&fixture->turn, organization, name,
                                            "someone@example.org", "{\"browser\":\"Epiphany\"}",
                                            &token, &fixture->error);
}

static BhdCaller *
make_operator (DeskFixture *fixture, const char *organization, const char *name, BhRole role)
{
  g_autofree char *email = g_strconcat (name, "@", organization, ".example", NULL);
  g_autofree char *token = NULL;
  gint64 expires_us;
  g_autoptr (BhOperator) made = bhd_identity_create_operator (&fixture->turn, organization, email,
                                                              name, role, "hash", &fixture->error);

  g_assert_no_error (fixture->error);
  bhd_identity_open_operator_session (&fixture->turn, made, &token, &expires_us, &fixture->error);
  g_assert_no_error (fixture->error);
  return bhd_identity_authenticate (&fixture->turn, BHD_OPERATOR, token, &fixture->error);
}

static void
make_people (DeskFixture *fixture)
{
  fixture->ada = make_visitor (fixture, "acme", "Ada");
  fixture->bob = make_visitor (fixture, "acme", "Bob");
  fixture->eve = make_visitor (fixture, "rival", "Eve");
  fixture->mia = make_operator (fixture, "acme", "Mia", BH_ROLE_AGENT);
  fixture->noah = make_operator (fixture, "acme", "Noah", BH_ROLE_AGENT);
  fixture->owner = make_operator (fixture, "acme", "Olga", BH_ROLE_OWNER);
  fixture->mallory = make_operator (fixture, "rival", "Mallory", BH_ROLE_OWNER);
  g_assert_no_error (fixture->error);
}

void
desk_fixture_set_up (DeskFixture *fixture, gconstpointer data)
{
  g_autoptr (BhOrganization) acme = NULL;
  g_autoptr (BhOrganization) rival = NULL;
  g_autoptr (BhConversation) conversation = NULL;
  gboolean created;

  bh_clock_set (NOW);
  fixture->db = bh_db_open (":memory:", BH_DB_READ_WRITE, &fixture->error);
  g_assert_no_error (fixture->error);
  bhd_schema_apply (fixture->db, &fixture->error);
  g_assert_no_error (fixture->error);
  fixture->turn = (BhdTurn){ fixture->db, NOW, TRUE, NULL, 0 };
  fixture->turn.events = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_event_unref);
  bh_db_script (fixture->db, "BEGIN", &fixture->error);

  acme = bhd_organizations_create (&fixture->turn, "acme", "Acme", &fixture->error);
  rival = bhd_organizations_create (&fixture->turn, "rival", "Rival", &fixture->error);
  make_people (fixture);
  fixture->id = bh_id_new ();
  conversation =
      bhd_conversations_open (&fixture->turn, fixture->ada, fixture->id, &created, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_true (created);
  fixture->turn.wakes = 0;
}

void
desk_fixture_tear_down (DeskFixture *fixture, gconstpointer data)
{
  BhdCaller *callers[] = { fixture->ada,   fixture->bob, fixture->mia,    fixture->noah,
                           fixture->owner, fixture->eve, fixture->mallory };

  for (guint i = 0; i < G_N_ELEMENTS (callers); i++)
    bhd_caller_unref (callers[i]);
  g_assert_no_error (fixture->error);
  g_ptr_array_unref (fixture->turn.events);
  g_free (fixture->id);
  bh_db_close (fixture->db);
  bh_clock_set (0);
}

static BhMessage *
post (DeskFixture *fixture, const BhdCaller *caller, BhMessageKind kind, const char *body)
{
  g_autofree char *id = bh_id_new ();
  gboolean created = FALSE;
  BhMessage *message = bhd_messages_post (&fixture->turn, caller, fixture->id, id, kind, body, NULL,
                                          &created, &fixture->error);

  g_assert_no_error (fixture->error);
  g_assert_true (created);
  return message;
}

BhMessage *
desk_say (DeskFixture *fixture, const BhdCaller *caller, const char *body)
{
  return post (fixture, caller, BH_MESSAGE_TEXT, body);
}

BhMessage *
desk_note (DeskFixture *fixture, const BhdCaller *caller, const char *body)
{
  return post (fixture, caller, BH_MESSAGE_NOTE, body);
}

BhConversation *
desk_look (DeskFixture *fixture)
{
  BhConversation *conversation =
      bhd_conversations_find (&fixture->turn, fixture->mia, fixture->id, &fixture->error);

  g_assert_no_error (fixture->error);
  return conversation;
}

guint
desk_count_notices (DeskFixture *fixture, const char *code)
{
  gboolean more;
  guint count = 0;
  g_autoptr (GPtrArray) messages = bhd_messages_page (&fixture->turn, fixture->ada, fixture->id, 0,
                                                      0, 100, &more, &fixture->error);

  g_assert_no_error (fixture->error);
  for (guint i = 0; i < messages->len; i++)
    count += g_strcmp0 (((BhMessage *) messages->pdata[i])->notice, code) == 0;
  return count;
}

BhdEvent *
desk_last_event (DeskFixture *fixture, const char *type)
{
  for (guint i = fixture->turn.events->len; i > 0; i--)
    {
      BhdEvent *event = fixture->turn.events->pdata[i - 1];

      if (g_str_equal (event->type, type))
        return event;
    }
  return NULL;
}

void
desk_wait (DeskFixture *fixture, gint64 us)
{
  fixture->turn.now_us += us;
  bh_clock_set (fixture->turn.now_us);
}

BhdRun *
desk_take_run (DeskFixture *fixture)
{
  gint64 next_due_us;
  BhdRun *run;

  desk_wait (fixture, 10 * BH_SECOND);
  run = bhd_runs_take (&fixture->turn, &next_due_us, &fixture->error);
  g_assert_no_error (fixture->error);
  return run;
}

gboolean
desk_finish_run (DeskFixture *fixture, const BhdRun *run, const BhdRunResult *result)
{
  gboolean stored;

  bhd_runs_finish (&fixture->turn, run, result, &stored, &fixture->error);
  g_assert_no_error (fixture->error);
  return stored;
}

void
desk_assert_error (DeskFixture *fixture, BhErrorCode code)
{
  g_assert_error (fixture->error, BH_ERROR, (int) code);
  g_clear_error (&fixture->error);
}
