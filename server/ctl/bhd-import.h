/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sends @file as it is, in pieces, to the organisation's knowledge base.  @category: (nullable).
 * Blocks.  Returns: (transfer full): the daemon's answer; NULL with its sentence. */
char *bhd_import_file (const char *socket,
                       const char *organization,
                       const char *category,
                       const char *file,
                       GError **error);

G_END_DECLS
