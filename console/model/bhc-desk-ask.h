/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

G_BEGIN_DECLS

/* Asks the daemon something that the cache does not hold: settings, lists, trials.  @values and the
 * answer are bags of values (a{sv}): text “s”, true “b”, a whole number “x”, another one “d”, null
 * “ms”, words “as”, whole numbers “ax”, lists of such “aas”, “aax”, records “aa{sv}”, a record
 * “a{sv}”, texts by name “a{ss}”.  @raw: members
 * that stay JSON text (nullable, NULL-terminated).  @values: (nullable), taken where it floats.
 * Errors: what the daemon said; BH_ERROR_OFFLINE where it cannot be reached. */
void bhc_desk_ask_async (BhcDesk *self,
                         const char *method,
                         const char *path,
                         GVariant *values,
                         const char *const *raw,
                         GAsyncReadyCallback callback,
                         gpointer data);

/* The same with @bytes of a media @type. */
void bhc_desk_send_async (BhcDesk *self,
                          const char *method,
                          const char *path,
                          const char *type,
                          GBytes *bytes,
                          GAsyncReadyCallback callback,
                          gpointer data);
GVariant *bhc_desk_ask_finish (BhcDesk *self, GAsyncResult *result, GError **error);

G_END_DECLS
