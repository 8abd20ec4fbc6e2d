/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What can be chosen while one writes on: a list above the cursor that never takes the focus; the
 * text hands it the keys.  Signal "chosen" (GObject *). */
#define BHC_TYPE_CHOICES (bhc_choices_get_type ())
G_DECLARE_FINAL_TYPE (BhcChoices, bhc_choices, BHC, CHOICES, GObject)

/* @parent: what it is shown over; it lives as long. */
BhcChoices *bhc_choices_new (GtkWidget *parent, const char *label);

/* Forgets what was listed, then lists one after the other. */
void bhc_choices_begin (BhcChoices *self);
void bhc_choices_add (BhcChoices *self,
                      GObject *object,
                      const char *heading,
                      const char *detail);                  /* (nullable) */
void bhc_choices_say (BhcChoices *self, const char *words); /* where there is nothing to choose */

gboolean bhc_choices_has_any (BhcChoices *self); /* choices or words */

void bhc_choices_show (BhcChoices *self, const GdkRectangle *at); /* in the parent; the first */
void bhc_choices_hide (BhcChoices *self);
gboolean bhc_choices_is_shown (BhcChoices *self);

/* Arrows, Page Up and Down move, Enter and Tab choose, Escape hides.  FALSE: not for it. */
gboolean bhc_choices_handle_key (BhcChoices *self, guint key, GdkModifierType state);

G_END_DECLS
