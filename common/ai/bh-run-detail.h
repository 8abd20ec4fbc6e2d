/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Why the AI said what it said: what a run searched, found, called, tried.  Strings are never NULL
 * but where it is said. */

typedef struct
{
  char *passage_id;
  char *document_id;
  char *title;
  char *heading;
  double score;   /* confidence, 0 to 1 */
  double lexical; /* what each lane thought of it, 0 to 1 */
  double phrasing;
  double words;
  double dense;
  char *matched; /* (nullable) the phrasing that was met */
} BhRunPassage;

typedef struct
{
  char *question;
  GPtrArray *passages; /* of BhRunPassage */
} BhRunSearch;

typedef struct
{
  char *name;
  char *arguments; /* (nullable) as the model wrote them */
  char *result;    /* (nullable) what it was told */
  char *status;    /* “success”, “error”, “refused”, “asked”, “cancelled” */
  gint64 duration_us;
} BhRunTool;

typedef struct
{
  char *name;
  char *action;    /* “block”, “warn”, “log” */
  char *direction; /* “in”, “out” */
  char *excerpt;
} BhRunGuardrail;

/* A provider that failed before another answered. */
typedef struct
{
  char *provider;
  char *model; /* (nullable) */
  char *error;
} BhRunAttempt;

typedef struct
{
  char *question;        /* (nullable) */
  char *band;            /* (nullable) “answer”, “choices”, “person” */
  GPtrArray *searches;   /* of BhRunSearch */
  GPtrArray *tools;      /* of BhRunTool */
  GPtrArray *guardrails; /* of BhRunGuardrail */
  GPtrArray *attempts;   /* of BhRunAttempt */
  char *failure;         /* (nullable) */
} BhRunDetail;

/* An empty one, to be filled by one thread.  Returns: (transfer full) */
BhRunDetail *bh_run_detail_new (void);
void bh_run_detail_free (BhRunDetail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhRunDetail, bh_run_detail_free)

/* Each appends an empty one.  Returns: (transfer none): to be filled */
BhRunSearch *bh_run_detail_add_search (BhRunDetail *self, const char *question);
BhRunPassage *bh_run_search_add_passage (BhRunSearch *self);
BhRunTool *bh_run_detail_add_tool (BhRunDetail *self, const char *name);
BhRunGuardrail *bh_run_detail_add_guardrail (BhRunDetail *self);
BhRunAttempt *bh_run_detail_add_attempt (BhRunDetail *self);

void bh_run_detail_write_json (const BhRunDetail *self, BhJsonWriter *json, const char *name);
BhRunDetail *bh_run_detail_from_json (JsonObject *object); /* (transfer full): never NULL */

/* Reads BhRun.detail.  Returns: (transfer full); BH_ERROR_MALFORMED. */
BhRunDetail *bh_run_detail_parse (const char *text, GError **error);

G_END_DECLS
