/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/flow/bhd-later-rows.h"

#define BEHIND "FROM message WHERE organization_id = $1 AND conversation_id = $2 AND seq > $3 AND "

static GVariant *
params_new (const BhdLater *later)
{
  return g_variant_new ("(ssxs)", later->organization_id, later->conversation_id, later->after,
                        later->operator_id);
}

char *
bhd_later_rows_find_answer (BhDb *db, const BhdLater *later, GError **error)
{
  static const char sql[] = "SELECT author_name " BEHIND "author = 'operator' AND kind = 'text' "
                            "AND author_id <> $4 ORDER BY seq LIMIT 1";
  g_autoptr (GVariant) row = bh_db_query_row (db, "(s)", sql, params_new (later), error);
  char *name = NULL;

  if (row != NULL)
    g_variant_get (row, "(s)", &name);
  return name;
}

/* An id has nothing in it that LIKE would read as a wildcard. */
gboolean
bhd_later_rows_find_mention (BhDb *db, const BhdLater *later, gboolean *found, GError **error)
{
  static const char sql[] =
      "SELECT seq " BEHIND "kind = 'note' AND extra LIKE '%\"' || $4 || '\"%' LIMIT 1";
  g_autoptr (GError) inner = NULL;
  g_autoptr (GVariant) row = bh_db_query_row (db, "(x)", sql, params_new (later), &inner);

  *found = row != NULL;
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}
