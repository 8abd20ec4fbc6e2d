/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The place of everybody who has written: a list to be searched, and the one who is chosen.
 * Property: "desk". */
#define BHC_TYPE_CONTACTS_PAGE (bhc_contacts_page_get_type ())
G_DECLARE_FINAL_TYPE (BhcContactsPage, bhc_contacts_page, BHC, CONTACTS_PAGE, AdwBin)

GtkWidget *bhc_contacts_page_new (BhcDesk *desk);

G_END_DECLS
