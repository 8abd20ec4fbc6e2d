/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/knowledge/bh-document.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* What everything that changes a document shares. */

/* Of everything that is indexed or shown.  Returns: (transfer full) */
char *bhd_document_hash (const BhDocument *document);

/* The fields of @document, for the caller to change and to freeze or to clear.  @body: whether with
 * the text. */
void bhd_document_copy_fields (const BhDocument *document, gboolean body, BhDocument *fields);

/* Tells the operators; the text stays out of it. */
gboolean bhd_document_announce (BhdTurn *turn,
                                const char *organization_id,
                                const BhDocument *document,
                                GError **error);

/* @blob: (nullable): perhaps nobody needs it any more. */
gboolean
bhd_document_release (BhdTurn *turn, const char *organization_id, const char *blob, GError **error);

G_END_DECLS
