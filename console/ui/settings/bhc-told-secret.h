/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Shows a secret the one time that it is told, to be copied. */
void bhc_told_secret_show (GtkWidget *parent, const char *secret);
void bhc_told_secret_show_password (GtkWidget *parent, const char *password); /* of somebody */

G_END_DECLS
