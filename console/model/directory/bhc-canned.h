/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A reply that is ready.  Properties: "id", "shortcut", "title", "body" (with its {{…}}), "shared",
 * "attachments" (a GVariant of records: id, name, media_type, size; nullable), "updated-us". */
#define BHC_TYPE_CANNED (bhc_canned_get_type ())
G_DECLARE_FINAL_TYPE (BhcCanned, bhc_canned, BHC, CANNED, GObject)

const char *bhc_canned_get_id (BhcCanned *self);
const char *bhc_canned_get_shortcut (BhcCanned *self);
const char *bhc_canned_get_title (BhcCanned *self);
const char *bhc_canned_get_body (BhcCanned *self);
GVariant *bhc_canned_get_attachments (BhcCanned *self); /* (transfer none) (nullable): aa{sv} */

G_END_DECLS
