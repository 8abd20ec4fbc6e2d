/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/bht-client.h"

#include "common/bh-id.h"
#include "server/desk/bhd-identity.h"

#include <string.h>

#define WHISPERS "/v1/desk/whispers"

/* The owner and the agent talk; the admin would like to know. */
typedef struct
{
  BhtDaemon *daemon;
  BhtTenant *tenant;
  char *admin_token;
} Fixture;

static gpointer
add_admin (BhdTurn *turn, gpointer data, GError **error)
{
  Fixture *f = data;
  gint64 expires_us;
  g_autoptr (BhOperator) admin = bhd_identity_create_operator (
      turn, "acme", "root@example.org", "Root", BH_ROLE_ADMIN, "no password", error);

  g_assert_no_error (*error);
  bhd_identity_open_operator_session (turn, admin, &f->admin_token, &expires_us, error);
  return NULL;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->daemon = bht_daemon_new (NULL);
  f->tenant = bht_daemon_add_tenant (f->daemon, "acme");
  bht_daemon_write (f->daemon, add_admin, f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free (f->admin_token);
  bht_tenant_free (f->tenant);
  bht_daemon_free (f->daemon);
}

static BhtAnswer *
get (Fixture *f, const char *token, const char *query)
{
  g_autofree char *path = g_strconcat (WHISPERS, query, NULL);
  BhtAnswer *answer = bht_call (f->daemon, "GET", path, token, NULL, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  return answer;
}

static BhtAnswer *
say (Fixture *f, const char *token, const char *id, const char *to, const char *body)
{
  g_autofree char *json =
      g_strdup_printf ("{\"id\":\"%s\",\"to\":\"%s\",\"body\":\"%s\"}", id, to, body);

  return bht_call (f->daemon, "POST", WHISPERS, token, NULL, json);
}

/* The owner says @body to the agent.  (transfer full): its id */
static char *
tell_agent (Fixture *f, const char *body)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhtAnswer) said = say (f, f->tenant->owner_token, id, f->tenant->agent_id, body);

  g_assert_cmpuint (said->status, ==, 201);
  return g_steal_pointer (&id);
}

static char *
with (const char *operator_id, const char *more)
{
  return g_strconcat ("?with=", operator_id, more, NULL);
}

static guint
count (const BhtAnswer *answer)
{
  return json_array_get_length (
      json_object_get_array_member (bht_answer_object (answer), "whispers"));
}

static JsonObject *
whisper_at (const BhtAnswer *answer, guint at)
{
  JsonArray *list = json_object_get_array_member (bht_answer_object (answer), "whispers");

  return json_array_get_object_element (list, at);
}

static void
test_both_read_it (Fixture *f, gconstpointer data)
{
  g_autofree char *id = tell_agent (f, "lunch?");
  g_autofree char *owner = with (f->tenant->owner_id, NULL);
  g_autofree char *agent = with (f->tenant->agent_id, NULL);
  g_autoptr (BhtAnswer) heard = get (f, f->tenant->agent_token, owner);
  g_autoptr (BhtAnswer) said = get (f, f->tenant->owner_token, agent);
  JsonObject *whisper = whisper_at (heard, 0);

  g_assert_cmpstr (json_object_get_string_member (whisper, "id"), ==, id);
  g_assert_cmpstr (json_object_get_string_member (whisper, "body"), ==, "lunch?");
  g_assert_cmpstr (
      json_object_get_string_member (json_object_get_object_member (whisper, "from"), "id"), ==,
      f->tenant->owner_id);
  g_assert_cmpstr (
      json_object_get_string_member (json_object_get_object_member (whisper, "to"), "name"), !=,
      "");
  g_assert_true (json_object_get_null_member (whisper, "read_us"));
  g_assert_cmpuint (count (said), ==, 1);
}

static void
test_no_third_reads_it (Fixture *f, gconstpointer data)
{
  g_autofree char *id = tell_agent (f, "between us");
  g_autofree char *owner = with (f->tenant->owner_id, NULL);
  g_autofree char *agent = with (f->tenant->agent_id, NULL);
  g_autofree char *behind = g_strconcat (owner, "&before=", id, NULL);
  g_autoptr (BhtAnswer) one = get (f, f->admin_token, owner);
  g_autoptr (BhtAnswer) two = get (f, f->admin_token, agent);
  g_autoptr (BhtAnswer) three = get (f, f->admin_token, behind);
  g_autoptr (BhtAnswer) log =
      bht_call (f->daemon, "GET", "/v1/desk/audit", f->admin_token, NULL, NULL);

  g_assert_cmpuint (count (one) + count (two) + count (three), ==, 0);
  g_assert_null (strstr (log->body, "between us"));
}

static void
test_feed_tells_who_and_not_what (Fixture *f, gconstpointer data)
{
  g_autofree char *id = tell_agent (f, "between us");
  g_autofree char *body =
      g_strdup_printf ("{\"whisper\":{\"id\":\"%s\",\"from_id\":\"%s\",\"to_id\":\"%s\"}}", id,
                       f->tenant->owner_id, f->tenant->agent_id);
  g_autoptr (BhtAnswer) desk =
      bht_call (f->daemon, "GET", "/v1/feed?after=0&wait=0", f->admin_token, NULL, NULL);
  g_autoptr (BhtAnswer) visitor = bht_call (f->daemon, "GET", "/v1/widget/feed?after=0&wait=0",
                                            f->tenant->visitor_token, NULL, NULL);

  g_assert_nonnull (strstr (desk->body, body));
  g_assert_nonnull (strstr (desk->body, "whisper.created"));
  g_assert_null (strstr (desk->body, "between us"));
  g_assert_null (strstr (visitor->body, "whisper"));
}

static void
test_the_same_again_changes_nothing (Fixture *f, gconstpointer data)
{
  g_autofree char *id = tell_agent (f, "lunch?");
  const char *token = f->tenant->owner_token;
  g_autoptr (BhtAnswer) again = say (f, token, id, f->tenant->agent_id, "lunch?");
  g_autoptr (BhtAnswer) other = say (f, token, id, f->tenant->agent_id, "dinner?");
  g_autoptr (BhtAnswer) foreign = say (f, f->admin_token, id, f->tenant->agent_id, "lunch?");
  g_autofree char *agent = with (f->tenant->agent_id, NULL);
  g_autoptr (BhtAnswer) list = get (f, token, agent);

  g_assert_cmpuint (again->status, ==, 200);
  bht_answer_assert_error (other, 409, "conflict");
  bht_answer_assert_error (foreign, 409, "conflict");
  g_assert_cmpuint (count (list), ==, 1);
}

static void
test_to_colleagues_only (Fixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *nobody = with (id, NULL);
  g_autoptr (BhtTenant) rival = bht_daemon_add_tenant (f->daemon, "rival");
  g_autoptr (BhtAnswer) self = say (f, f->tenant->owner_token, id, f->tenant->owner_id, "hm");
  g_autoptr (BhtAnswer) foreign = say (f, f->tenant->owner_token, id, rival->owner_id, "hm");
  g_autoptr (BhtAnswer) unknown =
      bht_call (f->daemon, "GET", WHISPERS "?with=01900000-0000-7000-8000-000000000001",
                f->tenant->owner_token, NULL, NULL);

  bht_answer_assert_error (self, 400, "invalid");
  bht_answer_assert_error (foreign, 404, "not_found");
  bht_answer_assert_error (unknown, 404, "not_found");
}

static void
test_about_a_conversation (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtTenant) rival = bht_daemon_add_tenant (f->daemon, "rival");
  const char *const conversations[] = { f->tenant->conversation_id, rival->conversation_id };
  const guint statuses[] = { 201, 404 };

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *id = bh_id_new ();
      g_autofree char *json = g_strdup_printf (
          "{\"id\":\"%s\",\"to\":\"%s\",\"body\":\"look\",\"conversation_id\":\"%s\"}", id,
          f->tenant->agent_id, conversations[i]);
      g_autoptr (BhtAnswer) said =
          bht_call (f->daemon, "POST", WHISPERS, f->tenant->owner_token, NULL, json);

      g_assert_cmpuint (said->status, ==, statuses[i]);
    }
}

static void
test_pages (Fixture *f, gconstpointer data)
{
  g_autofree char *first = tell_agent (f, "one");
  g_autofree char *second = tell_agent (f, "two");
  g_autofree char *newest = with (f->tenant->owner_id, "&limit=1");
  g_autofree char *behind = g_strconcat (newest, "&before=", second, NULL);
  g_autoptr (BhtAnswer) page = get (f, f->tenant->agent_token, newest);
  g_autoptr (BhtAnswer) last = get (f, f->tenant->agent_token, behind);

  g_assert_cmpstr (json_object_get_string_member (whisper_at (page, 0), "id"), ==, second);
  g_assert_true (json_object_get_boolean_member (bht_answer_object (page), "more"));
  g_assert_cmpstr (json_object_get_string_member (whisper_at (last, 0), "id"), ==, first);
  g_assert_false (json_object_get_boolean_member (bht_answer_object (last), "more"));
}

static gint64
count_unread (Fixture *f, const char *token)
{
  g_autoptr (BhtAnswer) answer = get (f, token, NULL);

  return json_object_get_int_member_with_default (
      json_object_get_object_member (bht_answer_object (answer), "unread"), f->tenant->owner_id, 0);
}

static void
test_unread_until_read (Fixture *f, gconstpointer data)
{
  g_autofree char *first = tell_agent (f, "one");
  g_autofree char *second = tell_agent (f, "two");
  g_autofree char *body = g_strdup_printf ("{\"with\":\"%s\"}", f->tenant->owner_id);
  g_autoptr (BhtAnswer) read = NULL;
  g_autofree char *owner = with (f->tenant->owner_id, NULL);
  g_autoptr (BhtAnswer) list = NULL;

  g_assert_cmpint (count_unread (f, f->tenant->agent_token), ==, 2);
  g_assert_cmpint (count_unread (f, f->tenant->owner_token), ==, 0);
  read = bht_call (f->daemon, "POST", WHISPERS "/read", f->tenant->agent_token, NULL, body);
  g_assert_cmpuint (read->status, ==, 204);
  g_assert_cmpint (count_unread (f, f->tenant->agent_token), ==, 0);
  list = get (f, f->tenant->agent_token, owner);
  g_assert_cmpint (json_object_get_int_member (whisper_at (list, 0), "read_us"), >, 0);
}

/* What one has said is not read by asking for it. */
static void
test_reading_is_the_listeners (Fixture *f, gconstpointer data)
{
  g_autofree char *id = tell_agent (f, "one");
  g_autofree char *body = g_strdup_printf ("{\"with\":\"%s\"}", f->tenant->agent_id);
  g_autoptr (BhtAnswer) read =
      bht_call (f->daemon, "POST", WHISPERS "/read", f->tenant->owner_token, NULL, body);

  g_assert_cmpuint (read->status, ==, 204);
  g_assert_cmpint (count_unread (f, f->tenant->agent_token), ==, 1);
}

static gpointer
disable_owner (BhdTurn *turn, gpointer data, GError **error)
{
  bh_db_exec (turn->db, "UPDATE operator SET disabled_us = 1 WHERE role = 'owner'", NULL, error);
  return NULL;
}

static void
test_disabled_stay_readable (Fixture *f, gconstpointer data)
{
  g_autofree char *id = tell_agent (f, "farewell");
  g_autofree char *fresh = bh_id_new ();
  g_autofree char *owner = with (f->tenant->owner_id, NULL);
  g_autoptr (BhtAnswer) list = NULL;
  g_autoptr (BhtAnswer) reply = NULL;

  bht_daemon_write (f->daemon, disable_owner, NULL);
  list = get (f, f->tenant->agent_token, owner);
  reply = say (f, f->tenant->agent_token, fresh, f->tenant->owner_id, "and you");
  g_assert_cmpuint (count (list), ==, 1);
  bht_answer_assert_error (reply, 400, "invalid");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/http/whispers/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("both-read-it", test_both_read_it);
  ADD ("no-third-reads-it", test_no_third_reads_it);
  ADD ("feed-tells-who-and-not-what", test_feed_tells_who_and_not_what);
  ADD ("the-same-again-changes-nothing", test_the_same_again_changes_nothing);
  ADD ("to-colleagues-only", test_to_colleagues_only);
  ADD ("about-a-conversation", test_about_a_conversation);
  ADD ("pages", test_pages);
  ADD ("unread-until-read", test_unread_until_read);
  ADD ("reading-is-the-listeners", test_reading_is_the_listeners);
  ADD ("disabled-stay-readable", test_disabled_stay_readable);
  return g_test_run ();
}
