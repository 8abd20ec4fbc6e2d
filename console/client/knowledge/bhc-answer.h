/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/knowledge/bhc-kind.h"

G_BEGIN_DECLS

/* A kind of file the daemon reads. */
typedef struct
{
  char *label;
  char **extensions; /* without a dot, lower case */
} BhcFormat;

/* What an answer of the daemon may hold; what it does not hold is NULL or 0. */
typedef struct
{
  gpointer records[BHC_N_KINDS]; /* (nullable) single ones */
  GPtrArray *lists[BHC_N_KINDS]; /* (nullable) */
  char *next;                    /* (nullable) where the next page of a list begins */
  gint64 total;                  /* of a list; -1: not said */
  char *text;                    /* (nullable) of the playground */
  char *sources;                 /* (nullable) the same: JSON for bhc_citations_parse() */
  char *upload_id;               /* (nullable) */
  gint64 received;               /* bytes of it */
  GPtrArray *formats;            /* (nullable) of BhcFormat: the overview of the knowledge base */
  gint64 max_size;               /* of a file */
  gint64 chunk;                  /* bytes sent at once */
  gint64 n_gaps;                 /* open */
  gint64 n_proposed;             /* phrasings */
} BhcAnswer;

BhcAnswer *bhc_answer_from_json (JsonObject *object, GError **error);
void bhc_answer_free (BhcAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhcAnswer, bhc_answer_free)

/* (transfer none) (nullable) */
static inline const BhDocument *
bhc_answer_get_document (const BhcAnswer *self)
{
  return self->records[BHC_KIND_DOCUMENT];
}

G_END_DECLS
