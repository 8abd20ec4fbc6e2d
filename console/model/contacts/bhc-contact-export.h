/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

G_BEGIN_DECLS

/* Everything the daemon knows of a contact, into @file, as one JSON document.  Errors: what the
 * daemon or the file system said. */
void bhc_contact_export_async (BhcDesk *desk,
                               const char *contact,
                               GFile *file,
                               GAsyncReadyCallback callback,
                               gpointer data);
gboolean bhc_contact_export_finish (BhcDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
