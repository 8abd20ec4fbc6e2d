/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-json-reader.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"
#include "tests/process/bht-raw.h"

#include <string.h>

/* Each command of bellhopctl, against the real daemon. */

typedef struct
{
  BhtBellhopd *daemon;
  char *token; /* of mia, owner of “demo” */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->daemon = bht_bellhopd_new (NULL);
  f->token = bht_bellhopd_furnish (f->daemon);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free (f->token);
  bht_bellhopd_free (f->daemon);
}

/* Runs what has to succeed.  Returns: (transfer full): the object it prints */
static JsonNode *
run (Fixture *f, const char *input, const char *command)
{
  g_autofree char *output = NULL;
  JsonNode *node;

  g_assert_cmpint (bht_bellhopd_try_ctl (f->daemon, input, command, &output, NULL), ==, 0);
  node = bh_json_parse_object (output, strlen (output), 1 << 20, NULL);
  g_assert_nonnull (node);
  return node;
}

/* Runs what has to fail: one line that says @wanted. */
static void
refuse (Fixture *f, const char *input, const char *command, int status, const char *wanted)
{
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;

  g_test_message ("%s", command);
  g_assert_cmpint (bht_bellhopd_try_ctl (f->daemon, input, command, &output, &errors), ==, status);
  g_assert_cmpstr (output, ==, "");
  g_assert_true (g_str_has_prefix (errors, "bellhopctl: "));
  g_assert_true (strchr (errors, '\n') == errors + strlen (errors) - 1);
  g_assert_nonnull (strstr (errors, wanted));
}

static JsonNode *
ask (Fixture *f, const char *path)
{
  g_autoptr (BhtApi) api = bht_api_new (bht_bellhopd_url (f->daemon), f->token);

  return bht_api_expect (api, "GET", path, NULL, 200);
}

static guint
sign_in (Fixture *f, const char *email, const char *password)
{
  g_autoptr (BhtApi) api = bht_api_new (bht_bellhopd_url (f->daemon), NULL);
  g_autofree char *body =
      g_strdup_printf ("{\"email\":\"%s\",\"password\":\"%s\"}", email, password);

  return bht_api_call (api, "POST", "/v1/desk/sign-in", body, NULL);
}

static JsonObject *
organization_of (JsonNode *answer)
{
  return json_object_get_object_member (json_node_get_object (answer), "organization");
}

static void
test_organization_create (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) made = run (f, NULL, "organization create --slug acme --name 'Acme & Co'");

  g_assert_cmpstr (bht_json_string (made, "organization.slug"), ==, "acme");
  g_assert_cmpstr (bht_json_string (made, "organization.name"), ==, "Acme & Co");
  refuse (f, NULL, "organization create --slug acme --name Again", 1, "exists already");
}

static void
test_organization_list (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) list = NULL;
  JsonArray *organizations;

  json_node_unref (run (f, NULL, "organization create --slug acme --name Acme"));
  list = run (f, NULL, "organization list");
  organizations = json_object_get_array_member (json_node_get_object (list), "organizations");
  g_assert_cmpuint (json_array_get_length (organizations), ==, 2);
}

static void
test_organization_change (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) before = ask (f, "/v1/desk/organization");
  g_autoptr (JsonNode) changed =
      run (f, NULL, "organization change --organization demo --ai-name Ring --greeting 'Good day'");
  g_autoptr (JsonNode) after = ask (f, "/v1/desk/organization");

  g_assert_cmpstr (bht_json_string (changed, "organization.ai_name"), ==, "Ring");
  g_assert_cmpstr (bht_json_string (after, "organization.greeting"), ==, "Good day");
  g_assert_cmpstr (bht_json_string (after, "organization.name"), ==,
                   bht_json_string (before, "organization.name"));
}

static gboolean
ai_enabled (Fixture *f)
{
  g_autoptr (JsonNode) answer = ask (f, "/v1/desk/organization");

  return json_object_get_boolean_member (organization_of (answer), "ai_enabled");
}

static void
test_ai_enabled (Fixture *f, gconstpointer data)
{
  g_assert_true (ai_enabled (f));
  json_node_unref (run (f, NULL, "organization change --organization demo --ai-enabled false"));
  g_assert_false (ai_enabled (f));
  json_node_unref (run (f, NULL, "organization change --organization demo --ai-enabled true"));
  g_assert_true (ai_enabled (f));
  refuse (f, NULL, "organization change --organization demo --ai-enabled yes", 1,
          "--ai-enabled cannot be “yes”");
  g_assert_true (ai_enabled (f));
}

static guint
count_origins (JsonNode *answer)
{
  return json_array_get_length (
      json_object_get_array_member (organization_of (answer), "allowed_origins"));
}

static void
test_allowed_origins (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) two = run (f, NULL,
                                  "organization change --organization demo "
                                  "--allowed-origins 'https://a.example  https://b.example:8443'");
  g_autoptr (JsonNode) none =
      run (f, NULL, "organization change --organization demo --allowed-origins ''");
  JsonArray *origins = json_object_get_array_member (organization_of (two), "allowed_origins");

  g_assert_cmpuint (count_origins (two), ==, 2);
  g_assert_cmpstr (json_array_get_string_element (origins, 0), ==, "https://a.example");
  g_assert_cmpstr (json_array_get_string_element (origins, 1), ==, "https://b.example:8443");
  g_assert_cmpuint (count_origins (none), ==, 0);
  refuse (f, NULL, "organization change --organization demo --allowed-origins 'a.example'", 1,
          "allowed_origins");
}

/* The status of a request from a page of https://a.example. */
static guint
status_for_page (Fixture *f, const char *session)
{
  g_autoptr (BhtRaw) raw = bht_raw_new (bht_bellhopd_url (f->daemon));
  g_autofree char *request = g_strdup_printf (
      "GET /v1/widget/session HTTP/1.1\r\nHost: desk.example\r\nConnection: close\r\n"
      "Origin: https://a.example\r\nAuthorization: Bearer %s\r\n\r\n",
      session);
  g_autofree char *answer = NULL;

  bht_raw_send (raw, request, -1);
  answer = bht_raw_receive (raw, 60000, NULL);
  return bht_raw_status (answer);
}

/* What the fronts remember of the origins follows the settings in the real daemon as well. */
static void
test_origins_count_at_once (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtApi) nobody = bht_api_new (bht_bellhopd_url (f->daemon), NULL);
  g_autoptr (JsonNode) opened = bht_api_expect (
      nobody, "POST", "/v1/widget/sessions",
      "{\"organization\":\"demo\",\"name\":\"Ada\",\"email\":\"ada@example.org\"}", 201);
  const char *session = bht_json_string (opened, "token");

  g_assert_cmpuint (status_for_page (f, session), ==, 200);
  bht_bellhopd_ctl (f->daemon, NULL,
                    "organization change --organization demo --allowed-origins https://b.example");
  g_assert_cmpuint (status_for_page (f, session), ==, 403);
  bht_bellhopd_ctl (f->daemon, NULL,
                    "organization change --organization demo --allowed-origins https://a.example");
  g_assert_cmpuint (status_for_page (f, session), ==, 200);
}

static void
test_webhook_secret (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) first = run (f, NULL, "organization webhook-secret --organization demo");
  g_autoptr (JsonNode) second = run (f, NULL, "organization webhook-secret --organization demo");

  g_assert_cmpuint (strlen (bht_json_string (first, "secret")), >=, 32);
  g_assert_cmpstr (bht_json_string (first, "secret"), !=, bht_json_string (second, "secret"));
  refuse (f, NULL, "organization webhook-secret --organization nobody", 1, "no organization");
}

static void
test_operator_create (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) made = run (f, "a long enough password\n",
                                   "operator create --organization demo --email noah@example.org "
                                   "--name Noah --role agent");

  g_assert_cmpstr (bht_json_string (made, "operator.role"), ==, "agent");
  g_assert_cmpuint (sign_in (f, "noah@example.org", "a long enough password"), ==, 200);
  refuse (f, "short\n",
          "operator create --organization demo --email a@example.org --name A --role agent", 1,
          "password");
  refuse (f, "", "operator create --organization demo --email a@example.org --name A --role agent",
          1, "standard input");
  refuse (f, "a long enough password\n",
          "operator create --organization demo --email a@example.org --name A --role king", 1,
          "role");
}

static void
test_operator_password (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtApi) old = bht_api_new (bht_bellhopd_url (f->daemon), f->token);

  bht_bellhopd_ctl (f->daemon, "another long password\n",
                    "operator password --email mia@example.org");
  g_assert_cmpuint (bht_api_call (old, "GET", "/v1/desk/me", NULL, NULL), ==, 401);
  g_assert_cmpuint (sign_in (f, "mia@example.org", BHT_PASSWORD), ==, 401);
  g_assert_cmpuint (sign_in (f, "mia@example.org", "another long password"), ==, 200);
  refuse (f, "another long password\n", "operator password --email nobody@example.org", 1,
          "nobody signs in");
}

static void
test_operator_disable (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) made = run (f, "a long enough password\n",
                                   "operator create --organization demo --email noah@example.org "
                                   "--name Noah --role agent");
  g_autoptr (JsonNode) gone = run (f, NULL, "operator disable --email noah@example.org");
  g_autoptr (JsonNode) list = run (f, NULL, "operator list --organization demo");
  g_autofree char *listed = json_to_string (list, FALSE);
  g_autoptr (JsonNode) back = NULL;

  g_assert_cmpuint (sign_in (f, "noah@example.org", "a long enough password"), ==, 401);
  g_assert_nonnull (strstr (listed, "noah@example.org"));
  g_assert_nonnull (strstr (listed, "\"disabled\":true"));
  back = run (f, NULL, "operator enable --email noah@example.org");
  g_assert_cmpuint (sign_in (f, "noah@example.org", "a long enough password"), ==, 200);
  refuse (f, NULL, "operator disable --email nobody@example.org", 1, "nobody signs in");
  refuse (f, NULL, "operator disable --email mia@example.org", 1, "the last owner");
  refuse (f, NULL, "operator list --organization nowhere", 1, "nowhere");
}

/* The id of the only contact.  Returns: (transfer full) */
static char *
find_contact (Fixture *f)
{
  g_autoptr (JsonNode) list = ask (f, "/v1/desk/contacts");
  JsonArray *contacts = json_object_get_array_member (json_node_get_object (list), "contacts");
  JsonObject *entry = json_array_get_object_element (contacts, 0);

  return g_strdup (
      json_object_get_string_member (json_object_get_object_member (entry, "contact"), "id"));
}

static void
test_contact (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtApi) visitor = bht_api_new_visitor (bht_bellhopd_url (f->daemon), "Ada");
  g_autofree char *conversation = bht_api_open_conversation (visitor);
  g_autofree char *id = find_contact (f);
  g_autofree char *export = g_strdup_printf ("contact export --organization demo --id %s", id);
  g_autofree char *wrong =
      g_strdup_printf ("contact erase --organization demo --id %s --confirm yes", id);
  g_autofree char *erase = g_strdup_printf (
      "contact erase --organization demo --id %s --confirm visitor@example.org", id);
  g_autoptr (JsonNode) known = run (f, NULL, export);

  g_assert_cmpstr (bht_json_string (known, "contact.id"), ==, id);
  refuse (f, NULL, wrong, 1, "to confirm");
  bht_bellhopd_ctl (f->daemon, NULL, erase);
  refuse (f, NULL, export, 1, "no such contact");
}

static char *
write_file (Fixture *f, const char *name, const char *text, gssize length)
{
  char *path = g_build_filename (bht_bellhopd_dir (f->daemon), name, NULL);

  g_assert_true (g_file_set_contents (path, text, length, NULL));
  return path;
}

static void
test_document_add (Fixture *f, gconstpointer data)
{
  g_autofree char *markdown = write_file (f, "a.md", "# Returns\n\nWithin 30 days.\n", -1);
  g_autofree char *text = write_file (f, "opening hours.txt", "From 9 to 5.", -1);
  g_autofree char *binary = write_file (f, "b.txt", "\xff\xfe", 2);
  g_autofree char *command = g_strdup_printf (
      "document add --organization demo --category Help '%s' '%s'", markdown, text);
  g_autofree char *broken =
      g_strdup_printf ("document add --organization demo --category Help '%s'", binary);
  g_autoptr (JsonNode) list = NULL;
  g_autofree char *json = NULL;

  bht_bellhopd_ctl (f->daemon, NULL, command);
  list = ask (f, "/v1/desk/documents");
  json = json_to_string (list, FALSE);
  g_assert_nonnull (strstr (json, "\"title\":\"Returns\""));
  g_assert_nonnull (strstr (json, "\"title\":\"opening hours\""));
  refuse (f, NULL, broken, 1, "is not UTF-8 text");
  refuse (f, NULL, "document add --organization demo --category Help", 1, "name a file");
  refuse (f, NULL, "document add --organization demo --category Help /nowhere.md", 1,
          "/nowhere.md");
}

/* What is misspelt is never taken for left out. */
static void
test_wrong_options (Fixture *f, gconstpointer data)
{
  refuse (f, NULL, "organization create --slug acme", 1, "--name is missing");
  refuse (f, NULL, "organization create --slug acme --name", 1, "needs a value");
  refuse (f, NULL, "organization change --organization demo --greetings Hi", 1,
          "there is no --greetings here");
  refuse (f, NULL, "organization list --slug demo", 1, "there is no --slug here");
  refuse (f, NULL, "organization list demo", 1, "“demo” is too much");
  refuse (f, NULL, "operator create --organization demo --email a@example.org --name A", 1,
          "--role is missing");
}

static void
test_help (Fixture *f, gconstpointer data)
{
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;

  g_assert_cmpint (bht_bellhopd_try_ctl (f->daemon, NULL, "--help", &output, &errors), ==, 0);
  g_assert_nonnull (strstr (output, "organization create"));
  g_assert_cmpstr (errors, ==, "");
}

static void
test_unknown_command (Fixture *f, gconstpointer data)
{
  g_autofree char *errors = NULL;

  g_assert_cmpint (bht_bellhopd_try_ctl (f->daemon, NULL, "organization destroy", NULL, &errors),
                   ==, 2);
  g_assert_nonnull (strstr (errors, "organization create"));
}

static void
test_no_daemon (Fixture *f, gconstpointer data)
{
  bht_bellhopd_terminate (f->daemon);
  refuse (f, NULL, "organization list", 1, "no bellhopd answers at");
}

/* Larger than one piece. */
static void
test_document_import (Fixture *f, gconstpointer data)
{
  g_autofree char *file = g_build_filename (bht_bellhopd_dir (f->daemon), "rules.pdf", NULL);
  g_autofree char *command =
      g_strdup_printf ("document import --organization demo --category House '%s'", file);
  g_autofree char *bytes = g_strnfill (1500 * 1000, 'x'); /* only the way in matters here */
  g_autoptr (JsonNode) made = NULL;
  g_autoptr (JsonNode) again = NULL;

  g_assert_true (g_file_set_contents (file, bytes, -1, NULL));
  made = run (f, NULL, command);
  again = run (f, NULL, command);
  g_assert_cmpstr (bht_json_string (made, "document.source"), ==, "upload");
  g_assert_cmpstr (bht_json_string (made, "document.category"), ==, "House");
  g_assert_cmpint (bht_json_int (made, "document.size"), ==, 1500 * 1000);
  g_assert_cmpstr (bht_json_string (again, "document.id"), ==,
                   bht_json_string (made, "document.id"));
}

static void
test_document_import_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *file = g_build_filename (bht_bellhopd_dir (f->daemon), "rules.xyz", NULL);
  g_autofree char *command = g_strdup_printf ("document import --organization demo '%s'", file);

  g_assert_true (g_file_set_contents (file, "words", -1, NULL));
  refuse (f, NULL, command, 1, "cannot be read");
}

static guint
count_keys (JsonNode *list)
{
  return json_array_get_length (json_object_get_array_member (json_node_get_object (list), "keys"));
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) made =
      run (f, NULL, "key create --organization demo --kind widget --name \"My shop\"");
  g_autoptr (JsonNode) before = run (f, NULL, "key list --organization demo");
  g_autoptr (JsonNode) after = NULL;
  g_autofree char *revoke =
      g_strdup_printf ("key revoke --organization demo --id %s", bht_json_string (made, "key.id"));

  g_assert_true (g_str_has_prefix (bht_json_string (made, "secret"), "bhw_"));
  g_assert_cmpuint (count_keys (before), ==, 1);
  bht_bellhopd_ctl (f->daemon, NULL, revoke);
  after = run (f, NULL, "key list --organization demo");
  g_assert_cmpuint (count_keys (after), ==, 0);
}

static void
test_keys_refused (Fixture *f, gconstpointer data)
{
  refuse (f, NULL, "key create --organization demo --kind golden --name x", 1, "kind");
  refuse (f, NULL, "key list --organization nobody", 1, "nobody");
  refuse (f, NULL, "key revoke --organization demo --id nothing", 1, "no such key");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/ctl/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("organization-create", test_organization_create);
  ADD ("organization-list", test_organization_list);
  ADD ("organization-change", test_organization_change);
  ADD ("ai-enabled", test_ai_enabled);
  ADD ("allowed-origins", test_allowed_origins);
  ADD ("origins-count-at-once", test_origins_count_at_once);
  ADD ("webhook-secret", test_webhook_secret);
  ADD ("operator-create", test_operator_create);
  ADD ("operator-password", test_operator_password);
  ADD ("operator-disable", test_operator_disable);
  ADD ("contact", test_contact);
  ADD ("document-add", test_document_add);
  ADD ("document-import", test_document_import);
  ADD ("document-import-refused", test_document_import_refused);
  ADD ("keys", test_keys);
  ADD ("keys-refused", test_keys_refused);
  ADD ("wrong-options", test_wrong_options);
  ADD ("help-was-asked-for", test_help);
  ADD ("unknown-command", test_unknown_command);
  ADD ("no-daemon", test_no_daemon);
  return g_test_run ();
}
