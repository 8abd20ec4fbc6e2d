/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/mail/bhd-letter.h"
#include "server/outbound/mail/bhd-mail-account.h"

G_BEGIN_DECLS

void bhd_mime_start (void); /* before anything else of GMime; again does no harm */

/* A letter as it travels: RFC 5322 with both texts, lines ended by CR LF.  Whatever stands in names
 * and subject stays within its header.  GMime writes it: encoded words, folding and transfer
 * encodings are its trade.  Returns: (transfer full) */
GBytes *bhd_mime_write (const BhdLetter *letter, const BhdMailAccount *account);

G_END_DECLS
