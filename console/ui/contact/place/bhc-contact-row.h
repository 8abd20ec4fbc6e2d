/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/contacts/bhc-contact-entry.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One contact in the list: who, how often, when last, and whether they are blocked. */
#define BHC_TYPE_CONTACT_ROW (bhc_contact_row_get_type ())
G_DECLARE_FINAL_TYPE (BhcContactRow, bhc_contact_row, BHC, CONTACT_ROW, AdwBin)

GtkWidget *bhc_contact_row_new (void);
void bhc_contact_row_show (BhcContactRow *self, BhcContactEntry *entry);

G_END_DECLS
