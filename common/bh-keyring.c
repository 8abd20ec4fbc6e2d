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
  g_dbus_error_strip_remote_error (owned);
  g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE,
               "the keyring is not running or still locked (%s)", owned->message);
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

/* ---- one after the other ---- */

typedef struct
{
  void (*begin) (GTask *task);
  char *kind;
  char *account;
  char *label;  /* (nullable) */
  char *secret; /* (nullable) */
} Errand;

/* libsecret 0.21.8 waits for itself for ever where one errand with its file begins before another
 * has ended.  The first one is under way; the main loop's thread only. */
static GQueue line = G_QUEUE_INIT;

static void
errand_free (gpointer data)
{
  Errand *self = data;

  g_free (self->kind);
  g_free (self->account);
  g_free (self->label);
  if (self->secret != NULL)
    secret_password_wipe (self->secret);
  g_free (self->secret);
  g_free (self);
}

static void
begin_first (void)
{
  GTask *task = g_queue_peek_head (&line);
  Errand *errand = task != NULL ? g_task_get_task_data (task) : NULL;

  if (errand != NULL)
    errand->begin (task);
}

/* Who waits is given libsecret's own result, and finishes that. */
static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = g_queue_pop_head (&line);

  begin_first ();
  g_task_return_pointer (task, g_object_ref (result), g_object_unref);
}

static void
queue (const Errand *draft, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  Errand *errand = g_new0 (Errand, 1);

  errand->begin = draft->begin;
  errand->kind = g_strdup (draft->kind);
  errand->account = g_strdup (draft->account);
  errand->label = g_strdup (draft->label);
  errand->secret = g_strdup (draft->secret);
  g_task_set_source_tag (task, queue);
  g_task_set_check_cancellable (task, FALSE); /* libsecret does, in its turn */
  g_task_set_task_data (task, errand, errand_free);
  g_queue_push_tail (&line, task);
  if (g_queue_get_length (&line) == 1)
    begin_first ();
}

static void
begin_store (GTask *task)
{
  Errand *errand = g_task_get_task_data (task);

  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, errand->label, errand->secret,
                         g_task_get_cancellable (task), ended_cb, NULL, "kind", errand->kind,
                         "account", errand->account, NULL);
}

static void
begin_lookup (GTask *task)
{
  Errand *errand = g_task_get_task_data (task);

  secret_password_lookup (&schema, g_task_get_cancellable (task), ended_cb, NULL, "kind",
                          errand->kind, "account", errand->account, NULL);
}

static void
begin_clear (GTask *task)
{
  Errand *errand = g_task_get_task_data (task);

  secret_password_clear (&schema, g_task_get_cancellable (task), ended_cb, NULL, "kind",
                         errand->kind, "account", errand->account, NULL);
}

/* ---- without waiting ---- */

void
bh_keyring_store_async (const char *kind,
                        const char *account,
                        const char *label,
                        const char *secret,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  const Errand draft = { begin_store, (char *) kind, (char *) account, (char *) label,
                         (char *) secret };

  queue (&draft, cancellable, callback, data);
}

gboolean
bh_keyring_store_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GAsyncResult) own = g_task_propagate_pointer (G_TASK (result), NULL);
  GError *cause = NULL;

  if (secret_password_store_finish (own, &cause))
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
  const Errand draft = { begin_lookup, (char *) kind, (char *) account, NULL, NULL };

  queue (&draft, cancellable, callback, data);
}

char *
bh_keyring_lookup_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GAsyncResult) own = g_task_propagate_pointer (G_TASK (result), NULL);
  GError *cause = NULL;
  char *secret = secret_password_lookup_finish (own, &cause);

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
  const Errand draft = { begin_clear, (char *) kind, (char *) account, NULL, NULL };

  queue (&draft, cancellable, callback, data);
}

gboolean
bh_keyring_clear_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GAsyncResult) own = g_task_propagate_pointer (G_TASK (result), NULL);
  GError *cause = NULL;

  secret_password_clear_finish (own, &cause);
  if (cause == NULL)
    return TRUE;
  translate_error (cause, error);
  return FALSE;
}
