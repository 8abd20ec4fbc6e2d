/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Telling of exactly those properties that differ: read all of them, change the object, compare.
 * @props as handed to g_object_class_install_properties(), with the unused first element. */
GValue *bhc_properties_read (GObject *object, GParamSpec **props, guint n_props);
void bhc_properties_notify (GObject *object,
                            GParamSpec **props,
                            guint n_props,
                            GValue *before);              /* (transfer full) */
void bhc_properties_free (GValue *values, guint n_props); /* (nullable) */

G_END_DECLS
