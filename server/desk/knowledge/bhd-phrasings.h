/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/knowledge/bh-phrasing.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/knowledge/bhd-phrasing-rows.h"

G_BEGIN_DECLS

/* Questions that an article answers, in visitors' words.  The same question of the same article,
 * normalised, is one phrasing that counts how often it came.  Each change is told as
 * “phrasing.updated” or “phrasing.deleted”; from the commit of an approval on it is searched. */

#define BHD_PHRASINGS_PROPOSED                                                                     \
  5000 /* may wait in an organisation: what comes then is forgotten                                \
        */

typedef struct
{
  const char *id; /* (nullable): a new one */
  const char *document_id;
  const char *question;
  const char *origin;          /* “operator”, “visitor”, “gap”, “written” */
  const char *conversation_id; /* (nullable) an example */
  const char *approved_by;     /* (nullable): it is proposed; else the operator who approves it */
} BhdPhrasingDraft;

/* @created: (out): FALSE where the question was there already: it has one hit more, and is approved
 * where the draft is.  Repeating an id changes nothing.  Returns: (transfer full): as it is now;
 * NULL with BH_ERROR_NOT_FOUND (no such article), _INVALID (no question) or _CONFLICT (the id). */
BhPhrasing *bhd_phrasings_put (BhdTurn *turn,
                               const char *organization_id,
                               const BhdPhrasingDraft *draft,
                               gboolean *created,
                               GError **error);

/* What learning proposes, unseen: a question that is blank or too long, an article that has gone
 * and more than may wait are passed over.  What was rejected stays so.  @conversation_id:
 * (nullable) */
gboolean bhd_phrasings_propose (BhdTurn *turn,
                                const char *organization_id,
                                const char *document_id,
                                const char *question,
                                const char *origin,
                                const char *conversation_id,
                                GError **error);

/* @operator_id decides.  Returns: (transfer full) */
BhPhrasing *bhd_phrasings_decide (BhdTurn *turn,
                                  const char *organization_id,
                                  const char *id,
                                  gboolean approved,
                                  const char *operator_id,
                                  GError **error);
gboolean
bhd_phrasings_delete (BhdTurn *turn, const char *organization_id, const char *id, GError **error);

/* Newest first.  @more: (out): whether there are some behind them.  Returns: (transfer full): of
 * BhPhrasing */
GPtrArray *bhd_phrasings_list (BhdTurn *turn,
                               const char *organization_id,
                               const BhdPhrasingFilter *filter,
                               gboolean *more,
                               GError **error);

G_END_DECLS
