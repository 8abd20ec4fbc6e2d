/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Mia looks after who is in her team and what it shares: what Sam may do, whether he comes in at
 * all, a reply with a file, what is not needed any more, and her own password.  The real window,
 * real keys, the real daemon.  One story in chapters. */
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"
#include "tests/story/settings/pages.h"

#define NEW_PASSWORD "another long sentence"

static Scene scene;

static guint
ask_as_sam (const char *path)
{
  return bht_api_call (scene.sam, "GET", path, NULL, NULL);
}

static void
test_sam_becomes_an_administrator (void)
{
  g_assert_cmpuint (ask_as_sam ("/v1/desk/keys"), ==, 403);
  pages_open_record (scene.window, "People", "Sam");
  keyboard_walk (scene.window->root, "Tab", ATSPI_ROLE_COMBO_BOX, "Role");
  keyboard_press ("space");
  window_see (scene.window, WORDS, "Owner");
  keyboard_press ("Down Return");
  window_picture ("team-settings-1-role");
  window_press_in (scene.window, "Person", BUTTON, "Save");
  window_see (scene.window, WORDS, "Administrator*sam@example.org");
  pages_leave (scene.window);
  g_assert_cmpuint (ask_as_sam ("/v1/desk/keys"), ==, 200);
}

static void
test_sam_is_let_in_no_more (void)
{
  pages_open_record (scene.window, "People", "Sam");
  window_press (scene.window, BUTTON, "Disable…");
  window_picture ("team-settings-2-disable");
  window_press_in (scene.window, "Disable “Sam”?", BUTTON, "Disable");
  window_see (scene.window, WORDS, "Disabled");
  g_assert_cmpuint (ask_as_sam ("/v1/desk/me"), ==, 401);
  pages_leave (scene.window);
}

static guint
sign_in (const char *name, const char *password)
{
  g_autoptr (BhtApi) api = bht_api_new (bht_bellhopd_url (scene.daemon), NULL);
  g_autofree char *body =
      g_strdup_printf ("{\"email\":\"%s@example.org\",\"password\":\"%s\"}", name, password);

  return bht_api_call (api, "POST", "/v1/desk/sign-in", body, NULL);
}

static void
test_sam_is_let_in_again (void)
{
  g_assert_cmpuint (sign_in ("sam", BHT_PASSWORD), !=, 200);
  pages_open_record (scene.window, "People", "Sam");
  window_press (scene.window, BUTTON, "Enable…");
  window_press_in (scene.window, "Enable “Sam”?", BUTTON, "Enable");
  window_see_no (scene.window, WORDS, "Disabled");
  g_assert_cmpuint (sign_in ("sam", BHT_PASSWORD), ==, 200);
  pages_leave (scene.window);
}

/* ---- what is shared ---- */

static void
choose_file (const char *path)
{
  window_see (scene.window, ANYTHING, "Attach Files");
  keyboard_press ("ctrl+l");
  keyboard_type (path);
  keyboard_press ("Return");
  window_see_no (scene.window, ANYTHING, "Attach Files");
}

static void
test_a_reply_has_a_file (void)
{
  g_autofree char *path = g_build_filename (bht_bellhopd_dir (scene.daemon), "prices.txt", NULL);

  g_assert_true (g_file_set_contents (path, "A fork costs 40.\n", -1, NULL));
  pages_open (scene.window, "Canned Replies");
  window_press (scene.window, BUTTON, "Add a Reply");
  window_write (scene.window, "Shortcut", "prices");
  window_write (scene.window, "What It Says", "Here are our prices.");
  window_press (scene.window, BUTTON, "Attach…");
  choose_file (path);
  window_see (scene.window, BUTTON, "Remove prices.txt");
  window_picture ("team-settings-3-file");
  window_press (scene.window, BUTTON, "Add");
  window_see (scene.window, ROW, "prices");
  desk_await (scene.mia, "/v1/desk/directory", "\"name\":\"prices.txt\"");
  pages_leave (scene.window);
}

static void
test_a_label_is_deleted (void)
{
  g_free (desk_add_label (scene.mia, "Repair", "#1c71d8"));
  pages_open_record (scene.window, "Labels", "Repair");
  window_press (scene.window, BUTTON, "Delete…");
  window_press_in (scene.window, "Delete “Repair”?", BUTTON, "Delete");
  window_see_no (scene.window, ROW, "Repair*");
  desk_await_no (scene.mia, "/v1/desk/directory", "\"name\":\"Repair\"");
  pages_leave (scene.window);
}

/* A program that had it is let in no more. */
static void
test_a_key_is_revoked (void)
{
  desk_ask (scene.mia, "POST", "/v1/desk/keys",
            "{\"id\":\"0190a000-0000-7000-8000-000000000001\",\"name\":\"Our shop\","
            "\"kind\":\"admin\"}");
  pages_open_record (scene.window, "API Keys", "Our shop");
  window_press (scene.window, BUTTON, "Revoke…");
  window_press_in (scene.window, "Revoke “Our shop”?", BUTTON, "Revoke");
  window_see_no (scene.window, ROW, "Our shop*");
  desk_await_no (scene.mia, "/v1/desk/keys", "Our shop");
  pages_leave (scene.window);
}

/* ---- her own ---- */

static void
fill_in_passwords (const char *present)
{
  window_write (scene.window, "Old Password*", present);
  window_write (scene.window, "New Password*", NEW_PASSWORD);
  pages_save (scene.window);
}

static void
test_the_password_is_another (void)
{
  pages_open (scene.window, "Profile");
  window_see (scene.window, BUTTON, "Show Text");
  g_assert_cmpuint (bht_atspi_count (scene.window->root, BUTTON, "*Sign*"), ==, 0);
  fill_in_passwords ("not the password");
  window_see (scene.window, WORDS, "*not your password*");
  window_picture ("team-settings-4-password");
  g_assert_cmpuint (sign_in ("mia", BHT_PASSWORD), ==, 200);
  fill_in_passwords (BHT_PASSWORD);
  window_await_text (scene.window, "Old Password", ""); /* it is done with */
  g_assert_cmpuint (sign_in ("mia", BHT_PASSWORD), ==, 401);
  g_assert_cmpuint (sign_in ("mia", NEW_PASSWORD), ==, 200);
  pages_leave (scene.window);
}

/* She is still at her desk. */
static void
test_she_goes_on (void)
{
  scene_meet_waiting (&scene, "Ada Lindqvist", "My fork creaks.");
  window_see (scene.window, ROW, "Ada Lindqvist, Waiting*");
}

/* ---- */

#define CHAPTER(name, function) g_test_add_func ("/story/team-settings/" name, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  scene_open (&scene, NULL);
  scene_show (&scene);
  CHAPTER ("1-sam-becomes-an-administrator", test_sam_becomes_an_administrator);
  CHAPTER ("2-sam-is-let-in-no-more", test_sam_is_let_in_no_more);
  CHAPTER ("3-sam-is-let-in-again", test_sam_is_let_in_again);
  CHAPTER ("4-a-reply-has-a-file", test_a_reply_has_a_file);
  CHAPTER ("5-a-label-is-deleted", test_a_label_is_deleted);
  CHAPTER ("6-a-key-is-revoked", test_a_key_is_revoked);
  CHAPTER ("7-the-password-is-another", test_the_password_is_another);
  CHAPTER ("8-she-goes-on", test_she_goes_on);
  status = g_test_run ();
  scene_close (&scene);

  return status;
}
