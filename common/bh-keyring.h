/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The operating system's keyring, through libsecret.  @kind names what is kept (“console-token”),
 * @account whose (“https://desk.example.org mia@example.org”).  These block on D-Bus: not for a
 * main loop; the async forms are.  Errors: BH_ERROR_UNAVAILABLE with a sentence a person
 * understands (no keyring runs, it is locked). */
gboolean bh_keyring_store (const char *kind,
                           const char *account,
                           const char *label,
                           const char *secret,
                           GError **error);
char *bh_keyring_lookup (const char *kind,
                         const char *account,
                         GError **error); /* (nullable) without error: nothing kept */
gboolean bh_keyring_clear (const char *kind, const char *account, GError **error);

/* Of one thread with a main loop.  They are done one after the other, in the order they were asked.
 */
void bh_keyring_store_async (const char *kind,
                             const char *account,
                             const char *label,
                             const char *secret,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
gboolean bh_keyring_store_finish (GAsyncResult *result, GError **error);
void bh_keyring_lookup_async (const char *kind,
                              const char *account,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
char *bh_keyring_lookup_finish (GAsyncResult *result, GError **error);
void bh_keyring_clear_async (const char *kind,
                             const char *account,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
gboolean bh_keyring_clear_finish (GAsyncResult *result, GError **error);

G_END_DECLS
