/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The documents that a model's vectors put near a question, with the passage that is nearest. */
typedef struct _BhdNear BhdNear;

typedef struct
{
  double share;     /* 1: nobody is nearer; 0: as far as the farthest that was looked at */
  char *passage_id; /* GRefString */
} BhdNearest;

/* @hits: (nullable) of BhdVectorHit, best first.  Returns: (transfer full) (nullable): NULL where
 * there are none */
BhdNear *bhd_near_new (const GArray *hits);
void bhd_near_free (BhdNear *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdNear, bhd_near_free)

/* @self: (nullable).  Returns: (nullable): NULL where the document is not near */
const BhdNearest *bhd_near_find (const BhdNear *self, const char *document_id);

/* Returns: (transfer container): of document ids */
GList *bhd_near_documents (const BhdNear *self);

G_END_DECLS
