/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The real daemon as a process of its own, with a state directory and a port that stay the same
 * when it is killed and started again.  Everything here blocks and fails the test where something
 * is wrong. */
typedef struct _BhtBellhopd BhtBellhopd;

/* @settings: NULL-terminated “BELLHOP_NAME=value” (nullable).  Running when it returns. */
BhtBellhopd *bht_bellhopd_new (const char *const *settings);
void bht_bellhopd_free (BhtBellhopd *self); /* stops it, removes its directory */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhtBellhopd, bht_bellhopd_free)

void bht_bellhopd_start (BhtBellhopd *self);    /* and waits until it answers */
void bht_bellhopd_kill (BhtBellhopd *self);     /* SIGKILL: no last words */
int bht_bellhopd_terminate (BhtBellhopd *self); /* SIGTERM; its exit status */
GPid bht_bellhopd_pid (BhtBellhopd *self);
const char *bht_bellhopd_url (BhtBellhopd *self); /* “http://127.0.0.1:40123” */
const char *bht_bellhopd_dir (BhtBellhopd *self);

/* Runs bellhopctl with the words of @command (split at blanks; quotes count) and @input on its
 * standard input (nullable). */
void bht_bellhopd_ctl (BhtBellhopd *self, const char *input, const char *command);

/* The same, whatever comes of it.  @output, @errors: (out) (optional).  Returns: the exit status.
 */
int bht_bellhopd_try_ctl (BhtBellhopd *self,
                          const char *input,
                          const char *command,
                          char **output,
                          char **errors);

/* An organisation “demo” with its operator mia@example.org, and a token of hers. */
char *bht_bellhopd_furnish (BhtBellhopd *self);
#define BHT_PASSWORD "correct horse battery"

G_END_DECLS
