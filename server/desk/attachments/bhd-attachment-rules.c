/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/attachments/bhd-attachment-rules.h"

#include "common/media/bh-media.h"
#include "server/desk/attachments/bhd-attachments.h"

void
bhd_attachment_rules_free (BhdAttachmentRules *self)
{
  g_strfreev (self->extensions);
  g_free (self);
}

BhdAttachmentRules *
bhd_attachment_rules_find (BhdTurn *turn, const char *organization_id, GError **error)
{
  BhdAttachmentRules *self = g_new0 (BhdAttachmentRules, 1);

  self->enabled = TRUE;
  self->max_size = BHD_ATTACHMENT_MAX_SIZE;
  self->extensions = bh_media_extensions ();
  return self;
}

gboolean
bhd_attachment_rules_takes (const BhdAttachmentRules *self, const char *file_name)
{
  g_autofree char *extension = g_ascii_strdown (bh_media_extension (file_name), -1);

  return g_strv_contains ((const char *const *) self->extensions, extension);
}
