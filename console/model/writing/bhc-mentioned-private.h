/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/directory/bhc-directory.h"

G_BEGIN_DECLS

/* Whose names may stand behind an “@” in a note.  @extra: (nullable) of the message.
 * Returns: (transfer full) (nullable): it mentions nobody */
char **bhc_mentioned_names (BhcDirectory *directory, const char *extra);

G_END_DECLS
