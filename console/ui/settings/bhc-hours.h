/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The hours of a week in a row that opens: “09:00–12:30, 14:00–18:00” for each day. */
GtkWidget *bhc_hours_new (const char *title, GCallback changed, gpointer data);

/* @value: a{sv} of aas by “mon” … “sun” (nullable). */
void bhc_hours_show (GtkWidget *row, GVariant *value);
GVariant *bhc_hours_read (GtkWidget *row); /* the same, floating */

G_END_DECLS
