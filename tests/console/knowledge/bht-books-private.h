/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/console/knowledge/bht-books.h"

G_BEGIN_DECLS

typedef struct
{
  char *title;
  char *category;
  char *file_name;
  char *hash;
  gint64 size;
  GByteArray *bytes;
} BhtUpload;

typedef void (*BhtWrite) (gconstpointer record, BhJsonWriter *json, const char *name);

void bht_upload_free (gpointer data);
void bht_write_document (gconstpointer record, BhJsonWriter *json, const char *name);
void bht_write_gap (gconstpointer record, BhJsonWriter *json, const char *name);
void bht_write_phrasing (gconstpointer record, BhJsonWriter *json, const char *name);
void bht_write_run (gconstpointer record, BhJsonWriter *json, const char *name);

gpointer bht_books_find (GPtrArray *records, const char *id);
void bht_books_put (GPtrArray *records, gpointer record);
void bht_books_tell (BhtBooks *self,
                     const char *type,
                     const char *member,
                     BhtWrite write,
                     gpointer record);
BhDocument bht_books_copy_document (const BhDocument *old);
BhDocument *bht_books_put_document (BhtBooks *self, BhDocument *fields);
void
bht_books_turn_gap (BhtBooks *self, const char *id, const char *resolution, const char *document);
BhPhrasing *bht_books_put_phrasing (BhtBooks *self,
                                    const char *id,
                                    const char *document,
                                    const char *question,
                                    const char *status);

const char *bht_books_get_query (const BhtRequest *request, const char *name); /* (nullable) */
void bht_books_answer (const BhtRequest *request,
                       guint status,
                       const char *member,
                       BhtWrite write,
                       gconstpointer record);
void bht_books_serve_upload (BhtBooks *self, const BhtRequest *request);

/* The HTTP side: a BhtMockExtra. */
gboolean bht_books_serve (BhtMock *mock, const BhtRequest *request, gpointer data);

G_END_DECLS
