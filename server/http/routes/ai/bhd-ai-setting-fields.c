/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/routes/ai/bhd-ai-setting-fields.h"

#define TOKENS_MAX G_GINT64_CONSTANT (1000000000000)
#define ANSWERS_MAX 1000000000

/* In the order of the table below. */
enum
{
  SCHEDULE,
  SUGGESTIONS_ONLY,
  TIME_ZONE,
  HOURS,
  TONE,
  PREFERRED_TERMS,
  BLOCKED_TERMS,
  GUARDRAILS_ENABLED,
  MAX_TOOL_CALLS, /* this and the next four are numbers */
  VISITOR_MESSAGES,
  VISITOR_TOKENS,
  ORGANIZATION_MESSAGES,
  ORGANIZATION_TOKENS,
  EMBEDDING_PROVIDER_ID,
  EMBEDDING_MODEL,
  N_FIELDS,
};

const BhdField bhd_ai_setting_fields[] = {
  [SCHEDULE] = { "schedule", BHD_FIELD_CHOICE, BHD_IN_BODY, FALSE,
                 .choices = "always|outside_hours" },
  [SUGGESTIONS_ONLY] = { "suggestions_only", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE },
  [TIME_ZONE] = { "time_zone", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 1, 64 },
  [HOURS] = { "hours", BHD_FIELD_OBJECT, BHD_IN_BODY, FALSE, 0, 4096 },
  [TONE] = { "tone", BHD_FIELD_TEXT, BHD_IN_BODY, FALSE, 0, 2000 },
  [PREFERRED_TERMS] = { "preferred_terms", BHD_FIELD_WORDS, BHD_IN_BODY, FALSE, 0, 100 },
  [BLOCKED_TERMS] = { "blocked_terms", BHD_FIELD_WORDS, BHD_IN_BODY, FALSE, 0, 100 },
  [GUARDRAILS_ENABLED] = { "guardrails_enabled", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE },
  [MAX_TOOL_CALLS] = { "max_tool_calls", BHD_FIELD_INT, BHD_IN_BODY, FALSE, 0, 50 },
  [VISITOR_MESSAGES] = { "visitor_messages", BHD_FIELD_INT, BHD_IN_BODY, FALSE, 0, ANSWERS_MAX },
  [VISITOR_TOKENS] = { "visitor_tokens", BHD_FIELD_INT, BHD_IN_BODY, FALSE, 0, TOKENS_MAX },
  [ORGANIZATION_MESSAGES] = { "organization_messages", BHD_FIELD_INT, BHD_IN_BODY, FALSE, 0,
                              ANSWERS_MAX },
  [ORGANIZATION_TOKENS] = { "organization_tokens", BHD_FIELD_INT, BHD_IN_BODY, FALSE, 0,
                            TOKENS_MAX },
  [EMBEDDING_PROVIDER_ID] = { "embedding_provider_id", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 36 },
  [EMBEDDING_MODEL] = { "embedding_model", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 200 },
  [N_FIELDS] = { NULL },
};

static const gboolean *
flag (const BhdValue *value, gboolean *storage)
{
  *storage = value->number != 0;
  return value->given ? storage : NULL;
}

static const gint64 *
number (const BhdValue *values, guint field, BhdAiSettingValues *storage)
{
  gint64 *place = &storage->numbers[field - MAX_TOOL_CALLS];

  *place = values[field].number;
  return values[field].given ? place : NULL;
}

static const char *
text_or_clear (const BhdValue *value)
{
  return value->is_null ? "" : value->text;
}

void
bhd_ai_setting_fields_to_change (const BhdValue *values,
                                 BhdAiSettingValues *storage,
                                 BhdAiSettingsChange *change)
{
  *change = (BhdAiSettingsChange){
    .schedule = values[SCHEDULE].text,
    .suggestions_only = flag (&values[SUGGESTIONS_ONLY], &storage->suggestions_only),
    .time_zone = values[TIME_ZONE].text,
    .hours = values[HOURS].text,
    .tone = values[TONE].text,
    .preferred_terms = (const char *const *) values[PREFERRED_TERMS].list,
    .blocked_terms = (const char *const *) values[BLOCKED_TERMS].list,
    .guardrails_enabled = flag (&values[GUARDRAILS_ENABLED], &storage->guardrails_enabled),
    .max_tool_calls = number (values, MAX_TOOL_CALLS, storage),
    .visitor_messages = number (values, VISITOR_MESSAGES, storage),
    .visitor_tokens = number (values, VISITOR_TOKENS, storage),
    .organization_messages = number (values, ORGANIZATION_MESSAGES, storage),
    .organization_tokens = number (values, ORGANIZATION_TOKENS, storage),
    .embedding_provider_id = text_or_clear (&values[EMBEDDING_PROVIDER_ID]),
    .embedding_model = text_or_clear (&values[EMBEDDING_MODEL]),
  };
}
