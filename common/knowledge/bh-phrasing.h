/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define BH_PHRASING_MAX 500 /* characters of a question */

/* Another way to ask for what a document answers, in a visitor's words: an immutable record. */
typedef struct
{
  char *id;
  char *document_id;
  char *title; /* of the document */
  char *question;
  char *status; /* “proposed”, “approved”, “rejected”; only approved ones are searched */
  char *origin; /* who proposed it first: “operator”, “visitor”, “gap”, “written” */
  gint64 hits;  /* how often it was proposed */
  char *conversation_id; /* (nullable) the latest example */
  gint64 created_us;
} BhPhrasing;

BhPhrasing *bh_phrasing_new_take (BhPhrasing *fields);
void bh_phrasing_unref (BhPhrasing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhPhrasing, bh_phrasing_unref)
void bh_phrasing_write_json (const BhPhrasing *self, BhJsonWriter *json, const char *name);
BhPhrasing *bh_phrasing_from_json (JsonObject *object, GError **error);

G_END_DECLS
