/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/ai/bhd-ai-settings.h"

#include "server/desk/ai/bhd-hours.h"
#include "server/desk/ai/bhd-refuse-private.h"
#include "server/store/rows/ai/bhd-provider-rows.h"

#include <string.h>

BhdAiSettings *
bhd_ai_settings_get (BhdTurn *turn, const char *organization_id, GError **error)
{
  g_autoptr (GError) inner = NULL;
  BhdAiSettings *settings = bhd_ai_settings_rows_find (turn->db, organization_id, &inner);

  if (inner == NULL)
    return settings != NULL ? settings : bhd_ai_settings_new_default ();
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

/* @change decides where it says something, @old else. */
static char *
pick (const char *change, const char *old)
{
  return g_strdup (change != NULL ? change : old);
}

static char *
pick_or_clear (const char *change, const char *old)
{
  const char *text = change != NULL ? change : old;

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static gboolean
pick_flag (const gboolean *change, gboolean old)
{
  return change != NULL ? *change : old;
}

static gint64
pick_number (const gint64 *change, gint64 old)
{
  return change != NULL ? *change : old;
}

static char **
pick_words (const char *const *change, char **old)
{
  return g_strdupv (change != NULL ? (char **) change : old);
}

static BhdAiSettings *
changed (const BhdAiSettings *old, const BhdAiSettingsChange *change)
{
  BhdAiSettings fields = {
    .schedule = pick (change->schedule, old->schedule),
    .suggestions_only = pick_flag (change->suggestions_only, old->suggestions_only),
    .time_zone = pick (change->time_zone, old->time_zone),
    .hours = pick (change->hours, old->hours),
    .tone = pick (change->tone, old->tone),
    .preferred_terms = pick_words (change->preferred_terms, old->preferred_terms),
    .blocked_terms = pick_words (change->blocked_terms, old->blocked_terms),
    .guardrails_enabled = pick_flag (change->guardrails_enabled, old->guardrails_enabled),
    .max_tool_calls = pick_number (change->max_tool_calls, old->max_tool_calls),
    .visitor_messages = pick_number (change->visitor_messages, old->visitor_messages),
    .visitor_tokens = pick_number (change->visitor_tokens, old->visitor_tokens),
    .organization_messages =
        pick_number (change->organization_messages, old->organization_messages),
    .organization_tokens = pick_number (change->organization_tokens, old->organization_tokens),
    .embedding_provider_id =
        pick_or_clear (change->embedding_provider_id, old->embedding_provider_id),
    .embedding_model = pick_or_clear (change->embedding_model, old->embedding_model),
    .updated_us = old->updated_us,
  };

  return bhd_ai_settings_new_take (&fields);
}

BhdAiSettings *
bhd_ai_settings_apply (const BhdAiSettings *old, const BhdAiSettingsChange *change, GError **error)
{
  if (change->time_zone != NULL && !bhd_hours_check_zone (change->time_zone, error))
    return NULL;
  if (change->hours != NULL && !bhd_hours_check (change->hours, error))
    return NULL;
  return changed (old, change);
}

/* The organisation's own, and nobody else's. */
static gboolean
check_embedding_provider (BhdTurn *turn,
                          const char *organization_id,
                          const char *id,
                          GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhdProviderRow) row = NULL;

  if (id == NULL || *id == '\0')
    return TRUE;
  row = bhd_provider_rows_find (turn->db, organization_id, id, &inner);
  if (row != NULL)
    return TRUE;
  if (inner == NULL)
    return bhd_refuse_field (error, "embedding_provider_id", "there is no such provider");
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static gboolean
publish (BhdTurn *turn, const char *organization_id, const BhdAiSettings *settings, GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *body = NULL;
  BhdEventDraft draft = { organization_id, "ai.updated" };

  draft.seq = bhd_turn_reserve_seq (turn, organization_id, error);
  if (draft.seq == 0)
    return FALSE;

  bh_json_begin_object (&json, NULL);
  bhd_ai_settings_write_json (settings, &json, "ai");
  bh_json_end_object (&json);
  draft.body = body = bh_json_writer_steal (&json);
  return bhd_turn_publish (turn, &draft, error);
}

BhdAiSettings *
bhd_ai_settings_change (BhdTurn *turn,
                        const char *organization_id,
                        const BhdAiSettingsChange *change,
                        GError **error)
{
  g_autoptr (BhdAiSettings) old = bhd_ai_settings_get (turn, organization_id, error);
  g_autoptr (BhdAiSettings) settings = NULL;

  if (old == NULL ||
      !check_embedding_provider (turn, organization_id, change->embedding_provider_id, error))
    return NULL;
  settings = bhd_ai_settings_apply (old, change, error);
  if (settings == NULL)
    return NULL;

  turn->wakes |= BHD_WAKE_FRONTS;      /* they tell visitors of the hours */
  settings->updated_us = turn->now_us; /* nobody else has it yet */
  if (!bhd_ai_settings_rows_put (turn->db, organization_id, settings, error) ||
      !publish (turn, organization_id, settings, error))
    return NULL;
  return g_steal_pointer (&settings);
}

gboolean
bhd_ai_settings_announce (BhdTurn *turn, const char *organization_id, GError **error)
{
  g_autoptr (BhdAiSettings) settings = bhd_ai_settings_get (turn, organization_id, error);

  return settings != NULL && publish (turn, organization_id, settings, error);
}
