/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Where what stands at the end of @row leaves no room for a word of its title, it goes below. */
void bhc_row_head_wrap (AdwActionRow *row);

G_END_DECLS
