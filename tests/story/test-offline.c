/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* The console's network is cut while both sides write.  Afterwards both have the same transcript,
 * and nothing twice.  BHT_CUT_SECONDS makes the cut last longer than the writing takes. */
#include "tests/bht-patience.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"
#include "tests/process/bht-proxy.h"
#include "tests/story/story-desktop.h"

#include <string.h>

#define N_LINES 4

static void
wait_out_the_cut (gint64 since_us)
{
  const char *seconds = g_getenv ("BHT_CUT_SECONDS");
  gint64 until_us =
      since_us + (seconds != NULL ? g_ascii_strtoll (seconds, NULL, 10) : 0) * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < until_us)
    g_usleep (100000);
}

/* What the daemon has stored: the bodies, one a line. */
static char *
stored_transcript (BhtApi *desk, const char *conversation, guint *count)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/desk/conversations/%s/messages?limit=100", conversation);
  g_autoptr (JsonNode) answer = bht_api_expect (desk, "GET", path, NULL, 200);
  JsonArray *messages = json_object_get_array_member (json_node_get_object (answer), "messages");
  GString *lines = g_string_new (NULL);

  *count = json_array_get_length (messages);
  for (guint i = 0; i < *count; i++)
    {
      JsonObject *message = json_array_get_object_element (messages, i);

      g_string_append_printf (lines, "%s\n", json_object_get_string_member (message, "body"));
    }
  return g_string_free (lines, FALSE);
}

static void
write_on_both_sides (StoryConsole *mia, BhtApi *ada, const char *conversation)
{
  for (guint i = 1; i <= N_LINES; i++)
    {
      g_autofree char *question = g_strdup_printf ("Question %u", i);
      g_autofree char *answer = g_strdup_printf ("Answer %u", i);
      g_autofree char *waiting = g_strdup_printf ("*waiting to be sent: Answer %u", i);

      g_assert_cmpuint (bht_api_say (ada, "widget", conversation, NULL, question), ==, 201);
      story_console_write (mia, answer);
      story_console_wait (mia, ATSPI_ROLE_LIST_ITEM, waiting);
    }
}

/* Both have each line once, and in one order. */
static void
assert_same (const char *console, const char *stored)
{
  g_auto (GStrv) lines = g_strsplit (stored, "\n", -1);
  const char *at = console;

  for (char **line = lines; *line != NULL; line++)
    {
      const char *found = strstr (at, *line);

      if (!g_str_has_prefix (*line, "Question") && !g_str_has_prefix (*line, "Answer"))
        continue;
      if (found == NULL)
        g_test_message ("stored:\n%s\nconsole:\n%s", stored, console);
      g_assert_nonnull (found);
      g_assert_null (strstr (found + 1, *line));
      at = found;
    }
}

static void
test_cut (void)
{
  g_autoptr (BhtBellhopd) daemon = bht_bellhopd_new (NULL);
  g_autofree char *token = bht_bellhopd_furnish (daemon);
  g_autoptr (BhtApi) desk = bht_api_new (bht_bellhopd_url (daemon), token);
  g_autoptr (BhtApi) ada = bht_api_new_visitor (bht_bellhopd_url (daemon), "Ada");
  g_autofree char *conversation = bht_api_open_conversation (ada);
  g_autofree char *person = g_strdup_printf ("/v1/widget/conversations/%s/person", conversation);
  g_autoptr (JsonNode) asked = bht_api_expect (ada, "POST", person, "{}", 200);
  g_autoptr (BhtProxy) proxy = bht_proxy_new (bht_bellhopd_url (daemon));
  g_autoptr (StoryConsole) mia = story_console_new (bht_bellhopd_dir (daemon), "mia",
                                                    bht_proxy_url (proxy), "mia@example.org");
  g_autofree char *stored = NULL, *console = NULL;
  gint64 since_us = 0;
  guint count = 0;

  story_console_start (mia);
  story_console_press (mia, ATSPI_ROLE_LIST_ITEM, "Ada, Waiting*");
  story_console_press (mia, ATSPI_ROLE_PUSH_BUTTON, "Claim*");
  story_console_wait (mia, ATSPI_ROLE_PUSH_BUTTON, "Release*");

  bht_proxy_cut (proxy, TRUE);
  since_us = g_get_monotonic_time ();
  write_on_both_sides (mia, ada, conversation);
  wait_out_the_cut (since_us);
  bht_proxy_cut (proxy, FALSE);

  story_console_wait (mia, ATSPI_ROLE_LIST_ITEM, "*Question 4");
  bht_atspi_wait_gone (mia->root, ATSPI_ROLE_LIST_ITEM, "*waiting to be sent*", BHT_PATIENCE_S);
  stored = stored_transcript (desk, conversation, &count);
  console = story_console_transcript (mia);
  g_assert_cmpuint (count, ==, 3 + 2 * N_LINES); /* the greeting and two notices before */
  assert_same (console, stored);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  story_notifications_own ();
  g_test_add_func ("/story/offline/both-sides-agree-after-a-cut", test_cut);
  return g_test_run ();
}
