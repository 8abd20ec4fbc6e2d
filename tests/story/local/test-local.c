/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* What lies on Mia's own machine: without a keyring, without a network, with a damaged cache, and
 * with words that a colleague's have overtaken.  The real window, real keys, the real daemon, and a
 * network between them that can be cut.  One story in chapters. */
#include "common/bh-db.h"
#include "tests/process/bht-proxy.h"
#include "tests/story/people/desk.h"
#include "tests/story/people/visitor.h"
#include "tests/story/seat/seat.h"

#include <glib/gstdio.h>

static struct
{
  BhtBellhopd *daemon;
  BhtProxy *proxy;
  BhtApi *mia; /* the same person, by a way that is never cut */
  BhtApi *sam;
  Seat *seat;
  Visitor *ada, *ben;
} story;

static void
see (AtspiRole role, const char *pattern)
{
  seat_see (story.seat, role, pattern);
}

static void
see_line (const char *pattern)
{
  see (ATSPI_ROLE_LIST_ITEM, pattern);
}

static void
open_conversation (const char *who)
{
  g_autofree char *row = g_strconcat (who, ", Yours*", NULL);

  seat_keys (story.seat, "alt+6");
  seat_press (story.seat, ATSPI_ROLE_LIST_ITEM, row);
}

static void
reply (const char *words)
{
  seat_keys (story.seat, "alt+l");
  seat_at (story.seat, ATSPI_ROLE_TEXT, "Write a reply");
  seat_type (story.seat, words);
  seat_keys (story.seat, "Return");
}

static void
await_said (Visitor *visitor, const char *words)
{
  g_autofree char *path = g_strconcat (visitor->path, "/messages", NULL);

  desk_await (story.mia, path, words);
}

/* ---- the keyring ---- */

/* Where she works and who she is have been kept. */
static void
sign_in_again (void)
{
  seat_at (story.seat, BHT_ATSPI_ANY, "Password");
  seat_type (story.seat, BHT_PASSWORD);
  seat_walk (story.seat, "Tab", ATSPI_ROLE_PUSH_BUTTON, "Sign in");
  seat_keys (story.seat, "Return");
  see_line ("All, 2");
}

/* There is something else where it should be. */
static void
test_no_keyring (void)
{
  g_autofree char *keyring = g_build_filename (seat_home (story.seat), "keyring", NULL);

  g_assert_cmpint (g_mkdir (keyring, 0700), ==, 0);
  seat_open (story.seat, NULL);
  seat_sign_in (story.seat, bht_proxy_url (story.proxy), "mia@example.org");
  see_line ("All, 2");
  see (BHT_ATSPI_ANY, "You are signed in until the console is closed: *keyring*");
  seat_picture (story.seat, "local-1-no-keyring");
  seat_close (story.seat);
  g_assert_cmpint (g_rmdir (keyring), ==, 0);
}

static void
test_a_keyring_keeps_her_signed_in (void)
{
  seat_open (story.seat, NULL);
  sign_in_again ();
  open_conversation ("Ben Okri");
  see_line ("Ben Okri, visitor, ??:??: Where is my parcel?");
  open_conversation ("Ada Lindqvist");
  see_line ("Ada Lindqvist, visitor, ??:??: My fork creaks.");
  seat_close (story.seat);
}

/* ---- without a network ---- */

static void
test_all_she_has_seen_is_there_offline (void)
{
  bht_proxy_cut (story.proxy, TRUE);
  seat_open (story.seat, NULL);
  see (BHT_ATSPI_ANY, "Offline: *");
  see (ATSPI_ROLE_PUSH_BUTTON, "Mia, Offline");
  see_line ("All, 2");
  open_conversation ("Ada Lindqvist");
  see_line ("Ada Lindqvist, visitor, ??:??: My fork creaks.");
  reply ("We look at it.");
  see_line ("Mia, ??:??, waiting to be sent: We look at it.");
  see (BHT_ATSPI_ANY, "1 message to send");
  seat_picture (story.seat, "local-2-offline");
}

static void
test_what_waits_is_sent_when_it_can_be (void)
{
  bht_proxy_cut (story.proxy, FALSE);
  await_said (story.ada, "We look at it.");
  see_line ("Mia, ??:??: We look at it.");
  seat_see_gone (story.seat, BHT_ATSPI_ANY, "1 message to send");
}

/* ---- overtaken ---- */

/* She is elsewhere by then, and is told. */
static void
test_what_was_overtaken_is_told_wherever_she_is (void)
{
  bht_proxy_cut (story.proxy, TRUE);
  see (BHT_ATSPI_ANY, "Offline: *");
  reply ("It will be Tuesday.");
  see_line ("Mia, ??:??, waiting to be sent: It will be Tuesday.");
  open_conversation ("Ben Okri");
  see_line ("Ben Okri, visitor, ??:??: Where is my parcel?");
  g_assert_cmpuint (bht_api_say (story.sam, "desk", story.ada->conversation, NULL, "It is ready."),
                    ==, 201);
  bht_proxy_cut (story.proxy, FALSE);
  see (BHT_ATSPI_ANY, "A message was not sent");
  seat_picture (story.seat, "local-3-told");
}

static void
test_and_is_led_to_it (void)
{
  seat_walk (story.seat, "Tab", ATSPI_ROLE_PUSH_BUTTON, "Show");
  seat_keys (story.seat, "Return");
  see_line ("Sam, ??:??: It is ready.");
  see_line ("Mia, ??:??, not sent, a colleague answered meanwhile: It will be Tuesday.");
  seat_picture (story.seat, "local-4-led");
  seat_press (story.seat, ATSPI_ROLE_PUSH_BUTTON, "Discard");
  see (ATSPI_ROLE_LABEL, "Discard This Message?");
  seat_walk (story.seat, "Tab", ATSPI_ROLE_PUSH_BUTTON, "Discard");
  seat_keys (story.seat, "Return");
  seat_see_gone (story.seat, BHT_ATSPI_ANY, "A message was not sent");
  seat_see_gone (story.seat, ATSPI_ROLE_LIST_ITEM, "*It will be Tuesday.");
}

/* ---- damaged ---- */

/* Her cache: there is one.  Returns: (transfer full) */
static char *
find_cache (void)
{
  g_autofree char *folder = g_build_filename (seat_home (story.seat), "bellhop-console", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  char *found = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (!g_str_has_prefix (name, "cache-") || !g_str_has_suffix (name, ".db"))
        continue;
      g_assert_null (found);
      found = g_build_filename (folder, name, NULL);
    }
  g_assert_nonnull (found);
  return found;
}

static void
see_all_that_was_said (void)
{
  see_line ("All, 2");
  open_conversation ("Ada Lindqvist");
  see_line ("Ada Lindqvist, visitor, ??:??: My fork creaks.");
  see_line ("Mia, ??:??: We look at it.");
  see_line ("Sam, ??:??: It is ready.");
}

static void
test_a_damaged_cache_is_made_anew (void)
{
  g_autofree char *path = NULL;

  seat_close (story.seat);
  path = find_cache ();
  g_assert_true (g_file_set_contents (path, "no database at all", -1, NULL));
  seat_open (story.seat, NULL);
  see_all_that_was_said ();
}

/* ---- of another version ---- */

static void
draft (const char *words)
{
  seat_keys (story.seat, "alt+l");
  seat_at (story.seat, ATSPI_ROLE_TEXT, "Write a reply");
  seat_type (story.seat, words);
  see (ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, *Draft*");
}

/* As a console that is newer than this one would leave it. */
static void
give_another_version (void)
{
  g_autofree char *path = find_cache ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BhDb) db = bh_db_open (path, BH_DB_CACHE, &error);

  g_assert_no_error (error);
  bh_db_script (db,
                "INSERT INTO schema_migration (version, applied_us) VALUES (999, 0);"
                "ALTER TABLE message RENAME TO message_of_another_kind;",
                &error);
  g_assert_no_error (error);
}

/* What the daemon has is fetched anew; what only she has is taken over. */
static void
test_so_is_one_of_another_version (void)
{
  g_autoptr (AtspiAccessible) composer = NULL;
  g_autofree char *begun = NULL;

  draft ("I will ask");
  seat_close (story.seat);
  give_another_version ();
  seat_open (story.seat, NULL);
  see_all_that_was_said ();
  composer =
      bht_atspi_wait (seat_root (story.seat), ATSPI_ROLE_TEXT, "Write a reply", SEAT_SECONDS);
  begun = bht_atspi_get_text (composer);
  g_assert_cmpstr (begun, ==, "I will ask");
  seat_picture (story.seat, "local-5-another-version");
}

/* ---- */

static Visitor *
somebody_of_mias (const char *name, const char *words)
{
  Visitor *visitor = visitor_new_waiting (story.daemon, name, words);
  g_autofree char *path = g_strconcat (visitor->path, "/claim", NULL);

  json_node_unref (bht_api_expect (story.mia, "POST", path, "{}", 200));
  return visitor;
}

static void
set_up (void)
{
  g_autofree char *token = NULL;

  story.daemon = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (story.daemon);
  story.proxy = bht_proxy_new (bht_bellhopd_url (story.daemon));
  story.mia = bht_api_new (bht_bellhopd_url (story.daemon), token);
  story.sam = desk_hire (story.daemon, "Sam", NULL);
  story.ada = somebody_of_mias ("Ada Lindqvist", "My fork creaks.");
  story.ben = somebody_of_mias ("Ben Okri", "Where is my parcel?");
  story.seat = seat_new (bht_bellhopd_dir (story.daemon), "mia", 1280, 800);
}

static void
tear_down (void)
{
  seat_free (story.seat);
  visitor_free (story.ada);
  visitor_free (story.ben);
  bht_api_free (story.mia);
  bht_api_free (story.sam);
  bht_proxy_free (story.proxy);
  bht_bellhopd_free (story.daemon);
}

#define CHAPTER(name, function) g_test_add_func ("/story/local/" name, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  CHAPTER ("1-without-a-keyring-it-is-for-now", test_no_keyring);
  CHAPTER ("2-a-keyring-keeps-her-signed-in", test_a_keyring_keeps_her_signed_in);
  CHAPTER ("3-all-she-has-seen-is-there-offline", test_all_she_has_seen_is_there_offline);
  CHAPTER ("4-what-waits-is-sent-when-it-can-be", test_what_waits_is_sent_when_it_can_be);
  CHAPTER ("5-what-was-overtaken-is-told-wherever-she-is",
           test_what_was_overtaken_is_told_wherever_she_is);
  CHAPTER ("6-and-she-is-led-to-it", test_and_is_led_to_it);
  CHAPTER ("7-a-damaged-cache-is-made-anew", test_a_damaged_cache_is_made_anew);
  CHAPTER ("8-so-is-one-of-another-version", test_so_is_one_of_another_version);
  status = g_test_run ();
  tear_down ();
  return status;
}
