/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* An AdwActionRow that shows words as they are, as many lines as they need.  @subtitle: (nullable).
 */
GtkWidget *bhc_plain_row_new (const char *title, const char *subtitle);

G_END_DECLS
