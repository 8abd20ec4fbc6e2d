/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* What was said in a conversation behind a message that somebody has seen. */

typedef struct
{
  const char *organization_id;
  const char *conversation_id;
  gint64 after; /* the seq of what was seen */
  const char *operator_id;
} BhdLater;

/* The first text of another operator.
 * Returns: (transfer full) (nullable): who said it; NULL without @error where nobody did. */
char *bhd_later_rows_find_answer (BhDb *db, const BhdLater *later, GError **error);

/* Whether a note mentions the operator. */
gboolean
bhd_later_rows_find_mention (BhDb *db, const BhdLater *later, gboolean *found, GError **error);

G_END_DECLS
