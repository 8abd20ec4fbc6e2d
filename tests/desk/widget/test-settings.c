/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/desk/ai/sealing.h"

#include "common/bh-id.h"
#include "server/desk/ai/bhd-ai-settings.h"
#include "server/desk/bhd-conversations.h"
#include "server/desk/bhd-messages.h"
#include "server/desk/widget/bhd-presence.h"
#include "server/desk/widget/bhd-widgets.h"
#include "server/store/bhd-seal.h"

#include <string.h>

typedef DeskFixture Fixture;

static BhWidget *
widget_of (Fixture *f, const BhdCaller *caller)
{
  BhWidget *widget = bhd_widgets_get (&f->turn, caller->organization_id, &f->error);

  g_assert_no_error (f->error);
  return widget;
}

static void
change (Fixture *f, const char *text)
{
  g_autoptr (BhWidget) widget =
      bhd_widgets_change (&f->turn, f->mia->organization_id, text, &f->error);

  g_assert_no_error (f->error);
}

static void
test_change_is_stored_and_told (Fixture *f, gconstpointer data)
{
  g_autoptr (BhWidget) widget = NULL;
  BhdEvent *event;

  change (f, "{\"title\":\"Help\"}");
  change (f, "{\"accent_color\":\"#123456\"}");
  widget = widget_of (f, f->mia);
  event = desk_last_event (f, "widget.updated");
  g_assert_cmpstr (widget->title, ==, "Help");
  g_assert_cmpstr (widget->accent_color, ==, "#123456");
  g_assert_nonnull (strstr (event->body, "\"title\":\"Help\""));
  g_assert_null (event->contact_id);
  g_assert_true ((f->turn.wakes & BHD_WAKE_FRONTS) != 0);
}

static void
test_another_organisation_keeps_its_own (Fixture *f, gconstpointer data)
{
  g_autoptr (BhWidget) widget = NULL;

  change (f, "{\"title\":\"Help\"}");
  widget = widget_of (f, f->mallory);
  g_assert_cmpstr (widget->title, ==, "");
}

static void
test_refusal_changes_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (BhWidget) widget = NULL;

  g_assert_null (bhd_widgets_change (&f->turn, f->mia->organization_id,
                                     "{\"title\":\"Help\",\"accent_color\":\"red\"}", &f->error));
  desk_assert_error (f, BH_ERROR_INVALID);
  widget = widget_of (f, f->mia);
  g_assert_cmpstr (widget->title, ==, "");
}

static void
test_secret_is_sealed_and_settings_stay (Fixture *f, gconstpointer data)
{
  gboolean has = TRUE;
  char *one, *other;
  g_autoptr (BhWidget) widget = NULL;

  bhd_widgets_has_secret (&f->turn, f->mia->organization_id, &has, &f->error);
  g_assert_false (has);
  change (f, "{\"title\":\"Help\"}");
  one = bhd_widgets_renew_secret (&f->turn, f->mia->organization_id, &f->error);
  other = bhd_widgets_renew_secret (&f->turn, f->mia->organization_id, &f->error);
  g_assert_no_error (f->error);
  g_assert_cmpstr (one, !=, other);
  bhd_widgets_has_secret (&f->turn, f->mia->organization_id, &has, &f->error);
  g_assert_true (has);
  bhd_widgets_has_secret (&f->turn, f->mallory->organization_id, &has, &f->error);
  g_assert_false (has);
  widget = widget_of (f, f->mia);
  g_assert_cmpstr (widget->title, ==, "Help");
  bhd_secret_free (one);
  bhd_secret_free (other);
}

static BhdPresence
presence_of (Fixture *f, const BhdPresence *old)
{
  BhdPresence presence;

  bhd_presence_read (&f->turn, f->mia->organization_id, old, &presence, &f->error);
  g_assert_no_error (f->error);
  return presence;
}

/* A conversation whose visitor waits for an answer as long as @us. */
static void
wait_for_answer (Fixture *f, gint64 us)
{
  g_autofree char *id = bh_id_new ();
  gboolean created;
  g_autoptr (BhConversation) opened =
      bhd_conversations_open (&f->turn, f->ada, id, &created, &f->error);
  g_autoptr (BhConversation) wanted =
      bhd_conversations_want_person (&f->turn, f->ada, id, &f->error);
  g_autofree char *message_id = bh_id_new ();
  g_autoptr (BhMessage) answer = NULL;

  g_assert_nonnull (wanted);
  desk_wait (f, us);
  answer = bhd_messages_post (&f->turn, f->mia, id, message_id, BH_MESSAGE_TEXT, "Hello", NULL,
                              &created, &f->error);
  g_assert_no_error (f->error);
}

static void
test_reply_time_is_the_median (Fixture *f, gconstpointer data)
{
  static const gint64 seconds[] = { 10, 3600, 20, 30, 40 };
  g_auto (BhdPresence) presence = presence_of (f, NULL);

  g_assert_cmpint (presence.reply_time_s, ==, -1);
  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    wait_for_answer (f, seconds[i] * G_USEC_PER_SEC);
  bhd_presence_clear (&presence);
  presence = presence_of (f, NULL);
  g_assert_cmpint (presence.reply_time_s, ==, 30);
}

static void
test_four_answers_tell_nothing (Fixture *f, gconstpointer data)
{
  g_auto (BhdPresence) presence = { 0 };

  for (guint i = 0; i < 4; i++)
    wait_for_answer (f, G_USEC_PER_SEC);
  presence = presence_of (f, NULL);
  g_assert_cmpint (presence.reply_time_s, ==, -1);
}

static void
test_reply_time_is_counted_seldom (Fixture *f, gconstpointer data)
{
  g_auto (BhdPresence) old = presence_of (f, NULL);
  g_auto (BhdPresence) soon = { 0 };
  g_auto (BhdPresence) later = { 0 };

  for (guint i = 0; i < 5; i++)
    wait_for_answer (f, G_USEC_PER_SEC);
  soon = presence_of (f, &old);
  g_assert_cmpint (soon.reply_time_s, ==, -1);
  desk_wait (f, 10 * 60 * (gint64) G_USEC_PER_SEC);
  later = presence_of (f, &soon);
  g_assert_cmpint (later.reply_time_s, ==, 1);
}

static char *
json_of (const BhdPresence *presence, const char *const *online)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bhd_presence_write_json (presence, online, &json, NULL);
  return bh_json_writer_steal (&json);
}

static void
test_who_is_there_is_named (Fixture *f, gconstpointer data)
{
  const char *online[] = { f->noah->operator_id, f->mallory->operator_id, NULL };
  g_auto (BhdPresence) presence = presence_of (f, NULL);
  g_autofree char *json = json_of (&presence, online);

  g_assert_nonnull (strstr (json, "\"people\":[{\"name\":\"Noah\",\"avatar\":null}]"));
  g_assert_nonnull (strstr (json, "\"open\":true,\"next_open_us\":null"));
  g_assert_null (strstr (json, "Mallory"));
}

static void
test_hours_say_when_it_opens (Fixture *f, gconstpointer data)
{
  /* NOW is Tuesday, 14 November 2023, 22:13:20 UTC. */
  const BhdAiSettingsChange hours = { .hours = "{\"wed\":[[\"09:00\",\"17:00\"]]}",
                                      .time_zone = "UTC" };
  g_autoptr (BhdAiSettings) settings =
      bhd_ai_settings_change (&f->turn, f->mia->organization_id, &hours, &f->error);
  g_auto (BhdPresence) presence = presence_of (f, NULL);
  const char *online[] = { NULL };
  g_autofree char *json = json_of (&presence, online);

  g_assert_nonnull (strstr (json, "\"open\":false,\"next_open_us\":1700038800000000"));
  g_assert_nonnull (strstr (json, "\"online\":0,\"people\":[],\"reply_time_s\":null"));
}

static char *
first_text (Fixture *f, const BhdCaller *visitor, const char *rule)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhConversation) conversation = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  gboolean created, more;

  conversation = bhd_conversations_open_with (&f->turn, visitor, id, rule, &created, &f->error);
  g_assert_no_error (f->error);
  messages = bhd_messages_page (&f->turn, visitor, conversation->id, 0, 0, 1, &more, &f->error);
  g_assert_no_error (f->error);
  return g_strdup (((BhMessage *) g_ptr_array_index (messages, 0))->body);
}

/* What was read on the page is what the conversation begins with; another organisation's rule, and
 * one that has gone, are none. */
static void
test_greeting_that_was_taken_up (Fixture *f, gconstpointer data)
{
  static const char rule[] = "01900000-0000-7000-8000-0000000000a1";
  g_autofree char *taken = NULL, *gone = NULL, *foreign = NULL;

  change (f, "{\"proactive\":[{\"id\":\"01900000-0000-7000-8000-0000000000a1\",\"pages\":[],"
             "\"after_s\":5,\"visitors\":\"any\",\"text\":\"May I help?\"}]}");
  taken = first_text (f, f->ada, rule);
  gone = first_text (f, f->ada, "01900000-0000-7000-8000-0000000000a2");
  foreign = first_text (f, f->eve, rule);
  g_assert_cmpstr (taken, ==, "May I help?");
  g_assert_cmpstr (gone, !=, "May I help?");
  g_assert_cmpstr (foreign, !=, "May I help?");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  DESK_TEST ("/desk/widget/change-is-stored-and-told", test_change_is_stored_and_told);
  DESK_TEST ("/desk/widget/another-organisation-keeps-its-own",
             test_another_organisation_keeps_its_own);
  DESK_TEST ("/desk/widget/refusal-changes-nothing", test_refusal_changes_nothing);
  DESK_TEST ("/desk/widget/greeting-that-was-taken-up", test_greeting_that_was_taken_up);
  SEALING_TEST ("/desk/widget/secret-is-sealed-and-settings-stay",
                test_secret_is_sealed_and_settings_stay);
  DESK_TEST ("/desk/presence/reply-time-is-the-median", test_reply_time_is_the_median);
  DESK_TEST ("/desk/presence/four-answers-tell-nothing", test_four_answers_tell_nothing);
  DESK_TEST ("/desk/presence/reply-time-is-counted-seldom", test_reply_time_is_counted_seldom);
  DESK_TEST ("/desk/presence/who-is-there-is-named", test_who_is_there_is_named);
  DESK_TEST ("/desk/presence/hours-say-when-it-opens", test_hours_say_when_it_opens);
  return g_test_run ();
}
