/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/cache/bhc-outgoing.h"

G_BEGIN_DECLS

/* A message of the outbox as the daemon takes it.  @files: of BhAttachment, uploaded by then.
 * Returns: (transfer full): the body of the request */
char *bhc_post_write (const BhcOutgoing *outgoing, GPtrArray *files);

/* Who has answered meanwhile, with BH_ERROR_STALE.  Returns: (transfer full) (nullable) */
char *bhc_post_read_author (const GError *error);

/* Why it was refused, in the English that bh_phrasebook_say() knows: who reads it later may read
 * another language by then.  Returns: (transfer full) */
char *bhc_post_read_reason (const GError *error);

G_END_DECLS
