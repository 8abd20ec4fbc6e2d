/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One piece of a document that can be found and shown: an immutable record. */
typedef struct
{
  char *id;
  char *document_id;
  char *title;   /* of the document */
  char *heading; /* path of headings, “Returns › Within 30 days” */
  char *body;
} BhdPassage;

BhdPassage *bhd_passage_new (const char *id,
                             const char *document_id,
                             const char *title,
                             const char *heading,
                             const char *body);
BhdPassage *bhd_passage_ref (BhdPassage *self);
void bhd_passage_unref (BhdPassage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdPassage, bhd_passage_unref)

G_END_DECLS
