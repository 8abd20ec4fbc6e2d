/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/ai/bhd-violations.h"

#include "common/bh-id.h"

static char *
cut (const char *text)
{
  return g_utf8_strlen (text, -1) > BHD_VIOLATION_EXCERPT
             ? g_utf8_substring (text, 0, BHD_VIOLATION_EXCERPT)
             : g_strdup (text);
}

gboolean
bhd_violations_note (BhdTurn *turn, const BhdViolationDraft *draft, GError **error)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *excerpt = cut (draft->excerpt);
  const BhdViolationRow row = {
    .organization_id = draft->rule->organization_id,
    .id = id,
    .guardrail_id = draft->rule->id,
    .guardrail_name = draft->rule->name,
    .type = draft->rule->type,
    .action = draft->rule->action,
    .direction = (char *) draft->direction,
    .conversation_id = (char *) draft->conversation_id,
    .run_id = (char *) draft->run_id,
    .excerpt = excerpt,
    .created_us = turn->now_us,
  };

  return bhd_violation_rows_insert (turn->db, &row, error);
}

GPtrArray *
bhd_violations_page (BhdTurn *turn,
                     const char *organization_id,
                     const char *after,
                     guint limit,
                     GError **error)
{
  return bhd_violation_rows_page (turn->db, organization_id, after, limit, error);
}
