/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/account/bhc-account.h"

G_BEGIN_DECLS

/* Where this machine's person has signed in, newest first: a small file of @data_dir, without
 * tokens. */

/* Those that have not been left.  Returns: (transfer full): of BhcAccount */
GPtrArray *bhc_account_file_load (const char *data_dir);

/* The newest, left or not: for the form.  Returns: (transfer full) (nullable) */
BhcAccount *bhc_account_file_load_last (const char *data_dir);

/* Puts @account first. */
gboolean bhc_account_file_enter (const char *data_dir, const BhcAccount *account, GError **error);

/* Signed out: it is not looked for at the next start. */
gboolean bhc_account_file_leave (const char *data_dir, const BhcAccount *account, GError **error);

G_END_DECLS
