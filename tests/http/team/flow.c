/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How a conversation is sorted, put off, handed over; what waits is told where it stands. */
#include "common/bh-id.h"
#include "tests/http/team/team-fixture.h"

#include <string.h>

#define LATER "{\"snoozed_until_us\":9000000000000000}"

static BhtAnswer *
patch (TeamFixture *f, const char *body)
{
  return team_call_one (f, f->agent, "PATCH", "/conversations", f->tenant->conversation_id, body);
}

static BhtAnswer *
step (TeamFixture *f, const char *token, const char *what, const char *body)
{
  g_autofree char *path =
      g_strdup_printf ("/conversations/%s/%s", f->tenant->conversation_id, what);

  return team_call (f, token, "POST", path, body);
}

static gboolean
says (const BhtAnswer *answer, const char *text)
{
  return answer->status == 200 && strstr (answer->body, text) != NULL;
}

static void
test_sorted (TeamFixture *f, gconstpointer unused)
{
  g_autofree char *label =
      team_add (f, f->owner, "/labels", "\"name\":\"VIP\",\"color\":\"#ff0000\"");
  g_autofree char *body = g_strdup_printf ("{\"priority\":\"urgent\",\"labels\":[\"%s\"]}", label);
  g_autofree char *labels = g_strdup_printf ("\"labels\":[\"%s\"]", label);
  g_autoptr (BhtAnswer) sorted = patch (f, body);
  g_autoptr (BhtAnswer) bare = patch (f, "{\"labels\":[]}");

  g_assert_true (says (sorted, "\"priority\":\"urgent\""));
  g_assert_true (says (sorted, labels));
  g_assert_true (says (bare, "\"labels\":[]"));
}

static void
test_null_takes_off (TeamFixture *f, gconstpointer unused)
{
  g_autofree char *team = team_add (f, f->owner, "/teams", "\"name\":\"Billing\",\"members\":[]");
  g_autofree char *body = g_strdup_printf ("{\"team_id\":\"%s\"}", team);
  g_autoptr (BhtAnswer) given = patch (f, body);
  g_autoptr (BhtAnswer) put_off = patch (f, LATER);
  g_autoptr (BhtAnswer) taken = patch (f, "{\"team_id\":null,\"snoozed_until_us\":null}");

  g_assert_true (says (given, "\"name\":\"Billing\""));
  g_assert_true (says (put_off, "\"snoozed_until_us\":9000000000000000"));
  g_assert_true (says (taken, "\"team\":null"));
  g_assert_true (says (taken, "\"snoozed_until_us\":null"));
}

static void
test_unknown_is_invalid (TeamFixture *f, gconstpointer unused)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *label = g_strdup_printf ("{\"labels\":[\"%s\"]}", id);
  g_autofree char *team = g_strdup_printf ("{\"team_id\":\"%s\"}", id);
  g_autoptr (BhtAnswer) no_label = patch (f, label);
  g_autoptr (BhtAnswer) no_team = patch (f, team);
  g_autoptr (BhtAnswer) past = patch (f, "{\"snoozed_until_us\":1}");

  team_assert_field (no_label, 400, "labels");
  team_assert_field (no_team, 400, "team_id");
  team_assert_field (past, 400, "snoozed_until_us");
}

static void
test_handed_over (TeamFixture *f, gconstpointer unused)
{
  g_autofree char *note = bh_id_new ();
  g_autofree char *body = g_strdup_printf (
      "{\"operator_id\":\"%s\",\"note\":\"Yours\",\"note_id\":\"%s\"}", f->tenant->owner_id, note);
  g_autofree char *mentions = g_strdup_printf ("\"mentions\":[\"%s\"]", f->tenant->owner_id);
  g_autoptr (BhtAnswer) given = step (f, f->agent, "transfer", body);
  g_autoptr (BhtAnswer) again = step (f, f->agent, "transfer", body);

  g_assert_true (says (given, mentions));
  g_assert_true (says (given, "\"status\":\"claimed\""));
  g_assert_cmpstr (given->body, ==, again->body);
}

static void
test_mentioned (TeamFixture *f, gconstpointer unused)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *body =
      g_strdup_printf ("{\"id\":\"%s\",\"kind\":\"note\",\"body\":\"Look\",\"mentions\":[\"%s\"]}",
                       id, f->tenant->owner_id);
  g_autofree char *extra =
      g_strdup_printf ("\"extra\":{\"mentions\":[\"%s\"]}", f->tenant->owner_id);
  g_autoptr (BhtAnswer) noted = step (f, f->agent, "messages", body);
  g_autoptr (BhtAnswer) read = step (f, f->owner, "read", "{\"seq\":9000000}");

  g_assert_cmpuint (noted->status, ==, 201);
  g_assert_nonnull (strstr (noted->body, extra));
  g_assert_true (says (read, "\"mentions\":[]"));
}

static BhtAnswer *
say (TeamFixture *f, const char *token)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",\"body\":\"Hi\",\"seen_seq\":0}", id);

  return step (f, token, "messages", body);
}

static void
test_stale (TeamFixture *f, gconstpointer unused)
{
  g_autoptr (BhtAnswer) first = say (f, f->agent);
  g_autoptr (BhtAnswer) second = say (f, f->owner);

  g_assert_cmpuint (first->status, ==, 201);
  bht_answer_assert_error (second, 409, "stale");
  g_assert_true (json_object_has_member (bht_answer_object (second), "author_name"));
}

static void
test_looking (TeamFixture *f, gconstpointer unused)
{
  g_autoptr (BhtAnswer) looks = step (f, f->agent, "viewing", "{\"on\":true}");

  g_assert_cmpuint (looks->status, ==, 204);
}

static void
test_settings (TeamFixture *f, gconstpointer unused)
{
  g_autoptr (BhtAnswer) refused =
      team_call (f, f->agent, "PATCH", "/settings", "{\"claim_timeout_s\":60}");
  g_autoptr (BhtAnswer) changed =
      team_call (f, f->owner, "PATCH", "/settings", "{\"claim_timeout_s\":60}");
  g_autoptr (BhtAnswer) seen = team_call (f, f->agent, "GET", "/settings", NULL);
  g_autoptr (BhtAnswer) beyond =
      team_call (f, f->owner, "PATCH", "/settings", "{\"auto_resolve_h\":-1}");

  bht_answer_assert_error (refused, 403, "forbidden");
  g_assert_cmpuint (changed->status, ==, 200);
  g_assert_cmpstr (seen->body, ==,
                   "{\"desk\":{\"claim_timeout_s\":60,\"auto_resolve_h\":0,\"retention_days\":0}}");
  team_assert_field (beyond, 400, "auto_resolve_h");
}

static BhtAnswer *
visit (TeamFixture *f, const char *method, const char *what, const char *body)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/widget/conversations/%s/%s", f->tenant->conversation_id, what);

  return bht_call (f->daemon, method, path, f->tenant->visitor_token, NULL, body);
}

static void
test_place (TeamFixture *f, gconstpointer unused)
{
  g_autoptr (BhtAnswer) before = visit (f, "GET", "messages", NULL);
  g_autoptr (BhtAnswer) wanted = visit (f, "POST", "person", "{}");
  g_autoptr (BhtAnswer) fetched = visit (f, "GET", "messages", NULL);
  g_autoptr (BhtAnswer) listed =
      bht_call (f->daemon, "GET", "/v1/widget/conversations", f->tenant->visitor_token, NULL, NULL);
  g_autoptr (BhtAnswer) claimed = step (f, f->agent, "claim", "{}");
  g_autoptr (BhtAnswer) after = visit (f, "GET", "messages", NULL);

  g_assert_false (says (before, "queue_position"));
  g_assert_true (says (wanted, "\"queue_position\":1"));
  g_assert_true (says (fetched, "\"queue_position\":1"));
  g_assert_true (says (listed, "\"queue_position\":1"));
  g_assert_false (says (claimed, "queue_position"));
  g_assert_false (says (after, "queue_position"));
}

void
add_flow_tests (void)
{
  TEAM_TEST ("flow/sorted", test_sorted);
  TEAM_TEST ("flow/null-takes-off", test_null_takes_off);
  TEAM_TEST ("flow/unknown-is-invalid", test_unknown_is_invalid);
  TEAM_TEST ("flow/handed-over-once", test_handed_over);
  TEAM_TEST ("flow/mentioned-until-read", test_mentioned);
  TEAM_TEST ("flow/stale-names-who-answered", test_stale);
  TEAM_TEST ("flow/looking", test_looking);
  TEAM_TEST ("flow/settings-are-an-admins", test_settings);
  TEAM_TEST ("flow/who-waits-is-told-the-place", test_place);
}
