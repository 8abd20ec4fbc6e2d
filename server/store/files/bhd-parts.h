/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-upload.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The bytes of uploads, as far as they have come.  Any thread but fronts and the writer. */
typedef struct _BhdParts BhdParts;

/* @state_dir: below it is uploads/. */
BhdParts *bhd_parts_new (const char *state_dir, GError **error);
void bhd_parts_free (BhdParts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdParts, bhd_parts_free)

/* One at a time writes, finishes or removes the part of an upload. */
void bhd_parts_lock (BhdParts *self, const char *upload_id);
void bhd_parts_unlock (BhdParts *self, const char *upload_id);

/* They are on the disk when this returns. */
gboolean bhd_parts_write (BhdParts *self,
                          const BhdUpload *upload,
                          gint64 offset,
                          GBytes *bytes,
                          GError **error);

gint64 bhd_parts_size (BhdParts *self, const BhdUpload *upload); /* 0 where there is none */

/* Reads it all.  Returns: (transfer full): its SHA-256. */
char *bhd_parts_hash (BhdParts *self, const BhdUpload *upload, GError **error);

/* Returns: (transfer full): its first bytes, at most @max. */
GBytes *bhd_parts_head (BhdParts *self, const BhdUpload *upload, gsize max, GError **error);
char *bhd_parts_path (BhdParts *self, const BhdUpload *upload); /* (transfer full) */
void bhd_parts_remove (BhdParts *self, const char *organization_id, const char *upload_id);

/* Calls @func for each part there is. */
typedef void (*BhdPartFunc) (const char *organization_id, const char *upload_id, gpointer data);
void bhd_parts_each (BhdParts *self, BhdPartFunc func, gpointer data);

G_END_DECLS
