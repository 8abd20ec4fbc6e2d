/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file on its way in. */
typedef struct
{
  char *organization_id;
  char *id;
  char *operator_id;
  char *title; /* “”: the file's own */
  char *category;
  char *file_name;
  char *format; /* the name of one of bh_formats */
  gint64 size;
  char *hash; /* SHA-256 as announced, lower-case hex */
  gint64 received;
  gint64 created_us;
  gint64 updated_us;
} BhdUpload;

BhdUpload *bhd_upload_new_take (BhdUpload *fields);
void bhd_upload_free (BhdUpload *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdUpload, bhd_upload_free)

G_END_DECLS
