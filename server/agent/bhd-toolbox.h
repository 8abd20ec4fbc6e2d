/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/ai/bh-run-detail.h"
#include "server/desk/bhd-runs.h"
#include "server/knowledge/bhd-index.h"

G_BEGIN_DECLS

/* Whoever thinks up an answer acts through this alone.  What it wants takes effect when the run
 * ends, in the desk's one transaction.  Belongs to one run and one thread; all it was asked is
 * kept in the run's detail. */
typedef struct _BhdToolbox BhdToolbox;

/* A question as a model sees it. */
typedef struct
{
  float *numbers;
  guint dimension;
  char *model;
} BhdVector;

void bhd_vector_free (BhdVector *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdVector, bhd_vector_free)

/* Returns: (transfer full) (nullable): NULL where there is no vector, whatever the reason. */
typedef BhdVector *(*BhdVectorFunc) (const char *question, gpointer data);

BhdToolbox *bhd_toolbox_new (BhdIndex *index, const char *organization_id);
void bhd_toolbox_free (BhdToolbox *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdToolbox, bhd_toolbox_free)

void bhd_toolbox_set_vectors (BhdToolbox *self, BhdVectorFunc func, gpointer data);

/* Best first.  @category: (nullable).  Returns: (transfer full): of BhdHit; the first of @limit. */
GPtrArray *bhd_toolbox_search (BhdToolbox *self, const char *question, const char *category);
GPtrArray *bhd_toolbox_search_more (BhdToolbox *self, const char *question, guint limit);

/* Each tells how the run is to end; strings are copied.  @priority: (nullable) */
void bhd_toolbox_escalate (BhdToolbox *self,
                           const char *reason,
                           const char *priority,
                           const char *summary);
void bhd_toolbox_resolve (BhdToolbox *self);
void bhd_toolbox_report_gap (BhdToolbox *self, const char *question);

/* What is being said rests on this passage; twice is once. */
void bhd_toolbox_cite (BhdToolbox *self, const BhdPassage *passage, const char *quote);

/* Buttons below what is said: a JSON object, as BhMessage.extra. */
void bhd_toolbox_set_extra (BhdToolbox *self, const char *extra);

/* Whoever wanted all this has failed: forgets it, but keeps what was searched. */
void bhd_toolbox_reset (BhdToolbox *self);

BhdRunEnd bhd_toolbox_end (BhdToolbox *self);
BhRunDetail *bhd_toolbox_detail (BhdToolbox *self); /* (transfer none): the run's, to be added to */
double bhd_toolbox_best (BhdToolbox *self);         /* the best score of all searches */

/* Fills end, gap, reason, priority, summary, sources, extra and confidence; the strings live as
 * long as the toolbox. */
void bhd_toolbox_fill (BhdToolbox *self, BhdRunResult *result);

/* Returns: (transfer full): the detail as JSON */
char *bhd_toolbox_describe (BhdToolbox *self);

G_END_DECLS
