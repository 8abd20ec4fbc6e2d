/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"

#include <libsecret/secret.h>

#include "common/bh-keyring.h"

static const SecretSchema schema = {
  "org.bellhop.Secret",
  SECRET_SCHEMA_NONE,
  {
      { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

/* What libsecret and D-Bus say is for programmers. */
static void
translate_error (GError *cause, GError **error)
{
  g_autoptr (GError) owned = cause;

  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&owned));
      return;
    }
  g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE,
               "the keyring cannot be used: it is not running or still locked (%s)",
               owned->message);
}

gboolean
bh_keyring_store (const char *kind,
                  const char *account,
                  const char *label,
                  const char *secret,
                  GError **error)
{
  GError *cause = NULL;

  if (secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, secret, NULL, &cause,
                                  "kind", kind, "account", account, NULL))
    return TRUE;
  translate_error (cause, error);
  return FALSE;
}

char *
bh_keyring_lookup (const char *kind, const char *account, GError **error)
{
  GError *cause = NULL;
  char *secret =
      secret_password_lookup_sync (&schema, NULL, &cause, "kind", kind, "account", account, NULL);

  if (cause != NULL)
    translate_error (cause, error);
  return secret;
}

gboolean
bh_keyring_clear (const char *kind, const char *account, GError **error)
{
  GError *cause = NULL;

  secret_password_clear_sync (&schema, NULL, &cause, "kind", kind, "account", account, NULL);
  if (cause == NULL)
    return TRUE;
  translate_error (cause, error);
  return FALSE;
}

void
bh_keyring_store_async (const char *kind,
                        const char *account,
                        const char *label,
                        const char *secret,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, secret, cancellable, callback,
                         data, "kind", kind, "account", account, NULL);
}

gboolean
bh_keyring_store_finish (GAsyncResult *result, GError **error)
{
  GError *cause = NULL;

  if (secret_password_store_finish (result, &cause))
    return TRUE;
  translate_error (cause, error);
  return FALSE;
}

void
bh_keyring_lookup_async (const char *kind,
                         const char *account,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  secret_password_lookup (&schema, cancellable, callback, data, "kind", kind, "account", account,
                          NULL);
}

char *
bh_keyring_lookup_finish (GAsyncResult *result, GError **error)
{
  GError *cause = NULL;
  char *secret = secret_password_lookup_finish (result, &cause);

  if (cause != NULL)
    translate_error (cause, error);
  return secret;
}

void
bh_keyring_clear_async (const char *kind,
                        const char *account,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  secret_password_clear (&schema, cancellable, callback, data, "kind", kind, "account", account,
                         NULL);
}

gboolean
bh_keyring_clear_finish (GAsyncResult *result, GError **error)
{
  GError *cause = NULL;

  secret_password_clear_finish (result, &cause);
  if (cause == NULL)
    return TRUE;
  translate_error (cause, error);
  return FALSE;
}
