/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is known of a contact besides name and address, each to be changed and removed.
 *
 * Signals: "edit" (const char *key, const char *value), both NULL for one that is new;
 * "remove" (const char *key). */
#define BHC_TYPE_CONTACT_ATTRIBUTES (bhc_contact_attributes_get_type ())
G_DECLARE_FINAL_TYPE (BhcContactAttributes, bhc_contact_attributes, BHC, CONTACT_ATTRIBUTES, AdwBin)

void bhc_contact_attributes_show (BhcContactAttributes *self,
                                  GVariant *attributes); /* (nullable) */

G_END_DECLS
