/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/bhd-seal.h"

#include "common/bh-error.h"
#include "server/store/bhd-master-key.h"

#include <sodium.h>
#include <string.h>

/* Sealed text: “1.KEYID.BASE64 (nonce, ciphertext and tag)”. */
#define VERSION "1"
#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES
#define ID_BYTES 8
#define BASE64 sodium_base64_VARIANT_URLSAFE_NO_PADDING

G_STATIC_ASSERT (BHD_MASTER_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

static GMutex looking; /* held while a key is sought or made: two at once would make two */
static GMutex mutex;
static guint8 *key; /* NULL: not found.  Under the mutex, as are: */
static char key_id[2 * ID_BYTES + 1];
static char *named_file; /* (nullable) */
static GError *failure;  /* why there is no key */

static void
forget (void)
{
  sodium_free (key);
  key = NULL;
  g_clear_error (&failure);
}

static void
name_key (void)
{
  guint8 hash[crypto_generichash_BYTES_MIN];

  crypto_generichash (hash, sizeof hash, (const guint8 *) "bellhop key id", 14, key,
                      BHD_MASTER_KEY_BYTES);
  sodium_bin2hex (key_id, sizeof key_id, hash, ID_BYTES);
}

static void
look (const char *key_file, gboolean make)
{
  guint8 *found = NULL;
  GError *error = NULL;

  if (sodium_init () < 0)
    g_error ("no source of random bytes");
  found = sodium_malloc (BHD_MASTER_KEY_BYTES);
  if (found == NULL)
    g_set_error_literal (&error, BH_ERROR, BH_ERROR_UNAVAILABLE,
                         "no locked memory for the master key: raise LimitMEMLOCK");
  else
    bhd_master_key_find (key_file, make, found, &error);

  g_mutex_lock (&mutex);
  forget ();
  failure = error;
  key = error == NULL ? g_steal_pointer (&found) : NULL;
  if (key != NULL)
    name_key ();
  g_mutex_unlock (&mutex);
  sodium_free (found);
}

void
bhd_seal_unlock (const char *key_file)
{
  g_autoptr (GMutexLocker) alone = g_mutex_locker_new (&looking);

  g_mutex_lock (&mutex);
  g_free (named_file);
  named_file = g_strdup (key_file);
  g_mutex_unlock (&mutex);
  look (key_file, FALSE);
}

void
bhd_seal_lock (void)
{
  g_mutex_lock (&mutex);
  forget ();
  g_clear_pointer (&named_file, g_free);
  g_mutex_unlock (&mutex);
}

static gboolean
has_key (GError **error)
{
  if (key != NULL)
    return TRUE;
  if (failure != NULL && error != NULL)
    *error = g_error_copy (failure);
  else
    g_set_error_literal (error, BH_ERROR, BH_ERROR_UNAVAILABLE,
                         "the master key has not been found yet: try again in a moment");
  return FALSE;
}

gboolean
bhd_seal_ensure (GError **error)
{
  g_autoptr (GMutexLocker) alone = g_mutex_locker_new (&looking);
  g_autofree char *key_file = NULL;
  gboolean missing, fine;

  g_mutex_lock (&mutex);
  missing = failure != NULL; /* else there is one, or nobody has said yet where to look */
  key_file = g_strdup (named_file);
  g_mutex_unlock (&mutex);

  if (missing)
    look (key_file, TRUE);
  g_mutex_lock (&mutex);
  fine = has_key (error);
  g_mutex_unlock (&mutex);
  return fine;
}

/* What the sealed text is bound to.  Neither an id nor a name holds a line break. */
static char *
binding (const char *organization_id, const char *name)
{
  return g_strdup_printf ("bellhop " VERSION "\n%s\n%s\n%s", key_id, organization_id, name);
}

char *
bhd_seal_close (const char *organization_id, const char *name, const char *secret, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  gsize length = strlen (secret);
  gsize size = NONCE + length + TAG;
  gsize text_size = sodium_base64_ENCODED_LEN (size, BASE64);
  g_autofree guint8 *bytes = NULL;
  g_autofree char *bound = NULL;
  g_autofree char *text = NULL;

  if (!has_key (error))
    return NULL;
  bytes = g_malloc (size);
  text = g_malloc (text_size);
  bound = binding (organization_id, name);
  randombytes_buf (bytes, NONCE);
  crypto_aead_xchacha20poly1305_ietf_encrypt (bytes + NONCE, NULL, (const guint8 *) secret, length,
                                              (const guint8 *) bound, strlen (bound), NULL, bytes,
                                              key);
  sodium_bin2base64 (text, text_size, bytes, size, BASE64);
  return g_strdup_printf (VERSION ".%s.%s", key_id, text);
}

/* Returns: (transfer full): nonce, ciphertext and tag. */
static guint8 *
unpack (const char *sealed, gsize *size, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (sealed, ".", 3);
  g_autofree guint8 *bytes = NULL;

  if (g_strv_length (parts) != 3 || !g_str_equal (parts[0], VERSION))
    {
      g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED, "this is no sealed secret");
      return NULL;
    }
  if (!g_str_equal (parts[1], key_id))
    {
      g_set_error (
          error, BH_ERROR, BH_ERROR_MALFORMED,
          "the secret was sealed with another master key (%s, not %s): bring that key back "
          "or set the secret anew",
          parts[1], key_id);
      return NULL;
    }
  bytes = g_malloc (strlen (parts[2]) + 1);
  if (sodium_base642bin (bytes, strlen (parts[2]), parts[2], strlen (parts[2]), NULL, size, NULL,
                         BASE64) == 0 &&
      *size >= NONCE + TAG)
    return g_steal_pointer (&bytes);
  g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED, "this is no sealed secret");
  return NULL;
}

char *
bhd_seal_open (const char *organization_id, const char *name, const char *sealed, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autofree guint8 *bytes = NULL;
  g_autofree char *bound = NULL;
  char *secret = NULL;
  gsize size = 0;

  if (!has_key (error))
    return NULL;
  bytes = unpack (sealed, &size, error);
  if (bytes == NULL)
    return NULL;
  bound = binding (organization_id, name);
  secret = g_malloc0 (size - NONCE - TAG + 1);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt ((guint8 *) secret, NULL, NULL, bytes + NONCE,
                                                  size - NONCE, (const guint8 *) bound,
                                                  strlen (bound), bytes, key) == 0)
    return secret;
  bhd_secret_free (secret);
  g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED,
                       "the sealed secret has been altered or moved: set it anew");
  return NULL;
}

void
bhd_secret_free (char *secret)
{
  if (secret != NULL)
    sodium_memzero (secret, strlen (secret));
  g_free (secret);
}
