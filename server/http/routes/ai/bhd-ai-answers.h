/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-route.h"
#include "server/store/rows/ai/bhd-violation-rows.h"

G_BEGIN_DECLS

/* What the AI's routes have in common: how its records look outside, and optional fields. */

#define BHD_AI_PAGE 100
#define BHD_AI_PAGE_FIELDS                                                                         \
  { "after", BHD_FIELD_ID, BHD_IN_QUERY, FALSE },                                                  \
  {                                                                                                \
    "limit", BHD_FIELD_INT, BHD_IN_QUERY, FALSE, 1, 500                                            \
  }

const char *bhd_ai_organization (const BhdRequest *request);

/* No secret is in any of them. */
void bhd_ai_write_provider (BhJsonWriter *json, const char *name, const BhdProviderRow *row);
void bhd_ai_write_tool (BhJsonWriter *json, const char *name, const BhdToolRow *row);
void bhd_ai_write_call (BhJsonWriter *json, const char *name, const BhdToolCallRow *row);
void bhd_ai_write_guardrail (BhJsonWriter *json, const char *name, const BhdGuardrailRow *row);
void bhd_ai_write_violation (BhJsonWriter *json, const char *name, const BhdViolationRow *row);

/* A field that may be missing: @storage where it was given, NULL else. */
const gint64 *bhd_ai_number (const BhdRequest *request, const char *field, gint64 *storage);
const gboolean *bhd_ai_flag (const BhdRequest *request, const char *field, gboolean *storage);

/* As bhd_request_text(), but "" where it was given as null: take it away. */
const char *bhd_ai_text (const BhdRequest *request, const char *field);

/* Returns: FALSE with BH_ERROR_UNAVAILABLE where this daemon has no agent's room. */
gboolean bhd_ai_has_services (const BhdRequest *request, GError **error);

/* Runs a job for a worker. */
gboolean
bhd_ai_call (BhdStore *store, BhdJobKind kind, BhdJobFunc run, gpointer data, GError **error);

/* What waits for other machines occupies a worker: only some may do that at a time.  Returns: FALSE
 * with BH_ERROR_UNAVAILABLE; else bhd_ai_leave() comes after it. */
gboolean bhd_ai_enter (GError **error);
void bhd_ai_leave (void);

G_END_DECLS
