/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/outbound/mail/bhd-mail-account.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Hands letters to the mail server, one after the other over the same connection while it lives.
 * For one thread. */
typedef struct _BhdSmtp BhdSmtp;

BhdSmtp *bhd_smtp_new (const BhdMailAccount *account,
                       GCancellable *stop); /* @account outlives it; @stop (nullable) */
void bhd_smtp_free (BhdSmtp *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdSmtp, bhd_smtp_free)

/* Blocks, for a minute at most.  TRUE: the server has it and answered for it.  BH_ERROR_INVALID: it
 * will never take this one; BH_ERROR_UNAVAILABLE, _TIMEOUT: try again; G_IO_ERROR_CANCELLED. */
gboolean bhd_smtp_send (BhdSmtp *self, const char *to, GBytes *message, GError **error);

const char *bhd_smtp_last_words (BhdSmtp *self); /* of the server: “250 2.0.0 queued” */

G_END_DECLS
