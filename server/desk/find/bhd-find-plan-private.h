/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/find/bh-find-query.h"
#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/find/bhd-find-rows.h"

G_BEGIN_DECLS

/* What a search asks of messages, with the names in it looked up. */
typedef struct
{
  BhdFindFilter filter; /* its strings are below */
  char *match;
  char *nearby;
  GString *wanted[BHD_FIND_N_BY];   /* (nullable) */
  GString *unwanted[BHD_FIND_N_BY]; /* (nullable) */
} BhdFindPlan;

BhdFindPlan *bhd_find_plan_new (BhdTurn *turn,
                                const BhdCaller *
                                operator,
                                const BhFindQuery * query,
                                GError **error);
void bhd_find_plan_free (BhdFindPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdFindPlan, bhd_find_plan_free)

G_END_DECLS
