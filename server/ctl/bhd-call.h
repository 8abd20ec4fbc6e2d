/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One call to the daemon through its Unix socket.  @json: the body (nullable).  Blocks.
 * Returns: (transfer full): the answer's JSON, "" for none; NULL with the daemon's own sentence, or
 * BH_ERROR_OFFLINE where no daemon listens. */
char *bhd_call (const char *socket,
                const char *method,
                const char *path,
                const char *json,
                GError **error);

/* The same with raw bytes. */
char *bhd_call_bytes (const char *socket,
                      const char *method,
                      const char *path,
                      GBytes *bytes,
                      GError **error);

G_END_DECLS
