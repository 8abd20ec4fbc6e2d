/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/knowledge/bhd-documents.h"

G_BEGIN_DECLS

/* Cuts a document where its structure does: at headings and paragraphs, 30 to 130 words a passage.
 * @format: “text”, or any other whose text is Markdown.
 * Returns: (transfer full): of BhdPassage with new ids. */
GPtrArray *
bhd_passages_cut (const char *document_id, const char *title, const char *format, const char *body);

G_END_DECLS
