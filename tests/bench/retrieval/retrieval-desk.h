/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/bench/retrieval/retrieval-set.h"
#include "tests/process/bht-bellhopd.h"

G_BEGIN_DECLS

/* A daemon with a set in its knowledge base, brought in as an operator would, and the way back from
 * the daemon's documents and passages to the set's groups. */
typedef struct
{
  BhtBellhopd *daemon;
  char *token;        /* an operator's */
  GHashTable *groups; /* of documents and passages: id → GPtrArray of char * */
  guint strays; /* passages of no group: cut from the middle of one paragraph into another's */
  double import_s;
} RetrievalDesk;

RetrievalDesk *retrieval_desk_new (void); /* an empty one */
void retrieval_desk_free (RetrievalDesk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetrievalDesk, retrieval_desk_free)

/* Articles with several paragraphs of one title become one document, or with @apart as many as
 * there are groups in them; a group of phrasings becomes a document named by the first, and the
 * rest its phrasings.  Ready to be searched when it returns.
 */
void retrieval_desk_import (RetrievalDesk *self, const RetrievalSet *set, gboolean apart);

/* Puts one document.  Returns: (transfer full): its id */
char *
retrieval_desk_put (RetrievalDesk *self, const char *title, const char *format, const char *body);
void
retrieval_desk_wait (RetrievalDesk *self); /* until none waits; fails where one could not be read */

/* Adds the groups that a document or a passage belongs to. */
void retrieval_desk_add_groups (RetrievalDesk *self,
                                const char *document_id,
                                const char *passage_id,
                                GPtrArray *groups);

G_END_DECLS
