/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/mail/bhd-letter.h"
#include "server/outbound/mail/bhd-mail-account.h"
#include "server/store/bhd-store.h"

G_BEGIN_DECLS

/* Sends e-mail on a thread of its own: what the desk asked for is written, handed to the
 * administrator's mail server, and tried again with backoff for a day. */
typedef struct _BhdMailer BhdMailer;

BhdMailer *bhd_mailer_new (BhdStore *store,
                           const BhdMailAccount *account); /* @account outlives it */
void bhd_mailer_wake (BhdMailer *self);                    /* any thread */
void bhd_mailer_free (BhdMailer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdMailer, bhd_mailer_free)

/* For the doors.  @account outlives it. */
void bhd_mail_service_init (BhdMailService *service, const BhdMailAccount *account);

G_END_DECLS
