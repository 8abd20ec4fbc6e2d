/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/knowledge/bhd-overview.h"

#include "server/store/rows/knowledge/bhd-gap-rows.h"
#include "server/store/rows/knowledge/bhd-phrasing-rows.h"

gboolean
bhd_overview_read (BhdTurn *turn,
                   const char *organization_id,
                   BhdOverview *overview,
                   GError **error)
{
  if (!bhd_documents_count (turn, organization_id, &overview->documents, error))
    return FALSE;
  overview->proposed = bhd_phrasing_rows_count (turn->db, organization_id, error);
  if (overview->proposed < 0)
    return FALSE;
  overview->gaps = bhd_gap_rows_count (turn->db, organization_id, error);
  return overview->gaps >= 0;
}
