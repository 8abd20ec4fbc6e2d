/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-id.h"
#include "server/http/audit/bhd-audit-detail.h"
#include "server/http/bhd-request-private.h"
#include "tests/http/ai/ai-fixture.h"

#include <string.h>

#define PROVIDER "\"kind\":\"openai\",\"name\":\"Ours\",\"key\":\"sk-very-private\""
#define HOOK "\"url\":\"https://hook.example/x?pass-word=1\",\"events\":[\"gap.created\"]"

/* What administrators do that changes nothing which stays, or only goes on with what has its entry:
 * none. */
static const char *const passing[] = {
  "/v1/desk/providers/models",
  "/v1/desk/tools/:id/try",
  "/v1/desk/webhooks/:id/test",
  "/v1/desk/guardrails/test",
  "/v1/desk/deliveries/:id/repeat",
  "/v1/ctl/mail/test",
  "/v1/ctl/uploads/:id",
  NULL,
};

static gboolean
writes (const BhdRoute *route)
{
  return !g_str_equal (route->method, "GET") && (route->write != NULL || route->work != NULL);
}

static void
assert_words (gboolean (*is_asked) (const BhdRoute *route))
{
  for (const BhdRoute *const *at = bhd_routes_all (); *at != NULL; at++)
    if (is_asked (*at) && writes (*at) && (*at)->audit == NULL &&
        !g_strv_contains (passing, (*at)->path))
      g_error ("%s %s has no word for the audit log", (*at)->method, (*at)->path);
}

static gboolean
is_admins (const BhdRoute *route)
{
  return route->who == BHD_OPERATOR && route->role >= BH_ROLE_ADMIN;
}

static void
test_every_admins_change_has_a_word (void)
{
  assert_words (is_admins);
}

static gboolean
is_local (const BhdRoute *route)
{
  return route->who == BHD_LOCAL;
}

static void
test_every_local_change_has_a_word (void)
{
  assert_words (is_local);
}

static void
test_words_have_a_form (void)
{
  for (const BhdRoute *const *at = bhd_routes_all (); *at != NULL; at++)
    {
      if ((*at)->audit == NULL)
        continue;
      if (!g_regex_match_simple ("^[a-z_]+\\.[a-z_]+$", (*at)->audit, 0, 0) || !writes (*at))
        g_error ("%s %s: “%s”", (*at)->method, (*at)->path, (*at)->audit);
    }
}

/* Ids, numbers and words of a list say nothing of who it is. */
static gboolean
says_who (const BhdField *field)
{
  return field->type != BHD_FIELD_ID && field->type != BHD_FIELD_INT &&
         field->type != BHD_FIELD_BOOL && field->type != BHD_FIELD_CHOICE;
}

/* What is known of a visitor goes with the visitor: the log holds none of it. */
static void
test_contacts_are_not_told (void)
{
  for (const BhdRoute *const *at = bhd_routes_all (); *at != NULL; at++)
    {
      const BhdField *fields = (*at)->fields;

      if ((*at)->audit == NULL || strstr ((*at)->path, "/contacts") == NULL || (*at)->discreet)
        continue;
      for (guint i = 0; fields != NULL && fields[i].name != NULL; i++)
        if (says_who (&fields[i]))
          g_error ("%s %s is not .discreet", (*at)->method, (*at)->path);
    }
}

static BhdValue *
fill (const BhdField *fields)
{
  BhdValue *values = g_new0 (BhdValue, bhd_fields_count (fields) + 1);

  for (guint i = 0; fields != NULL && fields[i].name != NULL; i++)
    {
      g_autofree char *text = g_strdup_printf ("canary<%s>", fields[i].name);
      const char *const list[] = { text, NULL };

      values[i].given = TRUE;
      values[i].text = g_strdup (text);
      values[i].list = g_strdupv ((char **) list);
    }
  return values;
}

/* The detail of a request of @route that has something in each field. */
static char *
detail_of (const BhdRoute *route)
{
  g_autoptr (BhdRequest) request = bhd_request_new (NULL, NULL, NULL);

  request->route = route;
  request->values = fill (route->fields);
  return bhd_audit_detail_new (request);
}

static gboolean
sounds_secret (const char *name)
{
  static const char *const words[] = { "password", "key", "headers", "secret", "token", "confirm" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (name, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
assert_untold (const BhdRoute *route, const BhdField *field, JsonNode *detail, const char *text)
{
  g_autofree char *canary = g_strdup_printf ("canary<%s>", field->name);
  gboolean long_text = field->type == BHD_FIELD_TEXT || field->type == BHD_FIELD_OBJECT ||
                       field->type == BHD_FIELD_ARRAY;

  if (!long_text && !sounds_secret (field->name) && !route->discreet)
    return;
  if (strstr (text, canary) != NULL ||
      json_object_has_member (json_node_get_object (detail), field->name))
    g_error ("%s %s tells “%s”: %s", route->method, route->path, field->name, text);
}

static void
test_no_route_tells_a_secret (void)
{
  for (const BhdRoute *const *at = bhd_routes_all (); *at != NULL; at++)
    {
      const BhdField *fields = (*at)->fields;
      g_autofree char *text = detail_of (*at);
      g_autoptr (JsonNode) detail = json_from_string (text, NULL);

      g_assert_true (JSON_NODE_HOLDS_OBJECT (detail));
      for (guint i = 0; fields != NULL && fields[i].name != NULL; i++)
        assert_untold (*at, &fields[i], detail, text);
    }
}

/* A text field of a name that nobody has thought of. */
static void
test_new_texts_are_not_told (void)
{
  static const BhdField fields[] = {
    { "passphrase", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 1, 80 },
    { "api_key_kind", BHD_FIELD_CHOICE, BHD_IN_BODY, FALSE, .choices = "a" },
    { "name", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 1, 80 },
    { NULL },
  };
  const BhdRoute route = { .fields = fields };
  g_autofree char *text = detail_of (&route);

  g_assert_cmpstr (text, ==,
                   "{\"name\":\"canary<name>\",\"also\":[\"passphrase\",\"api_key_kind\"]}");
}

/* The log as the owner sees it.  (transfer full) */
static BhtAnswer *
read_log (AiFixture *fixture, const char *query)
{
  g_autofree char *path = g_strconcat ("/audit", query, NULL);
  BhtAnswer *answer = ai_call (fixture, "GET", path, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  return answer;
}

static guint
count_entries (const BhtAnswer *answer)
{
  return json_array_get_length (
      json_object_get_array_member (bht_answer_object (answer), "entries"));
}

static JsonObject *
entry_at (const BhtAnswer *answer, guint at)
{
  JsonArray *entries = json_object_get_array_member (bht_answer_object (answer), "entries");

  g_assert_cmpuint (at, <, json_array_get_length (entries));
  return json_array_get_object_element (entries, at);
}

static const char *
text_of (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static void
test_entry_says_who_did_what (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = ai_add (fixture, "/webhooks", HOOK);
  g_autoptr (BhtAnswer) log = read_log (fixture, "");
  JsonObject *entry = entry_at (log, 0);
  JsonObject *person = json_object_get_object_member (entry, "operator");
  JsonObject *detail = json_object_get_object_member (entry, "detail");

  g_assert_cmpstr (text_of (entry, "action"), ==, "webhook.created");
  g_assert_cmpstr (text_of (entry, "subject_id"), ==, id);
  g_assert_cmpint (json_object_get_int_member (entry, "at_us"), >, 0);
  g_assert_cmpstr (text_of (person, "id"), ==, fixture->tenant->owner_id);
  g_assert_cmpstr (text_of (person, "name"), !=, "");
  g_assert_cmpstr (text_of (detail, "url"), ==, "hook.example");
  g_assert_null (strstr (log->body, "pass-word"));
}

static void
test_the_same_again_is_no_entry (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = ai_add (fixture, "/webhooks", HOOK);
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\"," HOOK "}", id);
  g_autoptr (BhtAnswer) again = ai_call (fixture, "POST", "/webhooks", body);
  g_autoptr (BhtAnswer) log = read_log (fixture, "");

  g_assert_cmpuint (again->status, ==, 200);
  g_assert_cmpuint (count_entries (log), ==, 1);
}

static void
test_refused_is_no_entry (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *path = g_strconcat ("/webhooks/", id, NULL);
  g_autoptr (BhtAnswer) unknown = ai_call (fixture, "DELETE", path, NULL);
  g_autoptr (BhtAnswer) bad = ai_call (fixture, "POST", "/providers", "{\"kind\":\"openai\"}");
  g_autoptr (BhtAnswer) log = read_log (fixture, "");

  g_assert_cmpuint (unknown->status, ==, 404);
  g_assert_cmpuint (bad->status, ==, 400);
  g_assert_cmpuint (count_entries (log), ==, 0);
}

static void
test_secrets_are_only_named (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = ai_add (fixture, "/providers", PROVIDER);
  g_autoptr (BhtAnswer) log = read_log (fixture, "");
  JsonObject *detail = json_object_get_object_member (entry_at (log, 0), "detail");

  g_assert_cmpstr (text_of (entry_at (log, 0), "action"), ==, "provider.created");
  g_assert_cmpstr (text_of (detail, "name"), ==, "Ours");
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (detail, "also"), 0),
                   ==, "key");
  ai_assert_not_stored (fixture, "sk-very-private");
}

static void
test_settings_leave_an_entry (AiFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhtAnswer) changed =
      ai_call (fixture, "PATCH", "/organization", "{\"name\":\"Acme 2\",\"greeting\":\"Hi\"}");
  g_autoptr (BhtAnswer) log = read_log (fixture, "");

  g_assert_cmpuint (changed->status, ==, 200);
  g_assert_cmpstr (text_of (entry_at (log, 0), "action"), ==, "organization.changed");
  g_assert_cmpstr (text_of (entry_at (log, 0), "subject_id"), ==, fixture->tenant->organization_id);
  g_assert_nonnull (strstr (log->body, "{\"name\":\"Acme 2\",\"also\":[\"greeting\"]}"));
}

static gpointer
read_head (BhdTurn *turn, gpointer data, GError **error)
{
  g_autoptr (GVariant) row =
      bh_db_query_row (turn->db, "(x)", "SELECT COALESCE (MAX (seq), 0) FROM event", NULL, error);

  g_variant_get (row, "(x)", data);
  return NULL;
}

static gint64
count_events (AiFixture *fixture)
{
  gint64 head = -1;

  bht_daemon_write (fixture->daemon, read_head, &head);
  return head;
}

/* Every change of a record, sent without saying what. */
static void
test_change_of_nothing_is_told_nobody (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *webhook = ai_add (fixture, "/webhooks", HOOK);
  g_autofree char *label = ai_add (fixture, "/labels", "\"name\":\"VIP\",\"color\":\"#112233\"");
  g_autofree char *canned =
      ai_add (fixture, "/canned", "\"shortcut\":\"hi\",\"body\":\"Hello\",\"shared\":true");
  char *paths[] = { g_strconcat ("/webhooks/", webhook, NULL),
                    g_strconcat ("/labels/", label, NULL),
                    g_strconcat ("/canned/", canned, NULL),
                    g_strdup ("/organization"),
                    g_strdup ("/settings"),
                    g_strdup ("/ai") };
  g_autoptr (BhtAnswer) before = read_log (fixture, "");
  g_autoptr (BhtAnswer) after = NULL;
  gint64 head = count_events (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (BhtAnswer) answer = ai_call (fixture, "PATCH", paths[i], "{}");
      g_autofree char *path = paths[i];

      g_test_message ("%s: %u", path, answer->status);
      g_assert_cmpuint (answer->status, ==, 200);
      g_assert_cmpint (count_events (fixture), ==, head);
    }
  after = read_log (fixture, "");
  g_assert_cmpuint (count_entries (after), ==, count_entries (before));
}

/* Said again as it is: the log holds changes.  What is never answered may be another. */
static void
test_what_is_so_already_is_no_entry (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *label = ai_add (fixture, "/labels", "\"name\":\"VIP\",\"color\":\"#112233\"");
  g_autofree char *path = g_strconcat ("/labels/", label, NULL);
  g_autoptr (BhtAnswer) once = ai_call (fixture, "PATCH", "/organization", "{\"name\":\"Acme 2\"}");
  g_autoptr (BhtAnswer) before = read_log (fixture, "");
  g_autoptr (BhtAnswer) again =
      ai_call (fixture, "PATCH", "/organization", "{\"name\":\"Acme 2\"}");
  g_autoptr (BhtAnswer) same =
      ai_call (fixture, "PATCH", path, "{\"name\":\"VIP\",\"color\":\"#112233\"}");
  g_autoptr (BhtAnswer) after = read_log (fixture, "");
  g_autoptr (BhtAnswer) other = ai_call (fixture, "PATCH", path, "{\"name\":\"Press\"}");
  g_autoptr (BhtAnswer) last = read_log (fixture, "");

  g_assert_cmpstr (again->body, ==, once->body);
  g_assert_cmpuint (same->status, ==, 200);
  g_assert_cmpuint (count_entries (after), ==, count_entries (before));
  g_assert_cmpuint (count_entries (last), ==, count_entries (after) + 1);
}

static void
test_another_secret_is_an_entry (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *provider = ai_add (fixture, "/providers", PROVIDER);
  g_autofree char *path = g_strconcat ("/providers/", provider, NULL);
  g_autoptr (BhtAnswer) before = read_log (fixture, "");
  g_autoptr (BhtAnswer) changed =
      ai_call (fixture, "PATCH", path, "{\"key\":\"sk-another-private\"}");
  g_autoptr (BhtAnswer) after = read_log (fixture, "");

  g_assert_cmpuint (count_entries (after), ==, count_entries (before) + 1);
}

/* Entry and change are one transaction. */
static gpointer
drop_log (BhdTurn *turn, gpointer data, GError **error)
{
  bh_db_exec (turn->db, "DROP TABLE audit", NULL, error);
  return NULL;
}

static void
test_what_cannot_be_noted_is_not_done (AiFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhtAnswer) changed = NULL;
  g_autoptr (BhtAnswer) after = NULL;
  GLogLevelFlags deadly =
      g_log_set_always_fatal (G_LOG_FATAL_MASK); /* the daemon warns of what fails */
  bht_daemon_write (fixture->daemon, drop_log, NULL);
  changed = ai_call (fixture, "PATCH", "/organization", "{\"name\":\"Unnoted\"}");
  after = ai_call (fixture, "GET", "/organization", NULL);
  g_assert_cmpuint (changed->status, >=, 500);
  g_assert_null (strstr (after->body, "Unnoted"));
  g_log_set_always_fatal (deadly);
}

static void
test_local_administrator_has_no_name (AiFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhtAnswer) made =
      bht_call_local (fixture->daemon, "POST", "/v1/ctl/organizations/acme/keys",
                      "{\"kind\":\"admin\",\"name\":\"Reports\"}");
  g_autoptr (BhtAnswer) password = NULL;
  g_autoptr (BhtAnswer) log = NULL;
  JsonObject *entry;

  g_assert_cmpuint (made->status, ==, 201);
  password = bht_call_local (fixture->daemon, "POST", "/v1/ctl/operators",
                             "{\"organization\":\"acme\",\"email\":\"zoe@example.org\","
                             "\"name\":\"Zoe\",\"password\":\"correct horse battery\"}");
  g_assert_cmpuint (password->status, ==, 201);
  log = read_log (fixture, "");
  g_assert_null (strstr (log->body, "horse"));
  g_assert_cmpstr (text_of (entry_at (log, 0), "action"), ==, "operator.created");
  entry = entry_at (log, 1);
  g_assert_true (json_object_get_null_member (entry, "operator"));
  g_assert_cmpstr (text_of (entry, "subject_id"), ==,
                   text_of (json_object_get_object_member (bht_answer_object (made), "key"), "id"));
}

static void
test_filters (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = ai_add (fixture, "/webhooks", HOOK);
  g_autofree char *path = g_strconcat ("/webhooks/", id, NULL);
  g_autofree char *own = g_strconcat ("?operator_id=", fixture->tenant->owner_id, NULL);
  g_autofree char *others = g_strconcat ("?operator_id=", id, NULL);
  g_autoptr (BhtAnswer) gone = ai_call (fixture, "DELETE", path, NULL);
  g_autoptr (BhtAnswer) by_word = read_log (fixture, "?action=webhook.deleted");
  g_autoptr (BhtAnswer) by_owner = read_log (fixture, own);
  g_autoptr (BhtAnswer) by_others = read_log (fixture, others);

  g_assert_cmpuint (count_entries (by_word), ==, 1);
  g_assert_cmpuint (count_entries (by_owner), ==, 2);
  g_assert_cmpuint (count_entries (by_others), ==, 0);
}

static void
test_pages (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *first_id = ai_add (fixture, "/webhooks", HOOK);
  g_autofree char *second_id = ai_add (fixture, "/webhooks", HOOK);
  g_autofree char *behind = NULL;
  g_autoptr (BhtAnswer) first = read_log (fixture, "?limit=1");
  g_autoptr (BhtAnswer) second = NULL;

  g_assert_cmpstr (text_of (entry_at (first, 0), "subject_id"), ==, second_id);
  behind = g_strdup_printf ("?limit=1&before=%s", text_of (bht_answer_object (first), "next"));
  second = read_log (fixture, behind);
  g_assert_cmpstr (text_of (entry_at (second, 0), "subject_id"), ==, first_id);
  g_assert_true (json_object_get_null_member (bht_answer_object (second), "next"));
}

static void
test_words_to_choose_from (AiFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhtAnswer) log = read_log (fixture, "");

  g_assert_nonnull (strstr (log->body, "\"actions\":["));
  g_assert_nonnull (strstr (log->body, "\"key.created\",\"key.revoked\""));
  g_assert_nonnull (strstr (log->body, "\"webhook.switched_off\""));
}

static void
test_admins_only (AiFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhtAnswer) answer =
      bht_call (fixture->daemon, "GET", "/v1/desk/audit", fixture->tenant->agent_token, NULL, NULL);

  bht_answer_assert_error (answer, 403, "forbidden");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http/audit/every-admins-change-has-a-word",
                   test_every_admins_change_has_a_word);
  g_test_add_func ("/http/audit/every-local-change-has-a-word", test_every_local_change_has_a_word);
  g_test_add_func ("/http/audit/words-have-a-form", test_words_have_a_form);
  g_test_add_func ("/http/audit/contacts-are-not-told", test_contacts_are_not_told);
  g_test_add_func ("/http/audit/no-route-tells-a-secret", test_no_route_tells_a_secret);
  g_test_add_func ("/http/audit/new-texts-are-not-told", test_new_texts_are_not_told);
  AI_TEST ("/http/audit/entry-says-who-did-what", test_entry_says_who_did_what);
  AI_TEST ("/http/audit/the-same-again-is-no-entry", test_the_same_again_is_no_entry);
  AI_TEST ("/http/audit/refused-is-no-entry", test_refused_is_no_entry);
  AI_TEST ("/http/audit/secrets-are-only-named", test_secrets_are_only_named);
  AI_TEST ("/http/audit/what-is-so-already-is-no-entry", test_what_is_so_already_is_no_entry);
  AI_TEST ("/http/audit/another-secret-is-an-entry", test_another_secret_is_an_entry);
  AI_TEST ("/http/audit/change-of-nothing-is-told-nobody", test_change_of_nothing_is_told_nobody);
  AI_TEST ("/http/audit/settings-leave-an-entry", test_settings_leave_an_entry);
  AI_TEST ("/http/audit/what-cannot-be-noted-is-not-done", test_what_cannot_be_noted_is_not_done);
  AI_TEST ("/http/audit/local-administrator-has-no-name", test_local_administrator_has_no_name);
  AI_TEST ("/http/audit/filters", test_filters);
  AI_TEST ("/http/audit/pages", test_pages);
  AI_TEST ("/http/audit/words-to-choose-from", test_words_to_choose_from);
  AI_TEST ("/http/audit/admins-only", test_admins_only);
  return g_test_run ();
}
