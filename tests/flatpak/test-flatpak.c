/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* The Flatpak of the console as it was built and installed, at work with a real server outside of
 * its sandbox.  One story in chapters: each begins where the one before has ended. */
#include "tests/bht-patience.h"
#include "tests/flatpak/sandboxed.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"
#include "tests/story/story-desktop.h"

#include <glib/gstdio.h>
#include <string.h>

#define QUESTION "How long does a bike take to arrive?"
#define ANSWER "Hello Ada, Mia here: yours comes on Thursday."
#define SECRET "nothing of a sandbox's business"

typedef struct
{
  BhtBellhopd *daemon;
  BhtApi *desk; /* what Mia may see, to look behind the scenes */
  BhtApi *ada;
  char *conversation;
  AtspiAccessible *console; /* (nullable) */
} Story;

static Story story;

static void
picture (const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s/%s.png", g_getenv ("BHT_PICTURES"), name);

  bht_atspi_picture (file);
}

static void
wait_for (AtspiRole role, const char *pattern)
{
  g_autoptr (AtspiAccessible) found = bht_atspi_wait (story.console, role, pattern, BHT_PATIENCE_S);
}

static void
press (AtspiRole role, const char *pattern)
{
  bht_atspi_wait_press (story.console, role, pattern, BHT_PATIENCE_S);
}

/* Whatever hole is added is added here, too, by somebody who can say why. */
static void
test_permissions (void)
{
  static const char allowed[] = "[Context]\n"
                                "shared=network;ipc;\n"
                                "sockets=x11;wayland;pulseaudio;fallback-x11;\n"
                                "devices=dri;\n";
  g_autofree char *permissions = NULL;

  g_assert_true (
      sandboxed_host ("flatpak info --user --show-permissions " SANDBOXED_APP, &permissions));
  g_strchomp (permissions);
  g_assert_true (g_str_has_prefix (allowed, permissions));
  g_assert_cmpuint (strlen (permissions), ==, strlen (allowed) - 1);
}

static void
test_sees_nothing (void)
{
  g_autofree char *letter = g_build_filename (g_get_home_dir (), "letter.txt", NULL);
  g_autofree char *read = g_strdup_printf ("cat '%s'", letter);
  g_autofree char *key = g_strdup_printf ("cat '%s/key'", bht_bellhopd_dir (story.daemon));
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (letter, SECRET, -1, &error));
  g_assert_true (sandboxed_host (read, &said));
  g_assert_cmpstr (said, ==, SECRET);
  g_assert_true (sandboxed_host (key, NULL));

  g_assert_true (sandboxed_inside ("cat /app/bin/bellhop > /dev/null", NULL));
  g_assert_false (sandboxed_inside (read, NULL));
  g_assert_false (sandboxed_inside (key, NULL));
  g_assert_false (sandboxed_inside ("touch /app/bin/bellhop", NULL));
  g_unlink (letter);
}

static void
test_sign_in (void)
{
  story.console = sandboxed_start ();
  wait_for (ATSPI_ROLE_PUSH_BUTTON, "Sign in");
  picture ("1-sign-in");
  sandboxed_write (story.console, "Server", bht_bellhopd_url (story.daemon));
  sandboxed_write (story.console, "E-Mail", "mia@example.org");
  sandboxed_write (story.console, "Password", BHT_PASSWORD);
  press (ATSPI_ROLE_PUSH_BUTTON, "Sign in");
  press (ATSPI_ROLE_LIST_ITEM, "All, 3");
  wait_for (ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist*");
}

/* Whether the user's keyring, outside of the sandbox, has an item with this attribute. */
static gboolean
host_keyring_has (const char *attribute)
{
  g_autofree char *command =
      g_strdup_printf ("gdbus call --session --dest org.freedesktop.secrets"
                       " --object-path /org/freedesktop/secrets"
                       " --method org.freedesktop.Secret.Service.SearchItems \"%s\"",
                       attribute);
  g_autofree char *found = NULL;

  g_assert_true (sandboxed_host (command, &found));
  return strstr (found, "/org/freedesktop/secrets/collection/") != NULL;
}

/* The portal keeps one secret for each sandboxed program in the user's keyring; with it the program
 * seals a keyring of its own. */
static void
test_keyring (void)
{
  g_autofree char *file = g_build_filename (g_get_home_dir (), ".var/app", SANDBOXED_APP,
                                            "data/keyrings", "default.keyring", NULL);
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  while (!g_file_test (file, G_FILE_TEST_EXISTS)) /* it is written behind the window's back */
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (5000);
    }
  g_assert_true (host_keyring_has ("{'app_id': '" SANDBOXED_APP "'}"));
  g_assert_false (host_keyring_has ("{'kind': 'console-token'}"));
}

static void
test_notification (void)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/widget/conversations/%s/person", story.conversation);
  g_autoptr (JsonNode) answer = bht_api_expect (story.ada, "POST", path, "{}", 200);

  wait_for (ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, Waiting*");
  while (story_notifications_count ("Ada Lindqvist") == 0)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
can_ada_read (const char *text)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/widget/conversations/%s/messages", story.conversation);
  g_autoptr (JsonNode) page = bht_api_expect (story.ada, "GET", path, NULL, 200);
  g_autofree char *messages = json_to_string (page, FALSE);

  return strstr (messages, text) != NULL;
}

static void
wait_until_ada_reads (const char *text)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  while (!can_ada_read (text))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (20000);
    }
}

static void
test_answer (void)
{
  press (ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, Waiting*");
  press (ATSPI_ROLE_PUSH_BUTTON, "Claim*");
  sandboxed_write (story.console, "Write a reply", ANSWER);
  press (ATSPI_ROLE_PUSH_BUTTON, "Send Reply");
  wait_until_ada_reads (ANSWER);
  wait_for (ATSPI_ROLE_LIST_ITEM, "*" ANSWER);
  picture ("2-answered");
}

static void
test_second_start (void)
{
  g_clear_object (&story.console);
  sandboxed_end ();
  story.console = sandboxed_activate ();
  press (ATSPI_ROLE_LIST_ITEM, "All, 3");
  press (ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist*");
  wait_for (ATSPI_ROLE_LIST_ITEM, "*" ANSWER);
  g_assert_null (bht_atspi_find (story.console, ATSPI_ROLE_PUSH_BUTTON, "Sign in"));
  picture ("3-second-start");
}

static void
add_articles (void)
{
  const char *dir = g_getenv ("BHT_ARTICLES");
  g_autoptr (GString) command = g_string_new ("document add --organization demo --category Help");
  g_autoptr (GDir) articles = g_dir_open (dir, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (articles)) != NULL)
    g_string_append_printf (command, " %s/%s", dir, name);
  bht_bellhopd_ctl (story.daemon, NULL, command->str);
}

/* Others who have asked something, so that an inbox is what it mostly is: not empty. */
static void
add_visitor (const char *name, const char *text)
{
  g_autoptr (BhtApi) visitor = bht_api_new_visitor (bht_bellhopd_url (story.daemon), name);
  g_autofree char *conversation = bht_api_open_conversation (visitor);

  g_assert_cmpuint (bht_api_say (visitor, "widget", conversation, NULL, text), ==, 201);
}

/* A screen begins with the pointer in its middle, where hints would open over what is in a picture.
 */
static void
park_pointer (void)
{
  g_autoptr (GError) error = NULL;

  atspi_generate_mouse_event (0, 0, "abs", &error);
  g_assert_no_error (error);
}

static void
set_up (void)
{
  g_autofree char *token = NULL;

  park_pointer ();
  story_notifications_own ();
  story.daemon = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (story.daemon);
  story.desk = bht_api_new (bht_bellhopd_url (story.daemon), token);
  add_articles ();
  add_visitor ("Ibrahim Khalil", "Can I have my bike repaired at your shop?");
  add_visitor ("Sofía Herrera", "What do I do with a helmet that does not fit?");
  story.ada = bht_api_new_visitor (bht_bellhopd_url (story.daemon), "Ada Lindqvist");
  story.conversation = bht_api_open_conversation (story.ada);
  g_assert_cmpuint (bht_api_say (story.ada, "widget", story.conversation, NULL, QUESTION), ==, 201);
  wait_until_ada_reads ("five to eight working days");
}

static void
tear_down (void)
{
  g_clear_object (&story.console);
  sandboxed_end ();
  g_free (story.conversation);
  bht_api_free (story.ada);
  bht_api_free (story.desk);
  bht_bellhopd_free (story.daemon);
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  g_test_add_func ("/flatpak/1-it-asks-for-no-more-than-it-needs", test_permissions);
  g_test_add_func ("/flatpak/2-it-sees-neither-the-home-nor-the-server's-files", test_sees_nothing);
  g_test_add_func ("/flatpak/3-an-operator-signs-in", test_sign_in);
  g_test_add_func ("/flatpak/4-the-sign-in-lies-in-its-own-keyring-by-the-portal", test_keyring);
  g_test_add_func ("/flatpak/5-who-wants-a-person-is-told-through-the-portal", test_notification);
  g_test_add_func ("/flatpak/6-an-answer-reaches-the-visitor", test_answer);
  g_test_add_func ("/flatpak/7-the-bus-starts-it-again-without-a-password", test_second_start);
  status = g_test_run ();
  tear_down ();
  return status;
}
