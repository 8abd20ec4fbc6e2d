/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/attachments/bhd-attachments.h"

G_BEGIN_DECLS

/* The steps of announcing a file.  @draft says its id, name and size, and whose it is to be: a
 * conversation's or a canned reply's. */

/* The same announcement again?  FALSE with @error set; else @known (out) (nullable). */
gboolean bhd_attachments_look_up (BhdTurn *turn,
                                  const BhdCaller *caller,
                                  const BhdAttachment *draft,
                                  BhdAttachment **known,
                                  GError **error);

/* Its kind and size. */
gboolean bhd_attachments_check_rules (BhdTurn *turn,
                                      const BhdCaller *caller,
                                      const BhdAttachment *draft,
                                      gint64 max_size,
                                      GError **error);

/* Returns: (transfer full) */
BhdAttachment *bhd_attachments_begin (BhdTurn *turn,
                                      const BhdCaller *caller,
                                      const BhdAttachment *draft,
                                      GError **error);

G_END_DECLS
