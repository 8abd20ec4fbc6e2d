/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/knowledge/bhc-upload.h"

G_BEGIN_DECLS

/* Looks at once whether the file can be read and by its name belongs to a format of @library, then
 * computes its hash on another thread.  @category: (nullable). */
BhcUpload *bhc_upload_new (BhcLibrary *library, GFile *file, const char *category);

/* Sends what the daemon has not got yet; only where the state is WAITING.  Goes back to it where
 * the connection is lost. */
void bhc_upload_send (BhcUpload *self);

G_END_DECLS
