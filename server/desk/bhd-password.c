/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-password.h"

#include "common/bh-error.h"

#include <sodium.h>
#include <string.h>

static gboolean
check_password (const char *password, GError **error)
{
  if (!g_utf8_validate (password, -1, NULL) || g_utf8_strlen (password, -1) < BHD_PASSWORD_MIN)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
                   "the password is too short: use at least %d characters", BHD_PASSWORD_MIN);
      return FALSE;
    }
  if (strlen (password) > BHD_PASSWORD_MAX)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
                   "the password is too long: use at most %d bytes", BHD_PASSWORD_MAX);
      return FALSE;
    }
  return TRUE;
}

char *
bhd_password_hash (const char *password, GError **error)
{
  g_autofree char *hash = g_malloc0 (crypto_pwhash_STRBYTES);

  if (!check_password (password, error))
    return NULL;

  if (sodium_init () < 0 ||
      crypto_pwhash_str (hash, password, strlen (password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                         crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE,
                   "cannot hash the password: not enough memory, try again later");
      return NULL;
    }
  return g_steal_pointer (&hash);
}

/* A hash of nothing anybody knows, made once, to spend the same time on an unknown address. */
static const char *
decoy_hash (void)
{
  static char *decoy;

  if (g_once_init_enter (&decoy))
    {
      char password[32];

      randombytes_buf (password, sizeof password);
      for (gsize i = 0; i < sizeof password; i++)
        password[i] = (char) ('a' + (password[i] & 15));
      password[sizeof password - 1] = '\0';
      g_once_init_leave (&decoy, bhd_password_hash (password, NULL));
    }
  return decoy;
}

gboolean
bhd_password_verify (const char *password, const char *hash)
{
  const char *against = hash != NULL ? hash : decoy_hash ();
  gboolean fits;

  if (sodium_init () < 0 || against == NULL || strlen (password) > BHD_PASSWORD_MAX)
    return FALSE;

  fits = crypto_pwhash_str_verify (against, password, strlen (password)) == 0;
  return fits && hash != NULL;
}

char *
bhd_token_hash (const char *token)
{
  unsigned char digest[crypto_hash_sha256_BYTES];
  char *hex = g_malloc (2 * sizeof digest + 1);

  crypto_hash_sha256 (digest, (const unsigned char *) token, strlen (token));
  return sodium_bin2hex (hex, 2 * sizeof digest + 1, digest, sizeof digest);
}
