/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-person.h"

G_BEGIN_DECLS

/* Somebody has come (@here), has gone, or calls themselves something else.  The roster's lock is
 * held: nothing of the roster may be called. */
typedef void (*BhdRosterFunc) (const char *organization_id,
                               const char *operator_id,
                               gboolean here,
                               BhAttendance status,
                               gpointer data);

/* Who listens: how many sockets, and which operators of which organisation.  Any thread. */
typedef struct
{
  int count; /* atomic: sockets */
  GMutex lock;
  GHashTable *organizations; /* id → GHashTable of operator id → place */
  BhdRosterFunc tell;        /* (nullable) */
  gpointer tell_data;
} BhdRoster;

/* A long poll comes and goes; who polls is there until this long after the last one. */
#define BHD_ROSTER_LINGER (30 * G_USEC_PER_SEC)

void bhd_roster_init (BhdRoster *self, BhdRosterFunc tell, gpointer data);
void bhd_roster_clear (BhdRoster *self);
void bhd_roster_silence (BhdRoster *self); /* nobody is told of anything from now on */

/* One socket; @operator_id is NULL for visitors, @status what the operator has chosen. */
void bhd_roster_enter (BhdRoster *self,
                       const char *organization_id,
                       const char *operator_id,
                       BhAttendance status,
                       gint64 now_us);

/* @linger_us: until when the operator counts as there all the same; 0: not at all.  Returns: when
 * bhd_roster_sweep() has to be called, 0: never. */
gint64 bhd_roster_leave (BhdRoster *self,
                         const char *organization_id,
                         const char *operator_id,
                         gint64 linger_us,
                         gint64 now_us);

/* Lets go of those who have lingered long enough.  Returns: when there is somebody else to let go,
 * 0: nobody lingers. */
gint64 bhd_roster_sweep (BhdRoster *self, gint64 now_us);

/* The operator, who may be there or not, has chosen another one. */
void bhd_roster_set_status (BhdRoster *self,
                            const char *organization_id,
                            const char *operator_id,
                            BhAttendance status,
                            gint64 now_us);

/* Returns: (transfer full): ids of the operators who are there, each once. */
char **bhd_roster_list (BhdRoster *self, const char *organization_id, gint64 now_us);

/* Returns: since when the operator has been there; 0: is not. */
gint64 bhd_roster_since (BhdRoster *self,
                         const char *organization_id,
                         const char *operator_id,
                         gint64 now_us);

G_END_DECLS
