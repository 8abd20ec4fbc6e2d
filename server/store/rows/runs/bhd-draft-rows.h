/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/ai/bh-draft.h"
#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table draft: at most one a conversation. */

gboolean
bhd_draft_rows_put (BhDb *db, const char *organization_id, const BhDraft *draft, GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhDraft *bhd_draft_rows_find (BhDb *db,
                              const char *organization_id,
                              const char *conversation_id,
                              GError **error);

/* @run_id: (nullable): only the draft of this run.  @deleted: (out) */
gboolean bhd_draft_rows_delete (BhDb *db,
                                const char *organization_id,
                                const char *conversation_id,
                                const char *run_id,
                                gboolean *deleted,
                                GError **error);

G_END_DECLS
