/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/bht-client.h"

#include "common/bh-id.h"
#include "data/widget/bh-widget.h"

#include <string.h>
#include <sys/stat.h>

/* What the route table promises, asked of a running daemon. */

typedef struct
{
  BhtDaemon *daemon;
  BhtTenant *tenant;
} Fixture;

static const char *const loopback[] = { "127.0.0.1", NULL };
static const BhdHttpConfig counted = { .rate_scale = 1, .trusted_proxies = loopback };

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->daemon = bht_daemon_new (data);
  fixture->tenant = bht_daemon_add_tenant (fixture->daemon, "acme");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bht_tenant_free (fixture->tenant);
  bht_daemon_free (fixture->daemon);
}

static BhtAnswer *
get (Fixture *fixture, const char *path, const char *token, const char *headers)
{
  return bht_call (fixture->daemon, "GET", path, token, headers, NULL);
}

static BhtAnswer *
post (Fixture *fixture, const char *path, const char *token, const char *body)
{
  return bht_call (fixture->daemon, "POST", path, token, NULL, body);
}

static char *
messages_path (Fixture *fixture)
{
  return g_strdup_printf ("/v1/widget/conversations/%s/messages", fixture->tenant->conversation_id);
}

static void
test_unknown_path (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = get (fixture, "/v1/nothing", NULL, NULL);

  bht_answer_assert_error (answer, 404, "not_found");
}

static void
test_wrong_method (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = post (fixture, "/health", NULL, "{}");
  g_autofree char *allow = bht_answer_header (answer, "Allow");

  bht_answer_assert_error (answer, 405, "method_not_allowed");
  g_assert_cmpstr (allow, ==, "GET, HEAD");
}

static void
test_malformed_json (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = post (fixture, "/v1/desk/sign-in", NULL, "{\"email\":");

  bht_answer_assert_error (answer, 400, "malformed");
}

static void
test_deep_json (Fixture *fixture, gconstpointer data)
{
  g_autofree char *deep = g_strnfill (60000, '[');
  g_autofree char *body = g_strconcat ("{\"metadata\":", deep, NULL);
  g_autoptr (BhtAnswer) answer = post (fixture, "/v1/widget/sessions", NULL, body);

  bht_answer_assert_error (answer, 400, "malformed");
}

static void
test_field_is_named (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = messages_path (fixture);
  g_autoptr (BhtAnswer) answer =
      post (fixture, path, fixture->tenant->visitor_token, "{\"id\":\"x\",\"body\":\"hi\"}");

  bht_answer_assert_error (answer, 400, "invalid");
  g_assert_cmpstr (json_object_get_string_member (bht_answer_object (answer), "field"), ==, "id");
}

static void
test_conversation (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = messages_path (fixture);
  g_autofree char *id = bh_id_new ();
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",\"body\":\"Häi \\\"you\\\"\"}", id);
  g_autoptr (BhtAnswer) first = post (fixture, path, fixture->tenant->visitor_token, body);
  g_autoptr (BhtAnswer) again = post (fixture, path, fixture->tenant->visitor_token, body);
  g_autoptr (BhtAnswer) page = get (fixture, path, fixture->tenant->visitor_token, NULL);
  JsonArray *messages = json_object_get_array_member (bht_answer_object (page), "messages");
  guint count = json_array_get_length (messages);
  JsonObject *last = json_array_get_object_element (messages, count - 1);

  g_assert_cmpuint (first->status, ==, 201);
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_cmpstr (first->body, ==, again->body);
  g_assert_cmpuint (count, ==, 2); /* the greeting, and this one once */
  g_assert_cmpstr (json_object_get_string_member (last, "body"), ==, "Häi \"you\"");
}

static void
test_session (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) opened =
      post (fixture, "/v1/widget/sessions", NULL,
            "{\"organization\":\"acme\",\"name\":\" Bob \",\"email\":\"BOB@example.org\"}");
  const char *token = json_object_get_string_member (bht_answer_object (opened), "token");
  g_autoptr (BhtAnswer) session = get (fixture, "/v1/widget/session", token, NULL);
  JsonObject *contact = json_object_get_object_member (bht_answer_object (session), "contact");

  g_assert_cmpuint (opened->status, ==, 201);
  g_assert_cmpuint (session->status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (contact, "name"), ==, "Bob");
  g_assert_cmpstr (json_object_get_string_member (contact, "email"), ==, "bob@example.org");
}

static void
test_role (Fixture *fixture, gconstpointer data)
{
  const BhtTenant *tenant = fixture->tenant;
  g_autoptr (BhtAnswer) agent = bht_call (fixture->daemon, "PATCH", "/v1/desk/organization",
                                          tenant->agent_token, NULL, "{\"name\":\"New\"}");
  g_autoptr (BhtAnswer) owner = bht_call (fixture->daemon, "PATCH", "/v1/desk/organization",
                                          tenant->owner_token, NULL, "{\"name\":\"New\"}");

  bht_answer_assert_error (agent, 403, "forbidden");
  g_assert_cmpuint (owner->status, ==, 200);
  g_assert_nonnull (strstr (owner->body, "\"name\":\"New\""));
}

static void
test_claim_names_the_owner (Fixture *fixture, gconstpointer data)
{
  const BhtTenant *tenant = fixture->tenant;
  g_autofree char *path =
      g_strdup_printf ("/v1/desk/conversations/%s/claim", tenant->conversation_id);
  g_autoptr (BhtAnswer) first = post (fixture, path, tenant->agent_token, "{}");
  g_autoptr (BhtAnswer) again = post (fixture, path, tenant->agent_token, "{}");
  g_autoptr (BhtAnswer) second = post (fixture, path, tenant->owner_token, "{}");
  JsonObject *owner;

  g_assert_cmpuint (first->status, ==, 200);
  g_assert_cmpuint (again->status, ==, 200);
  bht_answer_assert_error (second, 409, "claimed");
  owner = json_object_get_object_member (bht_answer_object (second), "owner");
  g_assert_cmpstr (json_object_get_string_member (owner, "name"), ==, "agent");
}

static void
test_sign_in_and_out (Fixture *fixture, gconstpointer data)
{
  BhtDaemon *daemon = fixture->daemon;
  g_autoptr (BhtAnswer) created = bht_call_local (
      daemon, "POST", "/v1/ctl/operators",
      "{\"organization\":\"acme\",\"email\":\"mia@example.org\",\"name\":\"Mia\",\"role\":"
      "\"admin\",\"password\":\"correct horse\"}");
  g_autoptr (BhtAnswer) wrong =
      post (fixture, "/v1/desk/sign-in", NULL,
            "{\"email\":\"mia@example.org\",\"password\":\"wrong horse\"}");
  g_autoptr (BhtAnswer) right =
      post (fixture, "/v1/desk/sign-in", NULL,
            "{\"email\":\"Mia@Example.org\",\"password\":\"correct horse\"}");
  const char *token = json_object_get_string_member (bht_answer_object (right), "token");
  g_autoptr (BhtAnswer) me = get (fixture, "/v1/desk/me", token, NULL);
  g_autoptr (BhtAnswer) out = post (fixture, "/v1/desk/sign-out", token, "{}");
  g_autoptr (BhtAnswer) after = get (fixture, "/v1/desk/me", token, NULL);

  g_assert_cmpuint (created->status, ==, 201);
  bht_answer_assert_error (wrong, 401, "unauthorized");
  g_assert_cmpuint (me->status, ==, 200);
  g_assert_nonnull (strstr (me->body, "\"role\":\"admin\""));
  g_assert_cmpuint (out->status, ==, 204);
  bht_answer_assert_error (after, 401, "unauthorized");
}

static void
test_document (Fixture *fixture, gconstpointer data)
{
  const BhtTenant *tenant = fixture->tenant;
  g_autofree char *text = g_strnfill (900 * 1024, 'a');
  g_autofree char *body = g_strdup_printf ("{\"title\":\"Long\",\"body\":\"%s\"}", text);
  g_autofree char *path = g_strdup_printf ("/v1/desk/documents/%s", tenant->document_id);
  g_autoptr (BhtAnswer) large = post (fixture, "/v1/desk/documents", tenant->owner_token, body);
  g_autoptr (BhtAnswer) read = get (fixture, path, tenant->agent_token, NULL);
  g_autoptr (BhtAnswer) removed =
      bht_call (fixture->daemon, "DELETE", path, tenant->owner_token, NULL, NULL);
  g_autoptr (BhtAnswer) gone = get (fixture, path, tenant->agent_token, NULL);

  g_assert_cmpuint (large->status, ==, 201);
  g_assert_nonnull (strstr (read->body, "within 30 days"));
  g_assert_cmpuint (removed->status, ==, 204);
  g_assert_cmpstr (removed->body, ==, "");
  bht_answer_assert_error (gone, 404, "not_found");
}

/* A long answer does not fit into one write. */
static void
test_long_answer (Fixture *fixture, gconstpointer data)
{
  const BhtTenant *tenant = fixture->tenant;
  g_autofree char *text = g_strnfill (1000 * 1000, 'a');
  g_autofree char *body = g_strdup_printf ("{\"title\":\"Long\",\"body\":\"%s\"}", text);
  g_autoptr (BhtAnswer) put = post (fixture, "/v1/desk/documents", tenant->owner_token, body);
  JsonObject *document = json_object_get_object_member (bht_answer_object (put), "document");
  g_autofree char *path =
      g_strdup_printf ("/v1/desk/documents/%s", json_object_get_string_member (document, "id"));
  g_autoptr (BhtAnswer) read = get (fixture, path, tenant->owner_token, NULL);

  g_assert_cmpuint (read->status, ==, 200);
  g_assert_nonnull (strstr (read->body, text));
}

/* Calls until the answer is 429.  Returns: after how many; fails after @most. */
static guint
count_until_limited (Fixture *fixture, const char *path, const char *body, guint most)
{
  for (guint i = 0; i <= most; i++)
    {
      g_autoptr (BhtAnswer) answer = post (fixture, path, NULL, body);
      g_autofree char *retry = NULL;

      if (answer->status != 429)
        continue;
      retry = bht_answer_header (answer, "Retry-After");
      bht_answer_assert_error (answer, 429, "rate_limited");
      g_assert_cmpint (g_ascii_strtoll (retry, NULL, 10), >, 0);
      return i;
    }
  g_error ("%s was never limited", path);
}

static void
test_rate (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (count_until_limited (fixture, "/v1/widget/sessions", "{}", 30), ==, 20);
}

static void
test_rate_by_forwarded_address (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) other = NULL;

  count_until_limited (fixture, "/v1/widget/sessions", "{}", 30);
  other = bht_call (fixture->daemon, "POST", "/v1/widget/sessions", NULL,
                    "X-Forwarded-For: 203.0.113.5\r\n", "{}");
  bht_answer_assert_error (other, 400, "invalid");
}

static void
test_guessing_tokens (Fixture *fixture, gconstpointer data)
{
  guint refused = 0;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *token = bh_token_new ();
      g_autoptr (BhtAnswer) answer = get (fixture, "/v1/desk/me", token, NULL);

      if (answer->status == 429)
        refused++;
      else
        bht_answer_assert_error (answer, 401, "unauthorized");
    }
  g_assert_cmpuint (refused, >=, 5);
}

static void
test_local_socket (Fixture *fixture, gconstpointer data)
{
  struct stat status;
  g_autoptr (BhtAnswer) answer =
      bht_call_local (fixture->daemon, "GET", "/v1/ctl/organizations", NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (strstr (answer->body, "\"slug\":\"acme\""));
  g_assert_cmpint (stat (fixture->daemon->local_socket, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

static void
test_local_patch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer =
      bht_call_local (fixture->daemon, "PATCH", "/v1/ctl/organizations/acme",
                      "{\"allowed_origins\":[\"https://Shop.example/\"]}");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (strstr (answer->body, "[\"https://shop.example\"]"));
}

static void
test_frame_ancestors (Fixture *fixture, gconstpointer data)
{
  static const char *const ours[] = { "https://shop.example", NULL };
  g_autoptr (BhtAnswer) answer = NULL;
  g_autofree char *policy = NULL;
  g_autofree char *frames = NULL;

  bht_daemon_allow_origins (fixture->daemon, fixture->tenant, ours);
  answer = get (fixture, "/widget/frame?organization=acme&language=en", NULL, NULL);
  policy = bht_answer_header (answer, "Content-Security-Policy");
  frames = bht_answer_header (answer, "X-Frame-Options");
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_true (g_str_has_suffix (policy, "frame-ancestors 'self' https://shop.example"));
  g_assert_null (frames);
}

/* What the page around the widget imports: from the organisation's own sites and no other. */
static void
test_settings_module (Fixture *fixture, gconstpointer data)
{
  static const char *const ours[] = { "https://shop.example", NULL };
  static const char path[] = "/widget/settings.js?organization=acme";
  g_autoptr (BhtAnswer) own = NULL, foreign = NULL;
  g_autofree char *type = NULL, *allowed = NULL, *refused = NULL;

  bht_daemon_allow_origins (fixture->daemon, fixture->tenant, ours);
  own = get (fixture, path, NULL, "Origin: https://shop.example\r\n");
  type = bht_answer_header (own, "Content-Type");
  allowed = bht_answer_header (own, "Access-Control-Allow-Origin");
  g_assert_cmpuint (own->status, ==, 200);
  g_assert_true (g_str_has_prefix (own->body, "export default {\"organization\":{"));
  g_assert_cmpstr (type, ==, "application/javascript; charset=utf-8");
  g_assert_cmpstr (allowed, ==, "https://shop.example");

  foreign = get (fixture, path, NULL, "Origin: https://else.example\r\n");
  refused = bht_answer_header (foreign, "Access-Control-Allow-Origin");
  g_assert_cmpuint (foreign->status, ==, 403);
  g_assert_null (refused);
}

static void
test_later_script (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer =
      get (fixture, "/widget/chat-widget-more.js", NULL, "Origin: https://shop.example\r\n");
  g_autofree char *allowed = bht_answer_header (answer, "Access-Control-Allow-Origin");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (allowed, ==, "https://shop.example");
}

static void
test_asset (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = get (fixture, "/widget/chat-widget.js", NULL, NULL);
  g_autofree char *type = bht_answer_header (answer, "Content-Type");
  g_autofree char *cache = bht_answer_header (answer, "Cache-Control");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (type, ==, "application/javascript; charset=utf-8");
  g_assert_cmpstr (cache, ==, "public, max-age=300");
}

/* Their names are their content's, so that a browser may keep them. */
static void
test_frame_files (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) names = g_resources_enumerate_children ("/org/bellhop/widget/assets", 0, NULL);

  g_assert_cmpuint (g_strv_length (names), >, 5);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/widget/assets/", names[i], NULL);
      g_autoptr (BhtAnswer) answer = get (fixture, path, NULL, NULL);
      g_autofree char *cache = bht_answer_header (answer, "Cache-Control");

      g_assert_cmpuint (answer->status, ==, 200);
      g_assert_cmpstr (cache, ==, "public, max-age=31536000, immutable");
    }
}

static void
test_files_of_another_version (Fixture *fixture, gconstpointer data)
{
  static const char *const paths[] = {
    "/widget/assets/frame-OLD.js",
    "/widget/assets/frame.en.html",
    "/widget/frame.en.html",
    "/widget/words-xx.js",
  };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (BhtAnswer) answer = get (fixture, paths[i], NULL, NULL);

      g_assert_cmpuint (answer->status, ==, 404);
    }
}

/* The page is there at once in the language that the loader names. */
static void
test_frame_language (Fixture *fixture, gconstpointer data)
{
  static const char *const pages[][2] = { { "ar", "lang=\"ar\" dir=\"rtl\"" },
                                          { "de-AT", "lang=\"de\"" },
                                          { "xx", "lang=\"en\"" },
                                          { "../en", "lang=\"en\"" } };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *path =
          g_strconcat ("/widget/frame?organization=acme&language=", pages[i][0], NULL);
      g_autoptr (BhtAnswer) answer = get (fixture, path, NULL, NULL);

      g_assert_nonnull (strstr (answer->body, pages[i][1]));
    }
}

/* What the frame would ask first comes with its page, and cannot end the script it stands in. */
static void
test_frame_settings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = get (fixture, "/widget/frame?organization=acme", NULL, NULL);
  g_autoptr (BhtAnswer) unknown = get (fixture, "/widget/frame?organization=nobody", NULL, NULL);
  const char *settings = strstr (answer->body, "id=\"settings\">");

  g_assert_nonnull (settings);
  g_assert_nonnull (strstr (settings, "\"presence\""));
  g_assert_null (strstr (unknown->body, "id=\"settings\""));
  g_assert_cmpuint (unknown->status, ==, 200);
}

#define ADD(name, config, func)                                                                    \
  g_test_add ("/http/surface/" name, Fixture, config, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bh_widget_get_resource ();

  ADD ("frame-files-are-kept", NULL, test_frame_files);
  ADD ("files-of-another-version-are-not-there", NULL, test_files_of_another_version);
  ADD ("frame-brings-its-settings", NULL, test_frame_settings);
  ADD ("frame-comes-in-its-language", NULL, test_frame_language);
  ADD ("settings-module", NULL, test_settings_module);
  ADD ("later-script", NULL, test_later_script);
  ADD ("unknown-path", NULL, test_unknown_path);
  ADD ("wrong-method", NULL, test_wrong_method);
  ADD ("malformed-json", NULL, test_malformed_json);
  ADD ("deep-json", NULL, test_deep_json);
  ADD ("field-is-named", NULL, test_field_is_named);
  ADD ("conversation", NULL, test_conversation);
  ADD ("session", NULL, test_session);
  ADD ("role", NULL, test_role);
  ADD ("claim-names-the-owner", NULL, test_claim_names_the_owner);
  ADD ("sign-in-and-out", NULL, test_sign_in_and_out);
  ADD ("document", NULL, test_document);
  ADD ("long-answer", NULL, test_long_answer);
  ADD ("rate", &counted, test_rate);
  ADD ("rate-by-forwarded-address", &counted, test_rate_by_forwarded_address);
  ADD ("guessing-tokens", &counted, test_guessing_tokens);
  ADD ("local-socket", NULL, test_local_socket);
  ADD ("local-patch", NULL, test_local_patch);
  ADD ("frame-ancestors", NULL, test_frame_ancestors);
  ADD ("asset", NULL, test_asset);
  return g_test_run ();
}
