/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-preferences.h"
#include "tests/bht-folder.h"
#include "tests/console/bht-wait.h"

typedef struct
{
  char *directory;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = bht_directory_new ();
  fixture->path = g_build_filename (fixture->directory, "deep", "preferences.ini", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bht_folder_remove (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->path);
}

static void
write_file (Fixture *fixture, const char *words)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (fixture->path, words, -1, NULL));
}

static void
test_defaults (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhcPreferences) preferences = bhc_preferences_new (fixture->path);

  g_assert_cmpuint (bhc_preferences_get_undo_seconds (preferences), ==, 5);
  g_assert_true (bhc_preferences_get_enter_sends (preferences));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhcPreferences) one = bhc_preferences_new (fixture->path);
  g_autoptr (BhcPreferences) other = NULL;

  g_object_set (one, "undo-seconds", 12, "enter-sends", FALSE, NULL);
  other = bhc_preferences_new (fixture->path);
  g_assert_cmpuint (bhc_preferences_get_undo_seconds (other), ==, 12);
  g_assert_false (bhc_preferences_get_enter_sends (other));
}

static void
test_nonsense_is_the_default (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhcPreferences) preferences = NULL;

  write_file (fixture, "[console]\nundo-seconds=9999\nenter-sends=perhaps\n");
  preferences = bhc_preferences_new (fixture->path);
  g_assert_cmpuint (bhc_preferences_get_undo_seconds (preferences), ==, 5);
  g_assert_true (bhc_preferences_get_enter_sends (preferences));
}

static void
test_foreign_keys_stay (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhcPreferences) preferences = NULL;
  g_autofree char *words = NULL;

  write_file (fixture, "[console]\nof-a-newer-console=yes\n");
  preferences = bhc_preferences_new (fixture->path);
  g_object_set (preferences, "undo-seconds", 0, NULL);
  g_assert_true (g_file_get_contents (fixture->path, &words, NULL, NULL));
  g_assert_nonnull (strstr (words, "of-a-newer-console=yes"));
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/console/preferences/defaults", test_defaults);
  ADD ("/console/preferences/kept", test_kept);
  ADD ("/console/preferences/nonsense-is-the-default", test_nonsense_is_the_default);
  ADD ("/console/preferences/foreign-keys-stay", test_foreign_keys_stay);

  return g_test_run ();
}
