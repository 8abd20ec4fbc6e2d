/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/media/bh-attachment.h"
#include "console/model/bhc-desk.h"

G_BEGIN_DECLS

/* Sends @file to where @path takes uploads (“/v1/desk/canned/ID/uploads”), piece by piece, under
 * the id of @attachment.  Errors are the daemon's, BH_ERROR_CONFLICT where the file has changed. */
void bhc_file_upload_async (BhcDesk *desk,
                            const char *path,
                            const BhAttachment *attachment,
                            GFile *file,
                            GAsyncReadyCallback callback,
                            gpointer data);
gboolean bhc_file_upload_finish (BhcDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
