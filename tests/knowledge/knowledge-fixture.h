/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/bhd-index.h"

/* Cuts @body as Markdown and puts it into the organisation “o” under its title. */
void knowledge_put (BhdIndex *index, const char *title, const char *body);

/* As knowledge_put(), each article of the demonstration's help centre; its file's name without
 * ending is the document's id.  Returns: how many. */
guint knowledge_put_help_centre (BhdIndex *index, const char *directory);

/* Searches in “o”.  Returns: (transfer full): of BhdHit */
GPtrArray *knowledge_search (BhdIndex *index, const char *question, guint limit);

/* The document the best hit lies in, or “-” where the index is not sure. */
char *knowledge_answerer (BhdIndex *index, const char *question);
