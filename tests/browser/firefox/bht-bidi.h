/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/browser/bht-quote.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* WebDriver BiDi over a WebSocket: how browsers other than Chromium are driven. */
typedef struct _BhtBidi BhtBidi;

typedef void (*BhtBidiEvent) (const char *method, JsonObject *params, gpointer data);

/* Turns the main context until it is connected. */
BhtBidi *bht_bidi_new (const char *address, BhtBidiEvent event, gpointer data, GError **error);
void bht_bidi_free (BhtBidi *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhtBidi, bht_bidi_free)

/* Says it and does not wait: the answer is dropped. */
void bht_bidi_say (BhtBidi *self, const char *method, const char *params);

/* Turns the main context until the answer is there.  @params is JSON with its braces, formatted;
 * texts in it go through bht_quote().  Returns: (transfer full), or NULL with @error set. */
JsonObject *
bht_bidi_call (BhtBidi *self, GError **error, const char *method, const char *params, ...)
    G_GNUC_PRINTF (4, 5);

/* A value as BiDi describes it, as plain JSON; what JSON does not know is null. */
JsonNode *bht_bidi_to_json (JsonObject *value);

G_END_DECLS
