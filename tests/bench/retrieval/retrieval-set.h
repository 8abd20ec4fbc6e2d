/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A knowledge base with questions and who answers them, as a folder holds it: docs.tsv (id, group,
 * title, body) and queries.dev.tsv (id, groups that answer or “-”, text); queries.tsv (kind, group,
 * string that the answer holds, text) where there are such strings.  A group is an article, or an
 * entry of questions and answers. */
typedef struct
{
  char *id;
  char *group;
  char *title;
  char *body; /* "" in a set of phrasings */
} RetrievalDoc;

typedef struct
{
  char *id;
  char **groups; /* empty: nobody can answer */
  char *text;
  char *holds; /* (nullable) what the answer must hold */
} RetrievalQuery;

void retrieval_query_free (RetrievalQuery *self);

typedef struct
{
  char *name;
  GPtrArray *docs;    /* of RetrievalDoc, those of a group beside each other */
  GPtrArray *queries; /* of RetrievalQuery */
  gboolean phrasings; /* docs have titles only: ways to ask for a group */
} RetrievalSet;

/* Ends the program where the folder does not hold such a set. */
RetrievalSet *retrieval_set_read (const char *folder);
void retrieval_set_free (RetrievalSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetrievalSet, retrieval_set_free)

G_END_DECLS
