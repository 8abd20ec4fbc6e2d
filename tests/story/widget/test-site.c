/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/bht-quote.h"
#include "tests/story/widget/visit.h"

#include "common/bh-id.h"

#include <string.h>

/* What the site around the widget says, and what the desk learns of it: who the visitor is, which
 * page, which greeting; and whether the site may show the widget at all. */

#define HOST "document.querySelector('bellhop-widget')"

/* As the site's server would: the secret never leaves it. */
static char *
identity (Visit *self, const char *id, const char *secret)
{
  g_autofree char *email = g_strdup_printf ("%s@example.org", id);
  g_autofree char *claim = g_strdup_printf ("%s\n%s\nGrace", id, email);
  g_autofree char *hmac = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) secret,
                                                     strlen (secret), claim, -1);

  return g_strdup_printf ("{ id: '%s', name: 'Grace', email: '%s', hmac: '%s' }", id, email, hmac);
}

static char *
make_secret (Visit *self)
{
  g_autoptr (JsonNode) answer =
      bht_api_expect (self->desk, "POST", "/v1/desk/widget/identity-secret", "{}", 201);

  return g_strdup (bht_json_string (answer, "secret"));
}

static void
identify (Visit *self, const char *id, const char *secret)
{
  g_autofree char *claim = identity (self, id, secret);
  g_autofree char *script =
      g_strdup_printf ("window.told = ''; Bellhop.on('identified', e => { told = e.id }); "
                       "Bellhop.on('error', e => { told = e.code }); Bellhop.identify(%s)",
                       claim);

  bht_page_run (self->page, BHT_TOP, script);
}

static void
wait_told (Visit *self, const char *what)
{
  g_autofree char *script = g_strdup_printf ("window.told === '%s'", what);

  bht_page_wait (self->page, BHT_TOP, script);
}

static void
test_two_browsers (Visit *self)
{
  g_autofree char *secret = make_secret (self);
  Visit other = *self;

  visit_open_shop (self);
  identify (self, "grace", secret);
  wait_told (self, "grace");
  bht_page_run (self->page, BHT_TOP, "Bellhop.show()");
  visit_write (self, "From the first browser");

  other.page = bht_page_new (self->browser);
  visit_open_shop (&other);
  identify (&other, "grace", secret);
  bht_page_run (other.page, BHT_TOP, "Bellhop.show()");
  visit_wait_text (&other, "From the first browser");
  visit_write (&other, "From the second");
  visit_wait_text (self, "From the second");
  bht_page_free (other.page);
}

static void
test_desk_sees_identity (Visit *self)
{
  g_autofree char *secret = make_secret (self);
  g_autoptr (JsonNode) answer = NULL;
  JsonObject *contact;

  visit_start (self, "ada@example.org");
  identify (self, "vouched", secret);
  wait_told (self, "vouched");
  answer = visit_get_conversation (self);
  contact = json_object_get_object_member (
      json_object_get_object_member (json_node_get_object (answer), "conversation"), "contact");
  g_assert_cmpstr (json_object_get_string_member (contact, "external_id"), ==, "vouched");
  g_assert_cmpstr (json_object_get_string_member (contact, "email"), ==, "vouched@example.org");
  g_assert_true (json_object_get_boolean_member (contact, "verified"));
}

/* It is said, and whoever was there stays who they are. */
static void
test_wrong_hash (Visit *self)
{
  g_autofree char *secret = make_secret (self);

  visit_start (self, "ada@example.org");
  visit_write (self, "Mine");
  identify (self, "mallory", "not the secret");
  wait_told (self, "unauthorized");
  visit_write (self, "Still mine");
  bht_page_reload (self->page);
  visit_wait_text (self, "Still mine");
  visit_wait_text (self, "Mine");
}

static void
test_wrong_hash_of_nobody (Visit *self)
{
  g_autofree char *secret = make_secret (self);

  visit_open_shop (self);
  identify (self, "mallory", "not the secret");
  wait_told (self, "unauthorized");
  bht_page_run (self->page, BHT_TOP, "Bellhop.show()");
  bht_page_wait_for (self->page, FRAME, "textbox", "Name");
}

static void
test_reset (Visit *self)
{
  g_autofree char *secret = make_secret (self);
  g_autofree char *token = NULL;
  g_autoptr (BhtApi) before = NULL;

  visit_open_shop (self);
  identify (self, "leaving", secret);
  wait_told (self, "leaving");
  bht_page_run (self->page, BHT_TOP, "Bellhop.show()");
  visit_write (self, "Nobody else's business");
  token = bht_page_eval (self->page, FRAME, "localStorage.getItem('bellhop.demo.token')");
  bht_page_run (self->page, BHT_TOP, "Bellhop.reset()");
  bht_page_wait_for (self->page, FRAME, "textbox", "Name");
  visit_wait (self, "!Object.keys(localStorage).some(k => /token|outbox|conversation/.test(k))");
  before = bht_api_new (bht_bellhopd_url (self->daemon), token);
  g_assert_cmpuint (bht_api_call (before, "GET", "/v1/widget/session", NULL, NULL), ==, 401);
}

static void
test_key (Visit *self)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *body =
      g_strdup_printf ("{\"id\":\"%s\",\"kind\":\"widget\",\"name\":\"Shop\"}", id);
  g_autoptr (JsonNode) answer = bht_api_expect (self->desk, "POST", "/v1/desk/keys", body, 201);
  g_autofree char *attributes =
      g_strdup_printf ("data-api-key=\"%s\"", bht_json_string (answer, "secret"));

  visit_build_shop (self, attributes);
  visit_start (self, "ada@example.org");
  visit_write (self, "With a key");
}

static void
test_unknown_key (Visit *self)
{
  visit_build_shop (self, "data-api-key=\"wk_nobody\"");
  visit_open_shop (self);
  bht_page_run (self->page, BHT_TOP, "Bellhop.on('error', e => { window.told = e.code })");
  bht_page_click (self->page, BHT_TOP, "button", "Open chat");
  wait_told (self, "unauthorized");
}

static gboolean
has_page (JsonObject *conversation, const char *url)
{
  JsonArray *pages = json_object_get_array_member (
      json_object_get_object_member (conversation, "contact"), "pages");

  for (guint i = 0; pages != NULL && i < json_array_get_length (pages); i++)
    if (g_str_equal (
            json_object_get_string_member (json_array_get_object_element (pages, i), "url"), url))
      return TRUE;
  return FALSE;
}

static void
wait_page (Visit *self, const char *url)
{
  gint64 deadline = g_get_monotonic_time () + BHT_DEADLINE_S * G_USEC_PER_SEC;

  for (;;)
    {
      g_autoptr (JsonNode) answer = visit_get_conversation (self);
      JsonObject *conversation =
          json_object_get_object_member (json_node_get_object (answer), "conversation");

      if (has_page (conversation, url))
        return;
      if (g_get_monotonic_time () > deadline)
        {
          g_autofree char *text = json_to_string (answer, TRUE);
          g_error ("no page %s in %s", url, text);
        }
      for (guint i = 0; i < 20; i++)
        if (!g_main_context_iteration (NULL, FALSE))
          g_usleep (1000);
    }
}

static void
test_pages (Visit *self)
{
  g_autofree char *first = NULL, *next = NULL;
  g_autoptr (JsonNode) answer = NULL;
  JsonObject *metadata;

  visit_start (self, "ada@example.org");
  first = g_strconcat (mock_shop_origin (self->shop), "/", NULL);
  next = g_strconcat (first, "bikes?color=red", NULL);
  wait_page (self, first);
  bht_page_run (self->page, BHT_TOP,
                "history.pushState(null, '', '/bikes?color=red'); document.title = 'Bikes'");
  wait_page (self, next);
  answer = visit_get_conversation (self);
  metadata = json_object_get_object_member (
      json_object_get_object_member (
          json_object_get_object_member (json_node_get_object (answer), "conversation"), "contact"),
      "metadata");
  g_assert_cmpuint (json_object_get_size (metadata), ==, 12);
  g_assert_true (g_str_has_prefix (json_object_get_string_member (metadata, "currentUrl"), first));
}

static void
test_greeting (Visit *self)
{
  g_autoptr (JsonNode) answer = NULL;
  JsonArray *messages;
  g_autofree char *id = bh_id_new ();
  g_autofree char *rules = g_strdup_printf (
      "{\"proactive\":[{\"id\":\"%s\",\"pages\":[\"*localhost*\"],\"after_s\":0,\"visitors\":"
      "\"any\",\"text\":\"Shall I show you our tandems?\"}]}",
      id);

  visit_set_widget (self, rules);
  visit_open_shop (self);
  bht_page_click (self->page, BHT_TOP, "button", "Shall I show you our tandems?");
  visit_introduce (self, "ada@example.org");
  bht_page_press (self->page, "Enter");
  visit_wait_text (self, "Shall I show you our tandems?");
  visit_write (self, "Yes please");
  visit_learn_conversation (self);
  answer = visit_get_messages (self);
  messages = json_object_get_array_member (json_node_get_object (answer), "messages");
  g_assert_cmpstr (
      json_object_get_string_member (json_array_get_object_element (messages, 0), "body"), ==,
      "Shall I show you our tandems?");
}

/* The browser keeps the frame out; the visitor is told why nothing is there. */
static void
test_foreign_page (Visit *self)
{
  visit_set_organization (self, "{\"allowed_origins\":[\"https://shop.example\"]}");
  visit_open_shop (self);
  bht_page_run (self->page, BHT_TOP, "Bellhop.on('error', e => { window.told = e.code })");
  bht_page_click (self->page, BHT_TOP, "button", "Open chat");
  wait_told (self, "origin_refused");
  visit_picture (self, "foreign-page");
  bht_page_wait_for (self->page, BHT_TOP, "button", "Close chat");
}

static void
test_allowed_page (Visit *self)
{
  g_autofree char *body =
      g_strdup_printf ("{\"allowed_origins\":[\"%s\"]}", mock_shop_origin (self->shop));

  visit_set_organization (self, body);
  visit_start (self, "ada@example.org");
  visit_write (self, "From a page that may");
}

static void
test_hidden_outside_hours (Visit *self)
{
  visit_close_office (self);
  visit_set_widget (self, "{\"offline\":\"hide\"}");
  visit_open_shop (self);
  bht_page_wait (self->page, BHT_TOP, HOST);
  g_assert_true (bht_page_holds (self->page, BHT_TOP, "!" HOST ".checkVisibility()"));
}

static void
add_tests (void)
{
  visit_add ("/story/widget/same-visitor-in-two-browsers", test_two_browsers);
  visit_add ("/story/widget/desk-sees-who-is-vouched-for", test_desk_sees_identity);
  visit_add ("/story/widget/wrong-hash-changes-nothing", test_wrong_hash);
  visit_add ("/story/widget/wrong-hash-of-nobody", test_wrong_hash_of_nobody);
  visit_add ("/story/widget/reset-forgets", test_reset);
  visit_add ("/story/widget/key-instead-of-organisation", test_key);
  visit_add ("/story/widget/unknown-key-is-said", test_unknown_key);
  visit_add ("/story/widget/pages-reach-the-desk", test_pages);
  visit_add ("/story/widget/greeting-is-the-first-message", test_greeting);
  visit_add ("/story/widget/foreign-page-is-told", test_foreign_page);
  visit_add ("/story/widget/allowed-page", test_allowed_page);
  visit_add ("/story/widget/hidden-outside-hours", test_hidden_outside_hours);
}

int
main (int argc, char **argv)
{
  return visit_run (argc, argv, add_tests);
}
