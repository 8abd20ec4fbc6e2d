/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-keyring.h"

#include <glib/gstdio.h>

static char *dir;

/* libsecret's own file backend: no bus, no daemon. */
static void
use_file_backend (void)
{
  g_autofree char *path = NULL;

  dir = g_dir_make_tmp ("bh-keyring-XXXXXX", NULL);
  path = g_build_filename (dir, "test.keyring", NULL);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *secret = NULL;

  g_assert_true (bh_keyring_store ("console-token", "a", "Bellhop", "s3cret", &error));
  g_assert_no_error (error);
  secret = bh_keyring_lookup ("console-token", "a", &error);
  g_assert_cmpstr (secret, ==, "s3cret");
}

static void
test_other_account (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (bh_keyring_store ("console-token", "b", "Bellhop", "x", NULL));
  g_assert_null (bh_keyring_lookup ("console-token", "nobody", &error));
  g_assert_no_error (error);
}

static void
test_clear (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (bh_keyring_store ("console-token", "c", "Bellhop", "x", NULL));
  g_assert_true (bh_keyring_clear ("console-token", "c", &error));
  g_assert_null (bh_keyring_lookup ("console-token", "c", &error));
  g_assert_no_error (error);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer left)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (bh_keyring_store_finish (result, &error));
  g_assert_no_error (error);
  (*(guint *) left)--;
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer left)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *secret = bh_keyring_lookup_finish (result, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, "s3cret");
  (*(guint *) left)--;
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer left)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (bh_keyring_clear_finish (result, &error));
  g_assert_no_error (error);
  (*(guint *) left)--;
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer left)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bh_keyring_lookup_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  (*(guint *) left)--;
}

/* Whoever asks first is served first, and nobody waits for ever. */
static void
test_many_at_once (void)
{
  g_autoptr (GCancellable) nobody = g_cancellable_new ();
  guint left = 0;

  g_cancellable_cancel (nobody);
  for (guint i = 0; i < 20; i++)
    {
      bh_keyring_store_async ("console-token", "d", "Bellhop", "s3cret", NULL, stored_cb, &left);
      bh_keyring_lookup_async ("console-token", "d", nobody, cancelled_cb, &left);
      bh_keyring_lookup_async ("console-token", "d", NULL, looked_up_cb, &left);
      bh_keyring_clear_async ("console-token", "d", NULL, cleared_cb, &left);
      left += 4;
    }
  while (left > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_no_keyring (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (GError) error = NULL;

      g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR);
      g_unsetenv ("SECRET_BACKEND");
      g_unsetenv ("SECRET_FILE_TEST_PATH"); /* which libsecret in a sandbox would go on using */
      g_unsetenv ("SECRET_FILE_TEST_PASSWORD");
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", TRUE);
      g_assert_null (bh_keyring_lookup ("console-token", "a", &error));
      g_assert_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE);
      g_assert_nonnull (g_strstr_len (error->message, -1, "keyring is not running"));
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  use_file_backend ();
  g_test_add_func ("/common/keyring/keeps-a-secret", test_round_trip);
  g_test_add_func ("/common/keyring/another-account-has-none", test_other_account);
  g_test_add_func ("/common/keyring/clears", test_clear);
  g_test_add_func ("/common/keyring/one-after-the-other", test_many_at_once);
  g_test_add_func ("/common/keyring/a-missing-keyring-is-explained", test_no_keyring);
  status = g_test_run ();
  g_remove (g_getenv ("SECRET_FILE_TEST_PATH"));
  g_rmdir (dir);
  g_free (dir);
  return status;
}
