/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "common/find/bh-find-query.h"
#include "console/client/cache/find/bhc-find-record.h"

G_BEGIN_DECLS

/* What can be asked of a message and its conversation, each for any of some words. */
typedef enum
{
  BHC_FIND_BY_AUTHOR, /* “visitor”, “ai”, “operator”, or an id */
  BHC_FIND_BY_STATUS,
  BHC_FIND_BY_ASSIGNEE, /* an id, or “none” */
  BHC_FIND_BY_TEAM,     /* an id, or “none” */
  BHC_FIND_BY_CHANNEL,
  BHC_FIND_BY_PRIORITY,
  BHC_FIND_BY_CONTACT, /* an id */
  BHC_FIND_BY_LABEL,   /* an id */
  BHC_FIND_BY_HAVING,  /* “attachment”, “note”, “csat” */
  BHC_FIND_N_BY,
} BhcFindBy;

/* What a search asks, with the names in it looked up as the daemon does. */
typedef struct
{
  BhFindQuery *query;
  char *match;                         /* (nullable): no words; for FTS5 */
  GHashTable *wanted[BHC_FIND_N_BY];   /* (nullable): any; else a set of words */
  GHashTable *unwanted[BHC_FIND_N_BY]; /* (nullable): none; the same */
  gint64 from_us, before_us;
} BhcFindPlan;

/* @query: (transfer full).  @me: who searches. */
BhcFindPlan *bhc_find_plan_new (BhDb *index, const char *me, BhFindQuery *query, GError **error);
void bhc_find_plan_free (BhcFindPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhcFindPlan, bhc_find_plan_free)

/* Whether it asks nothing of conversations, so that they need not be looked at. */
gboolean bhc_find_plan_takes_any_case (const BhcFindPlan *self);

/* The two halves of fitting: what is asked of the conversation, and of the message in it. */
gboolean bhc_find_plan_fits_case (const BhcFindPlan *self, const BhcFindCase *facts);
gboolean
bhc_find_plan_fits_saying (const BhcFindPlan *self, const BhcFindSaying *saying, gboolean rated);

G_END_DECLS
