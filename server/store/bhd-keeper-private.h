/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* The thread that looks after the file, on a connection of its own: after the start it reads every
 * page for damage, later it carries the write-ahead log over into the database whenever the log has
 * grown. */
typedef struct _BhdKeeper BhdKeeper;

BhdKeeper *bhd_keeper_new (const char *path, GError **error);

/* The writer says so after each transaction.  @db: the writer's connection. */
void bhd_keeper_after_commit (BhdKeeper *self, BhDb *db);

void bhd_keeper_free (BhdKeeper *self); /* after the writer has stopped */

G_END_DECLS
