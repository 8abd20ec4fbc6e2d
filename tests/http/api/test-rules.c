/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/api/chat-fixture.h"

#include <string.h>
#include <unistd.h>

/* What is refused, in which order and in which words. */

static BhtAnswer *
post (ChatFixture *fixture, const char *path, const char *key, const char *body)
{
  g_autofree char *headers =
      key != NULL ? g_strdup_printf ("X-Api-Key: %s\r\n", key) : g_strdup ("");

  return bht_call (fixture->daemon, "POST", path, NULL, headers, body);
}

static void
assert_says (const BhtAnswer *answer, guint status, const char *code, const char *text)
{
  bht_answer_assert_error (answer, status, code);
  g_assert_cmpstr (chat_member (answer, "error"), ==, text);
}

static const char *const paths[] = { "/v1/chat", "/v1/chat/stream", "/chat" };

static void
test_key_comes_before_body (ChatFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (BhtAnswer) none = post (fixture, paths[i], NULL, "no JSON");
      g_autoptr (BhtAnswer) wrong = post (fixture, paths[i], "wrong", "no JSON");
      g_autoptr (BhtAnswer) malformed =
          post (fixture, paths[i], fixture->tenant->widget_key, "no JSON");

      assert_says (none, 401, "unauthorized", "Unauthorized");
      assert_says (wrong, 401, "unauthorized", "Unauthorized");
      assert_says (malformed, 400, "malformed", "Invalid request payload");
    }
}

static const BhdHttpConfig strict = { .rate_scale = 1 };

static void
test_rate_comes_before_key (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) last = NULL;
  g_autofree char *later = NULL;

  for (guint i = 0; i < 40 && (last == NULL || last->status == 401); i++)
    {
      g_clear_pointer (&last, bht_answer_free);
      last = post (fixture, "/v1/chat", "wrong", "no JSON");
    }
  assert_says (last, 429, "rate_limited", "Too many requests");
  later = bht_answer_header (last, "Retry-After");
  g_assert_cmpint (g_ascii_strtoll (later, NULL, 10), >=, 1);
}

/* Thirty a minute, and what was refused for its body counts. */
static void
test_rate_is_by_key (ChatFixture *fixture, gconstpointer data)
{
  BhtTenant *other = bht_daemon_add_tenant (fixture->daemon, "beta");
  g_autoptr (BhtAnswer) spent = NULL;
  g_autoptr (BhtAnswer) fresh = NULL;

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (BhtAnswer) answer = post (fixture, "/v1/chat", fixture->tenant->widget_key, "{}");

      g_assert_cmpuint (answer->status, ==, 400);
    }
  spent = post (fixture, "/v1/chat", fixture->tenant->widget_key, "{}");
  fresh = post (fixture, "/v1/chat", other->widget_key, "{}");
  g_assert_cmpuint (spent->status, ==, 429);
  g_assert_cmpuint (fresh->status, ==, 400);
  bht_tenant_free (other);
}

/* Nobody who is not a trusted proxy says where they come from. */
static void
test_forwarded_for_is_not_believed (ChatFixture *fixture, gconstpointer data)
{
  guint status = 401;

  for (guint i = 0; i < 40 && status == 401; i++)
    {
      g_autofree char *headers =
          g_strdup_printf ("X-Api-Key: wrong\r\nX-Forwarded-For: 203.0.113.%u\r\n", i);
      g_autoptr (BhtAnswer) answer =
          bht_call (fixture->daemon, "POST", "/v1/chat", NULL, headers, "{}");

      status = answer->status;
    }
  g_assert_cmpuint (status, ==, 429);
}

static const char *const loopback[] = { "127.0.0.1", NULL };
static const BhdHttpConfig proxied = { .rate_scale = 1, .trusted_proxies = loopback };

static void
test_trusted_proxy_is_believed (ChatFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *headers =
          g_strdup_printf ("X-Api-Key: wrong\r\nX-Forwarded-For: 203.0.113.%u\r\n", i);
      g_autoptr (BhtAnswer) answer =
          bht_call (fixture->daemon, "POST", "/v1/chat", NULL, headers, "{}");

      g_assert_cmpuint (answer->status, ==, 401);
    }
}

/* Returns: (transfer full) */
static char *
body_of (const char *session, gsize length)
{
  g_autofree char *message = g_strnfill (length, 'a');

  return g_strdup_printf ("{\"sessionId\":\"%s\",\"message\":\"%s\"}", session, message);
}

static void
assert_refused (ChatFixture *fixture, const char *session, gsize length)
{
  g_autofree char *body = body_of (session, length);
  g_autoptr (BhtAnswer) answer = post (fixture, "/v1/chat", fixture->tenant->widget_key, body);

  assert_says (answer, 400, "invalid", "Invalid request payload");
}

static void
assert_taken (ChatFixture *fixture, const char *session, gsize length)
{
  g_autofree char *body = body_of (session, length);
  g_autoptr (BhtAnswer) answer = chat_talk (fixture, "/v1/chat", body, "Yes.");

  g_assert_cmpuint (answer->status, ==, 200);
}

static void
test_bounds (ChatFixture *fixture, gconstpointer data)
{
  g_autofree char *longest = g_strnfill (128, 's');
  g_autofree char *longer = g_strnfill (129, 's');

  assert_taken (fixture, longest, 1);
  assert_taken (fixture, "A.b_c:d-9", 4000);
  assert_refused (fixture, longer, 1);
  assert_refused (fixture, "", 1);
  assert_refused (fixture, "a b", 1);
  assert_refused (fixture, "ä", 1);
  assert_refused (fixture, "s", 0);
  assert_refused (fixture, "s", 4001);
}

static void
test_types (ChatFixture *fixture, gconstpointer data)
{
  static const char *const bodies[] = { "{}", "{\"sessionId\":1,\"message\":\"hi\"}",
                                        "{\"sessionId\":\"s\",\"message\":null}",
                                        "{\"sessionId\":\"s\",\"message\":[\"hi\"]}",
                                        "{\"sessionId\":\"s\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (BhtAnswer) answer =
          post (fixture, "/v1/chat", fixture->tenant->widget_key, bodies[i]);

      assert_says (answer, 400, "invalid", "Invalid request payload");
    }
}

static void
test_words_keep_their_blanks (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = chat_talk (fixture, "/v1/chat", CHAT ("s", "  hi "), "Yes.");
  g_autofree char *transcript = chat_transcript (fixture, chat_member (answer, "conversationId"));

  g_assert_cmpstr (transcript, ==, "user:   hi |assistant: Yes.");
}

static void
test_oversize_is_json (ChatFixture *fixture, gconstpointer data)
{
  g_autofree char *body = body_of ("s", 2 * 1024 * 1024);
  g_autoptr (BhtAnswer) answer = post (fixture, "/v1/chat", fixture->tenant->widget_key, body);

  bht_answer_assert_error (answer, 413, "too_large");
}

static BhtAnswer *
from_origin (ChatFixture *fixture, const char *method, const char *origin, const char *more)
{
  g_autofree char *headers = g_strdup_printf ("Origin: %s\r\nX-Api-Key: %s\r\n%s", origin,
                                              fixture->tenant->widget_key, more);

  return bht_call (fixture->daemon, method, "/v1/chat", NULL, headers,
                   g_str_equal (method, "POST") ? "{}" : NULL);
}

static void
test_refused_origin_is_json (ChatFixture *fixture, gconstpointer data)
{
  static const char *const origins[] = { "https://shop.example", NULL };
  g_autoptr (BhtAnswer) foreign = NULL;
  g_autoptr (BhtAnswer) own = NULL;

  bht_daemon_allow_origins (fixture->daemon, fixture->tenant, origins);
  foreign = from_origin (fixture, "POST", "https://evil.example", "");
  own = from_origin (fixture, "POST", "https://shop.example", "");
  bht_answer_assert_error (foreign, 403, "origin_refused");
  chat_assert_header (foreign, "Access-Control-Allow-Origin", NULL);
  g_assert_cmpuint (own->status, ==, 400);
  chat_assert_header (own, "Access-Control-Allow-Origin", "https://shop.example");
}

static void
test_preflight_allows_keys (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = from_origin (fixture, "OPTIONS", "https://shop.example",
                                              "Access-Control-Request-Method: POST\r\n"
                                              "Access-Control-Request-Headers: x-api-key\r\n");
  g_autofree char *headers = bht_answer_header (answer, "Access-Control-Allow-Headers");

  g_assert_cmpuint (answer->status, ==, 204);
  g_assert_nonnull (strstr (headers, "X-Api-Key, X-Widget-Api-Key, X-Admin-Api-Key"));
}

/* A page may read the answer it waited for. */
static void
test_waited_answer_has_its_origin (ChatFixture *fixture, gconstpointer data)
{
  g_autofree char *headers = g_strdup_printf ("Origin: https://shop.example\r\nX-Api-Key: %s\r\n",
                                              fixture->tenant->widget_key);
  g_autoptr (BhtAnswer) answer =
      chat_answer (fixture, chat_ask_with (fixture, "/chat", headers, CHAT ("s", "hi")), "Yes.");

  chat_assert_header (answer, "Access-Control-Allow-Origin", "https://shop.example");
}

static void
test_admin_needs_its_key (ChatFixture *fixture, gconstpointer data)
{
  g_autofree char *wrong_kind =
      g_strdup_printf ("X-Admin-Api-Key: %s\r\n", fixture->tenant->widget_key);
  g_autoptr (BhtAnswer) none =
      bht_call (fixture->daemon, "GET", "/v1/admin/conversations", NULL, NULL, NULL);
  g_autoptr (BhtAnswer) wrong =
      bht_call (fixture->daemon, "GET", "/v1/admin/conversations?limit=no", NULL, wrong_kind, NULL);

  assert_says (none, 401, "unauthorized", "Unauthorized");
  assert_says (wrong, 401, "unauthorized", "Unauthorized");
}

/* Before anybody has made an admin key. */
static void
test_admin_without_any_key (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) list =
      bht_call (fixture->daemon, "GET", "/v1/desk/keys", fixture->tenant->owner_token, NULL, NULL);
  JsonArray *keys = json_object_get_array_member (bht_answer_object (list), "keys");
  g_autoptr (BhtAnswer) answer = NULL;

  for (guint i = 0; i < json_array_get_length (keys); i++)
    {
      g_autofree char *path = g_strdup_printf (
          "/v1/desk/keys/%s",
          json_object_get_string_member (json_array_get_object_element (keys, i), "id"));
      g_autoptr (BhtAnswer) gone =
          bht_call (fixture->daemon, "DELETE", path, fixture->tenant->owner_token, NULL, NULL);
    }
  answer = bht_call (fixture->daemon, "GET", "/v1/admin/conversations?limit=no", NULL, NULL, NULL);
  assert_says (answer, 503, "unavailable", "ADMIN_API_KEY is not configured on this deployment");
}

static void
test_admin_says_what_is_wrong (ChatFixture *fixture, gconstpointer data)
{
  static const char *const queries[] = { "?limit=0", "?limit=201", "?limit=no", "?before=then" };
  g_autofree char *longer = g_strnfill (129, 'x');
  g_autofree char *path = g_strconcat ("/v1/admin/conversations/", longer, NULL);
  g_autoptr (BhtAnswer) too_long = chat_read (fixture, path);
  g_autoptr (BhtAnswer) unknown = chat_read (fixture, "/v1/admin/conversations/nobody");

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *list = g_strconcat ("/v1/admin/conversations", queries[i], NULL);
      g_autoptr (BhtAnswer) answer = chat_read (fixture, list);

      assert_says (answer, 400, "invalid", "Invalid query parameters");
    }
  assert_says (too_long, 400, "invalid", "Invalid conversationId");
  assert_says (unknown, 404, "not_found", "Conversation not found");
}

/* The next page, or NULL after the last.  Counts what it has in @seen. */
static char *
read_page (ChatFixture *fixture, const char *before, GHashTable *seen)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/admin/conversations?limit=2%s%s", before != NULL ? "&before=" : "",
                       before != NULL ? before : "");
  g_autoptr (BhtAnswer) answer = chat_read (fixture, path);
  JsonObject *object = bht_answer_object (answer);
  JsonArray *page = json_object_get_array_member (object, "conversations");

  g_assert_cmpint (json_object_get_int_member (object, "total"), ==, 6);
  for (guint i = 0; i < json_array_get_length (page); i++)
    {
      JsonObject *one = json_array_get_object_element (page, i);

      g_assert_true (
          g_hash_table_add (seen, g_strdup (json_object_get_string_member (one, "sessionId"))));
    }
  return json_object_get_null_member (object, "next")
             ? NULL
             : g_strdup (json_object_get_string_member (object, "next"));
}

static void
test_admin_pages_through_all (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *next = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"sessionId\":\"s-%u\",\"message\":\"hi\"}", i);
      g_autoptr (BhtAnswer) answer = chat_talk (fixture, "/v1/chat", body, "Yes.");
    }
  do
    {
      g_autofree char *before = g_steal_pointer (&next);

      next = read_page (fixture, before, seen);
    }
  while (next != NULL);
  g_assert_cmpuint (g_hash_table_size (seen), ==, 6); /* with the widget's visitor */
}

static void
test_admin_shows_newest_first (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) one = chat_talk (fixture, "/v1/chat", CHAT ("s-1", "hi"), "Yes.");
  g_autoptr (BhtAnswer) two = chat_talk (fixture, "/v1/chat", CHAT ("s-2", "hi"), "Well.");
  g_autoptr (BhtAnswer) list = chat_read (fixture, "/v1/admin/conversations");
  JsonObject *first = json_array_get_object_element (
      json_object_get_array_member (bht_answer_object (list), "conversations"), 0);

  g_assert_cmpstr (json_object_get_string_member (first, "sessionId"), ==, "s-2");
  g_assert_cmpstr (json_object_get_string_member (first, "lastMessage"), ==, "Well.");
  g_assert_cmpint (json_object_get_int_member (first, "updatedAt"), >=,
                   json_object_get_int_member (first, "createdAt"));
}

static void
test_admin_reads_its_own_only (ChatFixture *fixture, gconstpointer data)
{
  ChatFixture other = { fixture->daemon, bht_daemon_add_tenant (fixture->daemon, "beta") };
  g_autoptr (BhtAnswer) theirs = chat_talk (&other, "/v1/chat", CHAT ("s-1", "hi"), "Yes.");
  g_autofree char *path =
      g_strdup_printf ("/v1/admin/conversations/%s", chat_member (theirs, "conversationId"));
  g_autoptr (BhtAnswer) answer = chat_read (fixture, path);

  assert_says (answer, 404, "not_found", "Conversation not found");
  bht_tenant_free (other.tenant);
}

static void
test_notes_stay_at_the_desk (ChatFixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) one = chat_talk (fixture, "/v1/chat", CHAT ("s-1", "hi"), "Yes.");
  const char *id = chat_member (one, "conversationId");
  g_autofree char *path = g_strdup_printf ("/v1/desk/conversations/%s/messages", id);
  g_autoptr (BhtAnswer) note =
      bht_call (fixture->daemon, "POST", path, fixture->tenant->owner_token, NULL,
                "{\"id\":\"0b0f2b3c-0000-7000-8000-000000000001\",\"body\":\"Odd one.\","
                "\"kind\":\"note\"}");
  g_autofree char *transcript = chat_transcript (fixture, id);

  g_assert_cmpuint (note->status, ==, 201);
  g_assert_cmpstr (transcript, ==, "user: hi|assistant: Yes.");
}

/* A trusted proxy says that it speaks TLS with the client. */
static void
test_tls_is_to_stay (ChatFixture *fixture, gconstpointer data)
{
  g_autofree char *headers = g_strdup_printf ("X-Forwarded-Proto: https\r\nX-Api-Key: %s\r\n",
                                              fixture->tenant->widget_key);
  g_autoptr (BhtAnswer) waited =
      chat_answer (fixture, chat_ask_with (fixture, "/v1/chat", headers, CHAT ("s", "hi")), "Yes.");
  g_autoptr (BhtAnswer) refused =
      bht_call (fixture->daemon, "POST", "/v1/chat", NULL, headers, "{}");
  g_autoptr (BhtAnswer) plain = chat_talk (fixture, "/v1/chat", CHAT ("s-2", "hi"), "Yes.");

  chat_assert_header (waited, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  chat_assert_header (refused, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  chat_assert_header (plain, "Strict-Transport-Security", NULL);
}

static const struct
{
  const char *name;
  void (*test) (ChatFixture *, gconstpointer);
  const BhdHttpConfig *config;
} tests[] = {
  { "key-comes-before-body", test_key_comes_before_body },
  { "rate-comes-before-key", test_rate_comes_before_key, &strict },
  { "rate-is-by-key", test_rate_is_by_key, &strict },
  { "forwarded-for-is-not-believed", test_forwarded_for_is_not_believed, &strict },
  { "trusted-proxy-is-believed", test_trusted_proxy_is_believed, &proxied },
  { "bounds", test_bounds },
  { "types", test_types },
  { "words-keep-their-blanks", test_words_keep_their_blanks },
  { "oversize-is-json", test_oversize_is_json },
  { "refused-origin-is-json", test_refused_origin_is_json },
  { "preflight-allows-keys", test_preflight_allows_keys },
  { "waited-answer-has-its-origin", test_waited_answer_has_its_origin },
  { "admin-needs-its-key", test_admin_needs_its_key },
  { "admin-without-any-key", test_admin_without_any_key },
  { "admin-says-what-is-wrong", test_admin_says_what_is_wrong },
  { "admin-pages-through-all", test_admin_pages_through_all },
  { "admin-shows-newest-first", test_admin_shows_newest_first },
  { "admin-reads-its-own-only", test_admin_reads_its_own_only },
  { "tls-is-to-stay", test_tls_is_to_stay, &proxied },
  { "notes-stay-at-the-desk", test_notes_stay_at_the_desk },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/http/rules/", tests[i].name, NULL);

      g_test_add (path, ChatFixture, tests[i].config, chat_fixture_set_up, tests[i].test,
                  chat_fixture_tear_down);
    }
  return g_test_run ();
}
