/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The files that documents were read from, each under the SHA-256 of its bytes, each organisation's
 * in a directory of its own: what two of them have in common is there twice.  A blob is whole or
 * not there, whenever the machine stops.  Any thread but fronts and the writer: it writes files. */
typedef struct _BhdBlobs BhdBlobs;

/* @state_dir: below it is blobs/.  Forgets what was being written when the machine stopped. */
BhdBlobs *bhd_blobs_new (const char *state_dir, GError **error);
void bhd_blobs_free (BhdBlobs *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdBlobs, bhd_blobs_free)

/* A blob and the row that refers to it are two things.  Whoever adds one holds this from before
 * adding until the row is committed; whoever removes one, from looking for rows until it is gone.
 */
void bhd_blobs_lock (BhdBlobs *self);
void bhd_blobs_unlock (BhdBlobs *self);

/* Keeps @bytes.  Returns: (transfer full): their hash. */
char *bhd_blobs_add (BhdBlobs *self, const char *organization_id, GBytes *bytes, GError **error);

/* Keeps the file @path, whose bytes are on the disk and have @hash, under a second name. */
gboolean bhd_blobs_adopt (BhdBlobs *self,
                          const char *organization_id,
                          const char *hash,
                          const char *path,
                          GError **error);

/* Returns: an open file to read; -1 with BH_ERROR_NOT_FOUND where there is no such blob. */
int bhd_blobs_open (BhdBlobs *self, const char *organization_id, const char *hash, GError **error);

/* One that is not there is removed already. */
gboolean
bhd_blobs_remove (BhdBlobs *self, const char *organization_id, const char *hash, GError **error);

/* Calls @func for each blob there is. */
typedef void (*BhdBlobFunc) (const char *organization_id, const char *hash, gpointer data);
void bhd_blobs_each (BhdBlobs *self, BhdBlobFunc func, gpointer data);

G_END_DECLS
