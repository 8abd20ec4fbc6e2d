/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/ai/bhd-ai-settings-rows.h"

#include "server/store/rows/ai/bhd-word-list.h"

#define COLUMNS                                                                                    \
  "schedule, suggestions_only, time_zone, hours, tone, preferred_terms, blocked_terms, "           \
  "guardrails_enabled, max_tool_calls, visitor_messages, visitor_tokens, "                         \
  "organization_messages, organization_tokens, embedding_provider_id, embedding_model, updated_us"
#define ROW "(sxsssssxxxxxxmsmsx)"
#define MAX_TOOL_CALLS 8

BhdAiSettings *
bhd_ai_settings_new_take (BhdAiSettings *fields)
{
  BhdAiSettings *self = g_atomic_rc_box_new (BhdAiSettings);

  *self = *fields;
  return self;
}

BhdAiSettings *
bhd_ai_settings_new_default (void)
{
  BhdAiSettings fields = {
    .schedule = g_strdup ("always"),
    .time_zone = g_strdup ("UTC"),
    .hours = g_strdup ("{}"),
    .tone = g_strdup (""),
    .preferred_terms = g_new0 (char *, 1),
    .blocked_terms = g_new0 (char *, 1),
    .guardrails_enabled = TRUE,
    .max_tool_calls = MAX_TOOL_CALLS,
  };

  return bhd_ai_settings_new_take (&fields);
}

BhdAiSettings *
bhd_ai_settings_ref (BhdAiSettings *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
settings_clear (gpointer data)
{
  BhdAiSettings *self = data;

  g_free (self->schedule);
  g_free (self->time_zone);
  g_free (self->hours);
  g_free (self->tone);
  g_strfreev (self->preferred_terms);
  g_strfreev (self->blocked_terms);
  g_free (self->embedding_provider_id);
  g_free (self->embedding_model);
}

void
bhd_ai_settings_unref (BhdAiSettings *self)
{
  g_atomic_rc_box_release_full (self, settings_clear);
}

void
bhd_ai_settings_write_json (const BhdAiSettings *self, BhJsonWriter *json, const char *name)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "schedule", self->schedule);
  bh_json_bool (json, "suggestions_only", self->suggestions_only);
  bh_json_string (json, "time_zone", self->time_zone);
  bh_json_raw (json, "hours", self->hours);
  bh_json_string (json, "tone", self->tone);
  bhd_word_list_write (self->preferred_terms, json, "preferred_terms");
  bhd_word_list_write (self->blocked_terms, json, "blocked_terms");
  bh_json_bool (json, "guardrails_enabled", self->guardrails_enabled);
  bh_json_int (json, "max_tool_calls", self->max_tool_calls);
  bh_json_int (json, "visitor_messages", self->visitor_messages);
  bh_json_int (json, "visitor_tokens", self->visitor_tokens);
  bh_json_int (json, "organization_messages", self->organization_messages);
  bh_json_int (json, "organization_tokens", self->organization_tokens);
  bh_json_string (json, "embedding_provider_id", self->embedding_provider_id);
  bh_json_string (json, "embedding_model", self->embedding_model);
  bh_json_int (json, "updated_us", self->updated_us);
  bh_json_end_object (json);
}

static BhdAiSettings *
settings_from_row (GVariant *row)
{
  BhdAiSettings fields = { 0 };
  const char *preferred, *blocked;
  gint64 suggestions_only, guardrails_enabled;

  g_variant_get (row, "(sxsss&s&sxxxxxxmsmsx)", &fields.schedule, &suggestions_only,
                 &fields.time_zone, &fields.hours, &fields.tone, &preferred, &blocked,
                 &guardrails_enabled, &fields.max_tool_calls, &fields.visitor_messages,
                 &fields.visitor_tokens, &fields.organization_messages, &fields.organization_tokens,
                 &fields.embedding_provider_id, &fields.embedding_model, &fields.updated_us);
  fields.suggestions_only = suggestions_only != 0;
  fields.guardrails_enabled = guardrails_enabled != 0;
  fields.preferred_terms = bhd_word_list_from_json (preferred);
  fields.blocked_terms = bhd_word_list_from_json (blocked);
  return bhd_ai_settings_new_take (&fields);
}

BhdAiSettings *
bhd_ai_settings_rows_find (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM ai_settings WHERE organization_id = $1";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, ROW, sql, g_variant_new ("(s)", organization_id), error);

  return row != NULL ? settings_from_row (row) : NULL;
}

gboolean
bhd_ai_settings_rows_put (BhDb *db,
                          const char *organization_id,
                          const BhdAiSettings *self,
                          GError **error)
{
  static const char sql[] =
      "INSERT INTO ai_settings (organization_id, " COLUMNS ") "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) "
      "ON CONFLICT (organization_id) DO UPDATE SET schedule = excluded.schedule, "
      "suggestions_only = excluded.suggestions_only, time_zone = excluded.time_zone, "
      "hours = excluded.hours, tone = excluded.tone, preferred_terms = excluded.preferred_terms, "
      "blocked_terms = excluded.blocked_terms, guardrails_enabled = excluded.guardrails_enabled, "
      "max_tool_calls = excluded.max_tool_calls, visitor_messages = excluded.visitor_messages, "
      "visitor_tokens = excluded.visitor_tokens, "
      "organization_messages = excluded.organization_messages, "
      "organization_tokens = excluded.organization_tokens, "
      "embedding_provider_id = excluded.embedding_provider_id, "
      "embedding_model = excluded.embedding_model, updated_us = excluded.updated_us";
  g_autofree char *preferred = bhd_word_list_to_json (self->preferred_terms);
  g_autofree char *blocked = bhd_word_list_to_json (self->blocked_terms);

  return bh_db_exec (
      db, sql,
      g_variant_new ("(ssxsssssxxxxxxmsmsx)", organization_id, self->schedule,
                     (gint64) self->suggestions_only, self->time_zone, self->hours, self->tone,
                     preferred, blocked, (gint64) self->guardrails_enabled, self->max_tool_calls,
                     self->visitor_messages, self->visitor_tokens, self->organization_messages,
                     self->organization_tokens, self->embedding_provider_id, self->embedding_model,
                     self->updated_us),
      error);
}
