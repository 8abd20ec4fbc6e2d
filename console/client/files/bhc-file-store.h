/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/bhc-api.h"

#include "common/media/bh-attachment.h"

G_BEGIN_DECLS

/* Files of conversations on this machine, below one directory: those that were fetched, up to so
 * many bytes, the oldest going first; and those that wait to be sent.  Main thread. */
#define BHC_TYPE_FILE_STORE (bhc_file_store_get_type ())
G_DECLARE_FINAL_TYPE (BhcFileStore, bhc_file_store, BHC, FILE_STORE, GObject)

#define BHC_FILE_STORE_MAX (256 * 1024 * 1024) /* bytes of fetched files */
#define BHC_FILE_MAX (128 * 1024 * 1024)       /* of one */

BhcFileStore *bhc_file_store_new (BhcApi *api, const char *directory);

/* The file is fetched where it is not here.  Returns: (transfer full): named as it was sent */
void bhc_file_store_fetch_async (BhcFileStore *self,
                                 const BhAttachment *attachment,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
GFile *bhc_file_store_fetch_finish (BhcFileStore *self, GAsyncResult *result, GError **error);

/* The picture of an operator, by its hash, kept with the others; ended by
 * bhc_file_store_fetch_finish(). */
void bhc_file_store_fetch_face_async (BhcFileStore *self,
                                      const char *hash,
                                      GAsyncReadyCallback callback,
                                      gpointer data);
GFile *bhc_file_store_get_face (BhcFileStore *self,
                                const char *hash); /* (transfer full) (nullable): no hash */

/* Where one lies that waits to be sent, perhaps once more.  Returns: (transfer full) */
GFile *bhc_file_store_get_outgoing (BhcFileStore *self, const BhAttachment *attachment);

/* It was sent: from now on it is as if it had been fetched. */
void bhc_file_store_keep_sent (BhcFileStore *self, const BhAttachment *attachment);

/* It will not be sent. */
void bhc_file_store_drop_outgoing (BhcFileStore *self, const BhAttachment *attachment);

/* It is to be nowhere on this machine any more. */
void bhc_file_store_forget (BhcFileStore *self, const BhAttachment *attachment);

/* Everything below @directory goes. */
void bhc_file_store_remove (const char *directory);

G_END_DECLS
