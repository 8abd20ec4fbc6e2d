/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/ai/bh-run-detail.h"

G_BEGIN_DECLS

/* One turn of the AI as the desk looks at it afterwards: an immutable record. */
typedef struct
{
  char *id;
  char *conversation_id;
  char *message_id;
  char *outcome;  /* (nullable) while it is under way; else answered, offered, escalated, resolved,
                     suggested, superseded, discarded, failed */
  char *provider; /* (nullable) its name, “embedded” for the one that is always there */
  char *model;    /* (nullable) */
  gint64 tokens_in;
  gint64 tokens_out;
  gint64 cost;           /* millionths of the currency, 0 unknown */
  gint64 first_token_us; /* 0 where nothing was said */
  gint64 duration_us;
  gint64 created_us;
  int verdict;  /* 1 thumbs up, -1 down, 0 none */
  char *detail; /* (nullable) a JSON object, as stored: bh_run_detail_parse() */
} BhRun;

/* Takes ownership of every string of @fields.  Returns: (transfer full) */
BhRun *bh_run_new_take (BhRun *fields);
BhRun *bh_run_ref (BhRun *self);
void bh_run_unref (BhRun *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhRun, bh_run_unref)

void bh_run_write_json (const BhRun *self, BhJsonWriter *json, const char *name);
BhRun *bh_run_from_json (JsonObject *object, GError **error); /* (transfer full) */

G_END_DECLS
