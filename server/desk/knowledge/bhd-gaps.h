/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/knowledge/bh-document.h"
#include "common/knowledge/bh-gap.h"
#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/knowledge/bhd-gap-rows.h"

G_BEGIN_DECLS

/* Questions the knowledge base had no answer to: one gap for each, normalised.  Each change is told
 * as “gap.updated”. */

/* It was asked, once more.  What was dismissed stays so and is counted; what an article had closed
 * is open again: the article evidently does not answer.  A question without words is passed over.
 */
gboolean bhd_gaps_hit (BhdTurn *turn,
                       const char *organization_id,
                       const char *question,
                       const char *conversation_id,
                       GError **error);

/* An operator has resolved the conversation: open gaps that came up in it, and that somebody wrote
 * an answer to after that, are shown first. */
gboolean bhd_gaps_note_resolved (BhdTurn *turn,
                                 const char *organization_id,
                                 const char *conversation_id,
                                 GError **error);

/* @document_id has gone: what it closed is open again. */
gboolean bhd_gaps_note_deleted (BhdTurn *turn,
                                const char *organization_id,
                                const char *document_id,
                                GError **error);

/* Writes an article that answers it: @draft's title must be new (BH_ERROR_CONFLICT).  The gap's
 * questions become approved phrasings of the article.  @document: (out) (transfer full): without
 * body.  Returns: (transfer full) */
BhGap *bhd_gaps_write_article (BhdTurn *turn,
                               const BhdCaller *
                               operator,
                               const char * id,
                               const BhDocument *draft,
                               BhDocument **document,
                               GError **error);

/* The same with an article that is there.  Returns: (transfer full) */
BhGap *bhd_gaps_link (BhdTurn *turn,
                      const BhdCaller *
                      operator,
                      const char * id,
                      const char *document_id,
                      GError **error);

/* Both: (transfer full) */
BhGap *
bhd_gaps_dismiss (BhdTurn *turn, const char *organization_id, const char *id, GError **error);
BhGap *bhd_gaps_reopen (BhdTurn *turn, const char *organization_id, const char *id, GError **error);

/* Answered ones first, then the most asked.  @more: (out): whether there are some behind them.
 * Returns: (transfer full): of BhGap */
GPtrArray *bhd_gaps_list (BhdTurn *turn,
                          const char *organization_id,
                          const BhdGapFilter *filter,
                          gboolean *more,
                          GError **error);

G_END_DECLS
