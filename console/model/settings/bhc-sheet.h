/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

G_BEGIN_DECLS

/* One record of the daemon's settings, as a bag of values (a{sv}, see bhc_desk_ask_async()).  It is
 * replaced whole when it changes: signal "changed". */
#define BHC_TYPE_SHEET (bhc_sheet_get_type ())
G_DECLARE_FINAL_TYPE (BhcSheet, bhc_sheet, BHC, SHEET, GObject)

BhcSheet *bhc_sheet_new (GVariant *values);
void bhc_sheet_set_values (BhcSheet *self, GVariant *values);
GVariant *bhc_sheet_get_values (BhcSheet *self); /* (transfer none) */

const char *bhc_sheet_get_id (BhcSheet *self);                     /* "" where there is only one */
const char *bhc_sheet_get_text (BhcSheet *self, const char *name); /* "" where there is none */
gboolean bhc_sheet_get_flag (BhcSheet *self, const char *name);

G_END_DECLS
