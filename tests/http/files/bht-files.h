/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/http/bht-client.h"

G_BEGIN_DECLS

/* Files of conversations, over HTTP.  @side: “widget” or “desk”. */

BhtAnswer *bht_files_announce (BhtDaemon *daemon,
                               const char *side,
                               const char *token,
                               const char *conversation_id,
                               const char *id,
                               const char *name,
                               gsize size);
BhtAnswer *bht_files_put (BhtDaemon *daemon,
                          const char *side,
                          const char *token,
                          const char *id,
                          gsize offset,
                          gconstpointer bytes,
                          gsize length);

/* PUTs raw bytes anywhere. */
BhtAnswer *bht_files_put_raw (BhtDaemon *daemon,
                              const char *path,
                              const char *token,
                              gconstpointer bytes,
                              gsize length);

/* All of it; fails the test where it is refused.  Returns: (transfer full): its id. */
char *bht_files_upload (BhtDaemon *daemon,
                        const char *side,
                        const char *token,
                        const char *conversation_id,
                        const char *name,
                        gconstpointer bytes,
                        gsize length);

/* A message that takes @ids (“"id","id"”).  @kind: (nullable) */
BhtAnswer *bht_files_say (BhtDaemon *daemon,
                          const char *side,
                          const char *token,
                          const char *conversation_id,
                          const char *body,
                          const char *kind,
                          const char *ids);

/* Gives the tenant's visitor one file that is announced and one that was sent. */
void bht_files_furnish (BhtDaemon *daemon, BhtTenant *tenant);

G_END_DECLS
