/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Mia adds Sam, who signs in at a second console; what she sets is kept by the real daemon, they
 * whisper to each other, and he sees that she is busy. */
#include "tests/bht-patience.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"
#include "tests/story/story-desktop.h"

#include <string.h>

static struct
{
  BhtBellhopd *daemon;
  BhtApi *desk;
  StoryConsole *mia;
  StoryConsole *sam;
} story;

static void
picture (const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s/%s.png", g_getenv ("BHT_PICTURES"), name);

  bht_atspi_picture (file);
}

static void
write_in (StoryConsole *console, const char *name, const char *text)
{
  g_autoptr (AtspiAccessible) field =
      bht_atspi_wait (console->root, ATSPI_ROLE_TEXT, name, BHT_PATIENCE_S);

  bht_atspi_set_text (field, text);
}

static void
press (StoryConsole *console, const char *pattern)
{
  story_console_press (console, ATSPI_ROLE_PUSH_BUTTON, pattern);
}

static void
open_topic (const char *topic)
{
  press (story.mia, "Settings");
  story_console_press (story.mia, ATSPI_ROLE_LIST_ITEM, topic);
}

/* What the daemon answers to GET @path holds @part, sooner or later. */
static void
await (const char *path, const char *part)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  for (;;)
    {
      g_autoptr (JsonNode) answer = bht_api_expect (story.desk, "GET", path, NULL, 200);
      g_autofree char *text = json_to_string (answer, FALSE);

      if (strstr (text, part) != NULL)
        return;
      if (g_get_monotonic_time () > deadline)
        g_error ("waited in vain for %s in %s", part, text);
      g_usleep (50 * 1000);
    }
}

static void
test_somebody_is_added_and_signs_in (void)
{
  open_topic ("People");
  story_console_wait (story.mia, ATSPI_ROLE_LIST_ITEM, "Mia*");
  press (story.mia, "Add a Person");
  write_in (story.mia, "Name", "Sam");
  write_in (story.mia, "E-Mail Address", "sam@example.org");
  write_in (story.mia, "Password", BHT_PASSWORD);
  picture ("team-1-person");
  press (story.mia, "*Add");
  story_console_wait (story.mia, ATSPI_ROLE_LIST_ITEM, "Sam*");
  story.sam = story_console_open (story.daemon, "sam");
  story_console_wait (story.sam, ATSPI_ROLE_PUSH_BUTTON, "Team");
  await ("/v1/desk/people", "\"name\":\"Sam\"");
}

static void
test_a_label_and_a_reply_are_kept (void)
{
  open_topic ("Labels");
  press (story.mia, "Add a Label");
  write_in (story.mia, "Name", "Refund");
  press (story.mia, "*Add");
  await ("/v1/desk/directory", "\"name\":\"Refund\",\"color\":\"#1c71d8\"");
  open_topic ("Canned Replies");
  press (story.mia, "Add a Reply");
  write_in (story.mia, "Shortcut", "hours");
  write_in (story.mia, "What It Says", "We are open from 9 to 18, {{contact.first_name|there}}.");
  picture ("team-2-reply");
  press (story.mia, "*Add");
  await ("/v1/desk/directory", "\"shortcut\":\"hours\"");
}

static void
set_number (const char *name, double number)
{
  g_autoptr (AtspiAccessible) spin =
      bht_atspi_wait (story.mia->root, ATSPI_ROLE_SPIN_BUTTON, name, BHT_PATIENCE_S);
  AtspiValue *value = atspi_accessible_get_value_iface (spin);

  g_assert_true (atspi_value_set_current_value (value, number, NULL));
  g_object_unref (value);
}

static void
test_a_rule_is_changed (void)
{
  open_topic ("Conversation Rules");
  write_in (story.mia, "Time Zone of the Hours", "Europe/Berlin");
  set_number ("Resolve After Hours*", 48);
  picture ("team-3-rules");
  press (story.mia, "*Save*");
  await ("/v1/desk/settings", "\"auto_resolve_h\":48");
  await ("/v1/desk/ai", "\"time_zone\":\"Europe/Berlin\"");
  await ("/v1/desk/audit", "\"action\":\"desk.changed\"");
}

static void
test_the_log_says_who_did_it (void)
{
  open_topic ("Audit Log");
  story_console_wait (story.mia, ATSPI_ROLE_LABEL, "Mia added a person");
  picture ("team-4-audit");
}

static void
test_they_whisper (void)
{
  press (story.mia, "Team");
  story_console_press (story.mia, ATSPI_ROLE_LIST_ITEM, "Sam, Online*");
  write_in (story.mia, "Whisper to Sam", "Can you take the next one?");
  press (story.mia, "Whisper");
  press (story.sam, "Team");
  story_console_press (story.sam, ATSPI_ROLE_LIST_ITEM, "Mia, Online*1 unread whisper*");
  story_console_wait (story.sam, ATSPI_ROLE_LABEL, "Can you take the next one?");
  write_in (story.sam, "Whisper to Mia", "Sure.");
  press (story.sam, "Whisper");
  story_console_wait (story.mia, ATSPI_ROLE_LABEL, "Sure.");
  bht_atspi_wait_gone (story.sam->root, ATSPI_ROLE_LIST_ITEM, "Mia, Online*unread*",
                       BHT_PATIENCE_S);
  picture ("team-5-whispers");
}

/* A button with a menu holds the one that can be pressed. */
static void
choose_status (const char *status)
{
  g_autoptr (AtspiAccessible) holder =
      bht_atspi_wait (story.mia->root, ATSPI_ROLE_PUSH_BUTTON, "Mia, *", BHT_PATIENCE_S);
  g_autoptr (AtspiAccessible) button = atspi_accessible_get_child_at_index (holder, 0, NULL);

  bht_atspi_press (button);
  story_console_press (story.mia, ATSPI_ROLE_MENU_ITEM, status);
}

static void
test_she_is_busy (void)
{
  choose_status ("Busy");
  story_console_wait (story.mia, ATSPI_ROLE_PUSH_BUTTON, "Mia, Busy");
  await ("/v1/desk/directory", "\"status\":\"busy\"");
  story_console_wait (story.sam, ATSPI_ROLE_LIST_ITEM, "Mia, Busy*");
  picture ("team-6-busy");
  choose_status ("Online");
  story_console_wait (story.sam, ATSPI_ROLE_LIST_ITEM, "Mia, Online*");
}

int
main (int argc, char **argv)
{
  g_autofree char *token = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story/team/somebody-is-added-and-signs-in",
                   test_somebody_is_added_and_signs_in);
  g_test_add_func ("/story/team/a-label-and-a-reply-are-kept", test_a_label_and_a_reply_are_kept);
  g_test_add_func ("/story/team/a-rule-is-changed", test_a_rule_is_changed);
  g_test_add_func ("/story/team/the-log-says-who-did-it", test_the_log_says_who_did_it);
  g_test_add_func ("/story/team/they-whisper", test_they_whisper);
  g_test_add_func ("/story/team/she-is-busy", test_she_is_busy);
  story.daemon = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (story.daemon);
  story.desk = bht_api_new (bht_bellhopd_url (story.daemon), token);
  story.mia = story_console_open (story.daemon, "mia");
  result = g_test_run ();
  g_clear_pointer (&story.sam, story_console_free);
  story_console_free (story.mia);
  bht_api_free (story.desk);
  bht_bellhopd_free (story.daemon);
  return result;
}
