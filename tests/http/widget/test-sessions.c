/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/widget/widget-fixture.h"

#include "common/bh-id.h"

#include <string.h>

/* Sessions as they travel. */

#define SESSIONS "/v1/widget/sessions"

static BhtAnswer *
begin (WidgetFixture *f, const char *rest)
{
  g_autofree char *body = g_strdup_printf ("{\"organization\":\"acme\"%s}", rest);

  return widget_open (f, "POST", SESSIONS, body);
}

static JsonObject *
contact_of (const BhtAnswer *answer)
{
  if (answer->status >= 300)
    g_error ("refused: %s", answer->body);
  return json_object_get_object_member (bht_answer_object (answer), "contact");
}

static const char *
text (JsonObject *object, const char *name)
{
  return json_object_get_string_member (object, name);
}

/* As the widgets of yesterday introduce themselves. */
static void
test_name_and_email_beside_the_form (WidgetFixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = begin (
      f, ",\"name\":\"Zoe\",\"email\":\"zoe@example.org\",\"metadata\":{\"language\":\"de\"}");

  g_assert_cmpstr (text (contact_of (answer), "name"), ==, "Zoe");
  g_assert_false (json_object_get_boolean_member (contact_of (answer), "verified"));
}

static void
test_key_of_the_form_is_blamed (WidgetFixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) nothing = begin (f, "");
  g_autoptr (BhtAnswer) no_order = NULL;
  g_autoptr (BhtAnswer) no_object = begin (f, ",\"fields\":[]");

  widget_assert_blamed (nothing, "name");
  widget_assert_blamed (no_object, "fields");
  widget_decide (f, "{\"pre_chat\":{\"fields\":[{\"key\":\"order\",\"type\":\"text\","
                    "\"label\":\"Order\",\"required\":true}]}}");
  no_order = begin (f, ",\"fields\":{\"colour\":\"red\"}");
  widget_assert_blamed (no_order, "order");
}

static char *
identity_of (const char *secret, const char *id)
{
  g_autofree char *claim = g_strdup_printf ("%s\nzoe@example.org\nZoe", id);
  g_autofree char *hmac = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) secret,
                                                     strlen (secret), claim, -1);

  return g_strdup_printf ("\"identity\":{\"id\":\"%s\",\"email\":\"zoe@example.org\","
                          "\"name\":\"Zoe\",\"hmac\":\"%s\"}",
                          id, hmac);
}

static void
test_vouched_for (WidgetFixture *f, gconstpointer data)
{
  g_autofree char *secret = widget_secret (f);
  g_autofree char *identity = identity_of (secret, "u1");
  g_autofree char *wrong = identity_of ("x", "u1");
  g_autofree char *rest = g_strconcat (",", identity, NULL);
  g_autofree char *wrong_rest = g_strconcat (",", wrong, NULL);
  g_autoptr (BhtAnswer) one = begin (f, rest);
  g_autoptr (BhtAnswer) two = begin (f, rest);
  g_autoptr (BhtAnswer) refused = begin (f, wrong_rest);

  g_assert_true (json_object_get_boolean_member (contact_of (one), "verified"));
  g_assert_cmpstr (text (contact_of (one), "id"), ==, text (contact_of (two), "id"));
  bht_answer_assert_error (refused, 401, "unauthorized");
  g_assert_cmpstr (text (bht_answer_object (refused), "field"), ==, "identity");
}

static void
test_identified_in_mid_session (WidgetFixture *f, gconstpointer data)
{
  g_autofree char *secret = widget_secret (f);
  g_autofree char *identity = identity_of (secret, "u1");
  g_autofree char *body = g_strdup_printf ("{%s}", identity);
  g_autofree char *rest = g_strconcat (",", identity, NULL);
  g_autoptr (BhtAnswer) patched = widget_ask (f, "PATCH", "/v1/widget/session", body);
  g_autoptr (BhtAnswer) session = widget_ask (f, "GET", "/v1/widget/session", NULL);
  g_autoptr (BhtAnswer) elsewhere = begin (f, rest);
  const char *token = text (bht_answer_object (elsewhere), "token");
  g_autoptr (BhtAnswer) list =
      bht_call (f->daemon, "GET", "/v1/widget/conversations", token, NULL, NULL);

  g_assert_cmpstr (text (contact_of (patched), "id"), ==, f->tenant->contact_id);
  g_assert_true (json_object_get_boolean_member (contact_of (session), "verified"));
  g_assert_cmpstr (text (contact_of (session), "name"), ==, "Zoe");
  g_assert_nonnull (strstr (list->body, f->tenant->conversation_id));
}

static void
test_forgotten_browser (WidgetFixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) gone = widget_ask (f, "DELETE", "/v1/widget/session", NULL);
  g_autoptr (BhtAnswer) after = widget_ask (f, "GET", "/v1/widget/session", NULL);

  g_assert_cmpuint (gone->status, ==, 204);
  bht_answer_assert_error (after, 401, "unauthorized");
}

static BhtAnswer *
look (WidgetFixture *f)
{
  g_autofree char *path = g_strconcat ("/v1/desk/conversations/", f->tenant->conversation_id, NULL);

  return widget_desk (f, "GET", path, NULL);
}

static void
test_desk_sees_where_the_visitor_is (WidgetFixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) before = look (f);
  g_autoptr (BhtAnswer) moved =
      widget_ask (f, "POST", "/v1/widget/session/page",
                  "{\"url\":\"https://u:p@shop.example/cart\",\"title\":\"Cart\"}");
  g_autoptr (BhtAnswer) after = look (f);
  g_autoptr (BhtAnswer) wrong =
      widget_ask (f, "POST", "/v1/widget/session/page", "{\"url\":\"javascript:x\"}");

  g_assert_nonnull (strstr (before->body, "\"pages\":[]"));
  g_assert_cmpuint (moved->status, ==, 204);
  g_assert_nonnull (
      strstr (after->body, "\"pages\":[{\"url\":\"https://shop.example/cart\",\"title\":\"Cart\""));
  widget_assert_blamed (wrong, "url");
}

static void
test_metadata_are_held_to_twelve (WidgetFixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) patched =
      widget_ask (f, "PATCH", "/v1/widget/session",
                  "{\"metadata\":{\"language\":\"de\",\"cookies\":\"a=b\","
                  "\"currentUrl\":\"https://u:p@shop.example/\"}}");
  g_autoptr (BhtAnswer) seen = look (f);

  g_assert_cmpuint (patched->status, ==, 200);
  g_assert_nonnull (strstr (
      seen->body, "\"metadata\":{\"language\":\"de\",\"currentUrl\":\"https://shop.example/\"}"));
}

static BhtAnswer *
leave (WidgetFixture *f, const char *id, const char *message_id, const char *rest)
{
  g_autofree char *body = g_strdup_printf (
      "{\"organization\":\"acme\",\"id\":\"%s\",\"message_id\":\"%s\",\"name\":\"Zoe\","
      "\"body\":\"Hello\"%s}",
      id, message_id, rest);

  return widget_open (f, "POST", "/v1/widget/offline", body);
}

static void
test_offline_form (WidgetFixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *message_id = bh_id_new ();
  g_autoptr (BhtAnswer) incomplete = leave (f, id, message_id, "");
  g_autoptr (BhtAnswer) one = leave (f, id, message_id, ",\"email\":\"zoe@example.org\"");
  g_autoptr (BhtAnswer) again = leave (f, id, message_id, ",\"email\":\"zoe@example.org\"");
  g_autoptr (BhtAnswer) other = leave (f, id, message_id, ",\"email\":\"eve@example.org\"");
  g_autofree char *path = g_strdup_printf ("/v1/widget/conversations/%s/messages", id);
  g_autoptr (BhtAnswer) messages = NULL;

  widget_assert_blamed (incomplete, "email");
  g_assert_cmpuint (one->status, ==, 201);
  g_assert_cmpuint (again->status, ==, 200);
  bht_answer_assert_error (other, 409, "conflict");
  g_assert_nonnull (strstr (one->body, "\"status\":\"escalated\""));
  messages =
      bht_call (f->daemon, "GET", path, text (bht_answer_object (again), "token"), NULL, NULL);
  g_assert_nonnull (strstr (messages->body, "\"body\":\"Hello\""));
  g_assert_null (strstr (messages->body, "\"author\":\"ai\""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) WIDGET_TEST ("/http/sessions/" name, function)
  ADD ("name-and-email-beside-the-form", test_name_and_email_beside_the_form);
  ADD ("key-of-the-form-is-blamed", test_key_of_the_form_is_blamed);
  ADD ("vouched-for", test_vouched_for);
  ADD ("identified-in-mid-session", test_identified_in_mid_session);
  ADD ("forgotten-browser", test_forgotten_browser);
  ADD ("desk-sees-where-the-visitor-is", test_desk_sees_where_the_visitor_is);
  ADD ("metadata-are-held-to-twelve", test_metadata_are_held_to_twelve);
  ADD ("offline-form", test_offline_form);
  return g_test_run ();
}
