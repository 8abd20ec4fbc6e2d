/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/bhd-master-key.h"

#include "common/bh-error.h"
#include "common/bh-keyring.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CREDENTIAL "bellhop-key"
#define KIND "master-key"
#define ACCOUNT "bellhopd"
#define TEXT_SIZE 45 /* 32 bytes in base64, and NUL */

/* The key as it is kept everywhere: one line of base64. */
static gboolean
decode (const char *text, const char *place, guint8 *key, GError **error)
{
  gsize length = 0;

  if (sodium_base642bin (key, BHD_MASTER_KEY_BYTES, text, strlen (text), "\n", &length, NULL,
                         sodium_base64_VARIANT_ORIGINAL) == 0 &&
      length == BHD_MASTER_KEY_BYTES)
    return TRUE;
  g_set_error (error, BH_ERROR, BH_ERROR_MALFORMED,
               "%s holds no key: 32 random bytes in base64 are wanted (head -c 32 /dev/urandom | "
               "base64)",
               place);
  return FALSE;
}

static void
make_key (guint8 *key, char text[TEXT_SIZE])
{
  randombytes_buf (key, BHD_MASTER_KEY_BYTES);
  sodium_bin2base64 (text, TEXT_SIZE, key, BHD_MASTER_KEY_BYTES, sodium_base64_VARIANT_ORIGINAL);
}

static void
free_wiped (char *text)
{
  if (text != NULL)
    sodium_memzero (text, strlen (text));
  g_free (text);
}

static gboolean
read_file (const char *path, guint8 *key, GError **error)
{
  g_autoptr (GError) cause = NULL;
  char *text = NULL;
  gboolean fine = FALSE;

  if (g_file_get_contents (path, &text, NULL, &cause))
    fine = decode (text, path, key, error);
  else
    g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "the key cannot be read: %s",
                 cause->message);
  free_wiped (text);
  return fine;
}

/* A file others may read is no place for a key; saying so beats repairing it in silence. */
static gboolean
read_private_file (const char *path, guint8 *key, GError **error)
{
  struct stat info;

  if (stat (path, &info) == 0 && (info.st_mode & 077) != 0)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_FORBIDDEN,
                   "others may read the key in %s: chmod 600 it, and renew what it protects", path);
      return FALSE;
    }
  return read_file (path, key, error);
}

static gboolean
write_all (int file, const char *text)
{
  gsize length = strlen (text);

  return write (file, text, length) == (gssize) length && write (file, "\n", 1) == 1 &&
         fsync (file) == 0;
}

static gboolean
make_file (const char *path, guint8 *key, GError **error)
{
  char text[TEXT_SIZE];
  int file = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  gboolean fine = FALSE;

  make_key (key, text);
  fine = file >= 0 && write_all (file, text);
  sodium_memzero (text, sizeof text);
  if (!fine)
    g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE,
                 "the key cannot be written to %s: %s; correct key_file or its permissions", path,
                 g_strerror (errno));
  if (!fine && file >= 0)
    g_unlink (path); /* half a key would be in the way of the next start */
  if (file >= 0)
    close (file);
  return fine;
}

static gboolean
make_in_keyring (guint8 *key, GError **error)
{
  char text[TEXT_SIZE];
  gboolean fine = FALSE;

  make_key (key, text);
  fine = bh_keyring_store (KIND, ACCOUNT, "Bellhop master key", text, error);
  sodium_memzero (text, sizeof text);
  return fine;
}

static gboolean
find_in_keyring (gboolean make, guint8 *key, GError **error)
{
  g_autoptr (GError) cause = NULL;
  char *text = bh_keyring_lookup (KIND, ACCOUNT, &cause);
  gboolean fine = FALSE;

  if (text != NULL)
    {
      fine = decode (text, "the keyring", key, error);
      free_wiped (text);
      return fine;
    }
  if (cause == NULL && make)
    return make_in_keyring (key, error);

  g_set_error (
      error, BH_ERROR, BH_ERROR_UNAVAILABLE,
      "there is no master key to seal secrets with: give the service a credential called " CREDENTIAL
      ", unlock the keyring, or name a key_file in bellhopd.conf (%s)",
      cause != NULL ? cause->message : "the keyring holds none yet");
  return FALSE;
}

gboolean
bhd_master_key_find (const char *key_file,
                     gboolean make,
                     guint8 key[BHD_MASTER_KEY_BYTES],
                     GError **error)
{
  const char *directory = g_getenv ("CREDENTIALS_DIRECTORY");
  g_autofree char *credential =
      directory != NULL ? g_build_filename (directory, CREDENTIAL, NULL) : NULL;

  if (credential != NULL && g_file_test (credential, G_FILE_TEST_EXISTS))
    return read_file (credential, key, error);
  if (key_file == NULL)
    return find_in_keyring (make, key, error);
  return g_file_test (key_file, G_FILE_TEST_EXISTS) ? read_private_file (key_file, key, error)
                                                    : make_file (key_file, key, error);
}
