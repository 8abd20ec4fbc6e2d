/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-id.h"
#include "tests/http/files/bht-files.h"
#include "tests/http/team/team-fixture.h"

#include <string.h>

#define HELLO "\"shortcut\":\"hello\",\"title\":\"Greeting\",\"body\":\"Hi {{contact.name}}\""
#define SHARED HELLO ",\"shared\":true"

static BhtAnswer *
make (TeamFixture *fixture, const char *token, const char *members)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",%s}", id, members);

  return team_call (fixture, token, "POST", "/canned", body);
}

static void
test_own (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = team_add (fixture, fixture->agent, "/canned", HELLO);
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\"," HELLO "}", id);
  g_autoptr (BhtAnswer) again = team_call (fixture, fixture->agent, "POST", "/canned", body);
  g_autoptr (JsonObject) mine = team_find (fixture, fixture->agent, "canned", id);

  g_assert_cmpuint (again->status, ==, 200);
  g_assert_nonnull (strstr (again->body, HELLO ",\"shared\":false,\"attachments\":[]"));
  g_assert_nonnull (mine);
  g_assert_null (team_find (fixture, fixture->owner, "canned", id));
  g_assert_true (team_has_told (fixture, "canned"));
}

static void
test_others_own_is_none (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = team_add (fixture, fixture->agent, "/canned", HELLO);
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\"," HELLO "}", id);
  g_autoptr (BhtAnswer) changed =
      team_call_one (fixture, fixture->owner, "PATCH", "/canned", id, "{\"title\":\"x\"}");
  g_autoptr (BhtAnswer) gone =
      team_call_one (fixture, fixture->owner, "DELETE", "/canned", id, NULL);
  g_autoptr (BhtAnswer) same = team_call (fixture, fixture->owner, "POST", "/canned", body);

  bht_answer_assert_error (changed, 404, "not_found");
  bht_answer_assert_error (gone, 404, "not_found");
  bht_answer_assert_error (same, 409, "conflict");
}

static void
test_shared_is_an_admins (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = team_add (fixture, fixture->owner, "/canned", SHARED);
  g_autofree char *own = team_add (fixture, fixture->agent, "/canned", HELLO);
  g_autoptr (JsonObject) seen = team_find (fixture, fixture->agent, "canned", id);
  g_autoptr (BhtAnswer) made = make (fixture, fixture->agent, SHARED);
  g_autoptr (BhtAnswer) changed =
      team_call_one (fixture, fixture->agent, "PATCH", "/canned", id, "{\"title\":\"x\"}");
  g_autoptr (BhtAnswer) given =
      team_call_one (fixture, fixture->agent, "PATCH", "/canned", own, "{\"shared\":true}");
  g_autoptr (BhtAnswer) gone =
      team_call_one (fixture, fixture->agent, "DELETE", "/canned", id, NULL);

  g_assert_true (json_object_get_boolean_member (seen, "shared"));
  bht_answer_assert_error (made, 403, "forbidden");
  bht_answer_assert_error (changed, 403, "forbidden");
  bht_answer_assert_error (given, 403, "forbidden");
  bht_answer_assert_error (gone, 403, "forbidden");
}

/* Unique per owner: the own one and the shared one may be called alike. */
static void
test_same_shortcut_is_conflict (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = team_add (fixture, fixture->agent, "/canned", HELLO);
  g_autofree char *shared = team_add (fixture, fixture->owner, "/canned", SHARED);
  g_autoptr (BhtAnswer) again = make (fixture, fixture->agent, HELLO);
  g_autoptr (BhtAnswer) twice = make (fixture, fixture->owner, SHARED);

  team_assert_field (again, 409, "shortcut");
  team_assert_field (twice, 409, "shortcut");
}

static void
test_refused (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *long_body = g_strnfill (4001, 'x');
  g_autofree char *too_long =
      g_strdup_printf ("\"shortcut\":\"a\",\"title\":\"\",\"body\":\"%s\"", long_body);
  g_autofree char *fits = g_strdup_printf ("\"shortcut\":\"a\",\"body\":\"%s\"", long_body + 1);
  g_autoptr (BhtAnswer) upper = make (fixture, fixture->agent, "\"shortcut\":\"A\",\"body\":\"b\"");
  g_autoptr (BhtAnswer) blank =
      make (fixture, fixture->agent, "\"shortcut\":\"a b\",\"body\":\"b\"");
  g_autoptr (BhtAnswer) empty = make (fixture, fixture->agent, "\"shortcut\":\"a\",\"body\":\"\"");
  g_autoptr (BhtAnswer) over = make (fixture, fixture->agent, too_long);
  g_autoptr (BhtAnswer) full = make (fixture, fixture->agent, fits);

  team_assert_field (upper, 400, "shortcut");
  team_assert_field (blank, 400, "shortcut");
  team_assert_field (empty, 400, "body");
  team_assert_field (over, 400, "body");
  g_assert_cmpuint (full->status, ==, 201);
}

static BhtAnswer *
get_file (TeamFixture *fixture, const char *side, const char *token, const char *id)
{
  g_autofree char *path = g_strdup_printf ("/v1/%s/attachments/%s", side, id);

  return bht_call (fixture->daemon, "GET", path, token, NULL, NULL);
}

static void
test_attachment (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = team_add (fixture, fixture->owner, "/canned", SHARED);
  g_autofree char *file = bht_team_attach (fixture->daemon, fixture->owner, id);
  g_autofree char *path = g_strdup_printf ("/canned/%s/attachments/%s", id, file);
  g_autoptr (JsonObject) with = team_find (fixture, fixture->agent, "canned", id);
  g_autoptr (BhtAnswer) bytes = get_file (fixture, "desk", fixture->agent, file);
  g_autoptr (BhtAnswer) gone = team_call (fixture, fixture->owner, "DELETE", path, NULL);
  g_autoptr (BhtAnswer) none = get_file (fixture, "desk", fixture->agent, file);
  g_autoptr (JsonObject) without = team_find (fixture, fixture->agent, "canned", id);
  JsonArray *files = json_object_get_array_member (with, "attachments");

  g_assert_cmpuint (json_array_get_length (files), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (files, 0), "name"),
                   ==, "price list.txt");
  g_assert_cmpstr (bytes->body, ==, "4711");
  g_assert_cmpuint (gone->status, ==, 204);
  bht_answer_assert_error (none, 404, "not_found");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (without, "attachments")),
                    ==, 0);
}

static void
test_attachment_is_no_visitors (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = team_add (fixture, fixture->owner, "/canned", SHARED);
  g_autofree char *file = bht_team_attach (fixture->daemon, fixture->owner, id);
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", file);
  g_autoptr (BhtAnswer) bytes = get_file (fixture, "widget", fixture->tenant->visitor_token, file);
  g_autoptr (BhtAnswer) taken =
      bht_files_say (fixture->daemon, "desk", fixture->owner, fixture->tenant->conversation_id,
                     "Here", NULL, quoted);

  bht_answer_assert_error (bytes, 404, "not_found");
  team_assert_field (taken, 400, "attachments");
}

static void
test_own_attachment_is_ones_own (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = team_add (fixture, fixture->agent, "/canned", HELLO);
  g_autofree char *file = bht_team_attach (fixture->daemon, fixture->agent, id);
  g_autoptr (BhtAnswer) mine = get_file (fixture, "desk", fixture->agent, file);
  g_autoptr (BhtAnswer) theirs = get_file (fixture, "desk", fixture->owner, file);

  g_assert_cmpuint (mine->status, ==, 200);
  bht_answer_assert_error (theirs, 404, "not_found");
}

static void
test_deleting_takes_the_files (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = team_add (fixture, fixture->owner, "/canned", SHARED);
  g_autofree char *file = bht_team_attach (fixture->daemon, fixture->owner, id);
  g_autoptr (BhtAnswer) gone =
      team_call_one (fixture, fixture->owner, "DELETE", "/canned", id, NULL);
  g_autoptr (BhtAnswer) none = get_file (fixture, "desk", fixture->owner, file);

  g_assert_cmpuint (gone->status, ==, 204);
  bht_answer_assert_error (none, 404, "not_found");
  g_assert_null (team_find (fixture, fixture->owner, "canned", id));
}

static gpointer
run_script (BhdTurn *turn, gpointer sql, GError **error)
{
  bh_db_script (turn->db, sql, error);
  return NULL;
}

static guint
count_told (TeamFixture *fixture)
{
  g_autoptr (BhtAnswer) feed =
      bht_call (fixture->daemon, "GET", "/v1/feed?after=0&wait=0", fixture->owner, NULL, NULL);
  g_auto (GStrv) parts = g_strsplit (feed->body, "\"directory.updated\"", -1);

  return g_strv_length (parts);
}

/* By the way of uploads it is the same. */
static void
test_file_given_up_is_told (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = team_add (fixture, fixture->agent, "/canned", HELLO);
  g_autofree char *file = bht_team_attach (fixture->daemon, fixture->agent, id);
  guint before = count_told (fixture);
  g_autoptr (BhtAnswer) gone =
      team_call_one (fixture, fixture->agent, "DELETE", "/uploads", file, NULL);

  g_assert_cmpuint (gone->status, ==, 204);
  g_assert_cmpuint (count_told (fixture), ==, before + 1);
}

/* Who attached it may not change the reply any more. */
static void
test_shared_file_is_an_admins (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = team_add (fixture, fixture->agent, "/canned", HELLO);
  g_autofree char *file = bht_team_attach (fixture->daemon, fixture->agent, id);
  g_autofree char *sql =
      g_strdup_printf ("UPDATE canned SET operator_id = NULL WHERE id = '%s'", id);
  g_autoptr (BhtAnswer) refused = NULL;

  bht_daemon_write (fixture->daemon, run_script, sql);
  refused = team_call_one (fixture, fixture->agent, "DELETE", "/uploads", file, NULL);
  bht_answer_assert_error (refused, 403, "forbidden");
}

static void
test_five_files (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = team_add (fixture, fixture->agent, "/canned", HELLO);
  g_autofree char *path = g_strdup_printf ("/canned/%s/uploads", id);
  g_autofree char *fresh = bh_id_new ();
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",\"name\":\"a.txt\",\"size\":4}", fresh);
  g_autoptr (BhtAnswer) sixth = NULL;

  for (guint i = 0; i < 5; i++)
    g_free (bht_team_attach (fixture->daemon, fixture->agent, id));
  sixth = team_call (fixture, fixture->agent, "POST", path, body);
  bht_answer_assert_error (sixth, 409, "conflict");
}

/* What somebody keeps for themselves is nobody else's business. */
static void
test_own_is_not_in_the_audit_log (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *own = team_add (fixture, fixture->agent, "/canned", HELLO);
  g_autofree char *shared = team_add (fixture, fixture->owner, "/canned", SHARED);
  g_autoptr (BhtAnswer) log =
      team_call (fixture, fixture->owner, "GET", "/audit?action=canned.created", NULL);

  g_assert_null (strstr (log->body, own));
  g_assert_nonnull (strstr (log->body, shared));
}

/* It was taken from everybody. */
static void
test_made_private_is_in_the_audit_log (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = team_add (fixture, fixture->owner, "/canned", SHARED);
  g_autoptr (BhtAnswer) changed =
      team_call_one (fixture, fixture->owner, "PATCH", "/canned", id, "{\"shared\":false}");
  g_autoptr (BhtAnswer) again =
      team_call_one (fixture, fixture->owner, "PATCH", "/canned", id, "{\"title\":\"mine\"}");
  g_autoptr (BhtAnswer) log =
      team_call (fixture, fixture->owner, "GET", "/audit?action=canned.changed", NULL);

  g_assert_cmpuint (changed->status, ==, 200);
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_nonnull (strstr (log->body, id));
  g_assert_null (strstr (log->body, "mine"));
}

void
add_canned_tests (void)
{
  TEAM_TEST ("canned/made-private-is-in-the-audit-log", test_made_private_is_in_the_audit_log);
  TEAM_TEST ("canned/own", test_own);
  TEAM_TEST ("canned/others-own-is-none", test_others_own_is_none);
  TEAM_TEST ("canned/shared-is-an-admins", test_shared_is_an_admins);
  TEAM_TEST ("canned/same-shortcut-is-conflict", test_same_shortcut_is_conflict);
  TEAM_TEST ("canned/refused-by-field", test_refused);
  TEAM_TEST ("canned/attachment", test_attachment);
  TEAM_TEST ("canned/file-given-up-is-told", test_file_given_up_is_told);
  TEAM_TEST ("canned/shared-file-is-an-admins", test_shared_file_is_an_admins);
  TEAM_TEST ("canned/attachment-is-no-visitors", test_attachment_is_no_visitors);
  TEAM_TEST ("canned/own-attachment-is-ones-own", test_own_attachment_is_ones_own);
  TEAM_TEST ("canned/deleting-takes-the-files", test_deleting_takes_the_files);
  TEAM_TEST ("canned/five-files", test_five_files);
  TEAM_TEST ("canned/own-is-not-in-the-audit-log", test_own_is_not_in_the_audit_log);
}
