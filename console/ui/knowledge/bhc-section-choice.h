/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Chooses among the pages of a view stack where they have no room beside each other.  Property:
 * "stack" (AdwViewStack). */
#define BHC_TYPE_SECTION_CHOICE (bhc_section_choice_get_type ())
G_DECLARE_FINAL_TYPE (BhcSectionChoice, bhc_section_choice, BHC, SECTION_CHOICE, AdwBin)

G_END_DECLS
