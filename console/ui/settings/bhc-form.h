/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/settings/bhc-setting.h"

G_BEGIN_DECLS

/* Settings of a table to be looked at and changed: groups of rows over one bag of values.
 * Signals "changed": a person changed something; "shown": it shows other values. */
#define BHC_TYPE_FORM (bhc_form_get_type ())
G_DECLARE_FINAL_TYPE (BhcForm, bhc_form, BHC, FORM, GtkBox)

/* @settings: static; ends with a row without a label. */
GtkWidget *bhc_form_new (const BhcSetting *settings);

void bhc_form_show (BhcForm *self, GVariant *values); /* (nullable): a new record */
gboolean bhc_form_is_changed (BhcForm *self);

/* Whether it can be changed.  What is several lines long can be read and scrolled even then. */
void bhc_form_set_writable (BhcForm *self, gboolean writable);

/* One row that cannot be changed here and now; and what is wrong with one, without going there. */
void bhc_form_lock (BhcForm *self, const char *name);
void bhc_form_mark (BhcForm *self, const char *name, const char *problem); /* (nullable) */

/* A password that was made here.  (nullable) */
const char *bhc_form_get_made (BhcForm *self);

/* For rows that name a record or several: see bhc_setting_row_offer(). */
void bhc_form_offer (BhcForm *self, const char *const *ids, const char *const *names);

/* What differs from what was shown; of a new record everything that is not empty.
 * Returns: (transfer full): a{sv} */
GVariant *bhc_form_read_changes (BhcForm *self);

/* Whether all that is typed can be; where not, the first such row gets the focus. */
gboolean bhc_form_check (BhcForm *self);

/* What is wrong, and with which field (nullable); NULL takes it back. */
void bhc_form_blame (BhcForm *self, const char *name, const char *problem);
const char *bhc_form_get_title (BhcForm *self, const char *name); /* (nullable): nobody's */

/* What a row says now.  Returns: (transfer full) (nullable) */
GVariant *bhc_form_read (BhcForm *self, const char *name);
void bhc_form_fill (BhcForm *self, const char *name, GVariant *value); /* as if a person had */

G_END_DECLS
