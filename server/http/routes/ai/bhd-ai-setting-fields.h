/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/ai/bhd-ai-settings.h"
#include "server/http/bhd-fields.h"

G_BEGIN_DECLS

/* The settings of the AI as fields: of their own route, and of whoever tries others. */
extern const BhdField bhd_ai_setting_fields[];

/* Storage for what a change points to. */
typedef struct
{
  gboolean suggestions_only;
  gboolean guardrails_enabled;
  gint64 numbers[5];
} BhdAiSettingValues;

/* @values: one for each of bhd_ai_setting_fields, as bhd_fields_read() answers.  @change borrows
 * from both. */
void bhd_ai_setting_fields_to_change (const BhdValue *values,
                                      BhdAiSettingValues *storage,
                                      BhdAiSettingsChange *change);

G_END_DECLS
