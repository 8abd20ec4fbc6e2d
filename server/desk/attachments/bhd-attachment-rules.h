/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* Which files an organisation takes. */
typedef struct
{
  gboolean enabled; /* by visitors */
  gint64 max_size;
  char **extensions; /* lower case, without dots */
} BhdAttachmentRules;

void bhd_attachment_rules_free (BhdAttachmentRules *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdAttachmentRules, bhd_attachment_rules_free)

/* Returns: (transfer full): NULL with @error set. */
BhdAttachmentRules *
bhd_attachment_rules_find (BhdTurn *turn, const char *organization_id, GError **error);

gboolean bhd_attachment_rules_takes (const BhdAttachmentRules *self, const char *file_name);

G_END_DECLS
