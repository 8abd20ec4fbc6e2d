/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/models/bhd-model-wire.h"

G_BEGIN_DECLS

/* What the providers' files show to the table alone. */
char *bhd_openai_ask_path (const BhdModelAccount *account);
void bhd_openai_write_ask (BhJsonWriter *json, const BhdModelRequest *request, guint quirks);
guint bhd_openai_quirk (const char *refusal);
gboolean bhd_openai_read_event (BhdModelDraft *draft, JsonObject *event, GError **error);
char *bhd_openai_list_path (const char *after);
void bhd_openai_read_list (JsonObject *page, GPtrArray *names, char **after);
char *bhd_openai_embed_path (const BhdModelAccount *account);
void bhd_openai_write_embed (BhJsonWriter *json,
                             const BhdModelAccount *account,
                             const char *const *texts,
                             guint n,
                             gboolean is_question);
JsonArray *bhd_openai_read_vector (JsonObject *answer, guint i);

char *bhd_anthropic_ask_path (const BhdModelAccount *account);
void bhd_anthropic_write_ask (BhJsonWriter *json, const BhdModelRequest *request, guint quirks);
gboolean bhd_anthropic_read_event (BhdModelDraft *draft, JsonObject *event, GError **error);
char *bhd_anthropic_list_path (const char *after);
void bhd_anthropic_read_list (JsonObject *page, GPtrArray *names, char **after);

char *bhd_gemini_ask_path (const BhdModelAccount *account);
void bhd_gemini_write_ask (BhJsonWriter *json, const BhdModelRequest *request, guint quirks);
guint bhd_gemini_quirk (const char *refusal);
gboolean bhd_gemini_read_event (BhdModelDraft *draft, JsonObject *event, GError **error);
char *bhd_gemini_list_path (const char *after);
void bhd_gemini_read_list (JsonObject *page, GPtrArray *names, char **after);
char *bhd_gemini_embed_path (const BhdModelAccount *account);
void bhd_gemini_write_embed (BhJsonWriter *json,
                             const BhdModelAccount *account,
                             const char *const *texts,
                             guint n,
                             gboolean is_question);
JsonArray *bhd_gemini_read_vector (JsonObject *answer, guint i);

G_END_DECLS
