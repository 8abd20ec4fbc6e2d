/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @link is the e-mail address of a contact; it is hidden when they have none (“”). */
void bhc_address_link_show (GtkLinkButton *link, const char *email);

G_END_DECLS
