/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/media/bh-attachment.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The files of conversations: where they are on this machine, fetched when somebody looks, and how
 * a new one gets ready to be sent.  Nothing here blocks. */
#define BHC_TYPE_FILES (bhc_files_get_type ())
G_DECLARE_FINAL_TYPE (BhcFiles, bhc_files, BHC, FILES, GObject)

/* Returns: (transfer full): the file, named as it was sent */
void bhc_files_fetch_async (BhcFiles *self,
                            const BhAttachment *attachment,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
GFile *bhc_files_fetch_finish (BhcFiles *self, GAsyncResult *result, GError **error);

/* Copies @file to where it waits to be sent, whatever becomes of the original.
 * Returns: (transfer full): what it is; BH_ERROR with a sentence for a person where it cannot be
 * sent */
void
bhc_files_take_async (BhcFiles *self, GFile *file, GAsyncReadyCallback callback, gpointer data);

/* The same with @bytes that have no file. */
void bhc_files_take_bytes_async (BhcFiles *self,
                                 const char *name,
                                 GBytes *bytes,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
BhAttachment *bhc_files_take_finish (BhcFiles *self, GAsyncResult *result, GError **error);

/* One that was taken will not be sent. */
void bhc_files_drop (BhcFiles *self, const BhAttachment *attachment);

/* How far the files of a message have come, 0 to 1; told by "progress" (const char *message). */
double bhc_files_get_progress (BhcFiles *self, const char *message);

/* The pictures of operators: by the operator's id the hash (empty: there is none; NULL: nobody has
 * said), by the hash the file (ended by bhc_files_fetch_finish()).  Told by "faces-changed". */
const char *bhc_files_get_face (BhcFiles *self, const char *operator_id);
void bhc_files_note_face (BhcFiles *self, const char *operator_id, const char *hash);
void bhc_files_fetch_face_async (BhcFiles *self,
                                 const char *hash,
                                 GAsyncReadyCallback callback,
                                 gpointer data);

/* What an outbox keeps of files.  @list: of BhAttachment.  Returns: (transfer full) (nullable): an
 * “extra” */
char *bhc_files_write (GPtrArray *list);

G_END_DECLS
