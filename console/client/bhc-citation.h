/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where an answer of the AI came from. */
typedef struct
{
  char *title;
  char *heading;     /* (nullable) */
  char *quote;       /* (nullable) */
  char *document_id; /* (nullable) */
  char *passage_id;  /* (nullable) */
} BhcCitation;

void bhc_citation_free (BhcCitation *self);

/* @sources: the JSON array of a message record (nullable).  Returns: (transfer container): an array
 * of BhcCitation, empty where there is none or it cannot be read. */
GPtrArray *bhc_citations_parse (const char *sources);

/* @metadata: the JSON object of a contact (nullable).  Returns: (transfer full): what the visitor's
 * browser told, text by field name; numbers and truth values as text too. */
GHashTable *bhc_details_parse (const char *metadata);

G_END_DECLS
