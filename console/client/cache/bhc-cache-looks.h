/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/cache/bhc-cache.h"

G_BEGIN_DECLS

/* Which views a conversation is in stands beside it.  When what a view asks for changes, all are
 * looked at anew: newest first, a few hundred in a transaction, so that nothing else has to wait
 * long; what has not been looked at when the console closes is when it is opened again. */

/* Goes on where there is something left to look at. */
void bhc_cache_look_on (BhcCache *self);

/* Looks anew from the top, by what the lens says now; inside a job. */
gboolean bhc_write_look_anew (BhcWrite *self, GError **error);

/* Takes from views that ask for the last days what has become too old. */
void bhc_cache_age (BhcCache *self);

/* What a filter lets through that is no saved view: newest first, in pieces. */
typedef struct
{
  GArray *through; /* of BhcPlace */
  BhcPlace below;  /* from where to read on */
  gboolean end;    /* there is nothing below */
} BhcSifted;

void bhc_sifted_free (BhcSifted *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhcSifted, bhc_sifted_free)

/* @below: (nullable) begins. */
void bhc_cache_sift_async (BhcCache *self,
                           const BhcFilter *filter,
                           const BhcPlace *below,
                           GAsyncReadyCallback callback,
                           gpointer data);
BhcSifted *bhc_cache_sift_finish (BhcCache *self, GAsyncResult *result, GError **error);

G_END_DECLS
