/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-id.h"
#include "tests/http/team/team-fixture.h"

#include <string.h>
#include <unistd.h>

#define PASSWORD "correct horse"
#define UPGRADE                                                                                    \
  "GET /v1/feed HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"      \
  "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"                   \
  "Authorization: Bearer %s\r\n\r\n"

/* Somebody who was added, and is signed in. */
typedef struct
{
  char *id;
  char *email;
  char *token;
} Person;

static void
person_clear (Person *self)
{
  g_free (self->id);
  g_free (self->email);
  g_free (self->token);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Person, person_clear)

static BhtAnswer *
sign_in (TeamFixture *fixture, const char *email, const char *password)
{
  g_autofree char *body =
      g_strdup_printf ("{\"email\":\"%s\",\"password\":\"%s\"}", email, password);

  return team_call (fixture, NULL, "POST", "/sign-in", body);
}

static char *
get_token (TeamFixture *fixture, const char *email, const char *password)
{
  g_autoptr (BhtAnswer) answer = sign_in (fixture, email, password);

  if (answer->status != 200)
    g_error ("could not sign in: %s", answer->body);
  return g_strdup (json_object_get_string_member (bht_answer_object (answer), "token"));
}

static char *
describe (const char *id, const char *email, const char *role)
{
  return g_strdup_printf ("{\"id\":\"%s\",\"email\":\"%s\",\"name\":\"Kim\",\"role\":\"%s\","
                          "\"password\":\"" PASSWORD "\"}",
                          id, email, role);
}

static Person
add_person (TeamFixture *fixture, const char *role)
{
  Person self = { bh_id_new () };
  g_autofree char *body = NULL;
  g_autoptr (BhtAnswer) answer = NULL;

  self.email = g_strdup_printf ("kim-%s@acme.example", self.id);
  body = describe (self.id, self.email, role);
  answer = team_call (fixture, fixture->owner, "POST", "/operators", body);
  g_assert_cmpuint (answer->status, ==, 201);
  self.token = get_token (fixture, self.email, PASSWORD);
  return self;
}

static BhtAnswer *
patch (TeamFixture *fixture, const char *token, const char *id, const char *body)
{
  return team_call_one (fixture, token, "PATCH", "/operators", id, body);
}

static void
assert_signed_in (TeamFixture *fixture, const char *token, gboolean expected)
{
  g_autoptr (BhtAnswer) answer = team_call (fixture, token, "GET", "/me", NULL);

  g_assert_cmpuint (answer->status, ==, expected ? 200 : 401);
}

static void
test_made (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *email = g_strdup_printf ("Kim-%s@acme.example", id);
  g_autofree char *body = describe (id, email, "agent");
  g_autoptr (BhtAnswer) made = team_call (fixture, fixture->owner, "POST", "/operators", body);
  g_autoptr (BhtAnswer) again = team_call (fixture, fixture->owner, "POST", "/operators", body);
  g_autofree char *token = get_token (fixture, email, PASSWORD);
  g_autoptr (JsonObject) seen = team_find (fixture, token, "operators", id);

  g_assert_cmpuint (made->status, ==, 201);
  g_assert_nonnull (strstr (made->body, "\"role\":\"agent\",\"teams\":[],\"status\":\"online\","
                                        "\"disabled\":false"));
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_cmpstr (again->body, ==, made->body);
  g_assert_nonnull (seen);
  g_assert_null (strstr (made->body, PASSWORD));
  g_assert_true (team_has_told (fixture, "operators"));
}

static void
test_taken (TeamFixture *fixture, gconstpointer unused)
{
  g_auto (Person) kim = add_person (fixture, "agent");
  g_auto (Person) other = add_person (fixture, "agent");
  g_autofree char *fresh = bh_id_new ();
  g_autofree char *same_email = describe (fresh, kim.email, "agent");
  g_autofree char *same_id = describe (kim.id, "x@acme.example", "agent");
  g_autofree char *rename = g_strdup_printf ("{\"email\":\"%s\"}", kim.email);
  g_autoptr (BhtAnswer) first =
      team_call (fixture, fixture->owner, "POST", "/operators", same_email);
  g_autoptr (BhtAnswer) second = team_call (fixture, fixture->owner, "POST", "/operators", same_id);
  g_autoptr (BhtAnswer) third = patch (fixture, fixture->owner, other.id, rename);

  team_assert_field (first, 409, "email");
  bht_answer_assert_error (second, 409, "conflict");
  team_assert_field (third, 409, "email");
}

static void
test_changed (TeamFixture *fixture, gconstpointer unused)
{
  g_auto (Person) kim = add_person (fixture, "agent");
  g_autoptr (BhtAnswer) answer =
      patch (fixture, fixture->owner, kim.id, "{\"name\":\"Kim Li\",\"role\":\"admin\"}");
  g_autoptr (BhtAnswer) label = team_call (fixture, kim.token, "POST", "/labels",
                                           "{\"id\":\"01900000-0000-7000-8000-000000000001\","
                                           "\"name\":\"x\",\"color\":\"#000000\"}");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (strstr (answer->body, "\"name\":\"Kim Li\""));
  g_assert_cmpuint (label->status, ==, 201);
}

static void
test_last_owner_stays (TeamFixture *fixture, gconstpointer unused)
{
  const char *me = fixture->tenant->owner_id;
  g_autoptr (BhtAnswer) demoted = patch (fixture, fixture->owner, me, "{\"role\":\"admin\"}");
  g_autoptr (BhtAnswer) disabled = patch (fixture, fixture->owner, me, "{\"disabled\":true}");
  g_auto (Person) second = add_person (fixture, "owner");
  g_autoptr (BhtAnswer) away = patch (fixture, fixture->owner, second.id, "{\"disabled\":true}");
  g_autoptr (BhtAnswer) still = patch (fixture, fixture->owner, me, "{\"role\":\"admin\"}");
  g_autoptr (BhtAnswer) back = patch (fixture, fixture->owner, second.id, "{\"disabled\":false}");
  g_autoptr (BhtAnswer) now = patch (fixture, fixture->owner, me, "{\"role\":\"admin\"}");

  bht_answer_assert_error (demoted, 409, "conflict");
  bht_answer_assert_error (disabled, 409, "conflict");
  g_assert_cmpuint (away->status, ==, 200);
  bht_answer_assert_error (still, 409, "conflict");
  g_assert_cmpuint (back->status, ==, 200);
  g_assert_cmpuint (now->status, ==, 200);
}

static void
test_admin_makes_and_changes_no_owner (TeamFixture *fixture, gconstpointer unused)
{
  g_auto (Person) admin = add_person (fixture, "admin");
  g_auto (Person) kim = add_person (fixture, "agent");
  g_autofree char *fresh = bh_id_new ();
  g_autofree char *body = describe (fresh, "boss@acme.example", "owner");
  g_autoptr (BhtAnswer) made = team_call (fixture, admin.token, "POST", "/operators", body);
  g_autoptr (BhtAnswer) raised = patch (fixture, admin.token, kim.id, "{\"role\":\"owner\"}");
  g_autoptr (BhtAnswer) changed =
      patch (fixture, admin.token, fixture->tenant->owner_id, "{\"password\":\"" PASSWORD "\"}");
  g_autoptr (BhtAnswer) agent = patch (fixture, admin.token, kim.id, "{\"name\":\"Kim Li\"}");

  bht_answer_assert_error (made, 403, "forbidden");
  bht_answer_assert_error (raised, 403, "forbidden");
  bht_answer_assert_error (changed, 403, "forbidden");
  g_assert_cmpuint (agent->status, ==, 200);
}

static void
test_agent_changes_nobody (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *fresh = bh_id_new ();
  g_autofree char *body = describe (fresh, "new@acme.example", "agent");
  g_autoptr (BhtAnswer) made = team_call (fixture, fixture->agent, "POST", "/operators", body);
  g_autoptr (BhtAnswer) changed =
      patch (fixture, fixture->agent, fixture->tenant->owner_id, "{\"name\":\"x\"}");

  bht_answer_assert_error (made, 403, "forbidden");
  bht_answer_assert_error (changed, 403, "forbidden");
}

static void
test_disabled_is_told_nothing_else (TeamFixture *fixture, gconstpointer unused)
{
  g_auto (Person) kim = add_person (fixture, "agent");
  g_autoptr (BhtAnswer) disabled = patch (fixture, fixture->owner, kim.id, "{\"disabled\":true}");
  g_autoptr (BhtAnswer) right = sign_in (fixture, kim.email, PASSWORD);
  g_autoptr (BhtAnswer) wrong = sign_in (fixture, kim.email, "wrong horse");
  g_autoptr (JsonObject) seen = team_find (fixture, fixture->agent, "operators", kim.id);
  g_autofree char *back = NULL;

  g_assert_cmpuint (disabled->status, ==, 200);
  assert_signed_in (fixture, kim.token, FALSE);
  bht_answer_assert_error (right, 401, "unauthorized");
  g_assert_cmpstr (json_object_get_string_member (bht_answer_object (right), "error"), ==,
                   json_object_get_string_member (bht_answer_object (wrong), "error"));
  g_assert_true (json_object_get_boolean_member (seen, "disabled"));
  bht_answer_free (patch (fixture, fixture->owner, kim.id, "{\"disabled\":false}"));
  back = get_token (fixture, kim.email, PASSWORD);
  assert_signed_in (fixture, back, TRUE);
}

/* Reads to the end, which the daemon makes. */
static void
assert_ends (int fd)
{
  char bytes[256];
  gssize got;

  while ((got = read (fd, bytes, sizeof bytes)) > 0)
    ;
  g_assert_cmpint (got, ==, 0);
}

static void
test_disabling_ends_the_feed (TeamFixture *fixture, gconstpointer unused)
{
  g_auto (Person) kim = add_person (fixture, "agent");
  g_autofree char *request = g_strdup_printf (UPGRADE, kim.token);
  int fd = bht_connect (fixture->daemon);
  g_autoptr (BhtAnswer) upgraded = NULL;
  g_autoptr (BhtAnswer) disabled = NULL;

  bht_send (fd, request, -1);
  upgraded = bht_receive (fd, FALSE);
  g_assert_cmpuint (upgraded->status, ==, 101);
  disabled = patch (fixture, fixture->owner, kim.id, "{\"disabled\":true}");
  g_assert_cmpuint (disabled->status, ==, 200);
  assert_ends (fd);
  close (fd);
}

static void
test_disabling_gives_back (TeamFixture *fixture, gconstpointer unused)
{
  g_auto (Person) kim = add_person (fixture, "agent");
  g_autofree char *path = g_strdup_printf ("/conversations/%s", fixture->tenant->conversation_id);
  g_autofree char *claim = g_strconcat (path, "/claim", NULL);
  g_autofree char *words = g_strconcat (path, "/messages", NULL);
  g_autoptr (BhtAnswer) claimed = team_call (fixture, kim.token, "POST", claim, "{}");
  g_autoptr (BhtAnswer) disabled = patch (fixture, fixture->owner, kim.id, "{\"disabled\":true}");
  g_autoptr (BhtAnswer) after = team_call (fixture, fixture->owner, "GET", path, NULL);
  g_autoptr (BhtAnswer) messages = team_call (fixture, fixture->owner, "GET", words, NULL);
  JsonObject *conversation =
      json_object_get_object_member (bht_answer_object (after), "conversation");

  g_assert_cmpuint (claimed->status, ==, 200);
  g_assert_cmpuint (disabled->status, ==, 200);
  g_assert_true (json_object_get_null_member (conversation, "assignee"));
  g_assert_cmpstr (json_object_get_string_member (conversation, "status"), ==, "escalated");
  g_assert_cmpint (json_object_get_int_member (conversation, "waiting_since_us"), >, 0);
  g_assert_nonnull (strstr (messages->body, "\"operator_left\""));
}

static void
test_new_password_ends_sessions (TeamFixture *fixture, gconstpointer unused)
{
  g_auto (Person) kim = add_person (fixture, "agent");
  g_autoptr (BhtAnswer) changed =
      patch (fixture, fixture->owner, kim.id, "{\"password\":\"battery staple\"}");
  g_autofree char *token = NULL;

  g_assert_cmpuint (changed->status, ==, 200);
  assert_signed_in (fixture, kim.token, FALSE);
  token = get_token (fixture, kim.email, "battery staple");
  assert_signed_in (fixture, token, TRUE);
}

static void
test_own_password_ends_the_others (TeamFixture *fixture, gconstpointer unused)
{
  g_auto (Person) kim = add_person (fixture, "agent");
  g_autofree char *other = get_token (fixture, kim.email, PASSWORD);
  g_autoptr (BhtAnswer) changed =
      team_call (fixture, kim.token, "PATCH", "/me",
                 "{\"password\":\"battery staple\",\"old_password\":\"" PASSWORD "\"}");

  g_assert_cmpuint (changed->status, ==, 200);
  g_assert_nonnull (strstr (changed->body, kim.id));
  assert_signed_in (fixture, kim.token, TRUE);
  assert_signed_in (fixture, other, FALSE);
  g_free (get_token (fixture, kim.email, "battery staple"));
}

static void
test_own_password_needs_the_old (TeamFixture *fixture, gconstpointer unused)
{
  g_auto (Person) kim = add_person (fixture, "agent");
  g_autoptr (BhtAnswer) none =
      team_call (fixture, kim.token, "PATCH", "/me", "{\"password\":\"battery staple\"}");
  g_autoptr (BhtAnswer) wrong =
      team_call (fixture, kim.token, "PATCH", "/me",
                 "{\"password\":\"battery staple\",\"old_password\":\"wrong\"}");

  team_assert_field (none, 400, "old_password");
  team_assert_field (wrong, 400, "old_password");
  g_free (get_token (fixture, kim.email, PASSWORD));
}

static void
test_own_name (TeamFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhtAnswer) changed =
      team_call (fixture, fixture->agent, "PATCH", "/me", "{\"name\":\"Alex\"}");
  g_autoptr (BhtAnswer) me = team_call (fixture, fixture->agent, "GET", "/me", NULL);

  g_assert_cmpuint (changed->status, ==, 200);
  g_assert_nonnull (strstr (me->body, "\"name\":\"Alex\""));
  g_assert_true (team_has_told (fixture, "operators"));
}

/* The administrator of the machine, by address. */
static void
test_local_administrator (TeamFixture *fixture, gconstpointer unused)
{
  g_auto (Person) kim = add_person (fixture, "agent");
  g_autofree char *path =
      g_strdup_printf ("/v1/ctl/organizations/%s/operators", fixture->tenant->slug);
  g_autofree char *body = g_strdup_printf ("{\"email\":\"%s\"}", kim.email);
  g_autoptr (BhtAnswer) list = bht_call_local (fixture->daemon, "GET", path, NULL);
  g_autoptr (BhtAnswer) disabled =
      bht_call_local (fixture->daemon, "POST", "/v1/ctl/operators/disable", body);
  g_autoptr (BhtAnswer) refused = sign_in (fixture, kim.email, PASSWORD);
  g_autoptr (BhtAnswer) enabled =
      bht_call_local (fixture->daemon, "POST", "/v1/ctl/operators/enable", body);

  g_assert_nonnull (strstr (list->body, kim.email));
  g_assert_nonnull (strstr (disabled->body, "\"disabled\":true"));
  assert_signed_in (fixture, kim.token, FALSE);
  g_assert_cmpuint (refused->status, ==, 401);
  g_assert_nonnull (strstr (enabled->body, "\"disabled\":false"));
  g_free (get_token (fixture, kim.email, PASSWORD));
}

void
add_people_tests (void)
{
  TEAM_TEST ("people/made", test_made);
  TEAM_TEST ("people/taken-is-conflict", test_taken);
  TEAM_TEST ("people/changed", test_changed);
  TEAM_TEST ("people/last-owner-stays", test_last_owner_stays);
  TEAM_TEST ("people/admin-makes-and-changes-no-owner", test_admin_makes_and_changes_no_owner);
  TEAM_TEST ("people/agent-changes-nobody", test_agent_changes_nobody);
  TEAM_TEST ("people/disabled-is-told-nothing-else", test_disabled_is_told_nothing_else);
  TEAM_TEST ("people/disabling-ends-the-feed", test_disabling_ends_the_feed);
  TEAM_TEST ("people/disabling-gives-back", test_disabling_gives_back);
  TEAM_TEST ("people/new-password-ends-sessions", test_new_password_ends_sessions);
  TEAM_TEST ("people/own-password-ends-the-others", test_own_password_ends_the_others);
  TEAM_TEST ("people/own-password-needs-the-old", test_own_password_needs_the_old);
  TEAM_TEST ("people/own-name", test_own_name);
  TEAM_TEST ("people/local-administrator", test_local_administrator);
}
