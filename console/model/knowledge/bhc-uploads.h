/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/knowledge/bhc-upload.h"

G_BEGIN_DECLS

/* A GListModel of BhcUpload: the files on their way, oldest first, a few sent at once, the others
 * waiting for their turn; all of them wait while there is no connection and go on where they
 * stood.  Property: "n-open" (those that are not over).  Main thread. */
#define BHC_TYPE_UPLOADS (bhc_uploads_get_type ())
G_DECLARE_FINAL_TYPE (BhcUploads, bhc_uploads, BHC, UPLOADS, GObject)

BhcUploads *bhc_uploads_new (BhcLibrary *library);
void bhc_uploads_add (BhcUploads *self, GFile *file, const char *category /* (nullable) */);
void bhc_uploads_clear (BhcUploads *self);   /* forgets those that are over */
void bhc_uploads_abandon (BhcUploads *self); /* cancels and forgets all */
guint bhc_uploads_count_open (BhcUploads *self);

G_END_DECLS
