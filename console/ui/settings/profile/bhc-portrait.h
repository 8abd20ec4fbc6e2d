/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Makes of any picture one that visitors may be shown: upright, a square from its middle, small,
 * and without what cameras write into theirs. */

#define BHC_PORTRAIT_SIDE 512              /* pixels, at most */
#define BHC_PORTRAIT_MAX_SIZE (512 * 1024) /* bytes: more is not taken */

/* On another thread.  Returns: (transfer full): a JPEG, or a PNG where it can be seen through;
 * fails with a sentence for a person. */
void bhc_portrait_make_async (GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
GBytes *bhc_portrait_make_finish (GFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
