/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/ai/bhd-guardrails.h"

#include "common/bh-error.h"
#include "server/desk/ai/bhd-ai-settings.h"
#include "server/desk/ai/bhd-refuse-private.h"

#include <glib/gi18n.h>

#define RULES_MAX 100 /* each of them looks at every message */

GPtrArray *
bhd_guardrails_list (BhdTurn *turn, const char *organization_id, GError **error)
{
  return bhd_guardrail_rows_list (turn->db, organization_id, error);
}

BhdGuardrailRow *
bhd_guardrails_find (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  g_autoptr (GError) inner = NULL;
  BhdGuardrailRow *row = bhd_guardrail_rows_find (turn->db, organization_id, id, &inner);

  if (row != NULL)
    return row;
  if (inner == NULL)
    return bhd_refuse_unknown (error, N_ ("no such guardrail"));
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

static BhdGuardrailRow *
new_default (void)
{
  BhdGuardrailRow *row = g_new0 (BhdGuardrailRow, 1);

  row->organization_id = g_strdup ("");
  row->id = g_strdup ("");
  row->name = g_strdup ("");
  row->type = g_strdup ("custom");
  row->pattern = g_strdup ("");
  row->action = g_strdup ("block");
  row->direction = g_strdup ("both");
  row->enabled = TRUE;
  return row;
}

BhdGuardrailRow *
bhd_guardrails_apply (const BhdGuardrailRow *old, const BhdGuardrailChange *change, GError **error)
{
  g_autoptr (BhdGuardrailRow) row = old != NULL ? bhd_guardrail_row_copy (old) : new_default ();

  bhd_set_given (&row->name, change->name);
  bhd_set_given (&row->type, change->type);
  bhd_set_given (&row->pattern, change->pattern);
  bhd_set_given (&row->action, change->action);
  bhd_set_given (&row->direction, change->direction);
  bhd_set_given (&row->message, change->message);
  if (row->message != NULL && *row->message == '\0')
    g_clear_pointer (&row->message, g_free);
  if (change->enabled != NULL)
    row->enabled = *change->enabled;
  if (change->check != NULL && !change->check (row, error))
    return NULL;
  return g_steal_pointer (&row);
}

static gboolean
has_room (BhdTurn *turn, const char *organization_id, GError **error)
{
  g_autoptr (GPtrArray) rows = bhd_guardrail_rows_list (turn->db, organization_id, error);

  if (rows == NULL || rows->len < RULES_MAX)
    return rows != NULL;
  g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT,
               "there are %d guardrails already: remove one first", RULES_MAX);
  return FALSE;
}

BhdGuardrailRow *
bhd_guardrails_create (BhdTurn *turn,
                       const char *organization_id,
                       const char *id,
                       const BhdGuardrailChange *change,
                       gboolean *created,
                       GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhdGuardrailRow) stored =
      bhd_guardrail_rows_find (turn->db, organization_id, id, &inner);
  g_autoptr (BhdGuardrailRow) row = NULL;

  *created = FALSE;
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  if (stored != NULL)
    return g_strcmp0 (stored->type, change->type) == 0 ? g_steal_pointer (&stored)
                                                       : bhd_refuse_conflict (error, "guardrail");
  row = bhd_guardrails_apply (NULL, change, error);
  if (row == NULL || !has_room (turn, organization_id, error))
    return NULL;

  bhd_set_given (&row->organization_id, organization_id);
  bhd_set_given (&row->id, id);
  row->created_us = row->updated_us = turn->now_us;
  *created = TRUE;
  if (!bhd_guardrail_rows_insert (turn->db, row, error) ||
      !bhd_ai_settings_announce (turn, organization_id, error))
    return NULL;
  return g_steal_pointer (&row);
}

BhdGuardrailRow *
bhd_guardrails_change (BhdTurn *turn,
                       const char *organization_id,
                       const char *id,
                       const BhdGuardrailChange *change,
                       GError **error)
{
  g_autoptr (BhdGuardrailRow) old = bhd_guardrails_find (turn, organization_id, id, error);
  g_autoptr (BhdGuardrailRow) row = NULL;

  if (old == NULL)
    return NULL;

  row = bhd_guardrails_apply (old, change, error);
  if (row == NULL)
    return NULL;
  row->updated_us = turn->now_us;
  if (!bhd_guardrail_rows_update (turn->db, row, error) ||
      !bhd_ai_settings_announce (turn, organization_id, error))
    return NULL;
  return g_steal_pointer (&row);
}

gboolean
bhd_guardrails_delete (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  g_autoptr (BhdGuardrailRow) row = bhd_guardrails_find (turn, organization_id, id, error);

  return row != NULL && bhd_guardrail_rows_delete (turn->db, organization_id, id, error) &&
         bhd_ai_settings_announce (turn, organization_id, error);
}
