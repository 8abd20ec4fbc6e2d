/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/knowledge/bhc-uploads.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The files on their way, each with how far it is and what can be done; nothing at all while there
 * are none. */
#define BHC_TYPE_UPLOAD_LIST (bhc_upload_list_get_type ())
G_DECLARE_FINAL_TYPE (BhcUploadList, bhc_upload_list, BHC, UPLOAD_LIST, AdwBin)

void bhc_upload_list_set_uploads (BhcUploadList *self, BhcUploads *uploads);

G_END_DECLS
