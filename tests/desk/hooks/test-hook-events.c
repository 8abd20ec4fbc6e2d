/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "common/bh-json-reader.h"
#include "server/desk/bhd-csat.h"
#include "server/desk/bhd-deliveries.h"
#include "server/desk/flow/bhd-transfers.h"
#include "server/desk/hooks/bhd-hook-events.h"
#include "server/desk/hooks/bhd-webhooks.h"
#include "server/store/bhd-seal.h"
#include "tests/desk/ai/sealing.h"

#include <string.h>

#define LEASE BH_MINUTE

static void
listen_for (DeskFixture *fixture, const char *id, const char *event)
{
  const char *events[] = { event, NULL };
  const BhdWebhookChange change = { .url = "https://hook.example/", .events = events };
  char *secret = NULL;
  g_autoptr (BhdWebhookRow) row = bhd_webhooks_create (
      &fixture->turn, fixture->ada->organization_id, id, &change, &secret, &fixture->error);

  g_assert_no_error (fixture->error);
  bhd_secret_free (secret);
}

/* What the next delivery says; NULL: nothing is due. */
static JsonObject *
next_body (DeskFixture *fixture)
{
  static const BhdAttempt well = { NULL, 200, "" };
  g_auto (BhdErrand) errand = { NULL };
  g_autoptr (JsonNode) root = NULL;

  bhd_deliveries_take (&fixture->turn, LEASE, &errand, &fixture->error);
  g_assert_no_error (fixture->error);
  if (errand.delivery == NULL)
    return NULL;
  root = bh_json_parse_object (errand.delivery->body, strlen (errand.delivery->body), 65536,
                               &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (bh_json_get_string (json_node_get_object (root), "id", NULL), ==,
                   errand.delivery->id);
  g_assert_cmpstr (bh_json_get_string (json_node_get_object (root), "event", NULL), ==,
                   errand.delivery->event);
  bhd_deliveries_report (&fixture->turn, errand.delivery, &well, &fixture->error);
  g_assert_no_error (fixture->error);
  return json_object_ref (json_node_get_object (root));
}

#define HOOK "01900000-0000-7000-8000-000000000001"
#define OTHER_HOOK "01900000-0000-7000-8000-000000000002"

static void
want_person (DeskFixture *fixture)
{
  g_autoptr (BhConversation) conversation =
      bhd_conversations_want_person (&fixture->turn, fixture->ada, fixture->id, &fixture->error);

  g_assert_no_error (fixture->error);
}

typedef BhConversation *(*DeskFunc) (BhdTurn *turn,
                                     const BhdCaller *operator_,
                                     const char *id,
                                     GError **error);

static void
by_mia (DeskFixture *fixture, DeskFunc func)
{
  g_autoptr (BhConversation) conversation =
      func (&fixture->turn, fixture->mia, fixture->id, &fixture->error);

  g_assert_no_error (fixture->error);
}

static void
cause_conversation (DeskFixture *fixture)
{
  gboolean created;
  g_autoptr (BhConversation) conversation =
      bhd_conversations_open (&fixture->turn, fixture->ada, "01900000-0000-7000-8000-0000000000aa",
                              &created, &fixture->error);

  g_assert_no_error (fixture->error);
}

static void
cause_resolved (DeskFixture *fixture)
{
  by_mia (fixture, bhd_conversations_resolve);
}

static void
cause_reopened (DeskFixture *fixture)
{
  by_mia (fixture, bhd_conversations_resolve);
  by_mia (fixture, bhd_conversations_reopen);
}

static void
cause_message (DeskFixture *fixture)
{
  g_autoptr (BhMessage) message = desk_say (fixture, fixture->ada, "Where is my parcel?");
}

static void
cause_claimed (DeskFixture *fixture)
{
  want_person (fixture);
  by_mia (fixture, bhd_conversations_claim);
}

static void
cause_released (DeskFixture *fixture)
{
  cause_claimed (fixture);
  by_mia (fixture, bhd_conversations_release);
}

static void
cause_csat (DeskFixture *fixture)
{
  g_autoptr (BhConversation) rated = NULL;
  gboolean created;

  by_mia (fixture, bhd_conversations_resolve);
  rated = bhd_csat_give (&fixture->turn, fixture->ada, fixture->id, 5, "fine", &created,
                         &fixture->error);
  g_assert_no_error (fixture->error);
}

static void
cause_contact (DeskFixture *fixture)
{
  g_autofree char *token = NULL;
  g_autoptr (BhdCaller) visitor = bhd_identity_open_contact_session (
      &fixture->turn, "acme", "Ida", "ida@example.org", NULL, &token, &fixture->error);

  g_assert_no_error (fixture->error);
}

static void
cause_gap (DeskFixture *fixture)
{
  for (guint i = 0; i < 2; i++)
    bhd_gaps_hit (&fixture->turn, fixture->ada->organization_id, "Do you ship to Mars?",
                  fixture->id, &fixture->error);
  g_assert_no_error (fixture->error);
}

/* What causes each event, and the members of its data. */
typedef struct
{
  const char *event;
  void (*cause) (DeskFixture *fixture);
  const char *members[3];
} Case;

static const Case cases[] = {
  { "conversation.created", cause_conversation, { "conversation" } },
  { "conversation.resolved", cause_resolved, { "conversation" } },
  { "conversation.reopened", cause_reopened, { "conversation" } },
  { "message.created", cause_message, { "message", "conversation" } },
  { "handoff.created", want_person, { "conversation" } },
  { "handoff.claimed", cause_claimed, { "conversation" } },
  { "handoff.released", cause_released, { "conversation" } },
  { "csat.submitted", cause_csat, { "conversation" } },
  { "contact.created", cause_contact, { "contact" } },
  { "gap.created", cause_gap, { "gap" } },
};

/* Once, and with what belongs to it and nothing else. */
static void
test_event (DeskFixture *fixture, gconstpointer data)
{
  const Case *row = data;
  g_autoptr (JsonObject) body = NULL;
  JsonObject *told = NULL;
  guint count = 0;

  listen_for (fixture, HOOK, row->event);
  row->cause (fixture);
  body = next_body (fixture);
  g_assert_nonnull (body);
  g_assert_cmpstr (bh_json_get_string (body, "event", NULL), ==, row->event);
  g_assert_cmpstr (bh_json_get_string (body, "organization", NULL), ==, "acme");
  g_assert_cmpint (bh_json_get_int (body, "created_us", 0), ==, NOW);
  told = bh_json_get_object (body, "data");
  for (; row->members[count] != NULL; count++)
    g_assert_nonnull (
        bh_json_get_string (bh_json_get_object (told, row->members[count]), "id", NULL));
  g_assert_cmpuint (json_object_get_size (told), ==, count);
  g_assert_null (next_body (fixture));
  g_assert_true (fixture->turn.wakes & BHD_WAKE_COURIER);
}

/* What the first receivers were built for. */
static void
test_old_form (DeskFixture *fixture, gconstpointer unused)
{
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (BhConversation) look = NULL;

  listen_for (fixture, HOOK, "handoff.created");
  want_person (fixture);
  body = next_body (fixture);
  look = desk_look (fixture);
  g_assert_cmpstr (bh_json_get_string (body, "handoffId", NULL), ==, look->handoff_id);
  g_assert_cmpstr (bh_json_get_string (body, "appSlug", NULL), ==, "acme");
  g_assert_cmpstr (bh_json_get_string (body, "sessionId", NULL), ==, fixture->id);
  g_assert_cmpstr (bh_json_get_string (body, "reason", NULL), ==, "user_requested");
  g_assert_cmpstr (bh_json_get_string (body, "priority", NULL), ==, "normal");
  g_assert_cmpstr (bh_json_get_string (body, "timestamp", NULL), ==, "2023-11-14T22:13:20.000000Z");
}

/* To a person it is as if they had claimed it. */
static void
test_transfers_are_claims (DeskFixture *fixture, gconstpointer unused)
{
  const BhdTransfer to_noah = { .operator_id = fixture->noah->operator_id };
  g_autoptr (BhConversation) given = NULL;
  g_autoptr (JsonObject) body = NULL;

  listen_for (fixture, HOOK, "handoff.claimed");
  listen_for (fixture, OTHER_HOOK, "handoff.released");
  given = bhd_transfers_make (&fixture->turn, fixture->mia, fixture->id, &to_noah, &fixture->error);
  g_assert_no_error (fixture->error);
  body = next_body (fixture);
  g_assert_cmpstr (bh_json_get_string (body, "event", NULL), ==, "handoff.claimed");
  g_assert_null (next_body (fixture));
}

static void
test_notes_stay (DeskFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhMessage) note = NULL;

  listen_for (fixture, HOOK, "message.created");
  note = desk_note (fixture, fixture->mia, "He is cross");
  g_assert_null (next_body (fixture));
}

static void
test_each_hears_its_own (DeskFixture *fixture, gconstpointer unused)
{
  g_autoptr (JsonObject) message = NULL;

  listen_for (fixture, HOOK, "message.created");
  listen_for (fixture, OTHER_HOOK, "gap.created");
  cause_message (fixture);
  message = next_body (fixture);
  g_assert_nonnull (message);
  g_assert_null (next_body (fixture));
}

static void
test_two_hear_it (DeskFixture *fixture, gconstpointer unused)
{
  g_autoptr (JsonObject) one = NULL;
  g_autoptr (JsonObject) two = NULL;

  listen_for (fixture, HOOK, "message.created");
  listen_for (fixture, OTHER_HOOK, "message.created");
  cause_message (fixture);
  one = next_body (fixture);
  two = next_body (fixture);
  g_assert_cmpstr (bh_json_get_string (one, "id", NULL), !=, bh_json_get_string (two, "id", NULL));
}

static void
test_rivals_hear_nothing (DeskFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhConversation) conversation = NULL;
  gboolean created;

  listen_for (fixture, HOOK, "conversation.created");
  conversation =
      bhd_conversations_open (&fixture->turn, fixture->eve, "01900000-0000-7000-8000-0000000000ee",
                              &created, &fixture->error);
  g_assert_null (next_body (fixture));
}

static void
test_nobody_listens (DeskFixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (cases[i].cause != cause_resolved && cases[i].cause != cause_reopened &&
        cases[i].cause != cause_csat)
      cases[i].cause (fixture);
  g_assert_null (next_body (fixture));
  g_assert_false (fixture->turn.wakes & BHD_WAKE_COURIER);
}

static void
test_ping (DeskFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdDelivery) ping = NULL;
  g_autoptr (JsonObject) body = NULL;

  listen_for (fixture, HOOK, "gap.created");
  ping = bhd_deliveries_ping (&fixture->turn, fixture->ada->organization_id, HOOK, &fixture->error);
  g_assert_cmpstr (ping->state, ==, "waiting");
  body = next_body (fixture);
  g_assert_cmpstr (bh_json_get_string (body, "event", NULL), ==, "ping");
  g_assert_cmpuint (json_object_get_size (bh_json_get_object (body, "data")), ==, 0);
}

static void
add_case (const Case *row)
{
  g_autofree char *path = g_strconcat ("/desk/hook-events/", row->event, NULL);

  g_test_add (path, DeskFixture, row, sealing_set_up, test_event, sealing_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    add_case (&cases[i]);
  SEALING_TEST ("/desk/hook-events/handoffs-keep-their-old-form", test_old_form);
  SEALING_TEST ("/desk/hook-events/transfers-are-claims", test_transfers_are_claims);
  SEALING_TEST ("/desk/hook-events/notes-never-leave-the-desk", test_notes_stay);
  SEALING_TEST ("/desk/hook-events/each-hears-what-it-chose", test_each_hears_its_own);
  SEALING_TEST ("/desk/hook-events/two-webhooks-are-two-deliveries", test_two_hear_it);
  SEALING_TEST ("/desk/hook-events/others-organisations-are-not-told-of", test_rivals_hear_nothing);
  SEALING_TEST ("/desk/hook-events/without-a-webhook-nothing-is-queued", test_nobody_listens);
  SEALING_TEST ("/desk/hook-events/a-ping-goes-whatever-was-chosen", test_ping);
  return g_test_run ();
}
