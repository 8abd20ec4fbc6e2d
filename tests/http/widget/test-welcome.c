/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/widget/widget-fixture.h"

#include <string.h>

/* What the widget is told first, and who decides it. */

static void
assert_tells (WidgetFixture *f, const char *part)
{
  g_autoptr (BhtAnswer) answer = widget_welcome (f);

  if (strstr (answer->body, part) == NULL)
    g_error ("no %s in %s", part, answer->body);
}

static void
test_all_is_there_at_once (WidgetFixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = widget_welcome (f);
  JsonObject *object = bht_answer_object (answer);
  JsonObject *presence = json_object_get_object_member (object, "presence");

  g_assert_true (json_object_has_member (object, "organization"));
  g_assert_true (json_object_has_member (object, "widget"));
  g_assert_true (json_object_get_boolean_member (presence, "open"));
  g_assert_cmpint (json_object_get_int_member (presence, "online"), ==, 0);
}

static void
test_by_id_as_by_slug (WidgetFixture *f, gconstpointer data)
{
  g_autofree char *path =
      g_strconcat ("/v1/widget/organizations/", f->tenant->organization_id, NULL);
  g_autoptr (BhtAnswer) by_id = widget_open (f, "GET", path, NULL);
  g_autoptr (BhtAnswer) by_slug = widget_welcome (f);

  g_assert_cmpstr (by_id->body, ==, by_slug->body);
}

static void
test_session_tells_the_same (WidgetFixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = widget_ask (f, "GET", "/v1/widget/session", NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (strstr (answer->body, "\"widget\":{"));
  g_assert_nonnull (strstr (answer->body, "\"presence\":{"));
}

static void
test_unknown_stays_unknown (WidgetFixture *f, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (BhtAnswer) answer =
          widget_open (f, "GET", "/v1/widget/organizations/nobody", NULL);

      bht_answer_assert_error (answer, 404, "not_found");
    }
}

static void
test_change_is_seen_at_once (WidgetFixture *f, gconstpointer data)
{
  assert_tells (f, "\"title\":\"\"");
  widget_decide (f, "{\"title\":\"Help\"}");
  assert_tells (f, "\"title\":\"Help\"");
}

static void
test_new_hours_are_seen_at_once (WidgetFixture *f, gconstpointer data)
{
  static const char body[] =
      "{\"schedule\":\"outside_hours\",\"time_zone\":\"UTC\",\"hours\":{\"mon\":[[\"00:00\","
      "\"00:01\"]],\"thu\":[[\"00:00\",\"00:01\"]]}}";
  g_autoptr (BhtAnswer) changed = NULL;

  assert_tells (f, "\"next_open_us\":null");
  changed = widget_desk (f, "PATCH", "/v1/desk/ai", body);
  g_assert_cmpuint (changed->status, ==, 200);
  assert_tells (f, "\"open\":false,\"next_open_us\":1");
}

static void
test_who_polls_is_there (WidgetFixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) visitor = widget_ask (f, "GET", "/v1/widget/feed?after=0&wait=0", NULL);
  g_autoptr (BhtAnswer) one = NULL;
  g_autoptr (BhtAnswer) two = NULL;

  assert_tells (f, "\"online\":0,\"people\":[]");
  one = widget_desk (f, "GET", "/v1/feed?after=0&wait=0", NULL);
  two = widget_desk (f, "GET", "/v1/feed?after=0&wait=0", NULL);
  g_assert_cmpuint (one->status, ==, 200);
  assert_tells (f, "\"online\":1,\"people\":[{\"name\":");
}

static void
test_settings_blame_the_field (WidgetFixture *f, gconstpointer data)
{
  static const struct
  {
    const char *body;
    const char *field;
  } wrong[] = {
    { "{\"accent_color\":\"red\"}", "accent_color" },
    { "{\"position\":\"top\"}", "position" },
    { "{\"suggestions\":[\"1\",\"2\",\"3\",\"4\"]}", "suggestions" },
    { "{\"pre_chat\":{\"fields\":[{\"key\":\"A\",\"type\":\"text\"}]}}", "pre_chat" },
    { "{\"pre_chat\":7}", "pre_chat" },
    { "{\"proactive\":[{}]}", "proactive" },
    { "{\"proactive\":{}}", "proactive" },
    { "{\"attachments\":{\"max_size\":true}}", "attachments" },
    { "{\"phone\":\"call me\"}", "phone" },
    { "{\"csat\":\"yes\"}", "csat" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (BhtAnswer) answer = widget_desk (f, "PATCH", "/v1/desk/widget", wrong[i].body);

      g_test_message ("%s", wrong[i].body);
      widget_assert_blamed (answer, wrong[i].field);
    }
}

/* Each change is small enough, all together are not: what is stored must be read again. */
static void
test_settings_that_grow_too_large (WidgetFixture *f, gconstpointer data)
{
  g_autofree char *page = g_strnfill (500, 'a');
  g_autoptr (GString) rules = g_string_new ("{\"proactive\":[");
  g_autoptr (GString) option = g_string_new (NULL);
  g_autoptr (BhtAnswer) answer = NULL;

  for (guint i = 0; i < 68; i++)
    g_string_append (option, "ö");
  for (guint i = 0; i < 10; i++)
    {
      g_string_append (rules,
                       i > 0 ? ",{\"text\":\"a\",\"pages\":[" : "{\"text\":\"a\",\"pages\":[");
      for (guint j = 0; j < 9; j++)
        g_string_append_printf (rules, "%s\"%s\"", j > 0 ? "," : "", page);
      g_string_append (rules, "]}");
    }
  g_string_append (rules, "]}");
  widget_decide (f, rules->str);
  g_string_assign (rules, "{\"pre_chat\":{\"fields\":[");
  for (guint i = 0; i < 8; i++)
    {
      g_string_append_printf (
          rules, "%s{\"key\":\"k%u\",\"type\":\"choice\",\"label\":\"L\",\"options\":[",
          i > 0 ? "," : "", i);
      for (guint j = 0; j < 20; j++)
        g_string_append_printf (rules, "%s\"%s\"", j > 0 ? "," : "", option->str);
      g_string_append (rules, "]}");
    }
  g_string_append (rules, "]}}");
  widget_decide (f, "{\"title\":\"Still here\"}");
  answer = widget_desk (f, "PATCH", "/v1/desk/widget", rules->str);
  bht_answer_assert_error (answer, 413, "too_large");
  assert_tells (f, "Still here");
}

static void
test_agents_may_look_only (WidgetFixture *f, gconstpointer data)
{
  const char *token = f->tenant->agent_token;
  g_autoptr (BhtAnswer) look = bht_call (f->daemon, "GET", "/v1/desk/widget", token, NULL, NULL);
  g_autoptr (BhtAnswer) change =
      bht_call (f->daemon, "PATCH", "/v1/desk/widget", token, NULL, "{\"title\":\"x\"}");
  g_autoptr (BhtAnswer) secret =
      bht_call (f->daemon, "POST", "/v1/desk/widget/identity-secret", token, NULL, "{}");

  g_assert_cmpuint (look->status, ==, 200);
  bht_answer_assert_error (change, 403, "forbidden");
  bht_answer_assert_error (secret, 403, "forbidden");
}

static void
test_secret_is_told_once (WidgetFixture *f, gconstpointer data)
{
  g_autofree char *secret = widget_secret (f);
  g_autoptr (BhtAnswer) settings = widget_desk (f, "GET", "/v1/desk/widget", NULL);
  g_autoptr (BhtAnswer) feed = widget_desk (f, "GET", "/v1/feed?after=0&wait=0", NULL);
  g_autoptr (BhtAnswer) welcome = widget_welcome (f);

  g_assert_cmpuint (strlen (secret), >=, 32);
  g_assert_nonnull (strstr (settings->body, "\"has_identity_secret\":true"));
  g_assert_null (strstr (settings->body, secret));
  g_assert_null (strstr (feed->body, secret));
  g_assert_null (strstr (welcome->body, secret));
}

static void
test_administrator_changes_it_locally (WidgetFixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = bht_call_local (
      f->daemon, "PATCH", "/v1/ctl/organizations/acme/widget", "{\"offline\":\"form\"}");

  g_assert_cmpuint (answer->status, ==, 200);
  assert_tells (f, "\"offline\":\"form\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  WIDGET_TEST ("/http/welcome/all-is-there-at-once", test_all_is_there_at_once);
  WIDGET_TEST ("/http/welcome/by-id-as-by-slug", test_by_id_as_by_slug);
  WIDGET_TEST ("/http/welcome/session-tells-the-same", test_session_tells_the_same);
  WIDGET_TEST ("/http/welcome/unknown-stays-unknown", test_unknown_stays_unknown);
  WIDGET_TEST ("/http/welcome/change-is-seen-at-once", test_change_is_seen_at_once);
  WIDGET_TEST ("/http/welcome/new-hours-are-seen-at-once", test_new_hours_are_seen_at_once);
  WIDGET_TEST ("/http/welcome/who-polls-is-there", test_who_polls_is_there);
  WIDGET_TEST ("/http/welcome/settings-blame-the-field", test_settings_blame_the_field);
  WIDGET_TEST ("/http/welcome/settings-that-grow-too-large", test_settings_that_grow_too_large);
  WIDGET_TEST ("/http/welcome/agents-may-look-only", test_agents_may_look_only);
  WIDGET_TEST ("/http/welcome/secret-is-told-once", test_secret_is_told_once);
  WIDGET_TEST ("/http/welcome/administrator-changes-it-locally",
               test_administrator_changes_it_locally);
  return g_test_run ();
}
