/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/knowledge/bhc-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Proposed ways to ask for an article, to be approved or rejected, one by one or many at once. */
#define BHC_TYPE_PHRASINGS_PAGE (bhc_phrasings_page_get_type ())
G_DECLARE_FINAL_TYPE (BhcPhrasingsPage, bhc_phrasings_page, BHC, PHRASINGS_PAGE, AdwBin)

void bhc_phrasings_page_set_library (BhcPhrasingsPage *self, BhcLibrary *library);

G_END_DECLS
