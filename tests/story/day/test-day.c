/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* A working day with the keyboard alone: a real window beside the real daemon, real keys, and no
 * mouse.  What was done is looked for in the daemon, and in what the window says.  One story in
 * chapters. */
#include "tests/bht-patience.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"
#include "tests/story/day/keyboard.h"
#include "tests/story/story-desktop.h"

#include <string.h>

typedef struct
{
  BhtBellhopd *daemon;
  BhtApi *desk; /* what Mia may see, to look behind the scenes */
  StoryConsole *mia;
  char *ada; /* conversations */
  char *ben;
} Story;

static Story story;

static void
picture (const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s/day-%s.png", g_getenv ("BHT_PICTURES"), name);

  bht_atspi_picture (file);
}

static void
see (AtspiRole role, const char *pattern)
{
  story_console_wait (story.mia, role, pattern);
}

/* Whatever is shown now has a name, and none is that of a class.  The item of a drop-down that is
 * not open is libadwaita's own, which it names when it opens. */
static void
see_names (void)
{
  g_autofree char *nameless = bht_atspi_list_nameless (story.mia->root);
  g_autoptr (GString) left = g_string_new (nameless);

  g_string_replace (left, "list item “” in “List”\n", "", 0);
  g_assert_cmpstr (left->str, ==, "");
}

/* Until the daemon answers with @words somewhere. */
static void
wait_desk (const char *path, const char *words)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  for (;;)
    {
      g_autoptr (JsonNode) answer = bht_api_expect (story.desk, "GET", path, NULL, 200);
      g_autofree char *text = json_to_string (answer, FALSE);

      if (strstr (text, words) != NULL)
        return;
      if (g_get_monotonic_time () > deadline)
        g_error ("GET %s never said %s, but %s", path, words, text);
      g_usleep (20000);
    }
}

static void
wait_conversation (const char *id, const char *words)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/conversations/%s", id);

  wait_desk (path, words);
}

static void
wait_said (const char *id, const char *words)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/conversations/%s/messages", id);

  wait_desk (path, words);
}

static void
test_sign_in (void)
{
  AtspiAccessible *root = story.mia->root;

  keyboard_wait_focus (root, ATSPI_ROLE_TEXT, "Server");
  keyboard_type (bht_bellhopd_url (story.daemon));
  keyboard_walk (root, "Tab", ATSPI_ROLE_TEXT, "E-Mail");
  keyboard_type ("mia@example.org");
  keyboard_walk (root, "Tab", BHT_ATSPI_ANY, "Password");
  keyboard_type (BHT_PASSWORD);
  keyboard_walk (root, "Tab", ATSPI_ROLE_CHECK_BOX, "Stay signed in on this computer*");
  keyboard_press ("space"); /* this desktop has no keyring yet, and would ask for one */
  keyboard_walk (root, "Tab", ATSPI_ROLE_PUSH_BUTTON, "Sign in");
  keyboard_press ("Return");
  see (ATSPI_ROLE_LIST_ITEM, "Waiting, 2");
  wait_desk ("/v1/desk/directory", "\"status\":\"online\"");
  see_names ();
}

static void
test_claim (void)
{
  keyboard_press ("alt+1");
  see (ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, Waiting*");
  keyboard_press ("j");
  see (ATSPI_ROLE_PUSH_BUTTON, "Claim*");
  keyboard_press ("ctrl+shift+c");
  wait_conversation (story.ada, "\"assignee\":{");
  see (ATSPI_ROLE_LIST_ITEM, "Waiting, 1");
  picture ("1-claimed");
  see_names ();
}

static void
test_canned_reply (void)
{
  AtspiAccessible *root = story.mia->root;

  keyboard_press ("alt+l");
  keyboard_wait_focus (root, ATSPI_ROLE_TEXT, "Write a reply");
  keyboard_type ("/hel");
  see (ATSPI_ROLE_LIST_ITEM, "/hello*");
  picture ("2-canned");
  keyboard_press ("Return");
  bht_atspi_wait_gone (root, ATSPI_ROLE_LIST_ITEM, "/hello*", BHT_PATIENCE_S);
  keyboard_press ("Return");
  wait_said (story.ada, "Hello Ada, Mia here. How can I help?");
  see (ATSPI_ROLE_LIST_ITEM, "Mia, *Hello Ada, Mia here. How can I help?*");
}

static void
test_note_with_mention (void)
{
  AtspiAccessible *root = story.mia->root;

  keyboard_press ("alt+p");
  keyboard_wait_focus (root, ATSPI_ROLE_TEXT, "Write a private note");
  keyboard_type ("@Sa");
  see (ATSPI_ROLE_LIST_ITEM, "Sam, sam@example.org");
  keyboard_press ("Return");
  bht_atspi_wait_gone (root, ATSPI_ROLE_LIST_ITEM, "Sam, sam@example.org", BHT_PATIENCE_S);
  keyboard_type ("which fork was it?");
  keyboard_press ("Return");
  wait_said (story.ada, "\"mentions\":[\"");
  wait_said (story.ada, "@Sam which fork was it?");
  see (ATSPI_ROLE_LIST_ITEM, "*@Sam which fork was it?*");
  picture ("3-note");
  see_names ();
}

/* On to the one who still waits. */
static void
test_resolve_and_next (void)
{
  keyboard_press ("alt+6");
  see (ATSPI_ROLE_LIST_ITEM, "Ben Okri, Waiting*");
  keyboard_press ("ctrl+shift+Return");
  wait_conversation (story.ada, "\"status\":\"resolved\"");
  see (ATSPI_ROLE_LIST_ITEM, "Resolved, 1");
  see (ATSPI_ROLE_LABEL, "Ben Okri");
}

static void
test_transfer (void)
{
  AtspiAccessible *root = story.mia->root;

  keyboard_command (root, "Transfer");
  keyboard_walk (root, "Tab", BHT_ATSPI_ANY, "Search people and teams");
  keyboard_type ("Sam");
  keyboard_walk (root, "Tab", ATSPI_ROLE_LIST_ITEM, "Sam*");
  keyboard_press ("space");
  keyboard_walk (root, "Tab", ATSPI_ROLE_TEXT, "Note*");
  keyboard_type ("The parcel is yours.");
  see_names ();
  picture ("3-transfer");
  keyboard_walk (root, "Tab", ATSPI_ROLE_PUSH_BUTTON, "Transfer");
  keyboard_press ("Return");
  wait_conversation (story.ben, "\"name\":\"Sam\"");
  wait_said (story.ben, "The parcel is yours.");
  see (ATSPI_ROLE_LIST_ITEM, "*The parcel is yours.*");
}

static void
test_article (void)
{
  AtspiAccessible *root = story.mia->root;

  keyboard_press ("ctrl+3");
  see (BHT_ATSPI_ANY, "No Articles Yet");
  keyboard_press ("ctrl+n");
  see (BHT_ATSPI_ANY,
       "Text, in Markdown"); /* in its title: GTK 4.8 does not tell which row it is in */
  keyboard_type ("Parking at the shop");
  keyboard_walk (root, "Tab", ATSPI_ROLE_TEXT, "Text, in Markdown");
  keyboard_type ("Parking is free for two hours.");
  picture ("4-article");
  see_names ();
  keyboard_press ("ctrl+s");
  wait_desk ("/v1/desk/documents?status=ready", "Parking at the shop");
  see (ATSPI_ROLE_LIST_ITEM, "Parking at the shop, *");
}

static void
test_persona (void)
{
  AtspiAccessible *root = story.mia->root;

  keyboard_press ("ctrl+comma");
  see (BHT_ATSPI_ANY, "Persona");
  keyboard_walk (root, "Down", BHT_ATSPI_ANY, "Persona*");
  keyboard_walk (root, "Tab", ATSPI_ROLE_TEXT, "Tone");
  keyboard_type ("warm and brief");
  picture ("5-persona");
  see_names ();
  keyboard_walk (root, "Tab", ATSPI_ROLE_PUSH_BUTTON, "Save");
  keyboard_press ("Return");
  wait_desk ("/v1/desk/ai", "\"tone\":\"warm and brief\"");
}

static void
test_status (void)
{
  AtspiAccessible *root = story.mia->root;

  keyboard_press ("F10");
  see (ATSPI_ROLE_MENU_ITEM, "Away");
  picture ("6-menu");
  keyboard_walk (root, "Down", ATSPI_ROLE_MENU_ITEM, "Away");
  keyboard_press ("Return");
  wait_desk ("/v1/desk/directory", "\"status\":\"away\"");
  see (ATSPI_ROLE_PUSH_BUTTON, "Mia, Away");
}

static void
test_palette (void)
{
  AtspiAccessible *root = story.mia->root;

  keyboard_command (root, "Inbox");
  keyboard_command (root, "Mine");
  keyboard_command (root, "Help");
  see (BHT_ATSPI_ANY, "Notes Stay Here");
  keyboard_press ("Escape");
  bht_atspi_wait_gone (root, BHT_ATSPI_ANY, "Notes Stay Here", BHT_PATIENCE_S);
  keyboard_wait_focus (root, BHT_ATSPI_ANY, "*"); /* the window's own again */
}

/* ---- */

static void
furnish (void)
{
  bht_bellhopd_ctl (
      story.daemon, BHT_PASSWORD "\n",
      "operator create --organization demo --email sam@example.org --name Sam --role agent");
  bht_api_expect (story.desk, "POST", "/v1/desk/canned",
                  "{\"id\":\"0190a000-0000-7000-8000-000000000001\",\"shortcut\":\"hello\","
                  "\"title\":\"Greeting\",\"body\":\"Hello {{contact.first_name}}, "
                  "{{agent.first_name}} here. How can I help?\",\"shared\":true}",
                  201);
}

static char *
somebody_waits (const char *name, const char *words)
{
  g_autoptr (BhtApi) visitor = bht_api_new_visitor (bht_bellhopd_url (story.daemon), name);
  char *conversation = bht_api_open_conversation (visitor);
  g_autofree char *path = g_strdup_printf ("/v1/widget/conversations/%s/person", conversation);
  g_autoptr (JsonNode) answer = NULL;

  g_assert_cmpuint (bht_api_say (visitor, "widget", conversation, NULL, words), ==, 201);
  answer = bht_api_expect (visitor, "POST", path, "{}", 200);
  return conversation;
}

static void
set_up (void)
{
  g_autofree char *token = NULL;

  story.daemon = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (story.daemon);
  story.desk = bht_api_new (bht_bellhopd_url (story.daemon), token);
  furnish ();
  story.ada = somebody_waits ("Ada Lindqvist", "My fork creaks.");
  story.ben = somebody_waits ("Ben Okri", "Where is my parcel?");
  keyboard_start ();
  story.mia = story_console_new (bht_bellhopd_dir (story.daemon), "mia", NULL, NULL);
  story_console_start (story.mia);
}

static void
tear_down (void)
{
  story_console_free (story.mia);
  bht_api_free (story.desk);
  bht_bellhopd_free (story.daemon);
  g_free (story.ada);
  g_free (story.ben);
}

/* And comes to where it was said. */
static void
test_search (void)
{
  AtspiAccessible *root = story.mia->root;

  keyboard_press ("ctrl+shift+f");
  see (ATSPI_ROLE_ENTRY, "Search everything ever said");
  keyboard_type ("which fork");
  see (ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist. Mia, a note.*which fork was it?*");
  picture ("10-found");
  see_names ();
  keyboard_press ("Return");
  bht_atspi_wait_gone (root, ATSPI_ROLE_ENTRY, "Search everything ever said", BHT_PATIENCE_S);
  see (ATSPI_ROLE_LIST_ITEM, "*@Sam which fork was it?*");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  g_test_add_func ("/story/day/01-signs-in", test_sign_in);
  g_test_add_func ("/story/day/02-walks-to-a-conversation-and-claims-it", test_claim);
  g_test_add_func ("/story/day/03-replies-with-a-canned-reply", test_canned_reply);
  g_test_add_func ("/story/day/04-writes-a-note-that-mentions-a-colleague", test_note_with_mention);
  g_test_add_func ("/story/day/05-resolves-and-goes-on-to-the-next", test_resolve_and_next);
  g_test_add_func ("/story/day/06-transfers-with-a-note", test_transfer);
  g_test_add_func ("/story/day/07-writes-an-article", test_article);
  g_test_add_func ("/story/day/08-is-away", test_status);
  g_test_add_func ("/story/day/09-finds-commands-in-the-palette", test_palette);
  g_test_add_func ("/story/day/10-finds-what-was-said", test_search);
  g_test_add_func ("/story/day/11-changes-how-the-assistant-speaks", test_persona);
  status = g_test_run ();
  tear_down ();

  return status;
}
