/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Mia reads a conversation: who speaks, what is new, who types and who has read, where a word was
 * said, who else is looking, and why the assistant said what it did.  The real window, real keys,
 * the real daemon.  One story in chapters. */
#include "tests/bht-patience.h"
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"

#include "common/bh-id.h"

#define LINES 30

static Scene scene;
static Visitor *ada, *ben;

/* What she hears who sees nothing: a name and, where it is not a colleague, what it is. */
static void
test_who_speaks_is_said (void)
{
  window_press (scene.window, ROW, "All, 2");
  window_press (scene.window, ROW, "Ada Lindqvist, *");
  window_see (scene.window, ROW, "Ada Lindqvist, visitor, *: When is the shop open?");
  window_see (scene.window, ROW, "Bell, assistant, *: The shop is open from nine to six*");
  window_see (scene.window, ROW, "A person was asked for, *");
  window_see (scene.window, ROW, "Sam joined the conversation, *");
  window_see (scene.window, ROW, "Sam, *: Good morning, this is Sam.");
  window_see (scene.window, ROW, "Private note by Sam, *: She rides a Trail 29.");
  window_picture ("reading-1-speakers");
}

static void
test_why_the_assistant_said_so (void)
{
  keyboard_press ("ctrl+i");
  window_see (scene.window, ATSPI_ROLE_FRAME, "Why This Answer?");
  window_see (scene.window, ROW, "When is the shop open?");
  window_see (scene.window, WORDS, "Sure enough to answer");
  window_see (scene.window, ROW, "Opening hours");
  window_picture ("reading-2-why");
  keyboard_press ("Escape");
  window_see_no (scene.window, ATSPI_ROLE_FRAME, "Why This Answer?");
  window_enter ();
}

/* More than a page has come: it is read from where she has not been yet. */
static void
test_what_is_new_begins_where_she_stopped (void)
{
  g_autoptr (AtspiAccessible) first = NULL;

  window_press (scene.window, ROW, "Ben Okri, *30 unread*");
  first = bht_atspi_wait (scene.window->root, ROW, "Ben Okri, visitor, *: Parcel 1 of 30",
                          BHT_PATIENCE_S);
  g_assert_cmpuint (bht_atspi_count (first, WORDS, "New"), ==, 1);
  window_see (scene.window, BUTTON, "Jump to latest message*");
  window_see (scene.window, ROW, "Ben Okri, *30 unread*"); /* the others have not been seen */
  window_picture ("reading-3-new");
}

static void
test_the_latest_is_one_key_away (void)
{
  keyboard_press ("ctrl+End");
  window_see_no (scene.window, BUTTON, "Jump to latest message*");
  window_see (scene.window, ROW, "Ben Okri, visitor, *: Parcel 30 of 30");
  window_see_no (scene.window, ROW, "Ben Okri, *unread*");
  visitor_await_desk (ben, scene.mia, "\"unread\":0");
}

static void
test_a_word_is_found_in_it (void)
{
  keyboard_press ("ctrl+f");
  keyboard_wait_focus (scene.window->root, ANYTHING, "Search this conversation");
  keyboard_type ("parcel 2");
  window_see (scene.window, ANYTHING, "11 of 11"); /* the newest first */
  keyboard_press ("Return");
  window_see (scene.window, ANYTHING, "1 of 11");
  window_see (scene.window, ROW, "Ben Okri, visitor, *: Parcel 2*");
  window_picture ("reading-4-found");
  keyboard_press ("ctrl+a");
  keyboard_type ("zeppelin");
  window_see (scene.window, ANYTHING, "Not found");
  keyboard_press ("Escape");
  window_see_no (scene.window, ANYTHING, "Search this conversation");
}

static void
test_who_types_is_seen (void)
{
  visitor_types (ben, TRUE);
  window_see (scene.window, ANYTHING, "Ben Okri is typing…");
  window_picture ("reading-5-typing");
  visitor_types (ben, FALSE);
  window_see_no (scene.window, ANYTHING, "Ben Okri is typing…");
}

static void
test_who_has_read_is_seen (void)
{
  story_console_write (scene.window, "They are all here.");
  visitor_await (ben, "They are all here.");
  window_see (scene.window, ROW, "Mia, ??:??: They are all here.");
  visitor_reads (ben, scene.mia);
  window_see (scene.window, ROW, "Mia, ??:??, seen: They are all here.");
  window_picture ("reading-6-seen");
}

/* The other way round: what is said while she looks is read. */
static void
test_what_she_sees_is_read (void)
{
  visitor_says (ben, "Thank you!");
  window_see (scene.window, ROW, "Ben Okri, visitor, *: Thank you!");
  visitor_await_desk (ben, scene.mia, "\"unread\":0");
}

static void
sam_does (const char *verb, gboolean on)
{
  g_autofree char *path = g_strconcat (ben->path, "/", verb, NULL);

  desk_ask (scene.sam, "POST", path, on ? "{\"on\":true}" : "{\"on\":false}");
}

static void
test_a_colleague_is_seen_looking_and_writing (void)
{
  sam_does ("viewing", TRUE);
  window_see (scene.window, ANYTHING, "Sam is looking, too");
  sam_does ("typing", TRUE);
  window_see (scene.window, ANYTHING, "Sam is writing…");
  window_picture ("reading-7-sam");
  sam_does ("typing", FALSE);
  sam_does ("viewing", FALSE);
  window_see_no (scene.window, ANYTHING, "Sam is *");
}

/* ---- */

static void
furnish_ada (void)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *path = NULL;

  desk_ask (scene.mia, "POST", "/v1/desk/documents",
            "{\"title\":\"Opening hours\",\"category\":\"Help\",\"format\":\"markdown\","
            "\"body\":\"The shop is open from nine to six, Monday to Saturday.\"}");
  desk_await (scene.mia, "/v1/desk/documents?status=ready", "Opening hours");
  ada = scene_meet (&scene, "Ada Lindqvist", "When is the shop open?");
  visitor_await (ada, "from nine to six");
  visitor_asks_for_a_person (ada);
  visitor_is (ada, scene.sam, "claim");
  g_assert_cmpuint (
      bht_api_say (scene.sam, "desk", ada->conversation, NULL, "Good morning, this is Sam."), ==,
      201);
  path = g_strconcat (ada->path, "/messages", NULL);
  desk_ask (scene.sam, "POST", path,
            "{\"id\":\"%s\",\"kind\":\"note\",\"body\":\"She rides a Trail 29.\"}", id);
}

static void
set_up (void)
{
  static const char *const settings[] = { "BELLHOP_DEBOUNCE_MS=20", NULL };

  scene_open (&scene, settings);
  furnish_ada ();
  ben = scene_meet_waiting (&scene, "Ben Okri", "Parcel 1 of 30");
  visitor_is (ben, scene.mia, "claim");
  for (guint i = 2; i <= LINES; i++)
    {
      g_autofree char *words = g_strdup_printf ("Parcel %u of %u", i, LINES);

      visitor_says (ben, words);
    }
  scene_show (&scene);
}

#define CHAPTER(name, function) g_test_add_func ("/story/reading/" name, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  CHAPTER ("01-who-speaks-is-said", test_who_speaks_is_said);
  CHAPTER ("02-why-the-assistant-said-so", test_why_the_assistant_said_so);
  CHAPTER ("03-what-is-new-begins-where-she-stopped", test_what_is_new_begins_where_she_stopped);
  CHAPTER ("04-the-latest-is-one-key-away", test_the_latest_is_one_key_away);
  CHAPTER ("05-a-word-is-found-in-it", test_a_word_is_found_in_it);
  CHAPTER ("06-who-types-is-seen", test_who_types_is_seen);
  CHAPTER ("07-who-has-read-is-seen", test_who_has_read_is_seen);
  CHAPTER ("08-what-she-sees-is-read", test_what_she_sees_is_read);
  CHAPTER ("09-a-colleague-is-seen-looking-and-writing",
           test_a_colleague_is_seen_looking_and_writing);
  status = g_test_run ();
  scene_close (&scene);

  return status;
}
