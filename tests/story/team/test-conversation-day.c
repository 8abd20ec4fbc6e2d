/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Mia puts a conversation off, wakes it, hands it to Sam with a note, blocks who wrote
 * it and erases them in the end: the real console, the real daemon. */
#include "tests/bht-patience.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"
#include "tests/story/story-desktop.h"

#include "common/bh-id.h"

#include <string.h>

static struct
{
  BhtBellhopd *daemon;
  BhtApi *desk;
  BhtApi *visitor;
  char *conversation;
  char *path;
  char *sam;
  StoryConsole *mia;
} story;

static void
write_in (const char *name, const char *text)
{
  g_autoptr (AtspiAccessible) field =
      bht_atspi_wait (story.mia->root, ATSPI_ROLE_TEXT, name, BHT_PATIENCE_S);

  bht_atspi_set_text (field, text);
}

static void
press (const char *pattern)
{
  story_console_press (story.mia, ATSPI_ROLE_PUSH_BUTTON, pattern);
}

/* A button with a menu holds the one that can be pressed. */
static void
open_menu (const char *pattern)
{
  g_autoptr (AtspiAccessible) holder =
      bht_atspi_wait (story.mia->root, ATSPI_ROLE_PUSH_BUTTON, pattern, BHT_PATIENCE_S);
  g_autoptr (AtspiAccessible) button = atspi_accessible_get_child_at_index (holder, 0, NULL);

  bht_atspi_press (button);
}

static void
choose (const char *pattern)
{
  story_console_press (story.mia, ATSPI_ROLE_MENU_ITEM, pattern);
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
test_snoozed_and_woken (void)
{
  story_console_press (story.mia, ATSPI_ROLE_LIST_ITEM, "Mine, 1*");
  story_console_press (story.mia, ATSPI_ROLE_LIST_ITEM, "Ada*");
  open_menu ("Snooze");
  choose ("Tomorrow Morning*");
  story_console_wait (story.mia, ATSPI_ROLE_LABEL, "Snoozed until tomorrow 09:00*");
  press ("Wake Now");
  await (story.path, "\"snoozed_until_us\":null");
}

static void
test_handed_to_sam_with_a_note (void)
{
  g_autofree char *assignee = g_strdup_printf ("\"assignee\":{\"id\":\"%s\"", story.sam);
  g_autofree char *messages = g_strconcat (story.path, "/messages", NULL);
  g_autoptr (AtspiAccessible) window = NULL;

  press ("Transfer");
  story_console_press (story.mia, ATSPI_ROLE_LIST_ITEM, "Sam*");
  write_in ("Note*", "She rides a Trail 29.");
  window =
      bht_atspi_wait (story.mia->root, ATSPI_ROLE_FRAME, "Transfer Conversation", BHT_PATIENCE_S);
  bht_atspi_wait_press (window, ATSPI_ROLE_PUSH_BUTTON, "Transfer", BHT_PATIENCE_S);
  await (story.path, assignee);
  await (messages, "She rides a Trail 29.");
  story_console_wait (story.mia, ATSPI_ROLE_LIST_ITEM, "*handed to Sam*");
}

static void
test_blocked (void)
{
  open_menu ("What can be done with the contact");
  choose ("Block…");
  press ("Block");
  await (story.path, "\"blocked\":true");
  story_console_wait (story.mia, ATSPI_ROLE_LABEL, "This contact is blocked*");
}

static void
test_erased (void)
{
  g_autoptr (JsonNode) before = bht_api_expect (story.desk, "GET", story.path, NULL, 200);

  open_menu ("What can be done with the contact");
  choose ("Erase…");
  write_in ("Confirmation", bht_json_string (before, "conversation.contact.email"));
  press ("Erase");
  story_console_wait (story.mia, ATSPI_ROLE_LABEL, "No Conversation Open");
  g_assert_cmpuint (bht_api_call (story.desk, "GET", story.path, NULL, NULL), ==, 404);
}

static void
set_up (void)
{
  g_autofree char *token = NULL;
  g_autofree char *claim = NULL;
  g_autofree char *make_sam = NULL;

  story.daemon = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (story.daemon);
  story.desk = bht_api_new (bht_bellhopd_url (story.daemon), token);
  story.sam = bh_id_new ();
  make_sam = g_strdup_printf ("{\"id\":\"%s\",\"email\":\"sam@example.org\",\"name\":\"Sam\","
                              "\"role\":\"agent\",\"password\":\"" BHT_PASSWORD "\"}",
                              story.sam);
  json_node_unref (bht_api_expect (story.desk, "POST", "/v1/desk/operators", make_sam, 201));
  story.visitor = bht_api_new_visitor (bht_bellhopd_url (story.daemon), "Ada");
  story.conversation = bht_api_open_conversation (story.visitor);
  story.path = g_strconcat ("/v1/desk/conversations/", story.conversation, NULL);
  claim = g_strconcat (story.path, "/claim", NULL);
  bht_api_say (story.visitor, "widget", story.conversation, NULL, "My fork creaks.");
  json_node_unref (bht_api_expect (story.desk, "POST", claim, "{}", 200));
  story.mia = story_console_open (story.daemon, "mia");
}

static void
tear_down (void)
{
  story_console_free (story.mia);
  bht_api_free (story.visitor);
  bht_api_free (story.desk);
  bht_bellhopd_free (story.daemon);
  g_free (story.conversation);
  g_free (story.path);
  g_free (story.sam);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  g_test_add_func ("/story/conversation-day/snoozed-and-woken", test_snoozed_and_woken);
  g_test_add_func ("/story/conversation-day/handed-to-sam-with-a-note",
                   test_handed_to_sam_with_a_note);
  g_test_add_func ("/story/conversation-day/blocked", test_blocked);
  g_test_add_func ("/story/conversation-day/erased", test_erased);
  result = g_test_run ();
  tear_down ();
  return result;
}
