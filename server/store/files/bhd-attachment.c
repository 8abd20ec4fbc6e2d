/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/files/bhd-attachment.h"

BhdAttachment *
bhd_attachment_new_take (BhdAttachment *fields)
{
  return g_memdup2 (fields, sizeof *fields);
}

void
bhd_attachment_free (BhdAttachment *self)
{
  g_free (self->organization_id);
  g_free (self->id);
  g_free (self->conversation_id);
  g_free (self->canned_id);
  g_free (self->sender_id);
  g_free (self->message_id);
  g_free (self->name);
  g_free (self->blob_hash);
  g_free (self->media_type);
  g_free (self);
}
