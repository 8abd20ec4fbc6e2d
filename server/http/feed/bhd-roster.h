/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who listens: how many sockets, and which operators of which organisation.  Any thread. */
typedef struct
{
  int count; /* atomic: sockets */
  GMutex lock;
  GHashTable *organizations; /* id → GHashTable of operator id → place */
} BhdRoster;

/* A long poll comes and goes; who polls is there until this long after the last one. */
#define BHD_ROSTER_LINGER (30 * G_USEC_PER_SEC)

void bhd_roster_init (BhdRoster *self);
void bhd_roster_clear (BhdRoster *self);

/* One socket; @operator_id is NULL for visitors. */
void bhd_roster_enter (BhdRoster *self, const char *organization_id, const char *operator_id);

/* @linger_us: until when the operator counts as there all the same; 0: not at all. */
void bhd_roster_leave (BhdRoster *self,
                       const char *organization_id,
                       const char *operator_id,
                       gint64 linger_us);

/* Returns: (transfer full): ids of the operators who are there, each once. */
char **bhd_roster_list (BhdRoster *self, const char *organization_id, gint64 now_us);

G_END_DECLS
