/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/people/bhd-audit.h"

#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "server/desk/bhd-chores.h"
#include "server/desk/knowledge/bhd-listing-private.h"

#define KEEP_US (400 * 24 * BH_HOUR)

const char *const *
bhd_audit_own_words (void)
{
  static const char *const words[] = { BHD_AUDIT_RETENTION, BHD_AUDIT_CLAIM_TIMEOUT,
                                       BHD_AUDIT_WEBHOOK_OFF, NULL };

  return words;
}

gboolean
bhd_audit_note (BhdTurn *turn, const BhdAuditRow *entry, GError **error)
{
  g_autofree char *id = bh_id_new ();
  BhdAuditRow row = *entry;

  row.id = id;
  row.at_us = turn->now_us;
  if (row.operator_name == NULL)
    row.operator_name = (char *) "";
  if (row.detail == NULL)
    row.detail = (char *) "{}";
  return bhd_audit_rows_insert (turn->db, &row, error);
}

GPtrArray *
bhd_audit_list (BhdTurn *turn,
                const char *organization_id,
                const BhdAuditFilter *filter,
                gboolean *more,
                GError **error)
{
  BhdAuditFilter one_more = *filter;

  one_more.limit = filter->limit + 1;
  return bhd_listing_cut (bhd_audit_rows_list (turn->db, organization_id, &one_more, error),
                          filter->limit, more);
}

gboolean
bhd_audit_forget (BhdTurn *turn, const char *organization_id, gboolean *more, GError **error)
{
  gint64 count = bhd_audit_rows_prune (turn->db, organization_id, turn->now_us - KEEP_US,
                                       BHD_CHORE_PIECE, error);

  *more = count == BHD_CHORE_PIECE;
  return count >= 0;
}
