/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/knowledge/bh-document.h"

G_BEGIN_DECLS

/* How the knowledge base is spoken of. */

gboolean bhc_knowledge_is_busy (const BhDocument *document);   /* it is being read */
const char *bhc_knowledge_status (const BhDocument *document); /* “Ready”; (transfer none) */

/* “Orders · PDF · 1.2 MB”.  Returns: (transfer full) */
char *bhc_knowledge_facts (const BhDocument *document);

/* “price list.pdf, uploaded on 3 March”, “written here …”.  Returns: (transfer full) */
char *bhc_knowledge_origin (const BhDocument *document);
const char *bhc_knowledge_icon (const BhDocument *document);

G_END_DECLS
