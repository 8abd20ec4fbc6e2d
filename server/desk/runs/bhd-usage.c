/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/runs/bhd-usage.h"

#include "common/bh-clock.h"

#define EVERYBODY "" /* the organisation's own row */

static gint64
today (BhdTurn *turn)
{
  return turn->now_us / (24 * BH_HOUR);
}

static gboolean
is_over (const BhdUsage *usage, gint64 messages, gint64 tokens)
{
  return (messages > 0 && usage->messages >= messages) || (tokens > 0 && usage->tokens >= tokens);
}

gboolean
bhd_usage_look (BhdTurn *turn,
                const char *organization_id,
                const char *contact_id,
                const BhdAiSettings *settings,
                gboolean *spent,
                GError **error)
{
  BhdUsage visitor, all;

  if (!bhd_usage_rows_get (turn->db, organization_id, today (turn), contact_id, &visitor, error) ||
      !bhd_usage_rows_get (turn->db, organization_id, today (turn), EVERYBODY, &all, error))
    return FALSE;
  *spent = is_over (&visitor, settings->visitor_messages, settings->visitor_tokens) ||
           is_over (&all, settings->organization_messages, settings->organization_tokens);
  return TRUE;
}

gboolean
bhd_usage_count (BhdTurn *turn,
                 const char *organization_id,
                 const char *contact_id,
                 const BhdUsage *used,
                 GError **error)
{
  return (contact_id == NULL ||
          bhd_usage_rows_add (turn->db, organization_id, today (turn), contact_id, used, error)) &&
         bhd_usage_rows_add (turn->db, organization_id, today (turn), EVERYBODY, used, error);
}
