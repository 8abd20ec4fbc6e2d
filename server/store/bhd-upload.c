/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/bhd-upload.h"

BhdUpload *
bhd_upload_new_take (BhdUpload *fields)
{
  return g_memdup2 (fields, sizeof *fields);
}

void
bhd_upload_free (BhdUpload *self)
{
  g_free (self->organization_id);
  g_free (self->id);
  g_free (self->operator_id);
  g_free (self->title);
  g_free (self->category);
  g_free (self->file_name);
  g_free (self->format);
  g_free (self->hash);
  g_free (self);
}
