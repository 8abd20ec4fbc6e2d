/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The files that go with the next message: each with its name, its size and a way to take it out
 * again; what cannot be sent is said with its name.
 *
 * Signal "changed". */
#define BHC_TYPE_FILE_TRAY (bhc_file_tray_get_type ())
G_DECLARE_FINAL_TYPE (BhcFileTray, bhc_file_tray, BHC, FILE_TRAY, AdwBin)

#define BHC_FILE_TRAY_MAX 5

void bhc_file_tray_set_files (BhcFileTray *self, BhcFiles *files); /* (nullable) */
void bhc_file_tray_add (BhcFileTray *self, GFile *file);
void bhc_file_tray_add_list (BhcFileTray *self, GSList *files); /* of GFile */
void bhc_file_tray_add_texture (BhcFileTray *self, GdkTexture *texture);
void bhc_file_tray_choose (BhcFileTray *self); /* opens a dialogue */

guint bhc_file_tray_count (BhcFileTray *self);
gboolean bhc_file_tray_is_ready (BhcFileTray *self); /* none is being read */

/* Returns: (transfer full): of BhAttachment; the tray is empty afterwards, and nothing is deleted
 */
GPtrArray *bhc_file_tray_steal (BhcFileTray *self);
GPtrArray *bhc_file_tray_copy (BhcFileTray *self); /* (transfer full): copies of what is there */

/* Fetches files from the desk and adds them.  @files: records (aa{sv}): id, name, media_type,
 * size. */
void bhc_file_tray_fetch (BhcFileTray *self, GVariant *files);
void bhc_file_tray_restore (BhcFileTray *self, GPtrArray *list); /* (nullable): an empty one */
void bhc_file_tray_clear (BhcFileTray *self);                    /* they will not be sent */

G_END_DECLS
