/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/bht-client.h"

#include "common/bh-id.h"
#include "server/http/bhd-route.h"
#include "server/store/bhd-seal.h"
#include "server/store/rows/contacts/bhd-contact-note-rows.h"
#include "tests/http/files/bht-files.h"
#include "tests/http/team/bht-team.h"
#include "tests/http/tenancy/tenancy-line.h"

#include <string.h>

/* Two organisations: every route is called with the other one's credentials and ids.  A route
 * without a line here fails the test: say how it is called, and what keeps tenants apart. */

#define WIDGET "/v1/widget/conversations"
#define DESK "/v1/desk/conversations"
#define CONTACTS "/v1/desk/contacts"
#define CALL "{\"id\":\"%s\",\"phone\":\"+491701234567\"}"
#define CHOICE "{\"id\":\"%s\",\"message_id\":\"ANSWER\",\"document_id\":\"DOCUMENT\"}"
#define LINK "{\"document_id\":\"DOCUMENT\"}"
#define PHRASING "{\"document_id\":\"DOCUMENT\",\"question\":\"q %s\"}"
#define UPLOAD                                                                                     \
  "{\"id\":\"%s\",\"file_name\":\"a.txt\",\"size\":9,"                                             \
  "\"hash\":\"5df6e0e2761359d30a8275058e299fcc0381534545f55cf43e41983f5d4c9456\"}"
#define TOOL "{\"id\":\"%s\",\"name\":\"t%s\",\"description\":\"d\",\"url\":\"https://x.example/\"}"
#define GUARDRAIL "{\"id\":\"%s\",\"name\":\"n\",\"type\":\"blocked_topic\",\"pattern\":\"tea\"}"
#define KEY "{\"id\":\"%s\",\"kind\":\"widget\",\"name\":\"n\"}"
#define FILE_UPLOAD "{\"id\":\"%s\",\"name\":\"a.txt\",\"size\":9}"
#define JPEG "\xff\xd8\xff\xc0\x01\x11\x08\x01\x01\x01\x01\x03\x01"
#define WEBHOOK "{\"id\":\"%s\",\"url\":\"https://x.example/\",\"events\":[\"gap.created\"]}"
#define CHAT "{\"sessionId\":\"s\",\"message\":\"hi\"}"
#define COLLEAGUE                                                                                  \
  "{\"id\":\"%s\",\"email\":\"%s@x.example\",\"name\":\"n\",\"role\":\"agent\","                   \
  "\"password\":\"correct horse\"}"
#define CANNED "{\"id\":\"%s\",\"shortcut\":\"hi\",\"body\":\"Hello\"}"
#define LABEL "{\"id\":\"%s\",\"name\":\"l%s\",\"color\":\"#aabbcc\"}"
#define MESSAGE "{\"id\":\"%s\",\"body\":\"hi\"}"

#define WHISPER "{\"id\":\"%s\",\"to\":\"COLLEAGUE\",\"body\":\"hi\"}"

static const Line lines[] = {
  { "GET", "/health", ANYONE },
  { "GET", "/v1/openapi.json", ANYONE },
  { "GET", "/widget/chat-widget.js", ANYONE },
  { "GET", "/widget/:file", ANYONE },
  { "GET", "/widget/settings.js", ANYONE },
  { "GET", "/widget/frame", ANYONE },
  { "GET", "/widget/assets/:file", ANYONE },
  { "GET", "/widget/demo.css", ANYONE },
  { "GET", "/demo", ANYONE },
  { "GET", "/demo/headless", ANYONE },

  { "GET", "/v1/widget/organizations/:organization", ANYONE },
  { "GET", "/v1/widget/key", OWN_ONLY },
  { "POST", "/v1/widget/sessions", ANYONE },
  { "GET", "/v1/widget/session", OWN_ONLY },
  { "PATCH", "/v1/widget/session", OWN_ONLY, NULL, "{\"metadata\":{\"language\":\"de\"}}" },
  { "DELETE", "/v1/widget/session", OWN_ONLY },
  { "POST", "/v1/widget/session/page", OWN_ONLY, NULL, "{\"url\":\"https://shop.example/%s\"}" },
  { "POST", "/v1/widget/offline", ANYONE },
  { "GET", WIDGET, OWN_ONLY },
  { "POST", WIDGET, OWN_ONLY, NULL, "{\"id\":\"%s\"}" },
  { "GET", WIDGET "/:id/messages", REACHES_OTHERS, WIDGET "/%s/messages" },
  { "POST", WIDGET "/:id/messages", REACHES_OTHERS, WIDGET "/%s/messages", MESSAGE },
  { "POST", WIDGET "/:id/person", REACHES_OTHERS, WIDGET "/%s/person", "{}" },
  { "POST", WIDGET "/:id/read", REACHES_OTHERS, WIDGET "/%s/read", "{\"seq\":1}" },
  { "POST", WIDGET "/:id/csat", REACHES_OTHERS, WIDGET "/%s/csat", "{\"score\":5}" },
  { "GET", WIDGET "/:id/transcript", REACHES_OTHERS, WIDGET "/%s/transcript" },
  { "POST", WIDGET "/:id/transcript", REACHES_OTHERS, WIDGET "/%s/transcript", "{}" },
  { "POST", WIDGET "/:id/call", REACHES_OTHERS, WIDGET "/%s/call", CALL },
  { "POST", WIDGET "/:id/choose", REACHES_OTHERS, WIDGET "/%s/choose", CHOICE },
  { "POST", WIDGET "/:id/messages/:message_id/rating", REACHES_OTHERS,
    WIDGET "/%s/messages/ANSWER/rating", "{\"helpful\":true}" },
  { "POST", WIDGET "/:id/typing", REACHES_OTHERS, WIDGET "/%s/typing", "{\"on\":true}" },
  { "POST", WIDGET "/:id/actions/:call_id", REACHES_OTHERS, WIDGET "/%s/actions/%s",
    "{\"token\":\"%s\",\"confirm\":true}" },
  { "POST", WIDGET "/:id/uploads", REACHES_OTHERS, WIDGET "/%s/uploads", FILE_UPLOAD },
  { "PUT", "/v1/widget/uploads/:id", REACHES_OTHERS, "/v1/widget/uploads/%s?offset=0", "bytes" },
  { "DELETE", "/v1/widget/uploads/:id", REACHES_OTHERS, "/v1/widget/uploads/%s" },
  { "GET", "/v1/widget/attachments/:id", REACHES_OTHERS, "/v1/widget/attachments/%s" },
  { "GET", "/v1/widget/feed", OWN_ONLY, "/v1/widget/feed?after=0&wait=0" },

  { "PATCH", DESK "/:id", REACHES_OTHERS, DESK "/%s", "{\"priority\":\"high\"}" },
  { "POST", DESK "/:id/transfer", REACHES_OTHERS, DESK "/%s/transfer", "{\"operator_id\":\"%s\"}" },
  { "POST", DESK "/:id/viewing", REACHES_OTHERS, DESK "/%s/viewing", "{\"on\":true}" },
  { "GET", "/v1/desk/settings", OWN_ONLY },
  { "PATCH", "/v1/desk/settings", OWN_ONLY, NULL, "{\"claim_timeout_s\":0}" },

  { "POST", "/v1/desk/sign-in", ANYONE },
  { "POST", "/v1/desk/sign-out", OWN_ONLY },
  { "GET", "/v1/desk/me", OWN_ONLY },
  { "GET", "/v1/desk/operators", OWN_ONLY },
  { "GET", DESK, OWN_ONLY },
  { "GET", DESK "/:id", REACHES_OTHERS, DESK "/%s" },
  { "GET", DESK "/:id/messages", REACHES_OTHERS, DESK "/%s/messages" },
  { "POST", DESK "/:id/messages", REACHES_OTHERS, DESK "/%s/messages", MESSAGE },
  { "POST", DESK "/:id/claim", REACHES_OTHERS, DESK "/%s/claim", "{}" },
  { "POST", DESK "/:id/release", REACHES_OTHERS, DESK "/%s/release", "{}" },
  { "POST", DESK "/:id/resolve", REACHES_OTHERS, DESK "/%s/resolve", "{}" },
  { "POST", DESK "/:id/reopen", REACHES_OTHERS, DESK "/%s/reopen", "{}" },
  { "POST", DESK "/:id/read", REACHES_OTHERS, DESK "/%s/read", "{\"seq\":1}" },
  { "GET", DESK "/:id/transcript", REACHES_OTHERS, DESK "/%s/transcript" },
  { "POST", DESK "/:id/transcript", REACHES_OTHERS, DESK "/%s/transcript", "{}" },
  { "POST", DESK "/:id/typing", REACHES_OTHERS, DESK "/%s/typing", "{\"on\":true}" },
  { "POST", DESK "/:id/return", REACHES_OTHERS, DESK "/%s/return", "{}" },
  { "GET", DESK "/:id/runs", REACHES_OTHERS, DESK "/%s/runs" },
  { "GET", "/v1/desk/runs/:id", REACHES_OTHERS, "/v1/desk/runs/%s" },
  { "POST", "/v1/desk/runs/:id/verdict", REACHES_OTHERS, "/v1/desk/runs/%s/verdict",
    "{\"verdict\":1}" },
  { "GET", DESK "/:id/draft", REACHES_OTHERS, DESK "/%s/draft" },
  { "DELETE", DESK "/:id/draft", REACHES_OTHERS, DESK "/%s/draft" },
  { "POST", DESK "/:id/assist", REACHES_OTHERS, DESK "/%s/assist", "{\"op\":\"summarise\"}" },
  { "POST", "/v1/desk/playground", OWN_ONLY, NULL, "{\"question\":\"How?\"}" },
  { "GET", "/v1/desk/documents", OWN_ONLY },
  { "POST", "/v1/desk/documents", OWN_ONLY, NULL, "{\"title\":\"%s\",\"body\":\"b\"}" },
  { "GET", "/v1/desk/documents/:id", REACHES_OTHERS, "/v1/desk/documents/%s" },
  { "DELETE", "/v1/desk/documents/:id", REACHES_OTHERS, "/v1/desk/documents/%s" },
  { "POST", "/v1/desk/documents/import", OWN_ONLY, NULL, "{\"url\":\"http://localhost/%s\"}" },
  { "PATCH", "/v1/desk/documents/:id", REACHES_OTHERS, "/v1/desk/documents/%s", "{}" },
  { "GET", "/v1/desk/documents/:id/passages", REACHES_OTHERS, "/v1/desk/documents/%s/passages" },
  { "GET", "/v1/desk/gaps", OWN_ONLY },
  { "POST", "/v1/desk/gaps/:id/article", REACHES_OTHERS, "/v1/desk/gaps/%s/article",
    "{\"title\":\"%s\",\"body\":\"b\"}" },
  { "POST", "/v1/desk/gaps/:id/link", REACHES_OTHERS, "/v1/desk/gaps/%s/link", LINK },
  { "POST", "/v1/desk/gaps/:id/dismiss", REACHES_OTHERS, "/v1/desk/gaps/%s/dismiss", "{}" },
  { "POST", "/v1/desk/gaps/:id/reopen", REACHES_OTHERS, "/v1/desk/gaps/%s/reopen", "{}" },
  { "GET", "/v1/desk/phrasings", OWN_ONLY },
  { "POST", "/v1/desk/phrasings", OWN_ONLY, NULL, PHRASING },
  { "POST", "/v1/desk/phrasings/:id/approve", REACHES_OTHERS, "/v1/desk/phrasings/%s/approve",
    "{}" },
  { "POST", "/v1/desk/phrasings/:id/reject", REACHES_OTHERS, "/v1/desk/phrasings/%s/reject", "{}" },
  { "DELETE", "/v1/desk/phrasings/:id", REACHES_OTHERS, "/v1/desk/phrasings/%s" },
  { "GET", "/v1/desk/knowledge", OWN_ONLY },
  { "GET", "/v1/desk/search", OWN_ONLY, "/v1/desk/search?q=money" },
  { "GET", "/v1/desk/find", OWN_ONLY, "/v1/desk/find?q=hi" },
  { "GET", "/v1/desk/insights", OWN_ONLY,
    "/v1/desk/insights?from_us=0&to_us=86400000000&step=month" },
  { "POST", "/v1/desk/uploads", OWN_ONLY, NULL, UPLOAD },
  { "PUT", "/v1/desk/uploads/:id", REACHES_OTHERS, "/v1/desk/uploads/%s?offset=0", "bytes" },
  { "GET", "/v1/desk/uploads/:id", REACHES_OTHERS, "/v1/desk/uploads/%s" },
  { "DELETE", "/v1/desk/uploads/:id", REACHES_OTHERS, "/v1/desk/uploads/%s" },
  { "POST", DESK "/:id/uploads", REACHES_OTHERS, DESK "/%s/uploads", FILE_UPLOAD },
  { "GET", "/v1/desk/attachments/:id", REACHES_OTHERS, "/v1/desk/attachments/%s" },
  { "PUT", "/v1/desk/me/avatar", OWN_ONLY, NULL, JPEG },
  { "DELETE", "/v1/desk/me/avatar", OWN_ONLY },
  { "GET", "/v1/avatars/:hash", ANYONE },
  { "GET", "/v1/desk/ai", OWN_ONLY },
  { "PATCH", "/v1/desk/ai", OWN_ONLY, NULL, "{}" },
  { "GET", "/v1/desk/providers", OWN_ONLY },
  { "POST", "/v1/desk/providers", OWN_ONLY, NULL, "{\"id\":\"%s\",\"kind\":\"openai\"}" },
  { "PATCH", "/v1/desk/providers/:id", REACHES_OTHERS, "/v1/desk/providers/%s", "{}" },
  { "DELETE", "/v1/desk/providers/:id", REACHES_OTHERS, "/v1/desk/providers/%s" },
  { "POST", "/v1/desk/providers/models", OWN_ONLY, NULL, "{\"kind\":\"openai\"}" },
  { "GET", "/v1/desk/tools", OWN_ONLY },
  { "POST", "/v1/desk/tools", OWN_ONLY, NULL, TOOL },
  { "PATCH", "/v1/desk/tools/:id", REACHES_OTHERS, "/v1/desk/tools/%s", "{}" },
  { "DELETE", "/v1/desk/tools/:id", REACHES_OTHERS, "/v1/desk/tools/%s" },
  { "POST", "/v1/desk/tools/:id/try", REACHES_OTHERS, "/v1/desk/tools/%s/try", "{}" },
  { "GET", "/v1/desk/tool-calls", OWN_ONLY },
  { "GET", "/v1/desk/guardrails", OWN_ONLY },
  { "POST", "/v1/desk/guardrails", OWN_ONLY, NULL, GUARDRAIL },
  { "PATCH", "/v1/desk/guardrails/:id", REACHES_OTHERS, "/v1/desk/guardrails/%s", "{}" },
  { "DELETE", "/v1/desk/guardrails/:id", REACHES_OTHERS, "/v1/desk/guardrails/%s" },
  { "POST", "/v1/desk/guardrails/test", OWN_ONLY, NULL, "{\"text\":\"tea\",\"direction\":\"in\"}" },
  { "GET", "/v1/desk/violations", OWN_ONLY },
  { "GET", "/v1/desk/organization", OWN_ONLY },
  { "PATCH", "/v1/desk/organization", OWN_ONLY, NULL, "{}" },
  { "GET", "/v1/desk/widget", OWN_ONLY },
  { "PATCH", "/v1/desk/widget", OWN_ONLY, NULL, "{\"title\":\"Help\"}" },
  { "POST", "/v1/desk/widget/identity-secret", OWN_ONLY, NULL, "{}" },
  { "GET", "/v1/desk/webhooks", OWN_ONLY },
  { "POST", "/v1/desk/webhooks", OWN_ONLY, NULL, WEBHOOK },
  { "PATCH", "/v1/desk/webhooks/:id", REACHES_OTHERS, "/v1/desk/webhooks/%s", "{}" },
  { "DELETE", "/v1/desk/webhooks/:id", REACHES_OTHERS, "/v1/desk/webhooks/%s" },
  { "POST", "/v1/desk/webhooks/:id/secret", REACHES_OTHERS, "/v1/desk/webhooks/%s/secret", "{}" },
  { "POST", "/v1/desk/webhooks/:id/test", REACHES_OTHERS, "/v1/desk/webhooks/%s/test", "{}" },
  { "GET", "/v1/desk/deliveries", OWN_ONLY },
  { "POST", "/v1/desk/deliveries/:id/repeat", REACHES_OTHERS, "/v1/desk/deliveries/%s/repeat",
    "{}" },
  { "GET", "/v1/desk/audit", OWN_ONLY },
  { "PUT", "/v1/desk/me/status", OWN_ONLY, NULL, "{\"status\":\"busy\"}" },
  { "GET", "/v1/desk/people", OWN_ONLY },
  { "POST", "/v1/desk/whispers", OWN_ONLY, NULL, WHISPER },
  { "GET", "/v1/desk/whispers", OWN_ONLY },
  { "POST", "/v1/desk/whispers/read", OWN_ONLY, NULL, "{\"with\":\"COLLEAGUE\"}" },
  { "GET", CONTACTS, OWN_ONLY },
  { "GET", CONTACTS "/:id", REACHES_OTHERS, CONTACTS "/%s" },
  { "PATCH", CONTACTS "/:id", REACHES_OTHERS, CONTACTS "/%s", "{\"name\":\"n\"}" },
  { "POST", CONTACTS "/:id/notes", REACHES_OTHERS, CONTACTS "/%s/notes", MESSAGE },
  { "DELETE", CONTACTS "/:id/notes/:note_id", REACHES_OTHERS, CONTACTS "/%s/notes/%s" },
  { "POST", CONTACTS "/:id/merge", REACHES_OTHERS, CONTACTS "/%s/merge", "{\"into\":\"CONTACT\"}" },
  { "POST", CONTACTS "/:id/mail", REACHES_OTHERS, CONTACTS "/%s/mail",
    "{\"id\":\"%s\",\"subject\":\"s\",\"body\":\"b\"}" },
  { "GET", CONTACTS "/:id/export", REACHES_OTHERS, CONTACTS "/%s/export" },
  { "POST", CONTACTS "/:id/erase", REACHES_OTHERS, CONTACTS "/%s/erase",
    "{\"confirm\":\"nobody\"}" },
  { "DELETE", DESK "/:id", REACHES_OTHERS, DESK "/%s" },
  { "GET", "/v1/feed", OWN_ONLY, "/v1/feed?after=0&wait=0" },

  { "GET", "/v1/desk/directory", OWN_ONLY },
  { "POST", "/v1/desk/operators", OWN_ONLY, NULL, COLLEAGUE },
  { "PATCH", "/v1/desk/operators/:id", REACHES_OTHERS, "/v1/desk/operators/%s", "{}" },
  { "PATCH", "/v1/desk/me", OWN_ONLY, NULL, "{}" },
  { "POST", "/v1/desk/canned", OWN_ONLY, NULL, CANNED },
  { "PATCH", "/v1/desk/canned/:id", REACHES_OTHERS, "/v1/desk/canned/%s", "{}" },
  { "DELETE", "/v1/desk/canned/:id", REACHES_OTHERS, "/v1/desk/canned/%s" },
  { "POST", "/v1/desk/canned/:id/uploads", REACHES_OTHERS, "/v1/desk/canned/%s/uploads",
    FILE_UPLOAD },
  { "DELETE", "/v1/desk/canned/:id/attachments/:attachment_id", REACHES_OTHERS,
    "/v1/desk/canned/%s/attachments/CANNED_FILE" },
  { "POST", "/v1/desk/views", OWN_ONLY, NULL, "{\"id\":\"%s\",\"name\":\"v\"}" },
  { "PATCH", "/v1/desk/views/:id", REACHES_OTHERS, "/v1/desk/views/%s", "{}" },
  { "DELETE", "/v1/desk/views/:id", REACHES_OTHERS, "/v1/desk/views/%s" },
  { "POST", "/v1/desk/teams", OWN_ONLY, NULL, "{\"id\":\"%s\",\"name\":\"t%s\"}" },
  { "PATCH", "/v1/desk/teams/:id", REACHES_OTHERS, "/v1/desk/teams/%s", "{}" },
  { "DELETE", "/v1/desk/teams/:id", REACHES_OTHERS, "/v1/desk/teams/%s" },
  { "POST", "/v1/desk/labels", OWN_ONLY, NULL, LABEL },
  { "PATCH", "/v1/desk/labels/:id", REACHES_OTHERS, "/v1/desk/labels/%s", "{}" },
  { "DELETE", "/v1/desk/labels/:id", REACHES_OTHERS, "/v1/desk/labels/%s" },

  { "POST", "/v1/chat", CHATS, NULL, CHAT },
  { "POST", "/v1/chat/stream", CHATS, NULL, CHAT },
  { "POST", "/chat", CHATS, NULL, CHAT },
  { "POST", "/v1/chat/completions", CHATS, NULL, "{\"messages\":[]}" },
  { "POST", "/v1/chat/ui", CHATS, NULL, "{\"id\":\"s\",\"messages\":[]}" },
  { "GET", "/v1/models", CHATS },
  { "GET", "/v1/admin/conversations", OWN_ONLY },
  { "GET", "/v1/admin/conversations/:conversationId", REACHES_OTHERS,
    "/v1/admin/conversations/%s" },

  { "GET", "/v1/desk/keys", OWN_ONLY },
  { "POST", "/v1/desk/keys", OWN_ONLY, NULL, KEY },
  { "DELETE", "/v1/desk/keys/:id", REACHES_OTHERS, "/v1/desk/keys/%s" },

  { "GET", "/v1/ctl/organizations/:organization/keys", LOCAL },
  { "POST", "/v1/ctl/organizations/:organization/keys", LOCAL },
  { "DELETE", "/v1/ctl/organizations/:organization/keys/:id", LOCAL },
  { "GET", "/v1/ctl/organizations", LOCAL },
  { "POST", "/v1/ctl/organizations", LOCAL },
  { "PATCH", "/v1/ctl/organizations/:organization", LOCAL },
  { "POST", "/v1/ctl/organizations/:organization/webhook-secret", LOCAL },
  { "GET", "/v1/ctl/organizations/:organization/widget", LOCAL },
  { "PATCH", "/v1/ctl/organizations/:organization/widget", LOCAL },
  { "POST", "/v1/ctl/organizations/:organization/identity-secret", LOCAL },
  { "POST", "/v1/ctl/operators", LOCAL },
  { "GET", "/v1/ctl/organizations/:organization/operators", LOCAL },
  { "POST", "/v1/ctl/operators/disable", LOCAL },
  { "POST", "/v1/ctl/operators/enable", LOCAL },
  { "POST", "/v1/ctl/operators/password", LOCAL },
  { "POST", "/v1/ctl/documents", LOCAL },
  { "POST", "/v1/ctl/mail/test", LOCAL },
  { "GET", "/v1/ctl/organizations/:organization/contacts/:id/export", LOCAL },
  { "POST", "/v1/ctl/organizations/:organization/contacts/:id/erase", LOCAL },
  { "POST", "/v1/ctl/uploads", LOCAL },
  { "PUT", "/v1/ctl/uploads/:id", LOCAL },
};

typedef struct
{
  BhtDaemon *daemon;
  BhtTenant *a;
  BhtTenant *b;
} Fixture;

/* One daemon for all tests, two new organisations for each. */
static BhtDaemon *shared;

/* No other machine is asked. */
static char **
list_models (gpointer data, const BhdProviderAccount *account, GError **error)
{
  return g_strsplit ("one,two", ",", -1);
}

/* A note about the contact, under the same id. */
static gpointer
add_note (BhdTurn *turn, gpointer data, GError **error)
{
  const BhtTenant *tenant = data;
  const BhdContactNote note = { tenant->organization_id,
                                tenant->contact_id,
                                tenant->contact_id,
                                tenant->owner_id,
                                (char *) "Olga",
                                (char *) "kind",
                                1 };

  bhd_contact_note_rows_insert (turn->db, &note, error);
  return NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static guint count;
  g_autofree char *alpha = g_strdup_printf ("alpha-%u", ++count);
  g_autofree char *beta = g_strdup_printf ("beta-%u", count);

  if (shared == NULL)
    {
      g_autofree char *key_file = NULL;

      shared = bht_daemon_new (NULL);
      key_file = g_build_filename (shared->directory, "key", NULL);
      bhd_seal_unlock (key_file);
      shared->services.list_models = list_models;
    }
  fixture->daemon = shared;
  fixture->a = bht_daemon_add_tenant (shared, alpha);
  fixture->b = bht_daemon_add_tenant (shared, beta);
  bht_daemon_add_run (shared, fixture->a);
  bht_daemon_add_run (shared, fixture->b);
  bht_files_furnish (shared, fixture->a);
  bht_files_furnish (shared, fixture->b);
  bht_team_furnish (shared, fixture->a);
  bht_team_furnish (shared, fixture->b);
  bht_daemon_add_delivery (shared, fixture->a);
  bht_daemon_add_delivery (shared, fixture->b);
  bht_daemon_write (shared, add_note, fixture->a);
  bht_daemon_write (shared, add_note, fixture->b);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bht_tenant_free (fixture->a);
  bht_tenant_free (fixture->b);
}

/* Calls the line's route with @token, naming @tenant's things. */
static BhtAnswer *
call (Fixture *fixture, const Line *line, const BhtTenant *tenant, const char *token)
{
  g_autofree char *path = tenancy_line_path (line, tenant);
  g_autofree char *body = tenancy_line_body (line, tenant);
  const char *headers =
      tenancy_line_route (line)->raw_body ? "Content-Type: application/octet-stream\r\n" : NULL;

  return bht_call (fixture->daemon, line->method, path, token, headers, body);
}

static void
assert_silent_about (const BhtAnswer *answer, const BhtTenant *tenant)
{
  const char *told = tenancy_find_secret (tenant, answer->body);

  if (told != NULL)
    g_error ("the answer tells “%s”: %s", told, answer->body);
}

static void
test_every_route_has_a_line (void)
{
  for (const BhdRoute *const *route = bhd_routes_all (); *route != NULL; route++)
    {
      guint count = 0;

      for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
        if (g_str_equal (lines[i].method, (*route)->method) &&
            g_str_equal (lines[i].route, (*route)->path))
          count++;
      if (count != 1)
        g_error ("%s %s has %u lines in this test", (*route)->method, (*route)->path, count);
    }
}

/* A line may not claim to need less than its route: the table says who may call. */
static void
test_lines_say_what_the_table_says (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      const BhdRoute *route = tenancy_line_route (&lines[i]);
      gboolean names_something = (strstr (route->path, ":id") != NULL ||
                                  strstr (route->path, ":conversationId") != NULL) &&
                                 route->who != BHD_LOCAL;

      g_test_message ("%s %s", route->method, route->path);
      g_assert_cmpint (route->who == BHD_LOCAL, ==, lines[i].kind == LOCAL);
      g_assert_cmpint (route->who == BHD_ANYONE, ==, lines[i].kind == ANYONE);
      g_assert_cmpint (names_something, ==, lines[i].kind == REACHES_OTHERS);
    }
}

static void
test_others_things_are_not_found (Fixture *fixture, gconstpointer data)
{
  const Line *line = data;
  const BhdRoute *route = tenancy_line_route (line);
  g_autoptr (BhtAnswer) foreign =
      call (fixture, line, fixture->a, tenancy_token (fixture->b, route));
  g_autoptr (BhtAnswer) own = call (fixture, line, fixture->a, tenancy_token (fixture->a, route));

  bht_answer_assert_error (foreign, 404, "not_found");
  if (own->status == 404)
    g_error ("even the owner does not find it: %s", own->body);
}

static void
test_no_other_credential (Fixture *fixture, gconstpointer data)
{
  const Line *line = data;
  const BhdRoute *route = tenancy_line_route (line);
  const char *wrong_kind =
      route->who == BHD_VISITOR ? fixture->a->owner_token : fixture->a->visitor_token;
  g_autoptr (BhtAnswer) none = call (fixture, line, fixture->a, NULL);
  g_autoptr (BhtAnswer) wrong = call (fixture, line, fixture->a, wrong_kind);
  g_autoptr (BhtAnswer) made_up = call (fixture, line, fixture->a, "made-up");

  const BhtAnswer *answers[] = { none, wrong, made_up };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (route->errors != NULL && route->errors->openai)
      g_assert_cmpuint (answers[i]->status, ==, 401);
    else
      bht_answer_assert_error (answers[i], 401, "unauthorized");
}

static void
test_own_only (Fixture *fixture, gconstpointer data)
{
  const Line *line = data;
  const BhdRoute *route = tenancy_line_route (line);
  g_autoptr (BhtAnswer) answer =
      call (fixture, line, fixture->b, tenancy_token (fixture->b, route));

  if (answer->status >= 300)
    g_error ("the owner is refused: %s", answer->body);
  assert_silent_about (answer, fixture->a);
}

static void
test_local_only (Fixture *fixture, gconstpointer data)
{
  const Line *line = data;
  g_autoptr (BhtAnswer) answer = call (fixture, line, fixture->a, fixture->a->owner_token);

  bht_answer_assert_error (answer, 404, "not_found");
}

/* Another visitor of the same organisation is as foreign as another organisation. */
static void
test_other_visitor_of_the_same (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strdup_printf (WIDGET "/%s/messages", fixture->a->conversation_id);
  g_autofree char *body = g_strdup_printf (
      "{\"organization\":\"%s\",\"name\":\"Bob\",\"email\":\"bob@example.org\"}", fixture->a->slug);
  g_autoptr (BhtAnswer) session =
      bht_call (fixture->daemon, "POST", "/v1/widget/sessions", NULL, NULL, body);
  g_autoptr (BhtAnswer) answer =
      bht_call (fixture->daemon, "GET", path,
                json_object_get_string_member (bht_answer_object (session), "token"), NULL, NULL);

  bht_answer_assert_error (answer, 404, "not_found");
}

static void
add (const Line *line, const char *fact, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *name =
      g_strdup_printf ("/http/tenancy/%s/%s %s", fact, line->method, line->route + 1);

  g_strdelimit (name + strlen ("/http/tenancy/") + strlen (fact) + 1, "/", '.');
  g_test_add (name, Fixture, line, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http/tenancy/every-route-has-a-line", test_every_route_has_a_line);
  g_test_add_func ("/http/tenancy/lines-say-what-the-table-says",
                   test_lines_say_what_the_table_says);
  g_test_add ("/http/tenancy/other-visitor-of-the-same", Fixture, NULL, set_up,
              test_other_visitor_of_the_same, tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      if (lines[i].kind == REACHES_OTHERS)
        add (&lines[i], "others-things-are-not-found", test_others_things_are_not_found);
      if (lines[i].kind == REACHES_OTHERS || lines[i].kind == OWN_ONLY || lines[i].kind == CHATS)
        add (&lines[i], "no-other-credential", test_no_other_credential);
      if (lines[i].kind == OWN_ONLY)
        add (&lines[i], "own-only", test_own_only);
      if (lines[i].kind == LOCAL)
        add (&lines[i], "local-only", test_local_only);
    }
  status = g_test_run ();
  g_clear_pointer (&shared, bht_daemon_free);
  bhd_seal_lock ();
  return status;
}
