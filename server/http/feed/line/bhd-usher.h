/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-store.h"

G_BEGIN_DECLS

/* Tells those who wait for a person where they stand when the line has changed: a thread that reads
 * each line once, however many changes came meanwhile. */
typedef struct _BhdUsher BhdUsher;

/* On the usher's thread. */
typedef void (*BhdUsherFunc) (const char *organization_id,
                              const char *contact_id,
                              const char *conversation_id,
                              gint64 position,
                              gpointer data);

BhdUsher *bhd_usher_new (BhdStore *store, BhdUsherFunc tell, gpointer data);
void bhd_usher_free (BhdUsher *self); /* waits for the line in hand */

/* Any thread; does not wait. */
void bhd_usher_call (BhdUsher *self, const char *organization_id);

G_END_DECLS
