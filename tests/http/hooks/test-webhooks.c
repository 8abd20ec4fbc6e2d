/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-id.h"
#include "tests/http/ai/ai-fixture.h"

#include <string.h>

#define USUAL "\"url\":\"https://hook.example/\",\"events\":[\"gap.created\"]"

/* Returns: (transfer full): the answer to a new webhook with @members, whose id is @id. */
static BhtAnswer *
create (AiFixture *fixture, const char *id, const char *members)
{
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",%s}", id, members);

  return ai_call (fixture, "POST", "/webhooks", body);
}

static char *
path_of (const char *id, const char *what)
{
  return g_strdup_printf ("/webhooks/%s%s", id, what);
}

static const char *
secret_of (BhtAnswer *answer)
{
  return json_object_get_string_member_with_default (bht_answer_object (answer), "secret", NULL);
}

static void
test_secret_is_told_once (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhtAnswer) first = create (fixture, id, USUAL);
  g_autoptr (BhtAnswer) again = create (fixture, id, USUAL);
  g_autoptr (BhtAnswer) list = ai_call (fixture, "GET", "/webhooks", NULL);

  g_assert_cmpuint (first->status, ==, 201);
  g_assert_nonnull (secret_of (first));
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_null (secret_of (again));
  g_assert_nonnull (strstr (list->body, "\"has_secret\":true"));
  g_assert_null (strstr (list->body, secret_of (first)));
  ai_assert_not_stored (fixture, secret_of (first));
}

static void
test_new_secret (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *path = path_of (id, "/secret");
  g_autoptr (BhtAnswer) first = create (fixture, id, USUAL);
  g_autoptr (BhtAnswer) second = ai_call (fixture, "POST", path, "{}");

  g_assert_cmpuint (second->status, ==, 201);
  g_assert_cmpstr (secret_of (first), !=, secret_of (second));
  ai_assert_not_stored (fixture, secret_of (second));
}

static void
test_refused_by_field (AiFixture *fixture, gconstpointer unused)
{
  static const char body[] = "{\"id\":\"01900000-0000-7000-8000-000000000001\",\"url\":\"%s\","
                             "\"events\":[%s]}";
  g_autofree char *url = g_strdup_printf (body, "file:///etc/passwd", "\"gap.created\"");
  g_autofree char *none = g_strdup_printf (body, "https://hook.example/", "");
  g_autofree char *unknown = g_strdup_printf (body, "https://hook.example/", "\"tea.time\"");

  ai_assert_field (fixture, "POST", "/webhooks", url, "url");
  ai_assert_field (fixture, "POST", "/webhooks", none, "events");
  ai_assert_field (fixture, "POST", "/webhooks", unknown, "events");
}

static void
test_changed (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *path = path_of (id, "");
  g_autoptr (BhtAnswer) made = create (fixture, id, USUAL);
  g_autoptr (BhtAnswer) changed =
      ai_call (fixture, "PATCH", path, "{\"enabled\":false,\"events\":[\"message.created\"]}");

  g_assert_cmpuint (changed->status, ==, 200);
  g_assert_nonnull (strstr (changed->body, "\"events\":[\"message.created\"],\"enabled\":false"));
  g_assert_nonnull (strstr (changed->body, "https://hook.example/"));
}

static void
test_deleted (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *path = path_of (id, "");
  g_autoptr (BhtAnswer) made = create (fixture, id, USUAL);
  g_autoptr (BhtAnswer) gone = ai_call (fixture, "DELETE", path, NULL);
  g_autoptr (BhtAnswer) again = ai_call (fixture, "DELETE", path, NULL);

  g_assert_cmpuint (gone->status, ==, 204);
  bht_answer_assert_error (again, 404, "not_found");
}

static void
test_pages (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *path = path_of (id, "/test");
  g_autofree char *behind = NULL;
  g_autoptr (BhtAnswer) made = create (fixture, id, USUAL);
  g_autoptr (BhtAnswer) first = ai_call (fixture, "POST", path, "{}");
  g_autoptr (BhtAnswer) second = ai_call (fixture, "POST", path, "{}");
  g_autoptr (BhtAnswer) page = ai_call (fixture, "GET", "/deliveries?limit=1", NULL);
  g_autoptr (BhtAnswer) next = NULL;
  g_autoptr (BhtAnswer) none = ai_call (fixture, "GET", "/deliveries?state=failed", NULL);

  g_assert_cmpuint (first->status, ==, 202);
  behind = g_strdup_printf ("/deliveries?limit=1&after=%s",
                            json_object_get_string_member (bht_answer_object (page), "next"));
  next = ai_call (fixture, "GET", behind, NULL);
  g_assert_true (json_object_get_null_member (bht_answer_object (next), "next"));
  g_assert_nonnull (strstr (none->body, "\"deliveries\":[]"));
}

static void
test_admins_only (AiFixture *fixture, gconstpointer unused)
{
  const char *token = fixture->tenant->agent_token;
  g_autoptr (BhtAnswer) webhooks =
      bht_call (fixture->daemon, "GET", "/v1/desk/webhooks", token, NULL, NULL);
  g_autoptr (BhtAnswer) deliveries =
      bht_call (fixture->daemon, "GET", "/v1/desk/deliveries", token, NULL, NULL);

  bht_answer_assert_error (webhooks, 403, "forbidden");
  bht_answer_assert_error (deliveries, 403, "forbidden");
}

/* Every operator hears that one has changed, and none hears where it leads. */
static void
test_feed_tells_no_address (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhtAnswer) made = create (fixture, id, USUAL);
  g_autoptr (BhtAnswer) feed = bht_call (fixture->daemon, "GET", "/v1/feed?after=0&wait=0",
                                         fixture->tenant->agent_token, NULL, NULL);

  g_assert_nonnull (strstr (feed->body, "webhook.updated"));
  g_assert_null (strstr (feed->body, "hook.example"));
  g_assert_null (strstr (feed->body, secret_of (made)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  AI_TEST ("/http/webhooks/a-secret-is-told-once", test_secret_is_told_once);
  AI_TEST ("/http/webhooks/a-new-secret-is-another", test_new_secret);
  AI_TEST ("/http/webhooks/what-cannot-be-is-refused-by-field", test_refused_by_field);
  AI_TEST ("/http/webhooks/are-changed", test_changed);
  AI_TEST ("/http/webhooks/are-deleted", test_deleted);
  AI_TEST ("/http/webhooks/deliveries-come-in-pages", test_pages);
  AI_TEST ("/http/webhooks/are-for-administrators", test_admins_only);
  AI_TEST ("/http/webhooks/the-feed-tells-no-address", test_feed_tells_no_address);
  return g_test_run ();
}
