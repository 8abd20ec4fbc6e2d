/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-store.h"

G_BEGIN_DECLS

/* How far the embedder has come with one organisation, and what it asks the store about it.  Each
 * call is a transaction of its own and blocks. */
typedef struct
{
  char *organization_id;
  char *model;       /* (nullable) as the settings say */
  char *document_id; /* the passage after which to look on */
  gint64 position;
  guint batch;
  guint failures; /* one after the other */
  gint64 not_before_us;
  gboolean open;  /* passages may be left behind the place */
  gboolean stale; /* vectors of other models may be left */
  gint64 done;    /* this and @total: under the embedder's mutex */
  gint64 total;
} BhdCourse;

#define BHD_COURSE_PORTION 500 /* vectors that one transaction drops */

BhdCourse *bhd_course_new (const char *organization_id, guint batch);
void bhd_course_free (BhdCourse *self);

/* The place goes to the beginning, or behind @passages (of BhdBarePassage, one at least). */
void bhd_course_restart (BhdCourse *self);
void bhd_course_pass (BhdCourse *self, const GPtrArray *passages);

/* What the settings and the tables say now.  @model: (out) (transfer full) (nullable) */
gboolean bhd_course_look (const BhdCourse *self,
                          BhdStore *store,
                          char **model,
                          gint64 *done,
                          gint64 *total,
                          GError **error);

/* As bhd_vector_rows_drop_others(), a portion.  Returns: how many went, -1 with @error set. */
int
bhd_course_drop_others (const BhdCourse *self, BhdStore *store, guint dimension, GError **error);

/* The next batch.  Returns: (transfer full): of BhdBarePassage */
GPtrArray *bhd_course_missing (const BhdCourse *self, BhdStore *store, GError **error);

/* @vectors: of BhdPassageVector. */
gboolean
bhd_course_put (const BhdCourse *self, BhdStore *store, const GPtrArray *vectors, GError **error);

G_END_DECLS
