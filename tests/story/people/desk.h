/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"

G_BEGIN_DECLS

/* Operators without a window: their deeds come over the same interface as those of a console.
 * Whatever waits fails the test where it waits in vain. */

/* @name in small letters: name@example.org.  @id: (out) (optional) (transfer full): theirs.
 * Returns: (transfer full): a client that is signed in as them */
BhtApi *desk_sign_in (BhtBellhopd *daemon, const char *name, char **id);

/* The same for an agent who begins today: “Sam” is sam@example.org. */
BhtApi *desk_hire (BhtBellhopd *daemon, const char *name, char **id);

/* @json: formatted like printf(); the answer has to be a success. */
void desk_ask (BhtApi *api, const char *method, const char *path, const char *json, ...)
    G_GNUC_PRINTF (4, 5);

/* Makes a label.  Returns: (transfer full): its id */
char *desk_add_label (BhtApi *api, const char *name, const char *color);

/* Until what the daemon answers to GET @path holds @words. */
void desk_await (BhtApi *api, const char *path, const char *words);
void desk_await_no (BhtApi *api, const char *path, const char *words);

G_END_DECLS
