/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which feed threads follow which organisation, so that news nobody waits for are neither encoded
 * nor wake a thread.  A thread enters an organisation before it reads the log's end: what a
 * publisher keeps from it before that, it reads.  Any thread. */
typedef struct
{
  GMutex lock;
  GHashTable *threads; /* organisation id → bits */
} BhdRegistry;

#define BHD_REGISTRY_MAX_THREADS 32

void bhd_registry_init (BhdRegistry *self);
void bhd_registry_clear (BhdRegistry *self);
void bhd_registry_enter (BhdRegistry *self, const char *organization_id, guint thread);
void bhd_registry_leave (BhdRegistry *self, const char *organization_id, guint thread);
guint32 bhd_registry_look_up (BhdRegistry *self, const char *organization_id); /* bits */

G_END_DECLS
