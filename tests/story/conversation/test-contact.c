/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* What Mia does with a conversation besides writing in it: labels, e-mail, the transcript; and with
 * who wrote it: block, merge, export, erase.  The real window, real keys, the real daemon, a real
 * mail server.  One story in chapters. */
#include "tests/outbound/mail/smtp-fixture.h"
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"

#include <string.h>

static Scene scene;
static SmtpFixture mail;
static Visitor *ada, *twin;

static void
look_for_label (const char *name)
{
  keyboard_press ("ctrl+shift+b");
  keyboard_wait_focus (scene.window->root, ATSPI_ROLE_ENTRY, "Search labels");
  keyboard_type (name);
}

static void
test_a_label_is_added (void)
{
  window_press (scene.window, ROW, "Mine, 1");
  window_press (scene.window, ROW, "Ada Lindqvist, *");
  window_see (scene.window, ROW, "Ada Lindqvist, visitor, *: My fork creaks.");
  look_for_label ("Rep");
  keyboard_press ("Return");
  window_see_checked (scene.window, ATSPI_ROLE_CHECK_BOX, "Repair");
  window_picture ("contact-1-labels");
  keyboard_press ("Escape");
  window_see (scene.window, ROW, "Ada Lindqvist, *Repair*");
}

static void
test_a_label_is_made_on_the_way (void)
{
  look_for_label ("Warranty");
  keyboard_press ("Return");
  keyboard_wait_focus (scene.window->root, BUTTON, "Create “Warranty”");
  keyboard_press ("Return");
  window_see (scene.window, ROW, "Ada Lindqvist, *Repair*Warranty*");
  desk_await (scene.mia, "/v1/desk/directory", "\"name\":\"Warranty\"");
}

static void
test_a_label_is_taken_off (void)
{
  look_for_label ("Repair");
  window_see_checked (scene.window, ATSPI_ROLE_CHECK_BOX, "Repair");
  keyboard_press ("Return Escape");
  window_see_no (scene.window, ROW, "Ada Lindqvist, *Repair*");
  window_see (scene.window, ROW, "Ada Lindqvist, *Warranty*");
}

/* ---- letters ---- */

static void
await_letter (const char *words)
{
  g_autoptr (JsonObject) letter = smtp_fixture_next (&mail);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), letter);
  g_autofree char *text = json_to_string (node, FALSE);

  if (strstr (text, words) == NULL)
    g_error ("the letter does not say “%s”: %s", words, text);
}

static void
test_an_e_mail_is_written (void)
{
  window_choose (scene.window, "What can be done with the contact", "Write an E-Mail…", NULL);
  window_write (scene.window, "Subject", "Your fork");
  window_write (scene.window, "Message", "It can be fetched tomorrow.");
  window_picture ("contact-2-mail");
  window_press_in (scene.window, "Write an E-Mail", BUTTON, "Send");
  await_letter ("Your fork");
  window_see (scene.window, WORDS, "The e-mail goes to visitor@example.org.");
  window_see (scene.window, ROW, "Private note by Mia, *It can be fetched tomorrow.*");
  window_enter ();
}

static void
test_the_transcript_is_mailed (void)
{
  window_choose (scene.window, "More to do here", "E-Mail Transcript to the Visitor", NULL);
  await_letter ("visitor@example.org");
  window_see (scene.window, WORDS, "The transcript goes to visitor@example.org.");
}

/* ---- files ---- */

/* Into the window that asks where. */
static void
save_as (const char *title, const char *name)
{
  g_autofree char *path = g_build_filename (bht_bellhopd_dir (scene.daemon), name, NULL);

  window_see (scene.window, ANYTHING, title);
  keyboard_press ("ctrl+a");
  keyboard_type (path);
  window_picture ("contact-3-save");
  keyboard_press ("Return");
  window_see_no (scene.window, ANYTHING, title);
}

static void
see_file (const char *name, const char *words)
{
  g_autofree char *path = g_build_filename (bht_bellhopd_dir (scene.daemon), name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  if (strstr (text, words) == NULL)
    g_error ("%s does not say “%s”: %s", name, words, text);
}

static void
test_the_transcript_is_saved (void)
{
  window_choose (scene.window, "More to do here", "Save Transcript…", NULL);
  save_as ("Save Transcript", "transcript.txt");
  window_see (scene.window, WORDS, "The transcript is in *transcript.txt*");
  see_file ("transcript.txt", "My fork creaks.");
  window_enter ();
}

static void
test_all_about_the_contact_is_saved (void)
{
  window_choose (scene.window, "What can be done with the contact", "Export…", NULL);
  save_as ("Export Contact", "ada.json");
  window_see (scene.window, WORDS, "Everything about Ada Lindqvist is in the file.");
  see_file ("ada.json", "My fork creaks.");
  window_enter ();
}

/* ---- the contact ---- */

static void
test_who_is_blocked_cannot_write (void)
{
  window_choose (scene.window, "What can be done with the contact", "Block…", NULL);
  window_press_in (scene.window, "Block This Contact?", BUTTON, "Block");
  window_see (scene.window, WORDS, "This contact is blocked*");
  g_assert_cmpuint (bht_api_say (ada->api, "widget", ada->conversation, NULL, "Hello?"), ==, 403);
  window_picture ("contact-4-blocked");
}

static void
test_who_is_unblocked_can (void)
{
  window_choose (scene.window, "What can be done with the contact", "Unblock", NULL);
  window_see_no (scene.window, WORDS, "This contact is blocked*");
  visitor_says (ada, "Hello again.");
  window_see (scene.window, ROW, "Ada Lindqvist, visitor, *: Hello again.");
}

/* The same person, who has come by another way. */
static void
test_two_are_made_one (void)
{
  window_press (scene.window, ROW, "All, 2");
  window_press (scene.window, ROW, "A. Lindqvist, *");
  window_choose (scene.window, "What can be done with the contact", "Merge Into Another…", NULL);
  window_see_rows (scene.window, "Contacts", "Ada Lindqvist", NULL);
  window_press_in (scene.window, "Merge Contacts", ROW, "Ada Lindqvist");
  window_see (scene.window, WORDS, "Stays");
  window_picture ("contact-5-merge");
  window_press_in (scene.window, "Merge Contacts", BUTTON, "Merge");
  window_see_no (scene.window, ANYTHING, "Merge Contacts");
  visitor_await_desk (twin, scene.mia, "\"name\":\"Ada Lindqvist\"");
  window_see_no (scene.window, ROW, "A. Lindqvist, Waiting*");
  window_enter ();
}

static void
test_a_conversation_is_erased (void)
{
  window_choose (scene.window, "More to do here", "Erase This Conversation…", NULL);
  window_see (scene.window, WORDS, "Erase This Conversation?");
  window_picture ("contact-6-erase");
  window_press_in (scene.window, "Erase This Conversation?", BUTTON, "Erase");
  window_see (scene.window, WORDS, "No Conversation Open");
  g_assert_cmpuint (bht_api_call (scene.mia, "GET", twin->path, NULL, NULL), ==, 404);
  window_see (scene.window, ROW, "All, 1");
}

/* ---- */

static void
set_up (void)
{
  g_autofree char *smtp = NULL;
  const char *settings[] = { NULL, "BELLHOP_SMTP_TLS=false",
                             "BELLHOP_MAIL_FROM=Support <support@example.org>",
                             "BELLHOP_DEBOUNCE_MS=20", NULL };

  smtp_fixture_set_up (&mail, NULL);
  smtp = g_strconcat ("BELLHOP_SMTP_URL=", mail.account.url, NULL);
  settings[0] = smtp;
  scene_open (&scene, settings);
  g_free (desk_add_label (scene.mia, "Repair", "#1c71d8"));
  twin = scene_meet_waiting (&scene, "A. Lindqvist", "It is me again.");
  ada = scene_meet_waiting (&scene, "Ada Lindqvist", "My fork creaks.");
  visitor_is (ada, scene.mia, "claim");
  scene_show (&scene);
}

static void
tear_down (void)
{
  scene_close (&scene);
  smtp_fixture_tear_down (&mail);
}

#define CHAPTER(name, function) g_test_add_func ("/story/contact/" name, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  CHAPTER ("01-a-label-is-added", test_a_label_is_added);
  CHAPTER ("02-a-label-is-made-on-the-way", test_a_label_is_made_on_the_way);
  CHAPTER ("03-a-label-is-taken-off", test_a_label_is_taken_off);
  CHAPTER ("04-an-e-mail-is-written", test_an_e_mail_is_written);
  CHAPTER ("05-the-transcript-is-mailed", test_the_transcript_is_mailed);
  CHAPTER ("06-the-transcript-is-saved", test_the_transcript_is_saved);
  CHAPTER ("07-all-about-the-contact-is-saved", test_all_about_the_contact_is_saved);
  CHAPTER ("08-who-is-blocked-cannot-write", test_who_is_blocked_cannot_write);
  CHAPTER ("09-who-is-unblocked-can", test_who_is_unblocked_can);
  CHAPTER ("10-two-are-made-one", test_two_are_made_one);
  CHAPTER ("11-a-conversation-is-erased", test_a_conversation_is_erased);
  status = g_test_run ();
  tear_down ();

  return status;
}
