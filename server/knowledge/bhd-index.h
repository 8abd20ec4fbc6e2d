/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/knowledge/bhd-documents.h"
#include "server/knowledge/vectors/bhd-vectors.h"

G_BEGIN_DECLS

/* The searchable form of every organisation's passages and phrasings: derived data in memory,
 * rebuilt from the store.  The one seam between the agent and however passages are found.  Any
 * thread; searches of one organisation run beside each other, a change waits for those under way.
 */
typedef struct _BhdIndex BhdIndex;

/* What is looked for; all strings are the caller's. */
typedef struct
{
  const char *organization_id;
  const char *question;
  const char *category; /* (nullable) only in documents of this category */
  guint limit;
  const float *vector; /* (nullable) the question as @model sees it, @dimension numbers */
  guint dimension;
  const char *model;
} BhdSearch;

/* A passage (which names its document), how sure the index is of it, and what speaks for it: the
 * parts are 0 to 1 each, comparable between the hits of one search. */
typedef struct
{
  BhdPassage *passage;
  double score;    /* 0 to 1: how probable it is that this answers; means the same everywhere */
  double lexical;  /* words of the question that the passage holds */
  double phrasing; /* likeness to a title, a heading or a phrasing */
  double words;    /* words of like meaning */
  double dense;    /* likeness of the vectors of a model */
  char *matched;   /* (nullable) the title, heading or phrasing that is most like the question */
} BhdHit;

/* Three bands: answer from SURE on, “did you mean” from LIKELY on, a person below. */
#define BHD_INDEX_SURE 0.5 /* an answer is more likely right than wrong */
#define BHD_INDEX_LIKELY 0.3

BhdIndex *bhd_index_new (void);

/* Where the vectors of models are looked up for searches that bring one; before the first search,
 * and it outlives the index.  Such a search may wait for the store. */
void bhd_index_set_vectors (BhdIndex *self, BhdVectors *vectors);

void bhd_index_free (BhdIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdIndex, bhd_index_free)

/* Replaces what is known of the document's text; no passages removes it with its phrasings and
 * category.  @passages: of BhdPassage, (transfer none). */
void bhd_index_put (BhdIndex *self,
                    const char *organization_id,
                    const char *document_id,
                    GPtrArray *passages);

/* Replaces the approved phrasings of a document: questions that it answers, in visitors' words.
 * Found from now on, once the document has passages.  @phrasings: (nullable), NULL-terminated. */
void bhd_index_put_phrasings (BhdIndex *self,
                              const char *organization_id,
                              const char *document_id,
                              const char *const *phrasings);

/* The category that BhdSearch.category is compared with.  @category: (nullable) */
void bhd_index_put_category (BhdIndex *self,
                             const char *organization_id,
                             const char *document_id,
                             const char *category);

/* Best first, at most one search's limit; several passages of a document may be among them.
 * Returns: (transfer full): of BhdHit; empty where nothing fits. */
GPtrArray *bhd_index_search (BhdIndex *self, const BhdSearch *search);

/* Somebody judged an answer that was given with @score: the organisation's scores move towards
 * what would have been true, the less the more has been judged, by 1.5 in the logit at most (see
 * bhd-calibration.h).  Kept in memory: who keeps judgements, repeats them at start. */
void bhd_index_judge (BhdIndex *self, const char *organization_id, double score, gboolean right);

/* Waits until everything that is learnt in the background has been.  For tests and judges. */
void bhd_index_settle (BhdIndex *self);

G_END_DECLS
