/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/cache/bhc-changes.h"
#include "console/client/cache/bhc-filter.h"

G_BEGIN_DECLS

/* A saved view's place among the bits of BhcViews. */
typedef struct
{
  char *id;          /* (nullable) nobody's */
  BhcFilter *filter; /* (nullable) the same */
  GVariant *asked;   /* (nullable) what it was read from */
} BhcSlot;

/* Through what the cache looks at conversations: whose they are, and what the saved views ask for.
 * An immutable record, shared by threads. */
typedef struct
{
  char *me;
  BhcSlot slots[BHC_N_SAVED];
  BhcViews fresh; /* views that ask for something else than those of the lens before */
} BhcLens;

/* @slots: (nullable) what bhc_lens_describe() has said; @directory: (nullable). */
BhcLens *bhc_lens_new (const char *me, const char *slots, GVariant *directory);

/* The next one: who stays keeps its bit. */
BhcLens *bhc_lens_follow (const BhcLens *before, GVariant *directory);
BhcLens *bhc_lens_ref (BhcLens *self);
void bhc_lens_unref (BhcLens *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhcLens, bhc_lens_unref)

char *bhc_lens_describe (const BhcLens *self); /* which view has which bit; (transfer full) */
guint bhc_lens_find (const BhcLens *self, const char *view); /* its BhcView, or BHC_VIEW_NONE */

/* Where @conversation stands; without its row. */
BhcPlace bhc_lens_place (const BhcLens *self, const BhConversation *conversation, gint64 now_us);

G_END_DECLS
