/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/browser/bht-quote.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The DevTools protocol over the browser's debugging pipe: messages of JSON, each ended by a NUL.
 */
typedef struct _BhtWire BhtWire;

typedef void (*BhtWireEvent) (const char *session,
                              const char *method,
                              JsonObject *params,
                              gpointer data);

/* Owns both descriptors. */
BhtWire *bht_wire_new (int read_fd, int write_fd, BhtWireEvent event, gpointer data);
void bht_wire_free (BhtWire *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhtWire, bht_wire_free)

/* Says it and does not wait: the answer is dropped. */
void bht_wire_say (BhtWire *self, const char *session, const char *method, const char *params);

/* Turns the main context until the answer is there.  @params is JSON with its braces, formatted;
 * texts in it go through bht_quote().  Returns: (transfer full), or NULL with @error set. */
JsonObject *bht_wire_call (BhtWire *self,
                           const char *session,
                           GError **error,
                           const char *method,
                           const char *params,
                           ...) G_GNUC_PRINTF (5, 6);

G_END_DECLS
