/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/store/bhd-seal.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct
{
  char *dir;
  char *key_file;
  char *credential;
} Fixture;

/* Neither a bus nor a desktop's keyring: what is left is the file and the credential. */
static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->dir = g_dir_make_tmp ("bhd-seal-XXXXXX", NULL);
  fixture->key_file = g_build_filename (fixture->dir, "key", NULL);
  fixture->credential = g_build_filename (fixture->dir, "bellhop-key", NULL);
  bhd_seal_unlock (fixture->key_file);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  bhd_seal_lock ();
  g_unsetenv ("CREDENTIALS_DIRECTORY");
  g_remove (fixture->key_file);
  g_remove (fixture->credential);
  g_rmdir (fixture->dir);
  g_free (fixture->key_file);
  g_free (fixture->credential);
  g_free (fixture->dir);
}

static void
assert_opens (const char *sealed, const char *secret)
{
  g_autoptr (GError) error = NULL;
  char *opened = bhd_seal_open ("o1", "webhook", sealed, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (opened, ==, secret);
  bhd_secret_free (opened);
}

static void
assert_refused (const char *organization, const char *name, const char *sealed)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bhd_seal_open (organization, name, sealed, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_MALFORMED);
}

static void
test_round_trip (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *sealed = bhd_seal_close ("o1", "webhook", "s3cret ä", NULL);
  g_autofree char *empty = bhd_seal_close ("o1", "webhook", "", NULL);

  g_assert_null (strstr (sealed, "s3cret"));
  assert_opens (sealed, "s3cret ä");
  assert_opens (empty, "");
}

static void
test_never_alike (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *one = bhd_seal_close ("o1", "webhook", "same", NULL);
  g_autofree char *other = bhd_seal_close ("o1", "webhook", "same", NULL);

  g_assert_cmpstr (one, !=, other);
}

static void
test_moved (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *sealed = bhd_seal_close ("o1", "webhook", "s3cret", NULL);

  assert_refused ("o2", "webhook", sealed);
  assert_refused ("o1", "provider", sealed);
}

static void
test_altered (Fixture *fixture, gconstpointer unused)
{
  static const char *const others[] = { "", "1", "1.x", "1.x.y", "2.a.b", NULL };
  g_autofree char *sealed = bhd_seal_close ("o1", "webhook", "s3cret", NULL);
  gsize middle = strlen (sealed) - 10;

  for (const char *const *other = others; *other != NULL; other++)
    assert_refused ("o1", "webhook", *other);
  sealed[middle] = sealed[middle] == 'A' ? 'B' : 'A';
  assert_refused ("o1", "webhook", sealed);
  sealed[middle] = '\0';
  assert_refused ("o1", "webhook", sealed);
}

static void
test_key_stays (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *sealed = bhd_seal_close ("o1", "webhook", "s3cret", NULL);
  struct stat info;

  bhd_seal_lock ();
  bhd_seal_unlock (fixture->key_file);
  assert_opens (sealed, "s3cret");
  g_assert_cmpint (stat (fixture->key_file, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
}

static void
test_other_key (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *sealed = bhd_seal_close ("o1", "webhook", "s3cret", NULL);

  g_remove (fixture->key_file);
  bhd_seal_unlock (fixture->key_file);
  assert_refused ("o1", "webhook", sealed);
}

static void
test_credential (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *sealed = NULL;

  g_setenv ("CREDENTIALS_DIRECTORY", fixture->dir, TRUE);
  g_assert_true (g_file_set_contents (fixture->credential,
                                      "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n", -1, NULL));
  bhd_seal_unlock (fixture->key_file);
  sealed = bhd_seal_close ("o1", "webhook", "s3cret", NULL);
  g_remove (fixture->key_file);
  bhd_seal_unlock (NULL);
  assert_opens (sealed, "s3cret");
}

static void
assert_no_key (const char *key_file, BhErrorCode code)
{
  g_autoptr (GError) error = NULL;

  bhd_seal_unlock (key_file);
  g_assert_null (bhd_seal_close ("o1", "webhook", "s3cret", &error));
  g_assert_error (error, BH_ERROR, (int) code);
}

static void
test_nonsense_key (Fixture *fixture, gconstpointer unused)
{
  g_assert_true (g_file_set_contents (fixture->key_file, "not a key\n", -1, NULL));
  g_chmod (fixture->key_file, 0600);
  assert_no_key (fixture->key_file, BH_ERROR_MALFORMED);
}

static void
test_open_key (Fixture *fixture, gconstpointer unused)
{
  g_chmod (fixture->key_file, 0644);
  assert_no_key (fixture->key_file, BH_ERROR_FORBIDDEN);
}

static void
test_no_key (Fixture *fixture, gconstpointer unused)
{
  assert_no_key (NULL, BH_ERROR_UNAVAILABLE);
}

static gpointer
unlock_thread (gpointer key_file)
{
  bhd_seal_unlock (key_file);
  return GINT_TO_POINTER (bhd_seal_ensure (NULL));
}

/* Whoever looks for the key first makes it, all others find that one. */
static void
test_key_is_made_once (Fixture *fixture, gconstpointer unused)
{
  for (guint round = 0; round < 20; round++)
    {
      GThread *threads[8];

      bhd_seal_lock ();
      g_remove (fixture->key_file);
      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("unlock", unlock_thread, fixture->key_file);
      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        g_assert_true (GPOINTER_TO_INT (g_thread_join (threads[i])));
    }
}

/* Before it is said where to look, none is made anywhere. */
static void
test_ensure_too_early (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  bhd_seal_lock ();
  g_assert_false (bhd_seal_ensure (&error));
  g_assert_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "not been found yet"));
}

/* libsecret's own file backend stands for a desktop's keyring. */
static void
test_keyring (void)
{
  if (g_test_subprocess ())
    {
      g_autofree char *dir = g_dir_make_tmp ("bhd-seal-XXXXXX", NULL);
      g_autofree char *path = g_build_filename (dir, "test.keyring", NULL);
      g_autofree char *sealed = NULL;

      g_setenv ("SECRET_BACKEND", "file", TRUE);
      g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
      g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
      assert_no_key (NULL, BH_ERROR_UNAVAILABLE); /* looking makes none */
      g_assert_true (bhd_seal_ensure (NULL));
      sealed = bhd_seal_close ("o1", "webhook", "s3cret", NULL);
      bhd_seal_lock ();
      bhd_seal_unlock (NULL);
      assert_opens (sealed, "s3cret");
      bhd_seal_lock ();
      g_remove (path);
      g_rmdir (dir);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", TRUE);
  g_unsetenv ("CREDENTIALS_DIRECTORY");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/store/seal/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("opens-what-it-closed", test_round_trip);
  ADD ("is-never-the-same-twice", test_never_alike);
  ADD ("does-not-open-elsewhere", test_moved);
  ADD ("does-not-open-altered", test_altered);
  ADD ("the-key-file-is-kept-and-private", test_key_stays);
  ADD ("another-key-is-told", test_other_key);
  ADD ("a-credential-comes-first", test_credential);
  ADD ("a-nonsense-key-is-refused", test_nonsense_key);
  ADD ("a-key-others-may-read-is-refused", test_open_key);
  ADD ("without-any-key-it-says-what-to-do", test_no_key);
  ADD ("one-key-is-made-by-many", test_key_is_made_once);
  ADD ("no-key-is-made-too-early", test_ensure_too_early);
  g_test_add_func ("/store/seal/the-keyring-gets-a-key-when-one-is-needed", test_keyring);
  return g_test_run ();
}
