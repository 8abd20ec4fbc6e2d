/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/bhd-toolbox.h"

G_BEGIN_DECLS

/* “Did you mean”: up to three documents, each named once, that are likely enough.
 * @hits: of BhdHit, best first.  Returns: (transfer full) (nullable): the message's extra, with the
 * question it is about; NULL where nothing is likely. */
char *bhd_choices_write (const char *question, GPtrArray *hits);

/* The passage of the chosen document that answers the question best.
 * Returns: (transfer full) (nullable): NULL where the document has gone. */
BhdPassage *bhd_choices_find_passage (BhdToolbox *tools,
                                      const char *document_id,
                                      const char *question,
                                      const char *title);

G_END_DECLS
