/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-person.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where an operator is signed in. */
typedef struct
{
  char *server; /* as bhc_server_normalize() writes it */
  char *email;
  char *token;        /* (nullable) */
  BhOperator *who;    /* (nullable) known after signing in */
  char *organization; /* (nullable) its name */
} BhcAccount;

BhcAccount *bhc_account_new (const char *server, const char *email);
void bhc_account_free (BhcAccount *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhcAccount, bhc_account_free)

/* The cache's file of this account in @data_dir.  Returns: (transfer full) */
char *bhc_account_cache_path (const BhcAccount *self, const char *data_dir);

/* Asks the server for a token.  Errors are sentences for the form.
 * Returns: (transfer full): an account with everything set */
void bhc_account_sign_in_async (const char *server,
                                const char *email,
                                const char *password,
                                GAsyncReadyCallback callback,
                                gpointer data);
BhcAccount *bhc_account_sign_in_finish (GAsyncResult *result, GError **error);

/* Asks who a token belongs to: the same account with who and organization set. */
void bhc_account_identify_async (const BhcAccount *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
BhcAccount *bhc_account_identify_finish (GAsyncResult *result, GError **error);

/* The token in the operating system's keyring.  Errors: BH_ERROR_UNAVAILABLE. */
void
bhc_account_keep_token_async (const BhcAccount *self, GAsyncReadyCallback callback, gpointer data);
gboolean bhc_account_keep_token_finish (GAsyncResult *result, GError **error);
void bhc_account_find_token_async (const BhcAccount *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
char *bhc_account_find_token_finish (GAsyncResult *result, GError **error);
void bhc_account_forget_token (const BhcAccount *self);

G_END_DECLS
