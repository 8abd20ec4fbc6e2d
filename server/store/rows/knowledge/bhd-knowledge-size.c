/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/knowledge/bhd-knowledge-size.h"

#include "common/bh-db-row.h"

gboolean
bhd_knowledge_size_add (BhDb *db,
                        const char *organization_id,
                        gint64 documents,
                        gint64 passages,
                        GError **error)
{
  static const char sql[] =
      "INSERT INTO knowledge_size (organization_id, documents, passages) VALUES ($1, $2, $3) "
      "ON CONFLICT (organization_id) DO UPDATE SET "
      "documents = knowledge_size.documents + excluded.documents, "
      "passages = knowledge_size.passages + excluded.passages";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_INT (documents), BH_INT (passages) };

  return (documents == 0 && passages == 0) ||
         bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

static void
read_size (BhDbRow *row, gpointer data)
{
  BhdKnowledgeSize *size = data;

  size->documents = bh_db_row_int (row);
  size->passages = bh_db_row_int (row);
}

gboolean
bhd_knowledge_size_read (BhDb *db,
                         const char *organization_id,
                         BhdKnowledgeSize *size,
                         GError **error)
{
  static const char sql[] =
      "SELECT documents, passages FROM knowledge_size WHERE organization_id = $1";
  const BhDbValue params[] = { BH_TEXT (organization_id) };

  *size = (BhdKnowledgeSize){ 0, 0 }; /* where nothing was ever added */
  return bh_db_each (db, sql, params, G_N_ELEMENTS (params), read_size, size, error) >= 0;
}
