/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-id.h"
#include "server/desk/widget/bhd-metadata.h"
#include "server/desk/widget/bhd-offline-form.h"
#include "server/desk/widget/bhd-visits.h"
#include "tests/desk/widget/visitor-scene.h"

#include <string.h>

/* What is seen of a visitor's browser, and what they leave while nobody is there. */

typedef DeskFixture Fixture;

static void
assert_merged (const char *old, const char *news, const char *wanted)
{
  g_autofree char *merged = bhd_metadata_merge (old, news);

  g_assert_cmpstr (merged, ==, wanted);
}

static void
test_known_members_alone_are_kept (void)
{
  assert_merged (NULL,
                 "{\"language\":\"de\",\"password\":\"x\",\"timezoneOffset\":-60,"
                 "\"cookieEnabled\":true}",
                 "{\"language\":\"de\",\"timezoneOffset\":-60,\"cookieEnabled\":true}");
  assert_merged (NULL, "{\"language\":7,\"timezoneOffset\":1e9,\"cookieEnabled\":\"yes\"}", NULL);
  assert_merged (NULL, "{\"platform\":{\"a\":1},\"vendor\":[],\"userAgent\":null}", NULL);
  assert_merged (NULL, "[1]", NULL);
  assert_merged (NULL, NULL, NULL);
}

static void
test_news_lie_over_what_was_known (void)
{
  assert_merged ("{\"language\":\"de\",\"platform\":\"Linux\"}", "{\"language\":\"fr\"}",
                 "{\"language\":\"fr\",\"platform\":\"Linux\"}");
  assert_merged ("{\"language\":\"de\"}", "{\"language\":false}", "{\"language\":\"de\"}");
}

static void
test_texts_are_cut_and_plain (void)
{
  g_autofree char *long_text = g_strnfill (600, 'a');
  g_autofree char *news = g_strdup_printf ("{\"userAgent\":\"%s\"}", long_text);
  g_autofree char *merged = bhd_metadata_merge (NULL, news);

  g_assert_cmpuint (strlen (merged), ==, strlen ("{\"userAgent\":\"\"}") + 500);
  assert_merged (NULL, "{\"vendor\":\"a\\u0007b\"}", "{\"vendor\":\"ab\"}");
}

static void
assert_clean (const char *url, const char *wanted)
{
  g_autofree char *clean = bhd_metadata_clean_url (url, 100);

  g_assert_cmpstr (clean, ==, wanted);
}

static void
test_addresses_lose_their_credentials (void)
{
  assert_clean ("https://ada:secret@shop.example/a?b=c@d#e", "https://shop.example/a?b=c@d#e");
  assert_clean ("https://a@b@shop.example", "https://shop.example");
  assert_clean ("https://shop.example/@ada", "https://shop.example/@ada");
  assert_clean ("https://shop.example?x=https://a:b@c", "https://shop.example?x=https://a:b@c");
  assert_clean ("direct", "direct");
}

static char *
note (Fixture *f, const char *url, const char *title)
{
  char *news = NULL;

  bhd_visits_note (&f->turn, f->ada, url, title, &news, &f->error);
  g_assert_no_error (f->error);
  return news;
}

static char *
pages_of (Fixture *f, const BhdCaller *caller)
{
  char *pages = bhd_visits_list (&f->turn, caller->organization_id, caller->contact_id, &f->error);

  g_assert_no_error (f->error);
  return pages;
}

static void
test_pages_newest_first (Fixture *f, gconstpointer data)
{
  g_autofree char *one = note (f, "https://a:b@shop.example/one", "One");
  g_autofree char *two = note (f, "https://shop.example/two", NULL);
  g_autofree char *again = note (f, "https://shop.example/two", "Two");
  g_autofree char *pages = pages_of (f, f->ada);
  g_autofree char *bobs = pages_of (f, f->bob);
  g_autofree char *wanted = g_strdup_printf (
      "[{\"url\":\"https://shop.example/two\",\"title\":\"Two\",\"at_us\":%" G_GINT64_FORMAT
      "},{\"url\":\"https://shop.example/one\",\"title\":\"One\",\"at_us\":%" G_GINT64_FORMAT "}]",
      f->turn.now_us, f->turn.now_us);

  g_assert_cmpstr (pages, ==, wanted);
  g_assert_cmpstr (bobs, ==, "[]");
  g_assert_nonnull (strstr (one, f->ada->contact_id));
  g_assert_null (strstr (one, "a:b@"));
}

static void
test_twenty_pages_are_remembered (Fixture *f, gconstpointer data)
{
  g_autofree char *pages = NULL;
  g_auto (GStrv) parts = NULL;

  for (guint i = 0; i < 25; i++)
    {
      g_autofree char *url = g_strdup_printf ("https://shop.example/%u", i);
      g_autofree char *news = note (f, url, "");
    }
  pages = pages_of (f, f->ada);
  parts = g_strsplit (pages, "\"url\"", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 21);
  g_assert_nonnull (strstr (pages, "/24\""));
  g_assert_null (strstr (pages, "/4\""));
}

static void
test_only_pages_of_the_web (Fixture *f, gconstpointer data)
{
  static const char *const wrong[] = { "javascript:alert(1)", "data:text/html,x", "shop", "" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *news = NULL;

      g_assert_false (bhd_visits_note (&f->turn, f->ada, wrong[i], "", &news, &f->error));
      desk_assert_error (f, BH_ERROR_INVALID);
    }
}

static void
test_new_metadata_reach_the_desk_once (Fixture *f, gconstpointer data)
{
  BhdEvent *event;
  guint before;

  bhd_visitors_set_metadata (&f->turn, f->ada, "{\"language\":\"de\"}", &f->error);
  g_assert_no_error (f->error);
  event = desk_last_event (f, "conversation.updated");
  g_assert_nonnull (strstr (event->desk, "\"metadata\":{\"language\":\"de\"}"));
  before = f->turn.events->len;
  bhd_visitors_set_metadata (&f->turn, f->ada, "{\"language\":\"de\"}", &f->error);
  g_assert_cmpuint (f->turn.events->len, ==, before);
}

typedef struct
{
  char *id;
  char *message_id;
  char *token;
  BhConversation *conversation;
  gboolean created;
} Left;

static BhdCaller *
leave (Fixture *f, Left *left, const char *email, const char *body)
{
  const BhdOfflineForm form = {
    .introduction = { .organization = "acme", .form = { .name = "Zoe", .email = email } },
    .id = left->id,
    .message_id = left->message_id,
    .body = body,
  };

  g_clear_pointer (&left->token, g_free);
  g_clear_pointer (&left->conversation, bh_conversation_unref);
  return bhd_offline_form_take (&f->turn, &form, &left->token, &left->conversation, &left->created,
                                &f->error);
}

static void
left_clear (Left *left)
{
  g_free (left->id);
  g_free (left->message_id);
  g_free (left->token);
  g_clear_pointer (&left->conversation, bh_conversation_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Left, left_clear)

static void
test_offline_message_waits_for_a_person (Fixture *f, gconstpointer data)
{
  g_auto (Left) left = { bh_id_new (), bh_id_new () };
  g_autoptr (BhdCaller) zoe = leave (f, &left, "zoe@example.org", "Where is my order?");
  g_autoptr (BhConversation) seen = NULL;

  g_assert_no_error (f->error);
  g_assert_true (left.created);
  seen = bhd_conversations_find (&f->turn, f->mia, left.id, &f->error);
  g_assert_cmpstr (seen->channel, ==, "offline");
  g_assert_cmpint (seen->status, ==, BH_STATUS_ESCALATED);
  g_assert_cmpstr (seen->handoff_reason, ==, "offline_message");
  g_assert_cmpstr (seen->handoff_summary, ==, "Where is my order?");
  g_assert_cmpint (seen->unread, ==, 1);
  g_assert_cmpint (seen->waiting_since_us, !=, 0);
  g_assert_cmpint (f->turn.wakes & BHD_WAKE_AGENT, ==, 0);
}

static void
test_the_same_form_again_changes_nothing (Fixture *f, gconstpointer data)
{
  g_auto (Left) left = { bh_id_new (), bh_id_new () };
  g_autoptr (BhdCaller) one = leave (f, &left, "zoe@example.org", "Hello");
  guint before = f->turn.events->len;
  g_autofree char *token = g_strdup (left.token);
  g_autoptr (BhdCaller) again = leave (f, &left, "Zoe@example.org", "Hello");

  g_assert_no_error (f->error);
  g_assert_false (left.created);
  g_assert_cmpstr (one->contact_id, ==, again->contact_id);
  g_assert_cmpstr (token, !=, left.token);
  g_assert_cmpuint (f->turn.events->len, ==, before);
}

static void
test_who_knows_the_ids_alone_gets_nothing (Fixture *f, gconstpointer data)
{
  g_auto (Left) left = { bh_id_new (), bh_id_new () };
  g_autoptr (BhdCaller) one = leave (f, &left, "zoe@example.org", "Hello");

  g_assert_null (leave (f, &left, "eve@example.org", "Hello"));
  desk_assert_error (f, BH_ERROR_CONFLICT);
  g_assert_null (leave (f, &left, "zoe@example.org", "Other words"));
  desk_assert_error (f, BH_ERROR_CONFLICT);
}

static void
test_offline_needs_an_address_whatever_the_form (Fixture *f, gconstpointer data)
{
  g_auto (Left) left = { bh_id_new (), bh_id_new () };

  scene_decide (f, "{\"pre_chat\":{\"enabled\":false}}");
  g_assert_null (leave (f, &left, NULL, "Hello"));
  g_assert_cmpstr (bh_error_get_detail (f->error, "field"), ==, "\"email\"");
  desk_assert_error (f, BH_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define PURE(name, function) g_test_add_func ("/desk/visits/" name, function)
#define ADD(name, function) DESK_TEST ("/desk/visits/" name, function)
  PURE ("known-members-alone-are-kept", test_known_members_alone_are_kept);
  PURE ("news-lie-over-what-was-known", test_news_lie_over_what_was_known);
  PURE ("texts-are-cut-and-plain", test_texts_are_cut_and_plain);
  PURE ("addresses-lose-their-credentials", test_addresses_lose_their_credentials);
  ADD ("pages-newest-first", test_pages_newest_first);
  ADD ("twenty-pages-are-remembered", test_twenty_pages_are_remembered);
  ADD ("only-pages-of-the-web", test_only_pages_of_the_web);
  ADD ("new-metadata-reach-the-desk-once", test_new_metadata_reach_the_desk_once);
  ADD ("offline-message-waits-for-a-person", test_offline_message_waits_for_a_person);
  ADD ("the-same-form-again-changes-nothing", test_the_same_form_again_changes_nothing);
  ADD ("who-knows-the-ids-alone-gets-nothing", test_who_knows_the_ids_alone_gets_nothing);
  ADD ("offline-needs-an-address-whatever-the-form",
       test_offline_needs_an_address_whatever_the_form);
  return g_test_run ();
}
