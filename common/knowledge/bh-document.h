/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define BH_DOCUMENT_MAX (1024 * 1024) /* bytes of a body */

/* One article of the knowledge base, written here or read from a file or page: an immutable record.
 */
typedef struct
{
  char *id;
  char *title;
  char *category;
  char *format;    /* the name of one of bh_formats */
  char *source;    /* “written”, “upload”, “url” */
  char *file_name; /* (nullable) of an upload */
  char *url;       /* (nullable) of a page */
  char *blob;  /* (nullable) SHA-256 of the original's bytes; the daemon's alone, does not travel */
  char *body;  /* (nullable) in lists; of a file: the text that was found in it */
  gint64 size; /* of the original */
  char *status; /* “queued”, “extracting”, “indexing”, “ready”, “error” */
  char *error;  /* (nullable) what a person reads */
  gint64 created_us;
  gint64 updated_us;
} BhDocument;

BhDocument *bh_document_new_take (BhDocument *fields);
void bh_document_unref (BhDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhDocument, bh_document_unref)
void bh_document_write_json (const BhDocument *self, BhJsonWriter *json, const char *name);
BhDocument *bh_document_from_json (JsonObject *object, GError **error);

G_END_DECLS
