/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/bhd-provider.h"

G_BEGIN_DECLS

/* What every run of an agent needs. */
typedef struct
{
  BhdStore *store;
  BhdIndex *index;
  const BhdProvider *provider;
  BhdAgentSayFunc say; /* (nullable) */
  gpointer say_data;
  gint stopping; /* atomic */
} BhdWorkplace;

/* Takes the run that is due longest, if one is, and brings it to its end.  @next_due_us: (out):
 * when the next one is due, 0 for none.  Returns: whether there was one. */
gboolean bhd_work_do_next (BhdWorkplace *place, gint64 *next_due_us);

/* What a stopped daemon left running waits again. */
void bhd_work_recover (BhdWorkplace *place);

G_END_DECLS
