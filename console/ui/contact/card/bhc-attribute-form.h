/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks for an attribute of a contact that is new (@key: NULL) or another; once it is kept, @above
 * hears “contact.changed” (s id). */
void bhc_attribute_form_ask (GtkWidget *above,
                             BhcDesk *desk,
                             const char *contact,
                             const char *key,
                             const char *value);

G_END_DECLS
