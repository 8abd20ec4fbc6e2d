/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes @id out of a stored JSON array of ids; an empty one becomes NULL. */
void bhd_id_array_remove (char **array, const char *id);

G_END_DECLS
