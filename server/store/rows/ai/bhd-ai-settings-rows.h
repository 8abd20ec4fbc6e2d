/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "common/bh-json-writer.h"

G_BEGIN_DECLS

/* Table ai_settings: what an organisation told its AI.  An immutable record, shared by reference
 * between threads. */
typedef struct
{
  char *schedule; /* “always”, “outside_hours” */
  gboolean suggestions_only;
  char *time_zone; /* IANA name */
  char *hours;     /* a JSON object, see PROTOCOL.md */
  char *tone;
  char **preferred_terms;
  char **blocked_terms;
  gboolean guardrails_enabled;
  gint64 max_tool_calls;   /* in one answer */
  gint64 visitor_messages; /* answers a day; this and the next three: 0 without bound */
  gint64 visitor_tokens;
  gint64 organization_messages;
  gint64 organization_tokens;
  char *embedding_provider_id; /* (nullable) */
  char *embedding_model;       /* (nullable) */
  gint64 updated_us;           /* 0: never changed */
} BhdAiSettings;

/* Takes every string of @fields, which lives on the caller's stack. */
BhdAiSettings *bhd_ai_settings_new_take (BhdAiSettings *fields);
BhdAiSettings *bhd_ai_settings_new_default (void);
BhdAiSettings *bhd_ai_settings_ref (BhdAiSettings *self);
void bhd_ai_settings_unref (BhdAiSettings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdAiSettings, bhd_ai_settings_unref)
void bhd_ai_settings_write_json (const BhdAiSettings *self, BhJsonWriter *json, const char *name);

/* Returns: (transfer full) (nullable): NULL without @error where there is no row. */
BhdAiSettings *bhd_ai_settings_rows_find (BhDb *db, const char *organization_id, GError **error);

/* Makes the row or replaces it; the index's own calibration stays. */
gboolean bhd_ai_settings_rows_put (BhDb *db,
                                   const char *organization_id,
                                   const BhdAiSettings *settings,
                                   GError **error);

G_END_DECLS
