/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BHC_BODY_MAX (8 * 1024 * 1024) /* bytes of an answer the console is willing to keep */

/* Reads a whole answer, but no more than BHC_BODY_MAX (BH_ERROR_TOO_LARGE). */
void bhc_body_read_async (GInputStream *stream,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);
GBytes *bhc_body_read_finish (GInputStream *stream, GAsyncResult *result, GError **error);

G_END_DECLS
